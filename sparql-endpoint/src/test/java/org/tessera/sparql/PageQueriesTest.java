package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.sparql.TestServer.encode;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.store.RecordStore;
import org.tessera.store.SparqlQueries;

/** Answers for the page: who gets one, and that it has the endpoint's turns and bounds. */
class PageQueriesTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
  private static final String SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
  private static final SparqlLimits LIMITS =
      new SparqlLimits(
          Duration.ofSeconds(2), 1_000, 1_000, 1 << 20, 10_000, 2, 3, Duration.ofMillis(200), 0.7);

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  @BeforeAll
  static void start() {
    store = Fixture.store("records.trig");
    server = new TestServer(store, TestServer.search(), LIMITS);
  }

  @AfterAll
  static void stop() {
    server.close();
    store.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '¦',
      value = {
        BROWSER + " ¦ '' ¦ text/html",
        "*/* ¦ &format=html ¦ text/html",
        "text/html ¦ '' ¦ text/html",
        BROWSER + " ¦ &format=csv ¦ text/csv",
        BROWSER + " ¦ &timeout=1 ¦ application/xml",
        "text/html, image/gif, image/jpeg, *;q=.2, */*;q=.2 ¦ '' ¦ application/sparql-results+json",
        "*/* ¦ '' ¦ application/sparql-results+json",
        "application/sparql-results+json,text/html;q=0.9 ¦ '' ¦ application/sparql-results+json",
      })
  void onlyABrowserGetsAPage(String accept, String parameters, String type) throws Exception {
    HttpResponse<String> answer =
        server.get("/sparql?query=" + encode("ASK {}") + parameters, "Accept", accept);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(
        type, answer.headers().firstValue("Content-Type").orElse("").split(";")[0], answer.body());
  }

  @Test
  void aPageWaitsForItsTurnAmongAllQueriesOfItsAddress() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<HttpResponse<String>>> running =
          IntStream.range(0, 2)
              .mapToObj(n -> pool.submit(() -> server.query(SLOW, "*/*")))
              .toList();
      String shown;
      do {
        shown = server.query("ASK {}", BROWSER).body();
      } while (shown.contains("value=true") && !running.stream().allMatch(Future::isDone));
      String refused = shown;
      assertTrue(refused.contains("at once from one address"), refused);
      for (Future<HttpResponse<String>> answer : running) {
        assertEquals(503, answer.get().statusCode());
      }
    }
    assertTrue(server.query("ASK {}", BROWSER).body().contains("value=true"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      value = {
        "SELECT * { ?s ?p ¦ 400 ¦ Line 1",
        SLOW + " ¦ 503 ¦ longer than 2.0 s",
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ¦ 422 ¦ more than 1,000 rows",
        "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f } ¦ 422 ¦ more than 1,000 triples",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } ¦ 422 ¦ SERVICE",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> } ¦ 400 ¦ INSERT",
      })
  void refusesWhatTheEndpointRefuses(String query, int status, String reason) {
    SparqlQueries.Refused refused =
        assertInstanceOf(SparqlQueries.Refused.class, answer(store, LIMITS, query));
    assertEquals(status, refused.status());
    assertTrue(refused.detail().contains(reason), refused.detail());
  }

  @Test
  void keepsTheFirstRowsAndCountsAll() {
    String values =
        String.join(" ", IntStream.range(0, 700).mapToObj(n -> "'" + n + "'@en").toList());
    SparqlQueries.Table table =
        assertInstanceOf(
            SparqlQueries.Table.class,
            answer(store, LIMITS, "SELECT ?x ?none { VALUES ?x { " + values + " } }"));
    assertEquals(List.of("x", "none"), table.columns());
    assertEquals(700, table.total());
    assertEquals(PageQueries.SHOWN_ROWS, table.rows().size());
    SparqlQueries.Cell first = Objects.requireNonNull(table.rows().getFirst().getFirst());
    assertEquals(new SparqlQueries.Cell(SparqlQueries.Kind.LITERAL, "0", "en"), first);
    assertEquals(null, table.rows().getFirst().getLast());
  }

  @Test
  void cutsLongTextsAndKeepsNoMoreThanAPageCanHold() {
    String twice = " BIND(CONCAT(?%1$s,?%1$s,?%1$s,?%1$s,?%1$s,?%1$s,?%1$s,?%1$s) AS ?%2$s)";
    SparqlQueries.Table table =
        assertInstanceOf(
            SparqlQueries.Table.class,
            answer(
                store,
                LIMITS,
                "SELECT ?d ?d2 ?d3 ?d4 { BIND('0123456789' AS ?a)"
                    + twice.formatted("a", "b")
                    + twice.formatted("b", "c")
                    + twice.formatted("c", "d")
                    + " BIND(?d AS ?d2) BIND(?d AS ?d3) BIND(?d AS ?d4) { SELECT * { ?s ?p ?o } LIMIT 900 }"
                    + " }"));
    SparqlQueries.Cell cell = Objects.requireNonNull(table.rows().getFirst().getFirst());
    assertEquals(2_001, cell.text().length());
    assertTrue(table.rows().size() < table.total(), table.rows().size() + " of " + table.total());
    assertTrue(table.rows().size() <= 125, "rows: " + table.rows().size());
  }

  @Test
  void cutsLongIrisAndLanguages() {
    SparqlQueries.Table table =
        assertInstanceOf(
            SparqlQueries.Table.class,
            answer(
                store,
                LIMITS,
                "SELECT ?short ?long ?tagged { BIND(<urn:x> AS ?short) BIND('%s' AS ?text)"
                        .formatted("0123456789".repeat(300))
                    + " BIND(IRI(CONCAT('urn:x:', ?text)) AS ?long)"
                    + " BIND(STRLANG('chat', CONCAT('fr-x-', ?text)) AS ?tagged) }"));
    List<SparqlQueries.@Nullable Cell> row = table.rows().getFirst();
    assertEquals(new SparqlQueries.Cell(SparqlQueries.Kind.IRI, "urn:x", ""), row.get(0));
    SparqlQueries.Cell iri = Objects.requireNonNull(row.get(1));
    assertEquals(SparqlQueries.Kind.OTHER, iri.kind(), "a part of an address is none");
    assertEquals(2_001, iri.text().length());
    SparqlQueries.Cell tagged = Objects.requireNonNull(row.get(2));
    assertEquals("chat", tagged.text());
    assertEquals(101, tagged.language().length());
  }

  @Test
  void oneRowHoldsNoMoreThanAPage() {
    String columns =
        IntStream.range(0, 1_500)
            .mapToObj(n -> "(IRI(CONCAT('urn:x:', ?text)) AS ?c" + n + ")")
            .collect(Collectors.joining(" "));
    SparqlLimits longQueries =
        new SparqlLimits(
            Duration.ofSeconds(20),
            1_000,
            1_000,
            1 << 20,
            1 << 20,
            2,
            3,
            Duration.ofSeconds(1),
            0.7);
    SparqlQueries.Table table =
        assertInstanceOf(
            SparqlQueries.Table.class,
            answer(
                store,
                longQueries,
                "SELECT %s { BIND('%s' AS ?text) }".formatted(columns, "0123456789".repeat(190))));
    List<SparqlQueries.@Nullable Cell> row = table.rows().getFirst();
    assertEquals(1_500, row.size());
    int characters =
        row.stream().mapToInt(cell -> Objects.requireNonNull(cell).text().length()).sum();
    assertTrue(characters < PageQueries.SHOWN_CHARACTERS + 5_000, "characters: " + characters);
    assertEquals(
        new SparqlQueries.Cell(SparqlQueries.Kind.OTHER, "…", ""), row.getLast(), "left out");
  }

  @Test
  void showsStatements() {
    SparqlQueries.Table table =
        assertInstanceOf(
            SparqlQueries.Table.class,
            answer(store, LIMITS, "CONSTRUCT { <urn:a> <urn:b> 'c' , 'd' } {}"));
    assertTrue(table.statements());
    assertEquals(2, table.total());
    assertEquals(List.of("subject", "predicate", "object"), table.columns());
    SparqlQueries.Table described =
        assertInstanceOf(
            SparqlQueries.Table.class,
            answer(store, LIMITS, "DESCRIBE <https://w3id.org/tessera/id/fr-rncp/RNCP1>"));
    assertTrue(described.total() > 2, "statements: " + described.total());
  }

  private static SparqlQueries.Answer answer(RecordStore store, SparqlLimits limits, String query) {
    try (MemoryGuard memory = new MemoryGuard(limits.memory());
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      QueryBounds bounds =
          new QueryBounds(limits, memory, clock, SearchFunction.registry(TestServer.search()));
      return new PageQueries(store, limits, new Turns(limits), bounds).answer(query, "127.0.0.1");
    }
  }
}
