package org.tessera.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.tessera.harvester.HarvestListener;

/**
 * Tells a listener how a harvest goes, with its rate of the last half minute, and of each commit.
 */
final class HarvestProgress implements HarvestListener {
  /**
   * Reading comes in bursts, as it waits for the writer of the batch before; this holds several.
   */
  private static final long WINDOW_NANOS = 30_000_000_000L;

  private final Listener listener;
  private final Runnable onCommit;
  private final LongSupplier nanoTime;
  private final Deque<Mark> marks = new ArrayDeque<>();

  private record Mark(long nanos, long seen) {}

  HarvestProgress(Listener listener, Runnable onCommit) {
    this(listener, onCommit, System::nanoTime);
  }

  HarvestProgress(Listener listener, Runnable onCommit, LongSupplier nanoTime) {
    this.listener = listener;
    this.onCommit = onCommit;
    this.nanoTime = nanoTime;
    marks.add(new Mark(nanoTime.getAsLong(), 0));
  }

  @Override
  public void progress(String source, long seen, long expected) {
    Mark now = new Mark(nanoTime.getAsLong(), seen);
    while (marks.size() > 1 && now.nanos() - marks.getFirst().nanos() > WINDOW_NANOS) {
      marks.removeFirst();
    }
    Mark then = marks.getFirst();
    marks.addLast(now);
    double seconds = Math.max(1, now.nanos() - then.nanos()) / 1e9;
    listener.progress(
        new Listener.Progress(source, seen, expected, (seen - then.seen()) / seconds));
  }

  @Override
  public void committed(String source) {
    onCommit.run();
  }
}
