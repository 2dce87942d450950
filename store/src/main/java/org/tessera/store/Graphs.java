package org.tessera.store;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/** The named graphs of a dataset, inside whatever transaction the caller is in. */
class Graphs {
  private final DatasetGraph dataset;

  Graphs(DatasetGraph dataset) {
    this.dataset = dataset;
  }

  DatasetGraph dataset() {
    return dataset;
  }

  /** All statements of a graph; empty for one that does not exist, at the cost of one look-up. */
  Set<Triple> read(Node graph) {
    return new GraphReader(dataset).read(graph);
  }

  Optional<Node> object(Node graph, Node subject, Node predicate) {
    Iterator<Quad> quads = dataset.findNG(graph, subject, predicate, Node.ANY);
    try {
      return quads.hasNext() ? Optional.of(quads.next().getObject()) : Optional.empty();
    } finally {
      Iter.close(quads);
    }
  }

  /** The subjects that have a value, in no order, each once. */
  Set<Node> subjects(Node predicate, Node object) {
    Set<Node> subjects = new LinkedHashSet<>();
    Iter.forEach(
        dataset.findNG(Node.ANY, Node.ANY, predicate, object),
        quad -> subjects.add(quad.getSubject()));
    return subjects;
  }
}
