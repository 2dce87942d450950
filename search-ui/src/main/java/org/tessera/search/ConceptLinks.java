package org.tessera.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Skos;
import org.tessera.store.RecordStore;

/**
 * Concepts that are linked as meaning the same or nearly so. Links change without the records, so
 * they are read from the store for each search that asks for them.
 */
final class ConceptLinks {
  private static final List<Node> LINKS = List.of(Skos.exactMatch, Skos.closeMatch);

  private ConceptLinks() {}

  /** The concepts, those that they are linked to, and the others that are linked to these. */
  static Set<String> around(Collection<String> concepts, RecordStore store) {
    return store.read(dataset -> {
      Set<String> shared = new LinkedHashSet<>(concepts);
      concepts.forEach(concept -> shared.addAll(targets(dataset, concept)));
      Set<String> around = new LinkedHashSet<>(shared);
      shared.forEach(concept -> around.addAll(sources(dataset, concept)));
      return around;
    });
  }

  /** The concepts and those that are linked to them. */
  static Set<String> linkedTo(Collection<String> concepts, RecordStore store) {
    return store.read(dataset -> {
      Set<String> linked = new LinkedHashSet<>(concepts);
      concepts.forEach(concept -> linked.addAll(sources(dataset, concept)));
      return linked;
    });
  }

  private static List<String> targets(DatasetGraph dataset, String concept) {
    Node subject = NodeFactory.createURI(concept);
    return LINKS.stream()
        .flatMap(link -> dataset.stream(Node.ANY, subject, link, Node.ANY))
        .map(Quad::getObject)
        .filter(Node::isURI)
        .map(Node::getURI)
        .toList();
  }

  private static List<String> sources(DatasetGraph dataset, String concept) {
    Node object = NodeFactory.createURI(concept);
    return LINKS.stream()
        .flatMap(link -> dataset.stream(Node.ANY, Node.ANY, link, object))
        .map(Quad::getSubject)
        .map(Node::getURI)
        .toList();
  }
}
