package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tessera.harvester.HarvestReport;

class ReportLinesTest {
  private final Heard heard = new Heard();

  @Test
  void aFileThatWasCheckedIsToldInATable() {
    assertEquals(2, ReportLines.tellChecked(report(Optional.empty()), heard));
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
        heard.lines);
    assertTrue(
        heard.results.getFirst().startsWith("{\"source\":\"fr-reva\""), heard.results::toString);
  }

  @Test
  void aFileThatCannotBeReadIsToldSo() {
    assertEquals(1, ReportLines.tellChecked(report(Optional.of("a.csv is cut")), heard));
    assertEquals("fr-reva: failed: a.csv is cut", heard.lines.getLast());
  }

  @Test
  void aDryRunIsToldToHaveStoredNothing() {
    assertEquals(2, ReportLines.tell(report(Optional.empty()), false, heard));
    assertTrue(
        heard.lines.getLast().startsWith("fr-reva: 3 seen in 5 rows, 2 added, "),
        heard.lines::toString);
    assertTrue(
        heard.lines.getLast().endsWith(" in 0.1 s; a dry run: nothing is stored"),
        heard.lines::toString);
    ReportLines.tell(report(Optional.empty()), true, heard);
    assertTrue(heard.lines.getLast().endsWith(" withdrawn in 0.1 s"), heard.lines::toString);
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
