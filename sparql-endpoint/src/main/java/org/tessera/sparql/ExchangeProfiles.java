package org.tessera.sparql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.vocabulary.OWL;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Rdf;
import org.tessera.store.StoredRecord;

/**
 * The profiles that records are exchanged under, as SHACL, and what of a record fails them. Shapes
 * are read when they are first asked for, and once. Threads may share one of these.
 */
final class ExchangeProfiles {
  private static final Set<Node> OTHER_RECORDS =
      Set.of(Elm.LearningAchievementSpecification, Elm.Qualification, Elm.LearningOpportunity);

  private final Projections projections;
  private final Map<String, ExchangeProfile> profiles = new LinkedHashMap<>();
  private final Map<ExchangeProfile, Shapes> shapes = new ConcurrentHashMap<>();

  ExchangeProfiles(Projections projections) {
    this.projections = projections;
    add(
        new ExchangeProfile(
            "eu-loq",
            "EU: learning opportunities and qualifications (LOQ), SHACL constraints 1.1.0",
            "http://data.europa.eu/snb/model/ap/loq-constraints",
            ExportProfile.ELM,
            () -> bundled("elm-loq-1.1.0/LOQ-constraints.ttl")));
    add(
        new ExchangeProfile(
            "acqf-exchange",
            "ACQF: exchange model 0.0.1",
            "https://data.acqf-qcp.africa/model/exchange-model",
            ExportProfile.ELM,
            () -> bundled("acqf-exchange-model-0.0.1/exchange-model.ttl")));
    add(
        new ExchangeProfile(
            "core",
            "Tessera: the least that a record says",
            Ontology.NAME.getURI(),
            ExportProfile.TESSERA,
            Ontology::coreShapes));
    add(
        new ExchangeProfile(
            "quality",
            "Tessera: what a good record says",
            Ontology.NAME.getURI(),
            ExportProfile.TESSERA,
            Ontology::qualityShapes));
  }

  private void add(ExchangeProfile profile) {
    profiles.put(profile.id(), profile);
  }

  List<ExchangeProfile> all() {
    return List.copyOf(profiles.values());
  }

  Optional<ExchangeProfile> byId(String id) {
    return Optional.ofNullable(profiles.get(id));
  }

  /**
   * A set of shapes.
   *
   * @param source IRI of the shapes' publication
   * @param form the form of a record that is checked
   * @param graph reads the shapes
   */
  record ExchangeProfile(
      String id, String title, String source, ExportProfile form, Supplier<Graph> graph) {}

  /**
   * What a profile says of a record.
   *
   * @param applies whether it has shapes for the kind of thing that the record describes; where it
   *     has none, it says nothing, neither good nor bad
   */
  record Judgement(boolean applies, List<Failure> failures) {
    boolean conforms() {
      return applies && failures.isEmpty();
    }
  }

  /**
   * What fails.
   *
   * @param focus the node that fails: the thing itself, or one that belongs to it
   * @param path the property's IRI, or a path of several in SPARQL's form; empty where the whole
   *     node fails
   * @param constraint SHACL's name of what is asked, as in MinCountConstraintComponent
   * @param value what was found instead; empty where it is the lack of one
   */
  record Failure(
      Node focus,
      Optional<String> path,
      String constraint,
      String severity,
      String message,
      Optional<Node> value) {

    static Failure of(ReportEntry entry) {
      return new Failure(
          entry.focusNode(),
          Optional.ofNullable(entry.resultPath())
              .map(path -> path instanceof P_Link link ? link.getNode().getURI() : path.toString()),
          localName(entry.sourceConstraintComponent()),
          localName(entry.severity().level()),
          entry.message(),
          Optional.ofNullable(entry.value()));
    }

    private static String localName(Node term) {
      return term.getURI().substring(term.getURI().indexOf('#') + 1);
    }
  }

  /** Checks one record. */
  Judgement judge(ExchangeProfile profile, StoredRecord record, Surroundings surroundings) {
    return form(profile, record, surroundings)
        .map(graph -> judge(profile, graph, record.catalogueRecord().topic()))
        .orElseGet(() -> new Judgement(false, List.of()));
  }

  /**
   * Checks a thing in a graph; other records that it names are checked where they are its topic.
   */
  Judgement judge(ExchangeProfile profile, Graph graph, Node topic) {
    Shapes asked = shapes.computeIfAbsent(profile, it -> Shapes.parse(it.graph().get()));
    ValidationContext validation = ValidationContext.create(asked, graph);
    boolean applies = false;
    for (Shape shape : asked.getTargetShapes()) {
      for (Node focus : VLib.focusNodes(graph, shape)) {
        if (focus.equals(topic)) {
          applies |= !shape.deactivated();
        } else if (isOtherRecord(graph, focus)) {
          continue;
        }
        VLib.validateShape(validation, graph, shape, focus);
      }
    }
    List<Failure> failures = new ArrayList<>();
    if (validation.hasViolation()) {
      validation.generateReport().getEntries().forEach(entry -> failures.add(Failure.of(entry)));
    }
    return new Judgement(applies, List.copyOf(failures));
  }

  private static boolean isOtherRecord(Graph graph, Node node) {
    return OTHER_RECORDS.stream().anyMatch(type -> graph.contains(node, Rdf.type, type));
  }

  private Optional<Graph> form(
      ExchangeProfile profile, StoredRecord record, Surroundings surroundings) {
    if (profile.form() != ExportProfile.TESSERA) {
      return projections.graph(profile.form(), record, surroundings);
    }
    Node catalogueRecord = record.catalogueRecord().record();
    Graph said = GraphMemFactory.createDefaultGraphSameTerm();
    record.statements().stream()
        .filter(statement -> !statement.getSubject().equals(catalogueRecord))
        .forEach(said::add);
    return Optional.of(said);
  }

  /** A file of another project, without its imports, which would be fetched, and its prefixes. */
  private static Graph bundled(String file) {
    Graph graph = GraphFactory.createDefaultGraph();
    try (InputStream in = ExchangeProfiles.class.getResourceAsStream("vendor/" + file)) {
      if (in == null) {
        throw new IllegalStateException("org/tessera/sparql/vendor/" + file + " is missing");
      }
      RDFParser.source(in).lang(Lang.TURTLE).toGraph().stream()
          .filter(statement -> !statement.getPredicate().equals(OWL.imports.asNode()))
          .forEach(graph::add);
    } catch (IOException e) {
      throw new UncheckedIOException("vendor/" + file + " cannot be read", e);
    }
    return graph;
  }
}
