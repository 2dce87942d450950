package org.tessera.sparql;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a bounded number of queries run at once: in the whole process, and for one address. */
final class Turns {
  /** Waiting costs a thread of the web server, so one address may not keep all of them waiting. */
  private static final int WAITING_PER_ADDRESS = 64;

  private final SparqlLimits limits;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private final Map<String, Integer> running = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();
  private int total;

  Turns(SparqlLimits limits) {
    this.limits = limits;
  }

  /** A place among the running queries, until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a turn.
   *
   * @throws Refusal with 503 when none came in time
   */
  Turn take(String address) {
    lock.lock();
    try {
      if (waiting.getOrDefault(address, 0) >= WAITING_PER_ADDRESS) {
        throw Refusal.busy("Too many queries from your address are waiting. Try again later.");
      }
      waiting.merge(address, 1, Integer::sum);
      try {
        await(address);
      } finally {
        waiting.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
      }
      running.merge(address, 1, Integer::sum);
      total++;
      return () -> release(address);
    } finally {
      lock.unlock();
    }
  }

  private void await(String address) {
    long left = limits.maxWait().toNanos();
    while (total >= limits.total() || running.getOrDefault(address, 0) >= limits.perAddress()) {
      if (left <= 0) {
        throw Refusal.busy(
            total >= limits.total()
                ? "The server runs as many queries as it can. Try again in a few seconds."
                : "Only %d queries at once from one address. Wait for one to end, then try again."
                    .formatted(limits.perAddress()));
      }
      try {
        left = freed.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Refusal.busy("The server is stopping.");
      }
    }
  }

  private void release(String address) {
    lock.lock();
    try {
      running.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
      total--;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
