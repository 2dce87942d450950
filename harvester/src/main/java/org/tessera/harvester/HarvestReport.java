package org.tessera.harvester;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did. {@code seen = added + changed + unchanged + quarantined + skipped}.
 *
 * @param run IRI of the run; empty where there is none
 * @param rows rows read, before equal and grouped ones became records
 * @param duplicates rows that repeat another
 * @param skipped records that the source itself marks as deleted
 * @param quarantined records and rows that were refused; {@code problems} tells of the first 1,000,
 *     and of columns that seem to be renamed
 * @param complete whether everything was read to its end
 * @param failure why it failed or broke off; empty if it did not
 * @param personalDataRemoved fields and addresses removed before mapping
 * @param warnings results of the quality shapes
 * @param warningsByRule the same by the rule's message
 * @param unmapped values that no table knows, with their counts
 * @param quarantineExceeded whether more was quarantined than the source's limit allows
 */
public record HarvestReport(
    String source,
    String run,
    long rows,
    long duplicates,
    long seen,
    long added,
    long changed,
    long unchanged,
    long quarantined,
    long skipped,
    long withdrawn,
    boolean complete,
    double seconds,
    List<Problem> problems,
    Optional<String> failure,
    long personalDataRemoved,
    long warnings,
    Map<String, Long> warningsByRule,
    Map<String, Long> unmapped,
    boolean quarantineExceeded) {

  /**
   * @param record its key, or empty where it has none
   * @param place file and line
   */
  public record Problem(String record, String place, String reason) {}

  /** Of a harvest of which no run tells; what it did is not known, and its counts are 0. */
  public static HarvestReport withoutRun(String source, String failure) {
    return new HarvestReport(
        source,
        "",
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        false,
        0,
        List.of(),
        Optional.of(failure),
        0,
        0,
        Map.of(),
        Map.of(),
        false);
  }

  /** The same, of a run that failed for one reason more. */
  HarvestReport failed(String reason) {
    return new HarvestReport(
        source,
        run,
        rows,
        duplicates,
        seen,
        added,
        changed,
        unchanged,
        quarantined,
        skipped,
        withdrawn,
        complete,
        seconds,
        problems,
        Optional.of(failure.map(it -> it + "; " + reason).orElse(reason)),
        personalDataRemoved,
        warnings,
        warningsByRule,
        unmapped,
        quarantineExceeded);
  }

  /** 0 complete, 2 too much quarantined, 1 failed. */
  public int exitCode() {
    if (!complete || failure.isPresent()) {
      return 1;
    }
    return quarantineExceeded ? 2 : 0;
  }
}
