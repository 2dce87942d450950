package org.tessera.sparql;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the query that has allocated most when the heap is nearly full.
 *
 * <p>It looks at what is in use right after each garbage collection, since only that tells data in
 * use from garbage. After a query was ended for memory, and has let go of it, a full collection
 * gives a true figure before a second one is ended: a young collection would count what the first
 * left behind, and innocent queries would follow it.
 */
final class MemoryGuard implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MemoryGuard.class);

  /** A query that has allocated less than this share of the heap is never the cause. */
  private static final int INNOCENT_SHARE = 16;

  /** How long a query may take to let go before another one is ended too. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final long limit;
  private final long innocent;
  private final Set<String> heapPools;
  private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sparql-memory-guard").factory());
  private final NotificationListener listener = this::collected;
  private @Nullable RunningQuery ending;
  private long endingSince;
  private long settledSince;

  /**
   * @param share of the heap that may be in use after a collection
   */
  MemoryGuard(double share) {
    long max = Runtime.getRuntime().maxMemory();
    limit = (long) (share * max);
    innocent = max / INNOCENT_SHARE;
    heapPools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(listener, null, null);
      }
    }
  }

  void started(RunningQuery query) {
    running.add(query);
  }

  /** To be called when the query holds nothing any more. */
  void ended(RunningQuery query) {
    running.remove(query);
    synchronized (this) {
      if (query != ending || worker.isShutdown()) {
        return;
      }
    }
    worker.execute(this::settle);
  }

  private void collected(Notification notification, @Nullable Object handback) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    GcInfo collection =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo();
    long used =
        collection.getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> heapPools.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    if (used > limit) {
      endLargest(used, collection.getStartTime());
    }
  }

  private synchronized void endLargest(long used, long collectionStarted) {
    boolean stillEnding = ending != null && System.nanoTime() - endingSince < PATIENCE.toNanos();
    if (stillEnding || collectionStarted < settledSince) {
      return;
    }
    Optional<RunningQuery> largest =
        running.stream()
            .filter(query -> query.reason() == null && query.allocated() > innocent)
            .max(Comparator.comparingLong(RunningQuery::allocated));
    largest.ifPresent(query -> {
      log.warn(
          "{} MB of the heap in use after a collection: ending the query that allocated {} MB",
          used >> 20,
          query.allocated() >> 20);
      ending = query;
      endingSince = System.nanoTime();
      query.stop(Refusal.memory());
    });
  }

  /** A full collection; if much is still in use after it, the next query is ended. */
  private void settle() {
    synchronized (this) {
      settledSince = ManagementFactory.getRuntimeMXBean().getUptime();
      ending = null;
    }
    System.gc();
  }

  @Override
  public void close() {
    worker.shutdownNow();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
          log.debug("Already removed", e);
        }
      }
    }
  }
}
