package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Sh;
import org.tessera.store.RecordStore;

/** Each stored query on a few made-up records, among them one that must not be returned. */
class StoredQueriesTest {
  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @BeforeAll
  static void open() {
    store = Fixture.store("questions.trig");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void oneQueryForAQuestionWithTitlesInBothLanguages() {
    List<StoredQueries.StoredQuery> all = StoredQueries.all();
    assertEquals(
        all.size(), all.stream().map(StoredQueries.StoredQuery::question).distinct().count());
    for (StoredQueries.StoredQuery query : all) {
      assertTrue(
          Stream.of("en", "fr")
              .noneMatch(language ->
                  query.titles().getOrDefault(language, "").isBlank()
                      || query.descriptions().getOrDefault(language, "").isBlank()),
          query.id());
    }
  }

  @Test
  void eachIsPublishedAsRdfWithItsTitleDescriptionAudienceAndText() {
    Graph graph = StoredQueries.graph("https://w3id.org/tessera/");
    for (StoredQueries.StoredQuery query : StoredQueries.all()) {
      Node node = NodeFactory.createURI("https://w3id.org/tessera/id/query/" + query.id());
      assertTrue(
          graph.contains(node, Sh.select, NodeFactory.createLiteralString(query.text())),
          query.id());
      assertEquals(2, graph.find(node, Dct.title, Node.ANY).toList().size(), query.id());
      assertEquals(2, graph.find(node, Dct.description, Node.ANY).toList().size(), query.id());
      assertTrue(graph.contains(node, Dct.audience, Node.ANY), query.id());
    }
  }

  @Test
  void fileWithoutHeaderIsNamed() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> StoredQueries.parse("99-nothing.rq", "SELECT * {}"));
    assertTrue(String.valueOf(error.getMessage()).contains("99-nothing.rq"));
  }

  @ParameterizedTest(name = "question {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // A closed whole has no open part; a silent one is not called open; no withdrawn part.
        "3 | part open | C1 false;P1 true;P2 true;S1 -",
        // One award in two registers counts once; a made-up one and a course do not count.
        "16 | country credentials calledSoBy | FRA 1 r1,r2;NZL 1 r3",
        // NZQCF 8 falls into no EQF level; it is neither 6 nor 7.
        "19 | level eqf credentials | 5 5 2;6 6 1;level-8 - 1",
        // A part of two wholes has two rows; credits of different frameworks give no share.
        "23 | part whole percent | P1 Q1 10;P1 Q2 20;P2 Q1 -;S1 SW -",
        // An incomplete harvest withdraws nothing.
        "29 | registerId month added withdrawn | r1 2026-01 5 1;r1 2026-02 7 0",
        // The same type is no disagreement, a level stated by one of them neither.
        "31 | credential property value otherValue | M1 level 5 6",
        // The offer of a course is not the award.
        "34 | subject object status | M1 M2 accepted",
        // Without a licence, metadata and link only; a record's own licence stands.
        "36 | registerId licence mayRedistribute records | "
            + "r1 open under-the-licence 10;r2 own under-the-licence 1;r3 unknown metadata-and-link-only 2",
        // The same number in two schemes gives two rows.
        "39 | number thing scheme | 5616 M1 rs;5616 N2 saqa",
      })
  void answers(int question, String columns, String expected) {
    assertEquals(QueryAnswers.rows(expected), new QueryAnswers(store).ask(question, columns));
  }

  @Test
  void noMatchIsSaidNotMissing() {
    Set<String> levels = new QueryAnswers(store).ask(20, "level against");
    assertTrue(levels.contains("level-8 eqf"), levels::toString);
    assertTrue(levels.stream().noneMatch(row -> row.startsWith("7 ")), levels::toString);
  }
}
