package org.tessera.harvester;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/** The sources' own concepts, or organisations, that records name by some properties. */
final class NamedConcepts {
  private final Origins origins;

  /** By the id of the source that made their IRIs. */
  private final Map<String, Set<Node>> concepts = new TreeMap<>();

  /** Ids of the sources whose records name them, by the same. */
  private final Map<String, Set<String>> namers = new TreeMap<>();

  private NamedConcepts(Origins origins) {
    this.origins = origins;
  }

  /**
   * @param ids what the IRIs of sources' own concepts begin with
   */
  static NamedConcepts read(DatasetGraph dataset, String ids, Origins origins, Node... properties) {
    NamedConcepts named = new NamedConcepts(origins);
    for (Node property : properties) {
      dataset
          .find(Node.ANY, Node.ANY, property, Node.ANY)
          .forEachRemaining(quad -> named.add(quad, ids));
    }
    return named;
  }

  private void add(Quad quad, String ids) {
    Node concept = quad.getObject();
    int end =
        concept.isURI() && concept.getURI().startsWith(ids)
            ? concept.getURI().indexOf('/', ids.length())
            : -1;
    if (end > 0) {
      String id = concept.getURI().substring(ids.length(), end);
      origins
          .source(quad.getGraph())
          .ifPresent(namer -> {
            concepts
                .computeIfAbsent(id, key -> new TreeSet<>(Comparator.comparing(Node::getURI)))
                .add(concept);
            namers.computeIfAbsent(id, key -> new HashSet<>()).add(namer);
          });
    }
  }

  /** Ids of the sources that have such concepts. */
  Set<String> ids() {
    return concepts.keySet();
  }

  /** The concepts of a source. */
  Set<Node> of(String id) {
    return concepts.getOrDefault(id, Set.of());
  }

  /** Ids of the sources whose records name a source's concepts, or say what they are. */
  Set<String> sources(DatasetGraph dataset, String id) {
    Set<String> sources = new HashSet<>(namers.getOrDefault(id, Set.of()));
    for (Node concept : of(id)) {
      Stream.of(Skos.prefLabel, Tess.providerFamily)
          .flatMap(property -> dataset.stream(Node.ANY, concept, property, Node.ANY))
          .flatMap(quad -> origins.source(quad.getGraph()).stream())
          .forEach(sources::add);
    }
    return sources;
  }
}
