package org.tessera.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tessera.store.RecordKind;
import tools.jackson.databind.json.JsonMapper;

class TablesTest {
  private static final String SOURCES =
      """
      {"sources":[
        {"id":"esco","records":1100,"by_kind":{"concept":1100},
         "last_harvest":"2026-11-27T22:24:51.183767303Z"},
        {"id":"fr-reva","records":20,"synthetic":9,
         "by_kind":{"credential":15,"learning-opportunity":5,"organisation":3,"concept":4},
         "last_harvest":null,"failure":"refused: it would withdraw 9 of 20 records"}]}
      """;

  private final List<String> lines = lines();

  @Test
  void aTimeIsToldToTheSecond() {
    assertTrue(lines.get(1).contains(" 2026-11-27T22:24:51Z "), lines.get(1));
    assertTrue(lines.get(2).contains(" - "), lines.get(2));
  }

  @Test
  void whyAHarvestFailedStandsUnderItsSource() {
    assertEquals("  last harvest: refused: it would withdraw 9 of 20 records", lines.get(3));
    assertEquals(5, lines.size());
  }

  @Test
  void theLastLineSaysWhatTheNumbersCount() {
    assertEquals(
        "1,120 records (20 that a search finds, 1,100 concepts of vocabularies)"
            + " and 7 organisations and concepts that they name: 1,127 in all, and 9 made-up examples",
        lines.getLast());
  }

  @Test
  void aSearchFindsAllKindsButWhatIsOnlyNamed() {
    for (RecordKind kind : RecordKind.values()) {
      String document =
          "{\"sources\":[{\"records\":1,\"by_kind\":{\"%s\":1}}]}".formatted(kind.id());
      boolean named = kind == RecordKind.ORGANISATION || kind == RecordKind.CONCEPT;
      assertEquals(
          named ? 0 : 1, RecordTotals.of(new JsonMapper().readTree(document)).found(), kind.id());
    }
  }

  private static List<String> lines() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Tables.sources(new JsonMapper().readTree(SOURCES), new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8).lines().toList();
  }
}
