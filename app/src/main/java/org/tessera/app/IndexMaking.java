package org.tessera.app;

import java.util.Locale;
import org.tessera.search.IndexProgress;

/**
 * Tells at once that the index is made anew, as after a restore or an update, and then how far it
 * is: a large one takes minutes, in which nothing else is done.
 */
final class IndexMaking implements IndexProgress {
  private final Listener listener;
  private long start;

  IndexMaking(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void made(long done, long expected) {
    if (done == 0) {
      start = System.nanoTime();
      listener.say(
          String.format(
              Locale.ROOT,
              "Making the search index of %,d records anew, made-up ones included",
              expected));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    listener.progress(
        new Listener.Progress("search index", done, expected, done / Math.max(0.001, seconds)));
  }
}
