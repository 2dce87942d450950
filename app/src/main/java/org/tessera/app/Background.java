package org.tessera.app;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Threads of work that nobody looks at: they have of the processor what pages and queries leave.
 * The system heeds their priority where {@code ./tessera} tells Java to (decision 0703); threads
 * that they begin inherit it.
 */
final class Background {
  private Background() {}

  static Thread.Builder.OfPlatform thread(String name) {
    return Thread.ofPlatform().name(name).priority(Thread.MIN_PRIORITY);
  }

  /** Does it there and waits; throws what it threw. An interrupt leaves it to go on. */
  static <T> T call(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    thread(name).start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClearError("Interrupted while it waited for " + name, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(e.getCause());
    }
  }
}
