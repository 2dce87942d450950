package org.tessera.harvester;

import java.util.ArrayList;
import java.util.List;

/** The counts of one run as they grow. Used by the harvesting thread alone. */
final class RunCounts {
  /** A file of another format has a problem in every line; nobody reads more of them. */
  private static final int MOST_PROBLEMS = 1_000;

  long seen;
  long added;
  long changed;
  long unchanged;
  long skipped;
  long withdrawn;
  long quarantined;

  /** False where a row had no key: it may be of any record that seems absent. */
  boolean everyKeyWasRead = true;

  /** The first ones; {@link #quarantined} counts them all. */
  final List<HarvestReport.Problem> problems = new ArrayList<>();

  /** A record that is not stored. */
  void quarantine(String record, String place, String reason) {
    quarantined++;
    everyKeyWasRead &= !record.isEmpty();
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new HarvestReport.Problem(record, place, reason));
    }
  }
}
