package org.tessera.harvester;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tessera.store.Committed;
import org.tessera.store.KnownRecord;
import org.tessera.store.RecordWrite;

/** The counts of one run as they grow. Used by the harvesting thread alone. */
final class RunCounts {
  /** A file of another format has a problem in every line; nobody reads more of them. */
  private static final int MOST_PROBLEMS = 1_000;

  long seen;
  long added;
  long changed;
  long unchanged;

  /** Of the unchanged ones those that were not mapped either, being as the source gave them. */
  long notChecked;

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

  /**
   * A record that is not mapped.
   *
   * @param poorer whether a richer form of it is stored, which counts where it was read
   */
  void passOver(boolean poorer) {
    unchanged++;
    notChecked += poorer ? 0 : 1;
  }

  /** Counts what became of a batch. */
  void take(Committed committed, List<RecordWrite> writes) {
    for (RecordWrite write : writes) {
      if (write.role() == RecordWrite.Role.MAIN) {
        switch (committed.outcomes().getOrDefault(write.record(), Committed.Outcome.UNCHANGED)) {
          case ADDED -> added++;
          case CHANGED -> changed++;
          case UNCHANGED -> unchanged++;
        }
      }
    }
    withdrawn += committed.withdrawn();
  }

  /** Counts what a run that stores would do with a batch, as far as the raw records tell. */
  void foretell(List<RecordWrite> writes, Map<String, KnownRecord> known) {
    for (RecordWrite write : writes) {
      if (write.role() == RecordWrite.Role.MAIN) {
        KnownRecord before = known.get(write.localId());
        if (before == null || !before.active()) {
          added++;
        } else if (before.contentHash().equals(write.contentHash())) {
          unchanged++;
        } else {
          changed++;
        }
      }
    }
  }
}
