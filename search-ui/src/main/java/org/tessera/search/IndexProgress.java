package org.tessera.search;

/** Hears how far an index is that is made anew; called often, first with nothing done. */
@FunctionalInterface
public interface IndexProgress {
  /** Tells nobody. */
  IndexProgress NONE = (done, expected) -> {};

  /**
   * @param done records so far
   * @param expected about how many there are
   */
  void made(long done, long expected);
}
