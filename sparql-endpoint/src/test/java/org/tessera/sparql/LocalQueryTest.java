package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.jena.query.QueryException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.store.RecordStore;

/** Queries of the command line, when no server runs. */
class LocalQueryTest {
  private static final SparqlLimits LIMITS =
      new SparqlLimits(
          Duration.ofSeconds(1), 1_000, 1_000, 1 << 20, 1 << 20, 1, 1, Duration.ofSeconds(1), 0.7);

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @BeforeAll
  static void open() {
    store = Fixture.store("records.trig");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "SELECT ?t { ?c <http://purl.org/dc/terms/title> ?t FILTER(CONTAINS(?t, 'chien')) } ¦ Éducateur de chien",
        "ASK {} ¦ true",
        "CONSTRUCT WHERE { ?c <http://purl.org/dc/terms/title> 'Dog trainer'@en } ¦ Dog trainer",
        "DESCRIBE ?c { ?c <http://purl.org/dc/terms/title> 'Dog trainer'@en } ¦ Éducateur de chien",
        "SELECT ?c { ?c <https://w3id.org/tessera/ontology#search> 'chien' } ¦ bindings",
      })
  void answers(String query, String answer) {
    String text = ask(query);
    assertTrue(text.contains(answer), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ¦ 1,000 rows",
        "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f } ¦ 1,000 triples",
        "DESCRIBE ?s { ?s ?p ?o } ¦ 1,000 triples",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ¦ longer than 1.0 s",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } ¦ SERVICE",
        "JSON { 'x' : ?x } WHERE { VALUES ?x { 1 } } ¦ Only SELECT",
        "SELECT * WHERE { ¦ Line 1",
      })
  void saysWhatIsBeyondItsBounds(String query, String reason) {
    QueryException thrown = assertThrows(QueryException.class, () -> ask(query));
    assertTrue(String.valueOf(thrown.getMessage()).contains(reason), thrown::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "SELECT * { ?s ?p 'a\\nb' } ¦ Line 1, column 20: a line break cannot stand here, after: 'a",
        "SELECT * {\\n ?s §p ?o } ¦ Line 2, column 5: the character \"§\" (U+00A7) cannot stand here",
        "SELECT * { ?s ?p 'abc ¦ Line 1, column 22: the query ends too early, after: 'abc",
        "SELECT * { ?s ? ?o } ¦ Line 1, column 15: \"?\" cannot stand here.",
        "SELECT * { ?s ?p ?o ¦ Line 1, column 19: the query ends too early.",
        "SELECT * { ?s ?p 'x' 'y' } ¦ Line 1, column 22: \"'y'\" cannot stand here.",
      })
  void saysInWordsWhereAQueryIsWrong(String query, String reason) {
    QueryException thrown =
        assertThrows(QueryException.class, () -> ask(query.replace("\\n", "\n")));
    assertEquals(reason, String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""));
  }

  @Test
  void aLongTextWithoutEndIsToldByItsBeginning() {
    String query = "SELECT * { ?s ?p '" + "a\\n".repeat(100_000);
    QueryException thrown = assertThrows(QueryException.class, () -> ask(query));
    assertEquals(
        "Line 1, column 300019: the query ends too early, after: '" + "a\\n".repeat(33) + "…",
        String.valueOf(thrown.getMessage()).lines().findFirst().orElse(""));
  }

  private static String ask(String query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LocalQuery.answer(store, TestServer.search(), query, out, LIMITS);
    return out.toString(StandardCharsets.UTF_8);
  }
}
