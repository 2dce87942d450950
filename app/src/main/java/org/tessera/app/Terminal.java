package org.tessera.app;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows a job's progress on standard error, as a bar where that is a terminal and as a line every
 * ten seconds elsewhere, and its JSON on standard output.
 */
final class Terminal implements Listener {
  private static final int WIDTH = 24;
  private static final long BAR_EVERY = Duration.ofMillis(200).toNanos();
  private static final long LINE_EVERY = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private final boolean json;
  private final LongSupplier clock;
  private long nextShow;
  private boolean barShown;

  /**
   * @param interactive whether {@code err} is a terminal
   * @param json whether results go to {@code out}
   * @param clock nanoseconds
   */
  Terminal(
      PrintStream out, PrintStream err, boolean interactive, boolean json, LongSupplier clock) {
    this.out = out;
    this.err = err;
    this.interactive = interactive;
    this.json = json;
    this.clock = clock;
    this.nextShow = clock.getAsLong() + (interactive ? 0 : LINE_EVERY);
  }

  /** The terminal of this process; the launcher says whether it is one. */
  static Terminal standard(boolean json) {
    return new Terminal(
        System.out, System.err, Boolean.getBoolean("tessera.terminal"), json, System::nanoTime);
  }

  @Override
  public synchronized void progress(Progress progress) {
    long now = clock.getAsLong();
    if (now < nextShow) {
      return;
    }
    nextShow = now + (interactive ? BAR_EVERY : LINE_EVERY);
    if (interactive) {
      err.print("\r\u001b[K" + bar(progress));
      err.flush();
      barShown = true;
    } else {
      err.println(words(progress));
    }
  }

  @Override
  public synchronized void say(String line) {
    clearBar();
    err.println(line);
  }

  @Override
  public synchronized void result(String line) {
    clearBar();
    if (json) {
      out.println(line);
      out.flush();
    }
  }

  private void clearBar() {
    if (barShown) {
      err.print("\r\u001b[K");
      err.flush();
      barShown = false;
    }
  }

  private static String bar(Progress progress) {
    if (progress.expected() <= 0) {
      return words(progress);
    }
    int filled = (int) Math.min(WIDTH, WIDTH * progress.done() / progress.expected());
    return "[%s%s] %s".formatted("#".repeat(filled), "·".repeat(WIDTH - filled), words(progress));
  }

  private static String words(Progress progress) {
    String of =
        progress.expected() > 0 ? String.format(Locale.ROOT, " of %,d", progress.expected()) : "";
    return String.format(
        Locale.ROOT,
        "%s: %,d%s records, %,.0f/s%s",
        progress.what(),
        progress.done(),
        of,
        progress.perSecond(),
        left(progress));
  }

  private static String left(Progress progress) {
    if (progress.expected() <= progress.done() || progress.perSecond() < 1) {
      return "";
    }
    long seconds = Math.round((progress.expected() - progress.done()) / progress.perSecond());
    return seconds < 60
        ? ", " + seconds + " s left"
        : String.format(Locale.ROOT, ", %d min %d s left", seconds / 60, seconds % 60);
  }
}
