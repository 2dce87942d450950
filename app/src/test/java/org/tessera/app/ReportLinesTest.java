package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tessera.harvester.HarvestReport;

class ReportLinesTest {
  private final List<String> lines = new ArrayList<>();
  private final List<String> results = new ArrayList<>();
  private final Listener listener =
      new Listener() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public void say(String line) {
          lines.add(line);
        }

        @Override
        public void result(String json) {
          results.add(json);
        }
      };

  @Test
  void aFileThatWasCheckedIsToldInATable() {
    assertEquals(2, ReportLines.tellChecked(report(Optional.empty()), listener));
    assertEquals(
        List.of(
            "   record  where, and what is wrong",
            "       R1  a.csv, line 3: No title",
            "    times  missing, though a record may lack it",
            "    1,200  No skill (tess:skill)",
            "        2  No country (tess:jurisdiction)",
            "    times  value that no table knows",
            "        7  levels.csv: Level 9",
            "fr-reva: 3 records in 5 rows: 2 good, 1 refused; nothing is stored"),
        lines);
    assertTrue(results.getFirst().startsWith("{\"source\":\"fr-reva\""), results::toString);
  }

  @Test
  void aFileThatCannotBeReadIsToldSo() {
    assertEquals(1, ReportLines.tellChecked(report(Optional.of("a.csv is cut")), listener));
    assertEquals("fr-reva: failed: a.csv is cut", lines.getLast());
  }

  @Test
  void aDryRunIsToldToHaveStoredNothing() {
    assertEquals(2, ReportLines.tell(report(Optional.empty()), false, listener));
    assertTrue(lines.getLast().startsWith("fr-reva: 3 seen in 5 rows, 2 added, "), lines::toString);
    assertTrue(
        lines.getLast().endsWith(" in 0.1 s; a dry run: nothing is stored"), lines::toString);
    ReportLines.tell(report(Optional.empty()), true, listener);
    assertTrue(lines.getLast().endsWith(" withdrawn in 0.1 s"), lines::toString);
  }

  private static HarvestReport report(Optional<String> failure) {
    return new HarvestReport(
        "fr-reva",
        "",
        5,
        0,
        3,
        2,
        0,
        0,
        1,
        0,
        0,
        failure.isEmpty(),
        0.1,
        List.of(new HarvestReport.Problem("R1", "a.csv, line 3", "No title")),
        failure,
        0,
        1202,
        Map.of("No country (tess:jurisdiction)", 2L, "No skill (tess:skill)", 1200L),
        Map.of("levels.csv: Level 9", 7L),
        true);
  }
}
