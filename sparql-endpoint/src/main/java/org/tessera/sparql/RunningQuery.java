package org.tessera.sparql;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.jena.sparql.exec.QueryExec;
import org.jspecify.annotations.Nullable;

/** A query in execution, which others may stop. It belongs to the thread that made it. */
final class RunningQuery {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long thread = Thread.currentThread().threadId();
  private final long allocatedAtStart = THREADS.getThreadAllocatedBytes(thread);
  private final AtomicBoolean cancelSignal = new AtomicBoolean();
  private final AtomicReference<@Nullable Refusal> reason = new AtomicReference<>();
  private volatile @Nullable QueryExec execution;

  /** Refuses virtual threads: on them the guard would see nothing, and no test would tell. */
  RunningQuery() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "SPARQL queries must run on platform threads, since nobody can tell what a virtual one has"
              + " allocated: set spring.threads.virtual.enabled=false");
    }
  }

  /** Set when the query shall stop; Jena's iterators look at it. */
  AtomicBoolean cancelSignal() {
    return cancelSignal;
  }

  void executes(QueryExec queryExec) {
    execution = queryExec;
    if (cancelSignal.get()) {
      queryExec.abort();
    }
  }

  /** Bytes allocated for this query so far, whether still in use or not. */
  long allocated() {
    return THREADS.getThreadAllocatedBytes(thread) - allocatedAtStart;
  }

  /** Stops the query; the first reason stays. Returns at once. */
  void stop(Refusal why) {
    reason.compareAndSet(null, why);
    cancelSignal.set(true);
    QueryExec running = execution;
    if (running != null) {
      // The signal alone does not reach a sort under way; abort() does, but waits for a lock that
      // the query holds while it starts.
      Thread.ofVirtual().name("sparql-abort").start(running::abort);
    }
  }

  /** Why the query was stopped, or null. */
  @Nullable Refusal reason() {
    return reason.get();
  }

  /**
   * @throws Refusal if the query was stopped
   */
  void check() {
    Refusal why = reason.get();
    if (why != null) {
      throw why;
    }
  }
}
