package org.tessera.store;

import java.util.Collection;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Triple;

/**
 * A record as the store holds it, detached from the store.
 *
 * @param statements all of the record's graph, those of its catalogue record among them
 */
public record StoredRecord(CatalogueRecord catalogueRecord, Collection<Triple> statements) {

  /** The statements as a graph of its own. */
  public Graph graph() {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    statements.forEach(graph::add);
    return graph;
  }
}
