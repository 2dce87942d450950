package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.store.RecordStore;

/** The questions of researchers and aggregators on made-up records, each with a trap. */
class ResearchQuestionsTest {
  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @BeforeAll
  static void open() {
    store = Fixture.store("research.trig");
    Fixture.restore(store, "research.trig", Fixture.BASE + "record/r1/back");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @ParameterizedTest(name = "question {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Bounds of level are not of size; who is met by one may contradict another.
        "17 |  | definition minimum maximum unit meeting contradicting"
            + " | shortOne 1 - hour 1 0;longOne 100 150 hour 0 1",
        // The level of before 2009, 30 credits, and a level 5 of another country.
        "21 |  | country award level points field | ZAF za5 5 20 0611",
        // P60M is no number of hours; the longest does not move the median.
        "22 |  | field funding measure offers median"
            + " | 09 not-said hours 3 20;09 not-said EUR-per-hour 3 10;"
            + "09 declared-fundable hours 2 20;09 declared-fundable EUR-per-hour 2 15",
        // A part of a country is not the country.
        "24 | ?registerId = \"r1\" | area value microCredentials | FRA 1 2;survey#part 2 -",
        "25 |  | kind about items smallestSample"
            + " | 1-sample-known survey 1 29;2-sample-not-said survey 1 -;"
            + "3-claim-without-a-base no-source 1 -",
        // A plan stays a plan.
        "26 |  | country date statement basis | KEN 2024 In-preparation -;FRA - 90-%-of-students no-source",
        // The accreditation of an institution covers no credential.
        "27 |  | agency covers countries decisions expired | agency credential 2 2 1;agency institution 1 1 0",
        // What is taught by a narrower skill is not missing.
        "28 |  | missingIn skill countries | FRA rare 5",
        // A decision taken is not waiting; two matches of one record are rivals.
        "35 |  | subject object confidence rivals | mc1 zaLarge 0.8 1;mc1 za5 0.7 1",
        "37 |  | credential failed reason | mc1 long Less-than-100-hours;typedWrong Qualification No-level-is-stated",
        // A harvest that saw nothing is not well, and the latest one counts.
        "38 |  | registerId seen verdict | r1 5 ok;r2 0 empty;r3 5 stale",
        // https addresses of ESCO are the same skills.
        "40 | ?asked = <https://data.europa.eu/esco/skill/known> <http://data.europa.eu/esco/skill/rare>"
            + " | asked offers registers | known 6 2;rare 5 1",
      })
  void answers(int question, String values, String columns, String expected) {
    assertEquals(
        QueryAnswers.rows(expected.replace("survey#", "")),
        new QueryAnswers(store).ask(question, values, columns));
  }

  @Test
  void whatIsOnlyOnACertificateIsNoElementOfARegister() {
    Set<String> rows = new QueryAnswers(store).ask(18, "registerId element credentials stating");
    assertEquals(9, rows.size());
    assertEquals(
        QueryAnswers.rows(
            "r1 title 2 2;r1 country 2 2;r1 issuer 2 1;r1 size 2 1;r1 level 2 1;"
                + "r1 participation 2 1;r1 outcomes 2 0;r1 assessment 2 0;r1 quality-assurance 2 0"),
        rows);
  }

  @Test
  void derivedWithoutInputsIsCounted() {
    Set<String> rows = new QueryAnswers(store).ask(32, "kind rule facts withoutInputs");
    assertTrue(rows.contains("concept-link skill-exact 2 1"), rows::toString);
    assertTrue(rows.contains("definition-contradicted hours 1 0"), rows::toString);
  }

  @Test
  void withdrawnRecordsStayAsTombstonesUntilTheyAreBack() {
    List<String> rows = new QueryAnswers(store).inOrder(33, Optional.empty(), "record state");
    assertEquals(
        List.of("gone withdrawn"), rows.stream().filter(row -> row.endsWith("withdrawn")).toList());
    assertEquals("back active", rows.get(rows.size() - 1), "the last change");
    assertEquals(
        rows.size(), rows.stream().map(row -> row.split(" ")[0]).distinct().count(), "once each");
  }

  @Test
  void whatStoodOnADay() {
    QueryAnswers answers = new QueryAnswers(store);
    String thing = "(?thing ?day) = (<https://w3id.org/tessera/id/r1/%s> \"%s\"^^xsd:dateTime)";
    assertEquals(
        Set.of("not-yet-seen - -"),
        answers.ask(30, thing.formatted("mc1", "1990-01-01T00:00:00Z"), "answer property value"));
    Set<String> stood =
        answers.ask(30, thing.formatted("mc1", "2990-01-01T00:00:00Z"), "answer property value");
    assertTrue(stood.contains("said recordState active"), stood::toString);
    assertTrue(stood.stream().allMatch(row -> row.startsWith("said ")), stood::toString);
    Set<String> gone =
        answers.ask(30, thing.formatted("gone", "2990-01-01T00:00:00Z"), "answer property value");
    assertTrue(gone.contains("said recordState withdrawn"), gone::toString);
  }
}
