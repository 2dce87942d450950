package org.tessera.search.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Rdfs;
import org.tessera.ontology.Schema;
import org.tessera.ontology.Skos;

/** The ontology's terms and concepts with their labels, read once. Immutable. */
@Component
final class Terms {
  private static final List<Node> LABELS = List.of(Skos.prefLabel, Rdfs.label, Dct.title);

  private final Map<Node, Graph> graphs = Ontology.graphs();
  private final Graph external = Ontology.externalTerms();
  private final Map<Node, Map<String, String>> labels = new HashMap<>();

  Terms() {
    graphs
        .values()
        .forEach(graph ->
            LABELS.forEach(
                property -> graph.stream(Node.ANY, property, Node.ANY).forEach(this::addLabel)));
  }

  private void addLabel(Triple triple) {
    if (triple.getObject().isLiteral()) {
      labels
          .computeIfAbsent(triple.getSubject(), subject -> new HashMap<>())
          .putIfAbsent(
              triple.getObject().getLiteralLanguage(), triple.getObject().getLiteralLexicalForm());
    }
  }

  /** Graphs by name: the ontology and one for each scheme. */
  Map<Node, Graph> graphs() {
    return graphs;
  }

  /** Terms of other vocabularies that records use. */
  Graph external() {
    return external;
  }

  Optional<String> label(Node term, String lang) {
    Map<String, String> byLanguage = labels.getOrDefault(term, Map.of());
    return Optional.ofNullable(byLanguage.get(lang))
        .or(() -> Optional.ofNullable(byLanguage.get("en")))
        .or(() -> byLanguage.values().stream().min(Comparator.naturalOrder()));
  }

  /** Ids of a scheme's concepts in its own order. */
  List<String> order(String scheme) {
    Graph graph =
        graphs.getOrDefault(
            NodeFactory.createURI(Links.TERMS_BASE + "scheme/" + scheme), Graph.emptyGraph);
    return graph.stream(Node.ANY, Schema.position, Node.ANY)
        .sorted(
            Comparator.comparing(
                triple -> Integer.parseInt(triple.getObject().getLiteralLexicalForm())))
        .map(triple -> RecordGraph.id(triple.getSubject()))
        .toList();
  }

  /** Label of a concept by its scheme's and its own id; the id where nobody labelled it. */
  String label(String scheme, String id, String lang) {
    return label(NodeFactory.createURI(Links.TERMS_BASE + "scheme/" + scheme + "/" + id), lang)
        .orElse(id);
  }
}
