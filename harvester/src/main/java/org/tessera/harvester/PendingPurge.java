package org.tessera.harvester;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.store.RecordStore;

/**
 * What is still to be done for a {@link Purge}, in the store's graph {@code {base}id/purge/SOURCE}.
 * It outlives the archived lines that told so.
 *
 * @param name of the graph, and of the purge
 */
record PendingPurge(RecordStore store, Node name) {
  static PendingPurge of(String source, String baseIri, RecordStore store) {
    return new PendingPurge(store, NodeFactory.createURI(baseIri + "id/purge/" + source));
  }

  /** Whether what records share is still to be said anew. */
  boolean isPending() {
    return store.read(dataset -> dataset.contains(name, name, Rdf.type, Prov.Activity));
  }

  /**
   * To be called before the archived lines go.
   *
   * @param left records that could not be mapped again; what mends them is no change by the
   *     register, and the earlier form that it leaves must go
   */
  void begin(Set<Node> left) {
    write(true, with(left));
  }

  /** Names shared records that are going to be withdrawn, so that their tombstones are erased. */
  void withdraws(Collection<Node> records) {
    write(true, with(records));
  }

  /** All is said anew and withdrawn; at most remains are left. */
  void end() {
    write(false, remains());
  }

  /** Records of which earlier forms or a tombstone are to go when all else is done. */
  Set<Node> remains() {
    return store.read(dataset -> {
      Set<Node> records = new LinkedHashSet<>();
      Iter.forEach(
          dataset.findNG(name, name, Prov.invalidated, Node.ANY),
          quad -> records.add(quad.getObject()));
      return records;
    });
  }

  void erase() {
    Set<Node> remains = remains();
    store.forget(remains);
    store.eraseSharedTombstones(remains);
    write(false, Set.of());
  }

  private Set<Node> with(Collection<Node> more) {
    Set<Node> all = remains();
    all.addAll(more);
    return all;
  }

  private void write(boolean pending, Set<Node> remains) {
    Graph graph = GraphFactory.createDefaultGraph();
    if (pending) {
      graph.add(Triple.create(name, Rdf.type, Prov.Activity));
    }
    remains.forEach(record -> graph.add(Triple.create(name, Prov.invalidated, record)));
    store.putGraph(name, graph);
  }
}
