package org.tessera.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * The named graphs as the one transaction that writes sees and changes them. What it adds waits
 * until something is read or deleted, or it is {@link #flush flushed}, which comes before the
 * commit.
 */
final class GraphWriter extends Graphs implements AutoCloseable {
  private final AddedStatements added;

  GraphWriter(DatasetGraph dataset) {
    super(dataset);
    this.added = new AddedStatements(dataset);
  }

  @Override
  Set<Triple> read(Node graph) {
    return new GraphReader(dataset()).read(graph, added::settle);
  }

  @Override
  Optional<Node> object(Node graph, Node subject, Node predicate) {
    added.settle();
    return super.object(graph, subject, predicate);
  }

  @Override
  Set<Node> subjects(Node predicate, Node object) {
    added.settle();
    return super.subjects(predicate, object);
  }

  void add(Node graph, Collection<Triple> statements) {
    for (Triple statement : statements) {
      added.add(graph, statement);
    }
  }

  /** Makes a graph say these canonical statements and no others, touching only what differs. */
  void replace(Node graph, Set<Triple> stored, Collection<Triple> wanted) {
    Set<Triple> keep = new HashSet<>(wanted);
    for (Triple triple : stored) {
      if (!keep.contains(triple)) {
        delete(graph, triple);
      }
    }
    for (Triple triple : wanted) {
      if (!stored.contains(triple)) {
        added.add(graph, triple);
      }
    }
  }

  void replace(Node graph, Collection<Triple> wanted) {
    replace(graph, read(graph), wanted);
  }

  private void delete(Node graph, Triple statement) {
    added.settle();
    dataset()
        .delete(graph, statement.getSubject(), statement.getPredicate(), statement.getObject());
  }

  void flush() {
    added.settle();
  }

  @Override
  public void close() {
    added.close();
  }
}
