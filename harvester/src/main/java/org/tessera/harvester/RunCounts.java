package org.tessera.harvester;

import java.util.ArrayList;
import java.util.List;

/** The counts of one run as they grow. Used by the harvesting thread alone. */
final class RunCounts {
  long seen;
  long added;
  long changed;
  long unchanged;
  long skipped;
  long withdrawn;
  final List<HarvestReport.Problem> problems = new ArrayList<>();

  /** A record that is not stored. */
  void quarantine(String record, String place, String reason) {
    problems.add(new HarvestReport.Problem(record, place, reason));
  }

  long quarantined() {
    return problems.size();
  }
}
