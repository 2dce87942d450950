package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Definitions;
import org.tessera.ontology.Definitions.Judgement;
import org.tessera.ontology.Definitions.Outcome;
import org.tessera.ontology.Definitions.Rule;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * Derives which definitions of a micro-credential the small credentials of sources meet, and which
 * they contradict and why. One graph for each source, made anew from its records when they changed,
 * and replaced only if it differs. What cannot be judged is not stated.
 *
 * <p>Judged are credentials that their source calls by a small type and whose size it states: of
 * others nearly every rule lacks its fact, and there are many.
 */
final class DefinitionConformance {
  private static final String CONFORMANCE = "/conformance";
  private static final List<Node> SIZES =
      List.of(Elm.creditPoint, Elm.volumeOfLearning, Tess.weeks);
  private static final Set<Node> SMALL_TYPES =
      Stream.of("micro-credential", "part-qualification", "badge", "certificate", "short-course")
          .map(id -> "https://w3id.org/tessera/scheme/credential-type/" + id)
          .map(NodeFactory::createURI)
          .collect(Collectors.toSet());

  private final RecordStore store;
  private final String baseIri;

  DefinitionConformance(RecordStore store, String baseIri) {
    this.store = store;
    this.baseIri = baseIri;
  }

  void derive(Origins origins) {
    Map<String, TreeMap<String, Node>> sized = store.read(dataset -> sized(dataset, origins));
    if (sized.isEmpty()) {
      return;
    }
    Definitions definitions = new Definitions();
    sized.forEach((source, graphs) -> {
      Node register = NodeFactory.createURI(baseIri + "id/" + source);
      Node name = NodeFactory.createURI(register.getURI() + CONFORMANCE);
      store.putGraph(
          name, store.read(dataset -> facts(dataset, graphs, register, name, definitions)));
    });
  }

  private Graph facts(
      DatasetGraph dataset,
      TreeMap<String, Node> graphs,
      Node register,
      Node name,
      Definitions definitions) {
    Graph facts = GraphFactory.createDefaultGraph();
    List<Node> countries = objects(dataset, register, register, Tess.jurisdiction);
    graphs.forEach((topic, graph) -> {
      Node credential = NodeFactory.createURI(topic);
      List<Triple> statements = dataset.getGraph(graph).find().toList();
      for (Judgement judgement : definitions.judge(credential, statements, countries)) {
        add(judgement, credential, name, facts);
      }
    });
    if (!facts.isEmpty()) {
      add(facts, name, Rdf.type, Prov.Entity);
      add(facts, name, Prov.wasDerivedFrom, register);
      add(facts, name, Prov.wasAttributedTo, NodeFactory.createURI(baseIri + "id/agent/tessera"));
    }
    return facts;
  }

  /**
   * The graphs of small credentials with a size, by source and topic, of sources that changed; none
   * for a source that had some when it was last judged.
   */
  private Map<String, TreeMap<String, Node>> sized(DatasetGraph dataset, Origins origins) {
    String ids = baseIri + "id/";
    Map<String, TreeMap<String, Node>> sized = new TreeMap<>();
    dataset.stream(Node.ANY, Node.ANY, Rdf.type, Prov.Entity)
        .map(quad -> quad.getSubject().toString())
        .filter(name -> name.startsWith(ids) && name.endsWith(CONFORMANCE))
        .map(name -> name.substring(ids.length(), name.length() - CONFORMANCE.length()))
        .filter(origins::isChanged)
        .forEach(source -> sized.put(source, new TreeMap<>()));
    for (Node size : SIZES) {
      Iterator<Quad> quads = dataset.find(Node.ANY, Node.ANY, size, Node.ANY);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        Node topic = quad.getSubject();
        Optional<String> source = origins.source(quad.getGraph()).filter(origins::isChanged);
        if (source.isPresent()
            && topic.isURI()
            && objects(dataset, quad.getGraph(), topic, Tess.credentialType).stream()
                .anyMatch(SMALL_TYPES::contains)
            && objects(dataset, quad.getGraph(), topic, Rdf.type)
                .contains(Elm.LearningAchievementSpecification)) {
          sized
              .computeIfAbsent(source.get(), key -> new TreeMap<>())
              .put(topic.getURI(), quad.getGraph());
        }
      }
    }
    return sized;
  }

  private static List<Node> objects(
      DatasetGraph dataset, Node graph, Node subject, Node predicate) {
    return dataset.stream(graph, subject, predicate, Node.ANY).map(Quad::getObject).toList();
  }

  private static void add(Judgement judgement, Node credential, Node name, Graph facts) {
    if (judgement.outcome() == Outcome.MEETS) {
      add(facts, credential, Tess.conformsToDefinition, judgement.definition());
    } else if (judgement.outcome() == Outcome.FAILS) {
      String operands = credential.getURI() + "\n" + judgement.definition().getURI();
      String hash = Hash.hex(operands.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
      Node failure = NodeFactory.createURI(name.getURI() + "#" + hash);
      add(facts, failure, Rdf.type, Tess.DefinitionFailure);
      add(facts, failure, Tess.failingCredential, credential);
      add(facts, failure, Tess.failedDefinition, judgement.definition());
      for (Rule rule : judgement.contradicted()) {
        add(facts, failure, Prov.wasDerivedFrom, rule.shape());
        rule.words()
            .forEach((language, words) ->
                add(
                    facts,
                    failure,
                    Tess.failureReason,
                    NodeFactory.createLiteralLang(words, language)));
      }
    }
  }

  private static void add(Graph graph, Node subject, Node predicate, Node object) {
    graph.add(Triple.create(subject, predicate, object));
  }
}
