package org.tessera.search;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RecordKind;
import org.tessera.store.SourceSummary;

/**
 * A source as the HTTP contract lists it.
 *
 * @param records real, active records of its own kinds; concepts only where it publishes nothing
 *     else, so that a register's classification does not count as records
 * @param state what it is doing now
 * @param health what its last harvest says of it
 * @param failure why its last harvest broke off or was refused, in English
 */
public record SourceItem(
    String id,
    String name,
    @Nullable String jurisdiction,
    String protocol,
    @Nullable String licence,
    long records,
    Map<String, Long> byKind,
    long quarantined,
    long synthetic,
    @Nullable Instant lastHarvest,
    String state,
    String health,
    @Nullable String failure) {

  /** What a source is and does. */
  public static SourceItem of(SourceSummary source, Optional<HarvestActivity.Progress> progress) {
    Map<String, Long> byKind = new LinkedHashMap<>();
    for (RecordKind kind : RecordKind.values()) {
      long count = source.records().getOrDefault(kind, 0L);
      if (count > 0) {
        byKind.put(kind.id(), count);
      }
    }
    long own = results(source);
    return new SourceItem(
        source.id(),
        source
            .names()
            .getOrDefault("en", source.names().values().stream().findFirst().orElse(source.id())),
        source.jurisdiction().orElse(null),
        source.protocol(),
        source.licence().orElse(null),
        own > 0 ? own : source.records().getOrDefault(RecordKind.CONCEPT, 0L),
        byKind,
        source.lastRun().map(SourceSummary.Run::quarantined).orElse(0L),
        source.synthetic(),
        source.lastRun().map(run -> run.ended().orElse(run.started())).orElse(null),
        progress
            .map(now -> now.state().name().toLowerCase(Locale.ROOT))
            .orElse(brokeOff(source) || failure(source).isPresent() ? "failed" : "idle"),
        health(source, progress),
        failure(source).orElse(null));
  }

  /**
   * Whether a search finds records of a kind of {@link #byKind}; of one that a server of another
   * version tells, it does, as of most.
   */
  public static boolean isResult(String kind) {
    return Arrays.stream(RecordKind.values())
        .filter(known -> known.id().equals(kind))
        .allMatch(RecordReader::isResult);
  }

  /** How many real, active records of a source a search can find. */
  public static long results(SourceSummary source) {
    return source.records().entrySet().stream()
        .filter(kind -> RecordReader.isResult(kind.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean brokeOff(SourceSummary source) {
    return source.lastRun().filter(run -> run.ended().isPresent() && !run.complete()).isPresent();
  }

  private static Optional<String> failure(SourceSummary source) {
    return source.lastRun().flatMap(SourceSummary.Run::failure);
  }

  private static String health(SourceSummary source, Optional<HarvestActivity.Progress> progress) {
    if (source.lastRun().isEmpty()) {
      return "never-harvested";
    }
    SourceSummary.Run run = source.lastRun().get();
    if (brokeOff(source) && run.seen() == 0) {
      return "failing";
    }
    boolean underway = progress.isPresent();
    boolean whole = underway || (run.ended().isPresent() && run.complete());
    boolean sound = run.quarantined() == 0 && run.failure().isEmpty();
    return whole && sound ? "ok" : "degraded";
  }
}
