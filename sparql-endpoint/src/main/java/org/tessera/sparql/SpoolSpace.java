package org.tessera.sparql;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the disk the answers may take that wait to be sent. Readers that take a byte a second
 * could fill it otherwise, and the store lies on the same disk.
 */
final class SpoolSpace {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  SpoolSpace(long limit) {
    this.limit = limit;
  }

  /**
   * @throws Refusal with 503 if there is not as much left; nothing is taken then
   */
  void take(long bytes) {
    if (taken.addAndGet(bytes) > limit) {
      free(bytes);
      throw Refusal.noSpace();
    }
  }

  void free(long bytes) {
    taken.addAndGet(-bytes);
  }
}
