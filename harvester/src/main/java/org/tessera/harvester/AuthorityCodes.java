package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;

/**
 * Codes and names of the EU's authority lists, as the ontology ships them: languages, countries,
 * currencies. A name that two concepts share finds neither.
 *
 * @param languages authority IRI by ISO 639-1, ISO 639-3, English, French and native name
 * @param languageTags ISO 639-1 code (else 639-3) by the same
 * @param countries authority IRI by ISO 3166-1 alpha-2, alpha-3 and names
 * @param currencies authority IRI by ISO 4217 code and names
 */
record AuthorityCodes(
    Map<String, List<String>> languages,
    Map<String, List<String>> languageTags,
    Map<String, List<String>> countries,
    Map<String, List<String>> currencies) {

  /**
   * @param schemes the ontology's graphs by name
   */
  static AuthorityCodes of(Map<Node, Graph> schemes) {
    Map<String, List<String>> languages = new HashMap<>();
    Map<String, List<String>> tags = new HashMap<>();
    Map<String, List<String>> countries = new HashMap<>();
    Map<String, List<String>> currencies = new HashMap<>();
    read(schemes, "language", languages, tags);
    read(schemes, "country", countries, new HashMap<>());
    read(schemes, "currency", currencies, new HashMap<>());
    return new AuthorityCodes(languages, tags, countries, currencies);
  }

  private static void read(
      Map<Node, Graph> schemes,
      String scheme,
      Map<String, List<String>> iris,
      Map<String, List<String>> notations) {
    Graph graph = schemes.get(NodeFactory.createURI("https://w3id.org/tessera/scheme/" + scheme));
    if (graph == null) {
      throw new IllegalStateException("the ontology has no scheme " + scheme);
    }
    for (Node concept :
        graph.find(Node.ANY, Rdf.type, Skos.Concept).mapWith(t -> t.getSubject()).toList()) {
      String iri = concept.getURI();
      String notation = literals(graph, concept, Skos.notation).stream().findFirst().orElse("");
      List<String> keys = new ArrayList<>(literals(graph, concept, Skos.prefLabel));
      keys.addAll(literals(graph, concept, Skos.altLabel));
      keys.addAll(literals(graph, concept, Skos.notation));
      keys.addAll(literals(graph, concept, Dct.identifier));
      keys.add(iri.substring(iri.lastIndexOf('/') + 1));
      for (String key : keys.stream().map(LookUpTables::normal).distinct().toList()) {
        iris.merge(key, List.of(iri), (one, other) -> List.of());
        if (!notation.isEmpty()) {
          notations.merge(key, List.of(notation), (one, other) -> List.of());
        }
      }
    }
  }

  private static List<String> literals(Graph graph, Node concept, Node predicate) {
    return graph
        .find(concept, predicate, Node.ANY)
        .mapWith(triple -> triple.getObject())
        .filterKeep(Node::isLiteral)
        .mapWith(Node::getLiteralLexicalForm)
        .toList();
  }
}
