package org.tessera.store;

import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The names of the graphs that the store keeps for itself, and of sources.
 *
 * @param base base of minted IRIs, ends with a slash
 */
record StoreNames(String base) {
  StoreNames {
    if (!base.endsWith("/")) {
      throw new IllegalArgumentException("The base IRI must end with a slash: " + base);
    }
  }

  /** The graph of the store itself, and the subject of its sequence number. */
  Node system() {
    return NodeFactory.createURI(base + "store");
  }

  /** The catalogue of a source, and the graph of its description. */
  Node catalogue(String source) {
    return NodeFactory.createURI(base + "id/" + source);
  }

  /** The graph of a source's kept counts and of the list of its runs. */
  Node statistics(String source) {
    return NodeFactory.createURI(base + "statistics/" + source);
  }

  /** The graph of what a record said before. */
  Node history(Node record) {
    return NodeFactory.createURI(
        base + "history/" + record.getURI().substring((base + "record/").length()));
  }

  /** The source of a catalogue of this base. */
  Optional<String> source(Node catalogue) {
    String prefix = base + "id/";
    return catalogue.isURI() && catalogue.getURI().startsWith(prefix)
        ? Optional.of(catalogue.getURI().substring(prefix.length()))
        : Optional.empty();
  }

  boolean isRecordGraph(Node graph) {
    return graph.isURI() && graph.getURI().startsWith(base + "record/");
  }
}
