package org.tessera.harvester;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.tessera.store.Batch;
import org.tessera.store.Committed;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/** Archives and commits the batches of one run on a thread of its own, one after the other. */
final class BatchWriter implements AutoCloseable {
  private final String source;
  private final Node run;
  private final Archive archive;
  private final RecordStore store;
  private final BiConsumer<Committed, List<RecordWrite>> committed;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("harvest-writer").factory());

  private int number;
  private @Nullable Future<Committed> pending;
  private List<RecordWrite> pendingWrites = List.of();

  /**
   * @param committed is told of each batch, on the thread that calls {@link #settle}
   */
  BatchWriter(
      String source,
      Node run,
      Archive archive,
      RecordStore store,
      BiConsumer<Committed, List<RecordWrite>> committed) {
    this.source = source;
    this.run = run;
    this.archive = archive;
    this.store = store;
    this.committed = committed;
  }

  /** Begins to write a batch; to be called when the one before is settled. */
  void write(List<HarvestedRecord> raws, List<RecordWrite> writes, List<Triple> soFar) {
    String name =
        run.getURI().substring(run.getURI().lastIndexOf('/') + 1)
            + "-"
            + String.format("%06d", number++);
    pendingWrites = writes;
    pending =
        thread.submit(() -> {
          archive.write(source, name, raws);
          return store.commit(new Batch(source, run, writes, Set.of(), soFar));
        });
  }

  /** Waits until all is committed. */
  void settle() {
    if (pending == null) {
      return;
    }
    Committed done;
    try {
      done = pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(e.getCause());
    }
    pending = null;
    committed.accept(done, pendingWrites);
    pendingWrites = List.of();
  }

  @Override
  public void close() {
    thread.close();
  }
}
