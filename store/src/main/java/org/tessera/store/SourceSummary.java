package org.tessera.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * A source with what the store holds of it. Counts are kept at each commit, not queried.
 *
 * @param id as in {@code fr-rncp}
 * @param catalogue IRI of its catalogue, name of the graph with its description
 * @param names its name by language tag
 * @param jurisdiction ISO 3166-1 alpha-2, {@code EU}, or empty
 * @param protocol how it is read: {@code file} or {@code http}
 * @param licence IRI
 * @param records real, active records by kind
 * @param synthetic made-up active records
 * @param tombstones withdrawn records
 * @param lastRun its last harvest, if any
 */
public record SourceSummary(
    String id,
    Node catalogue,
    Map<String, String> names,
    Optional<String> jurisdiction,
    String protocol,
    Optional<String> licence,
    Map<RecordKind, Long> records,
    long synthetic,
    long tombstones,
    Optional<Run> lastRun) {

  /**
   * A harvest run as the store keeps it.
   *
   * @param run IRI
   * @param ended empty while it goes on, or when it was cut off
   * @param complete whether it read the whole register to its end
   * @param failure why it broke off or was refused; empty where it did not, and while it goes on
   */
  public record Run(
      Node run,
      Instant started,
      Optional<Instant> ended,
      boolean complete,
      long seen,
      long added,
      long changed,
      long unchanged,
      long quarantined,
      long skipped,
      long withdrawn,
      Optional<String> failure) {}
}
