package org.tessera.app;

import java.util.Locale;
import java.util.Map;
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
   * @param stored whether it was no dry run
   * @return the exit code of the command line
   */
  static int tell(HarvestReport report, boolean stored, Listener listener) {
    for (HarvestReport.Problem problem : report.problems()) {
      String record = problem.record().isEmpty() ? "" : problem.record() + ": ";
      listener.say(
          "%s: %s: %s%s".formatted(report.source(), problem.place(), record, problem.reason()));
    }
    if (report.seen() == 0 && report.withdrawn() == 0 && report.failure().isPresent()) {
      listener.say("%s: failed: %s".formatted(report.source(), report.failure().get()));
    } else {
      listener.say(counts(report) + (stored ? "" : "; a dry run: nothing is stored"));
    }
    listener.result(JSON.writeValueAsString(report));
    return report.exitCode();
  }

  /**
   * The same of a file that was mapped and checked, and not stored, as a table.
   *
   * @return 0, 2 where a record was refused, 1 where the file could not be read
   */
  static int tellChecked(HarvestReport report, Listener listener) {
    if (!report.problems().isEmpty()) {
      listener.say(row("record", "where, and what is wrong"));
    }
    for (HarvestReport.Problem problem : report.problems()) {
      listener.say(row(problem.record(), problem.place() + ": " + problem.reason()));
    }
    times("missing, though a record may lack it", report.warningsByRule(), listener);
    times("value that no table knows", report.unmapped(), listener);
    listener.say(
        report
            .failure()
            .map(reason -> "%s: failed: %s".formatted(report.source(), reason))
            .orElseGet(() ->
                "%s: %,d records in %,d rows: %,d good, %,d refused; nothing is stored"
                    .formatted(
                        report.source(),
                        report.seen(),
                        report.rows(),
                        report.seen() - report.quarantined(),
                        report.quarantined())));
    listener.result(JSON.writeValueAsString(report));
    return report.failure().isPresent() ? 1 : report.quarantined() > 0 ? 2 : 0;
  }

  private static void times(String heading, Map<String, Long> counts, Listener listener) {
    if (!counts.isEmpty()) {
      listener.say(row("times", heading));
    }
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(count ->
            listener.say(row(String.format(Locale.ROOT, "%,d", count.getValue()), count.getKey())));
  }

  private static String row(String first, String second) {
    return "%9s  %s".formatted(first, second);
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
