package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.store.RecordStore;

/** The questions of guidance on made-up records, among them some that must not be returned. */
class GuidanceQuestionsTest {
  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @BeforeAll
  static void open() {
    store = Fixture.store("guidance.trig");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @ParameterizedTest(name = "question {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Not one that two registers merely list, without a level, up to 12 ECTS, or funded once.
        "1 |  | credential ects countries | good 6 2",
        // Credits of another framework do not add up; discretionary ones are not subtracted.
        "4 | ?holding = <https://w3id.org/tessera/id/r1/heldA> <https://w3id.org/tessera/id/r1/heldB>"
            + " <https://w3id.org/tessera/id/r1/heldC> | whole framework needed held discretionary missing"
            + " | whole ects 60 6 10 54;whole nz - 5 0 -",
        // The body's other award has no such route; a closed one is not begun.
        "5 |  | award route body | validated rpl body",
        // Supervised without a check of identity; a broader skill than the one asked for.
        "6 | ?asked = <http://data.europa.eu/esco/skill/broad> | credential skill | checked narrow",
        // Too young for one rate, too late for another; an offer declared not eligible.
        "7 |  | scheme rateTitle amount offer fullFee subsidisedFee | credit adult 500 course 1000 300",
        // Without a period nothing is said of today.
        "8 | ?registerId = \"r2\" | thing fundable | open yes;closed no;silent unknown;refused no",
        // A badge for a formal course, and one that leads nowhere.
        "9 |  | badge setting how towards | badgeInformal informal stacksInto whole;"
            + "badgeByRule non-formal stacksInto whole",
        // A cycle ends where it began; the closed award requires nothing that is stated.
        "11 |  | credential step needed | third third second;third second first;"
            + "second second first;second first third;first first third;first third second",
        // An end of registration is no end of the award.
        "15 |  | credential validFor | renewed P2Y",
      })
  void answers(int question, String values, String columns, String expected) {
    assertEquals(
        QueryAnswers.rows(expected), new QueryAnswers(store).ask(question, values, columns));
  }

  /** The one that shares most would come first if it were not for the replacement. */
  @Test
  void whatReplacesComesFirst() {
    assertEquals(
        List.of("successor replaces-it 0", "alike shares-skills-or-subjects 2"),
        new QueryAnswers(store)
            .inOrder(
                12,
                Optional.of("?closed = <https://w3id.org/tessera/id/r1/retired>"),
                "other why shared"));
  }
}
