package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UnitedRowsTest {
  @Test
  void whatRowsAgreeInIsOneValueAndWhatTheyDifferInAreAll() {
    UnitedRows rows = new UnitedRows();
    rows.add(row("{'id': 1, 'title': 'A', 'subject': 'x', 'tags': ['p']}"), "a.csv, line 2");
    rows.add(
        row("{'id': 1, 'title': 'A', 'subject': 'y', 'tags': ['p', 'q'], 'more': 2}"),
        "a.csv, line 3");
    rows.add(row("{'id': 1, 'title': 'A', 'subject': 'x', 'tags': 'r'}"), "b.csv, line 2");
    assertEquals("a.csv, line 2, line 3, b.csv, line 2", rows.place());
    assertEquals(
        row("{'id': 1, 'title': 'A', 'subject': ['x', 'y'], 'tags': ['p', 'q', 'r'], 'more': 2}"),
        rows.record());
  }

  @Test
  void rowsThatSayNoTwoThingsDoNotContradictEachOther() {
    UnitedRows rows = new UnitedRows();
    rows.add(row("{'id': 1, 'title': 'A', 'tags': ['p']}"), "a.csv, line 2");
    rows.add(row("{'id': 1, 'tags': ['q']}"), "a.csv, line 3");
    assertEquals(Optional.empty(), rows.difference());
    rows.add(row("{'id': 1, 'title': 'B'}"), "a.csv, line 4");
    assertEquals(Optional.of(new Difference(3, List.of("title"))), rows.difference());
  }

  private static ObjectNode row(String json) {
    return (ObjectNode) JsonRecords.JSON.readTree(json.replace('\'', '"'));
  }
}
