package org.tessera.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Threads that write what one thread reads, in no order. A reader too far ahead of them writes too,
 * so that no more than a few chunks are in memory.
 */
final class WritersBesideReader<T> implements AutoCloseable {
  private static final int CHUNK = 500;
  private static final int MOST_THREADS = 4;
  private static final int WAITING_CHUNKS = 2;

  private final Consumer<T> write;
  private final ExecutorService writers;
  private final Deque<Future<?>> writing = new ArrayDeque<>();
  private List<T> chunk = new ArrayList<>(CHUNK);

  WritersBesideReader(Consumer<T> write) {
    this.write = write;
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, MOST_THREADS);
    this.writers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_CHUNKS),
            Thread.ofPlatform().name("index-writer-", 0).daemon().factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** Has it written some time before {@link #settle} returns. */
  void hand(T read) {
    chunk.add(read);
    if (chunk.size() == CHUNK) {
      submit();
    }
  }

  /**
   * Waits until all that was handed over is written.
   *
   * @throws RuntimeException what the first chunk that failed threw
   */
  void settle() {
    submit();
    while (!writing.isEmpty()) {
      await(writing.remove());
    }
  }

  private void submit() {
    List<T> full = chunk;
    chunk = new ArrayList<>(CHUNK);
    writing.add(writers.submit(() -> full.forEach(write)));
    // The oldest is written long since; if it failed, reading on is for nothing.
    if (writing.size() > MOST_THREADS + WAITING_CHUNKS) {
      await(writing.remove());
    }
  }

  private static void await(Future<?> chunk) {
    try {
      chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the index was written", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException runtime
          ? runtime
          : new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    writers.close();
  }
}
