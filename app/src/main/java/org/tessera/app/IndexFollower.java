package org.tessera.app;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tessera.search.SearchIndex;

/**
 * Keeps the search index up to the store on a thread of its own, so that a harvest does not wait
 * for it. Commits that arrive while it works are taken together.
 */
final class IndexFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IndexFollower.class);

  private final SearchIndex index;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Background.thread("index-follower").factory());

  IndexFollower(SearchIndex index) {
    this.index = index;
  }

  /** The store has changed. */
  void storeChanged() {
    if (waiting.compareAndSet(false, true)) {
      thread.execute(() -> {
        try {
          catchUp();
        } catch (RuntimeException | IOException e) {
          // The next commit or start tries again from the sequence reached.
          log.error("The search index could not follow the store", e);
        }
      });
    }
  }

  /**
   * Waits until the index has all that is committed.
   *
   * @throws ClearError when it cannot
   */
  void settle() {
    Future<?> last =
        thread.submit(() -> {
          catchUp();
          return null;
        });
    try {
      last.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClearError("Interrupted while the search index followed the store", e);
    } catch (ExecutionException e) {
      throw new ClearError(
          "The search index cannot follow the store; run ./tessera reindex: " + e.getCause(), e);
    }
  }

  private void catchUp() throws IOException {
    waiting.set(false);
    index.catchUp();
  }

  @Override
  public void close() {
    thread.close();
  }
}
