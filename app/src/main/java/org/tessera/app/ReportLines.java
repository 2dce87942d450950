package org.tessera.app;

import org.tessera.harvester.HarvestReport;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** How a harvest went, for people and for programs. */
final class ReportLines {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private ReportLines() {}

  /**
   * Says the problems and one line for people, and hands on the report as one line of JSON.
   *
   * @return the exit code of the command line
   */
  static int tell(HarvestReport report, Listener listener) {
    for (HarvestReport.Problem problem : report.problems()) {
      listener.say(
          "%s: %s: %s: %s"
              .formatted(report.source(), problem.place(), problem.record(), problem.reason()));
    }
    if (report.seen() == 0 && report.withdrawn() == 0 && report.failure().isPresent()) {
      listener.say("%s: failed: %s".formatted(report.source(), report.failure().get()));
    } else {
      listener.say(counts(report));
    }
    listener.result(JSON.writeValueAsString(report));
    return report.exitCode();
  }

  private static String counts(HarvestReport report) {
    return ("%s: %,d seen%s, %,d added, %,d changed, %,d unchanged, %,d quarantined, %,d skipped,"
            + " %,d withdrawn in %.1f s%s")
        .formatted(
            report.source(),
            report.seen(),
            report.rows() == report.seen() ? "" : " in %,d rows".formatted(report.rows()),
            report.added(),
            report.changed(),
            report.unchanged(),
            report.quarantined(),
            report.skipped(),
            report.withdrawn(),
            report.seconds(),
            report
                .failure()
                .map(reason -> (report.complete() ? "; " : "; incomplete: ") + reason)
                .orElse(""));
  }
}
