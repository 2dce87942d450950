package org.tessera.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.dboe.transaction.txn.SysTransState;
import org.apache.jena.dboe.transaction.txn.TransactionalComponent;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.sys.TDBInternal;

/**
 * What one write transaction has added and TDB2's indexes do not hold yet. Each of these is a tree
 * of its own, so several threads fill them side by side, while the one that writes goes on with the
 * nodes of the next statements. For that the transaction's state of each tree is detached from the
 * writer and attached to the thread that fills it, and comes back before anything else is done with
 * the trees: whoever writes has to {@link #settle} before it reads, deletes or commits, and to
 * {@link #close} in any case.
 */
final class AddedStatements implements AutoCloseable {
  /** Some 3 MB of them. */
  static final int MOST_WAITING = 20_000;

  /** Fewer are inserted sooner than another thread begins. */
  private static final int WORTH_A_THREAD = 2_000;

  private final NodeTable nodes;
  private final List<TupleIndexRecord> indexes = new ArrayList<>();
  private final List<SysTransState> lent = new ArrayList<>();
  private List<Tuple<NodeId>> waiting = new ArrayList<>();
  private CompletableFuture<Void> filling = CompletableFuture.completedFuture(null);

  AddedStatements(DatasetGraph dataset) {
    NodeTupleTable quads = TDBInternal.requireStorage(dataset).getQuadTable().getNodeTupleTable();
    this.nodes = quads.getNodeTable();
    for (TupleIndex index : quads.getTupleTable().getIndexes()) {
      indexes.add((TupleIndexRecord) index);
    }
  }

  void add(Node graph, Triple statement) {
    waiting.add(
        TupleFactory.create4(
            nodes.getAllocateNodeId(graph),
            nodes.getAllocateNodeId(statement.getSubject()),
            nodes.getAllocateNodeId(statement.getPredicate()),
            nodes.getAllocateNodeId(statement.getObject())));
    if (waiting.size() == MOST_WAITING) {
      fillSideBySide();
    }
  }

  /** After this the trees are the writer's, and hold all that was added. */
  void settle() {
    if (waiting.size() > WORTH_A_THREAD) {
      fillSideBySide();
    }
    close();
    for (TupleIndexRecord index : indexes) {
      index.addAll(waiting);
    }
    waiting.clear();
  }

  private void fillSideBySide() {
    close();
    List<Tuple<NodeId>> added = waiting;
    waiting = new ArrayList<>();
    indexes.forEach(index -> lent.add(tree(index).detach()));
    for (int i = 0; i < indexes.size(); i++) {
      TupleIndexRecord index = indexes.get(i);
      SysTransState tree = lent.get(i);
      filling =
          CompletableFuture.allOf(
              filling,
              CompletableFuture.runAsync(
                  () -> fill(index, tree, added),
                  Thread.ofPlatform().name("store-" + index.getName())::start));
    }
  }

  private static void fill(TupleIndexRecord index, SysTransState tree, List<Tuple<NodeId>> added) {
    tree.getComponent().attach(tree);
    try {
      index.addAll(added);
    } finally {
      tree.getComponent().detach();
    }
  }

  /** Waits for the trees and takes them back. */
  @Override
  public void close() {
    try {
      filling.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new StoreException("Cannot write the store's indexes: " + e.getMessage(), e);
    } finally {
      lent.forEach(tree -> tree.getComponent().attach(tree));
      lent.clear();
      filling = CompletableFuture.completedFuture(null);
    }
  }

  private static TransactionalComponent tree(TupleIndexRecord index) {
    return (TransactionalComponent) index.getRangeIndex();
  }
}
