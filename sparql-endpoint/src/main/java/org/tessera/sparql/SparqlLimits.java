package org.tessera.sparql;

import java.time.Duration;

/**
 * What one query and one address may use.
 *
 * @param timeout how long a query may run; a client may ask for less
 * @param maxRows rows of a SELECT
 * @param maxTriples triples of a CONSTRUCT or DESCRIBE, which are held in memory
 * @param maxAnswerBytes size of an answer in its format
 * @param maxRequestBytes size of a query's text
 * @param perAddress queries at once from one address
 * @param total queries at once in the whole process
 * @param maxWait how long a further query waits for its turn
 * @param memory share of the heap, 0 to 1, that may be in use after a garbage collection before the
 *     query that allocated most is ended
 */
public record SparqlLimits(
    Duration timeout,
    int maxRows,
    int maxTriples,
    long maxAnswerBytes,
    int maxRequestBytes,
    int perAddress,
    int total,
    Duration maxWait,
    double memory) {

  public SparqlLimits {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("SPARQL timeout must be positive, not " + timeout);
    }
    if (perAddress < 1 || total < perAddress) {
      throw new IllegalArgumentException(
          "SPARQL queries at once must be 1 ≤ per address ≤ total, not %d and %d"
              .formatted(perAddress, total));
    }
    if (memory <= 0 || memory >= 1) {
      throw new IllegalArgumentException("Memory limit must be between 0 and 1, not " + memory);
    }
  }

  /** Size of the answers that wait on the disk to be sent: one of full size for each query. */
  long maxSpooledBytes() {
    return total * maxAnswerBytes;
  }

  /** The limits that the HTTP contract promises. */
  public static SparqlLimits defaults() {
    return new SparqlLimits(
        Duration.ofSeconds(30),
        100_000,
        100_000,
        256L << 20,
        1 << 20,
        4,
        8,
        Duration.ofSeconds(2),
        0.70);
  }
}
