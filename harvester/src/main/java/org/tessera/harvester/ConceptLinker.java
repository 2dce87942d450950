package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Esco;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * Links the concepts that sources' records name to those that all share: skills to ESCO, subjects
 * to ISCED-F 2013, organisations to the families of providers. What it derives of a source's
 * concepts stands in the source's graph of derived facts, which is made anew when a source changed
 * that has a say in it, and replaced only if it differs.
 */
final class ConceptLinker {
  private static final Node FIELDS =
      NodeFactory.createURI("https://w3id.org/tessera/scheme/isced-f");

  /** Chosen while looking at links; docs/linking.md measures what it gives. */
  static final double LEAST_SIMILARITY = 0.9;

  private final RecordStore store;
  private final String baseIri;

  ConceptLinker(RecordStore store, String baseIri) {
    this.store = store;
    this.baseIri = baseIri;
  }

  void link(Origins origins) {
    store.putGraphs(store.read(dataset -> derive(dataset, origins)));
  }

  private Map<Node, Graph> derive(DatasetGraph dataset, Origins origins) {
    StatedFields stated = StatedFields.of(dataset, origins);
    NamedConcepts skills = named(dataset, origins, Tess.skill, Elm.relatedSkill);
    NamedConcepts subjects = named(dataset, origins, Dct.subject);
    NamedConcepts organisations = named(dataset, origins, Elm.providedBy, Elm.awardingBody);
    Set<String> ids = linkedBefore(dataset);
    Stream.of(skills, subjects, organisations).forEach(named -> ids.addAll(named.ids()));
    Set<String> ofEsco = skills.ids().isEmpty() ? Set.of() : escoSources(dataset, origins);
    List<DerivedGraph> touched = new ArrayList<>();
    for (String id : ids) {
      Set<String> sources = new TreeSet<>();
      Stream.of(skills, subjects, organisations)
          .forEach(named -> sources.addAll(named.sources(dataset, id)));
      if (!skills.of(id).isEmpty()) {
        sources.addAll(ofEsco);
      }
      if (!subjects.of(id).isEmpty()) {
        sources.addAll(stated.sources());
      }
      DerivedGraph graph = new DerivedGraph(dataset, baseIri, id);
      if (origins.isTouched(graph.name(), sources)) {
        touched.add(graph);
      }
    }
    boolean ofSkills = touched.stream().anyMatch(graph -> !skills.of(graph.source()).isEmpty());
    LabelMatcher esco = ofSkills ? esco(dataset) : new LabelMatcher(1);
    LabelMatcher fields = fields(dataset);
    NameRules names = NameRules.of(dataset);
    Map<Node, Graph> derived = new HashMap<>();
    for (DerivedGraph graph : touched) {
      String id = graph.source();
      for (Node skill : skills.of(id)) {
        best(dataset, skill, esco)
            .ifPresent(match ->
                graph.link(
                    skill,
                    match.method() == LabelMatcher.Method.EXACT && match.preferred()
                        ? Skos.exactMatch
                        : Skos.closeMatch,
                    match.concept(),
                    "skill-" + name(match.method())));
      }
      for (Node subject : subjects.of(id)) {
        Optional<Node> field = stated.field(subject);
        Optional<Node> elsewhere = stated.fieldElsewhere(subject);
        if (field.isPresent()) {
          graph.link(subject, Skos.broadMatch, field.get(), "field-co-stated");
        } else if (elsewhere.isPresent()) {
          graph.link(subject, Skos.broadMatch, elsewhere.get(), "field-same-code");
        } else {
          best(dataset, subject, fields)
              .ifPresent(match ->
                  graph.link(
                      subject, Skos.closeMatch, match.concept(), "field-" + name(match.method())));
        }
      }
      for (Node organisation : organisations.of(id)) {
        family(dataset, organisation, names)
            .ifPresent(rule -> graph.family(organisation, rule.family(), rule.id()));
      }
      derived.put(graph.name(), graph.graph());
    }
    return derived;
  }

  /** What its names tell of an organisation of which no source states the family. */
  private static Optional<NameRules.Rule> family(
      DatasetGraph dataset, Node organisation, NameRules names) {
    if (dataset.contains(Node.ANY, organisation, Tess.providerFamily, Node.ANY)) {
      return Optional.empty();
    }
    return labels(dataset, Node.ANY, organisation, Skos.prefLabel)
        .flatMap(label -> names.find(label.getLiteralLexicalForm()).stream())
        .findFirst();
  }

  private static String name(LabelMatcher.Method method) {
    return method.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The sources of whose concepts something was derived, and perhaps no longer is. */
  private Set<String> linkedBefore(DatasetGraph dataset) {
    String names = DerivedGraph.names(baseIri);
    return dataset.stream(Node.ANY, Node.ANY, Tess.rule, Node.ANY)
        .map(quad -> quad.getGraph().toString())
        .filter(name -> name.startsWith(names))
        .map(name -> name.substring(names.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private NamedConcepts named(DatasetGraph dataset, Origins origins, Node... properties) {
    return NamedConcepts.read(dataset, baseIri + "id/", origins, properties);
  }

  private static Set<String> escoSources(DatasetGraph dataset, Origins origins) {
    return dataset.stream(Node.ANY, Node.ANY, Rdf.type, Esco.Skill)
        .flatMap(quad -> origins.source(quad.getGraph()).stream())
        .collect(Collectors.toSet());
  }

  private static LabelMatcher esco(DatasetGraph dataset) {
    LabelMatcher matcher = new LabelMatcher(LEAST_SIMILARITY);
    dataset
        .find(Node.ANY, Node.ANY, Rdf.type, Esco.Skill)
        .forEachRemaining(quad -> add(matcher, dataset, quad.getGraph(), quad.getSubject()));
    return matcher;
  }

  /** Fields are few and their labels near to each other: what is only similar is no match. */
  static LabelMatcher fields(DatasetGraph dataset) {
    LabelMatcher matcher = new LabelMatcher(2);
    dataset
        .find(FIELDS, Node.ANY, Skos.inScheme, FIELDS)
        .forEachRemaining(quad -> {
          // A field that stands alone in its group has its group's label: the deepest is meant.
          boolean repeated =
              labels(dataset, FIELDS, quad.getSubject(), Skos.prefLabel)
                  .anyMatch(label ->
                      dataset.stream(FIELDS, Node.ANY, Skos.broader, quad.getSubject())
                          .anyMatch(narrower ->
                              dataset.contains(
                                  FIELDS, narrower.getSubject(), Skos.prefLabel, label)));
          if (!repeated) {
            add(matcher, dataset, FIELDS, quad.getSubject());
          }
        });
    return matcher;
  }

  private static void add(LabelMatcher matcher, DatasetGraph dataset, Node graph, Node concept) {
    labels(dataset, graph, concept, Skos.prefLabel)
        .forEach(
            label -> matcher.add(concept, label.getLiteralLexicalForm(), language(label), true));
    labels(dataset, graph, concept, Skos.altLabel)
        .forEach(
            label -> matcher.add(concept, label.getLiteralLexicalForm(), language(label), false));
  }

  private static Stream<Node> labels(
      DatasetGraph dataset, Node graph, Node concept, Node property) {
    return dataset.stream(graph, concept, property, Node.ANY)
        .map(Quad::getObject)
        .filter(Node::isLiteral);
  }

  private static String language(Node label) {
    return label.getLiteralLanguage().replaceFirst("-.*", "");
  }

  /** What the surest of a concept's labels says; nothing where two say different things. */
  private static Optional<LabelMatcher.Match> best(
      DatasetGraph dataset, Node concept, LabelMatcher matcher) {
    var matches =
        labels(dataset, Node.ANY, concept, Skos.prefLabel)
            .flatMap(label -> matcher.find(label.getLiteralLexicalForm(), language(label)).stream())
            .sorted(Comparator.comparing(LabelMatcher.Match::method))
            .toList();
    return matches.stream().map(LabelMatcher.Match::concept).distinct().count() == 1
        ? Optional.of(matches.getFirst())
        : Optional.empty();
  }
}
