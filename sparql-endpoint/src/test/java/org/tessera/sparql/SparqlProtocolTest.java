package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.sparql.TestServer.encode;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Sd;
import org.tessera.store.RecordStore;
import org.tessera.store.TextSearch;

/** SPARQL 1.1 Protocol, over real HTTP. */
class SparqlProtocolTest {
  private static final String DOGS =
      "SELECT ?c ?t { ?c <http://purl.org/dc/terms/title> ?t FILTER(CONTAINS(?t, 'chien')) }";
  private static final String SEARCH = "PREFIX tess: <https://w3id.org/tessera/ontology#> ";

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  @BeforeAll
  static void start() {
    store = Fixture.store("records.trig");
    SparqlLimits limits =
        new SparqlLimits(
            Duration.ofSeconds(2),
            1_000,
            1_000,
            1 << 20,
            10_000,
            2,
            3,
            Duration.ofMillis(200),
            0.7);
    server =
        new TestServer(
            store,
            TestServer.search(
                new TextSearch.Hit(
                    NodeFactory.createURI("https://w3id.org/tessera/id/fr-rncp/RNCP1"), 2.5f),
                new TextSearch.Hit(
                    NodeFactory.createURI("https://w3id.org/tessera/id/fr-rncp/RNCP2"), 1f)),
            limits);
  }

  @AfterAll
  static void stop() {
    server.close();
    store.close();
  }

  @ParameterizedTest(name = "SELECT as {0}")
  @CsvSource({
    "application/sparql-results+json, application/sparql-results+json",
    "application/sparql-results+xml, application/sparql-results+xml",
    "application/json, application/json",
    "text/csv, text/csv",
    "text/tab-separated-values, text/tab-separated-values",
    "*/*, application/sparql-results+json",
    "'text/csv;q=0.5, application/sparql-results+xml', application/sparql-results+xml",
  })
  void selectInEveryFormat(String accept, String type) throws Exception {
    HttpResponse<String> answer = server.query(DOGS, accept);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(type, mediaType(answer));
    assertTrue(answer.body().contains("Éducateur de chien"), answer.body());
    assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
  }

  @ParameterizedTest(name = "ASK as {0}")
  @CsvSource({
    "application/sparql-results+json, '\"boolean\" : true'",
    "application/sparql-results+xml, <boolean>true</boolean>",
    "text/csv, true",
    "text/tab-separated-values, true",
  })
  void askInEveryFormat(String accept, String body) throws Exception {
    HttpResponse<String> answer = server.query("ASK {}", accept);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains(body), answer.body());
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "CONSTRUCT WHERE, text/turtle",
    "CONSTRUCT WHERE, application/n-triples",
    "CONSTRUCT WHERE, application/ld+json",
    "CONSTRUCT WHERE, application/rdf+xml",
    "DESCRIBE ?c, text/turtle",
    "DESCRIBE ?c, application/ld+json",
  })
  void graphInEveryFormat(String form, String accept) throws Exception {
    HttpResponse<String> answer =
        server.query(form + " { ?c <http://purl.org/dc/terms/title> 'Dog trainer'@en }", accept);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(accept, mediaType(answer));
    Lang lang = RDFLanguages.contentTypeToLang(accept);
    assertTrue(
        RDFParser.fromString(answer.body(), lang)
            .toGraph()
            .contains(
                NodeFactory.createURI("https://w3id.org/tessera/id/fr-rncp/RNCP1"),
                null,
                NodeFactory.createLiteralLang("Dog trainer", "en")));
  }

  @ParameterizedTest(name = "POST {0}")
  @CsvSource({
    "application/x-www-form-urlencoded, true, 200",
    "application/sparql-query, false, 200",
    "application/sparql-query;charset=UTF-8, false, 200",
    "text/plain, false, 415",
  })
  void post(String contentType, boolean form, int status) throws Exception {
    String body = form ? "query=" + encode(DOGS) : DOGS;
    assertEquals(status, server.post("/sparql", contentType, body).statusCode());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/sparql?query=, 400",
    "/sparql?query=ASK%7B%7D&query=ASK%7B%7D, 400",
    "/sparql?query=SELECT%20*%20WHERE%20%7B, 400",
    "/sparql?query=ASK%7B%7D&timeout=0, 400",
    "/sparql?query=ASK%7B%7D&timeout=soon, 400",
    "/sparql?query=ASK%7B%7D&timeout=1.5, 200",
    "/sparql?qury=ASK%7B%7D, 400",
    "/sparql?update=CLEAR%20ALL, 403",
    "/sparql?query=INSERT%20DATA%7B%7D, 400",
  })
  void status(String path, int status) throws Exception {
    HttpResponse<String> answer = server.get(path, "Accept", "application/sparql-results+json");
    assertEquals(status, answer.statusCode(), answer.body());
    if (status >= 400) {
      assertEquals("application/problem+json", mediaType(answer));
    }
  }

  @Test
  void syntaxErrorTellsLineAndColumn() throws Exception {
    HttpResponse<String> answer = server.query("SELECT *\nWHERE { ?s ?p }", "*/*");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().toLowerCase(Locale.ROOT).contains("line 2, column 1"), answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "application/sparql-update, CLEAR ALL",
    "application/x-www-form-urlencoded, update=CLEAR%20ALL",
  })
  void updatesAreRefused(String contentType, String body) throws Exception {
    HttpResponse<String> answer = server.post("/sparql", contentType, body);
    assertEquals(403, answer.statusCode());
    assertEquals("application/problem+json", mediaType(answer));
  }

  @ParameterizedTest
  @CsvSource({"PUT, 405", "DELETE, 405", "OPTIONS, 204"})
  void methods(String method, int status) throws Exception {
    HttpResponse<String> answer = server.method(method, "/sparql");
    assertEquals(status, answer.statusCode());
    assertTrue(answer.headers().firstValue("Allow").orElse("").contains("POST"));
  }

  @ParameterizedTest(name = "bare address, {0}")
  @CsvSource({
    "*/*, text/turtle",
    "text/turtle, text/turtle",
    "application/rdf+xml, application/rdf+xml",
    "application/ld+json, application/ld+json",
    "'text/html,application/xhtml+xml,*/*;q=0.8', text/html",
  })
  void bareAddress(String accept, String type) throws Exception {
    HttpResponse<String> answer = server.get("/sparql", "Accept", accept);
    assertEquals(200, answer.statusCode());
    assertEquals(type, mediaType(answer));
    if (!type.equals("text/html")) {
      assertTrue(
          RDFParser.fromString(answer.body(), RDFLanguages.contentTypeToLang(type))
              .toGraph()
              .contains(
                  NodeFactory.createURI(server.uri("/sparql").toString()), Sd.endpoint, null));
    }
  }

  @Test
  void noServiceAndNoFiles() throws Exception {
    HttpResponse<String> service =
        server.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*");
    assertEquals(422, service.statusCode(), service.body());
    HttpResponse<String> silent =
        server.query("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", "text/csv");
    assertEquals(422, silent.statusCode(), silent.body());
    HttpResponse<String> file =
        server.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "text/csv");
    assertEquals("s,p,o", file.body().strip());
  }

  @Test
  void defaultGraphIsTheUnionAndGraphsAreTheRecords() throws Exception {
    HttpResponse<String> answer =
        server.query(
            "SELECT ?g { GRAPH ?g { ?c <http://purl.org/dc/terms/title> 'Dog trainer'@en } }",
            "text/csv");
    assertEquals("g\r\nhttps://w3id.org/tessera/record/fr-rncp/RNCP1", answer.body().strip());
    HttpResponse<String> one =
        server.get(
            "/sparql?query="
                + encode(
                    "SELECT (COUNT(*) AS ?n) { ?c a <http://www.w3.org/ns/dcat#CatalogRecord> }")
                + "&default-graph-uri="
                + encode("https://w3id.org/tessera/record/fr-rncp/RNCP1"),
            "Accept",
            "text/csv");
    assertEquals("n\r\n1", one.body().strip());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "(?c ?s) tess:search ('chien' 10) | RNCP1,2.5;RNCP2,1.0",
        "(?c ?s) tess:search ('chien' 1) | RNCP1,2.5",
        "?c tess:search 'chien' BIND(0 AS ?s) | RNCP1,0;RNCP2,0",
        "?c tess:search 'chat' BIND(0 AS ?s) | ''",
        "?c tess:level ?l . (?c ?s) tess:search ('chien') | RNCP1,2.5",
      })
  void fullText(String pattern, String expected) throws Exception {
    HttpResponse<String> answer =
        server.query(SEARCH + "SELECT ?c ?s { " + pattern + " }", "text/csv");
    assertEquals(200, answer.statusCode(), answer.body());
    String rows =
        answer
            .body()
            .lines()
            .skip(1)
            .map(row -> row.replaceAll(".*/", ""))
            .sorted()
            .collect(Collectors.joining(";"));
    assertEquals(expected, rows);
  }

  @Test
  void headSaysWhatGetWouldSay() throws Exception {
    String path = "/sparql?query=ASK%7B%7D";
    HttpResponse<String> answer = server.method("HEAD", path);
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals(400, server.method("HEAD", "/sparql?query=ASK").statusCode());
    assertEquals(
        server.method("GET", path).headers().firstValue("Content-Type"),
        answer.headers().firstValue("Content-Type"));
  }

  @Test
  void tooManyWordsAreRefusedWithTheLimit() throws Exception {
    HttpResponse<String> answer =
        server.query(SEARCH + "SELECT ?c { ?c tess:search 'refused' }", "*/*");
    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("At most 8"), answer.body());
  }

  @Test
  void fullTextLimitOutOfRange() throws Exception {
    HttpResponse<String> answer =
        server.query(SEARCH + "SELECT ?c { ?c tess:search ('chien' 20000) }", "*/*");
    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("10,000"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      value = {
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ¦ 422 ¦ 1,000 rows",
        "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f } ¦ 422 ¦ 1,000 triples",
        "DESCRIBE ?s { ?s ?p ?o } ¦ 422 ¦ 1,000 triples",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ¦ 503 ¦ longer than 2.0 s",
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?b), STR(?e), STR(?h)) = 'x') } ¦ 503 ¦ longer than 2.0 s",
        "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b . ?c ?d ?e } ¦ 503 ¦ longer than 2.0 s",
        "SELECT * { FILTER(REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '^(a|aa|aaa)+\\\\1$')) } ¦ 503 ¦ longer than 2.0 s",
        "SELECT (REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '^(a|aa|aaa)+\\\\1$', '') AS ?x) {} ¦ 503 ¦ longer than 2.0 s",
        "SELECT (<http://www.w3.org/2005/xpath-functions#matches>('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '^(a|aa|aaa)+\\\\1$') AS ?x) {} ¦ 503 ¦ longer than 2.0 s",
        "SELECT ?e { BIND(CONCAT('aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb') AS ?x) BIND(CONCAT(?x,?x,?x,?x,?x,?x,?x,?x,?x,?x,?x,?x) AS ?a) BIND(CONCAT(?a,?a,?a,?a,?a,?a,?a,?a,?a,?a,?a,?a,?a,?a) AS ?b) BIND(CONCAT(?b,?b,?b,?b,?b,?b,?b,?b,?b,?b,?b,?b,?b,?b) AS ?c) BIND(CONCAT(?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c) AS ?d) BIND(CONCAT(?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d,?d) AS ?e) } ¦ 422 ¦ CONCAT",
        "SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?s), STR(?s), STR(?s), STR(?p), STR(?p), STR(?p))) AS ?x) { ?s ?p ?o } ¦ 422 ¦ 1 MB",
      })
  void bounds(String query, int status, String reason) throws Exception {
    HttpResponse<String> answer = server.query(query, "*/*");
    assertAll(
        () -> assertEquals(status, answer.statusCode(), answer.body()),
        () -> assertTrue(answer.body().contains(reason), answer.body()));
  }

  @Test
  void clientLowersTheTimeout() throws Exception {
    String query = encode("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
    long start = System.nanoTime();
    HttpResponse<String> answer = server.get("/sparql?timeout=0.3&query=" + query);
    long lowered = System.nanoTime();
    assertEquals(503, answer.statusCode());
    assertTrue(answer.body().contains("0.3 s"), answer.body());
    assertEquals(503, server.get("/sparql?query=" + query).statusCode());
    assertTrue(lowered - start < System.nanoTime() - lowered, "ran as long as without it");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT ?x { BIND(REPLACE('abc', 'B', 'x', 'i') AS ?x) } | axc",
        "SELECT ?x { BIND(REPLACE('abab', '(a)(b)', '$2$1') AS ?x) } | baba",
        "SELECT ?x { BIND(REGEX('a.c', '.', 'q') AS ?x) } | true",
        "SELECT ?x { BIND(REGEX('abc', 'B') AS ?x) } | false",
        "SELECT ?x { BIND(LANG(REPLACE('abc'@en, 'b', 'x')) AS ?x) } | en",
        "SELECT ?x { { SELECT (COUNT(*) AS ?x) { VALUES ?y { 'ab' 'b' } FILTER REGEX(?y, '^a') } } } | 1",
      })
  void regularExpressions(String query, String value) throws Exception {
    assertEquals("x\r\n" + value, server.query(query, "text/csv").body().strip());
  }

  @Test
  void queryTooLong() throws Exception {
    HttpResponse<String> answer =
        server.post("/sparql", "application/sparql-query", DOGS + " ".repeat(10_000));
    assertEquals(413, answer.statusCode());
  }

  @ParameterizedTest(name = "{0}, {1} blanks")
  @CsvSource({
    "application/sparql-query, 10000",
    "application/x-www-form-urlencoded, 10000",
    "application/x-www-form-urlencoded, 3000000",
  })
  void queryTooLongThatDoesNotSayHowLong(String type, int blanks) throws Exception {
    boolean form = type.endsWith("urlencoded");
    String query = form ? "query=" + encode("ASK {}") : "ASK {}";
    assertEquals(200, server.postChunked(type, query).statusCode());
    HttpResponse<String> answer =
        server.postChunked(type, query + (form ? "+" : " ").repeat(blanks));
    assertEquals(413, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("10,000 bytes at most"), answer.body());
  }

  @Test
  void busyAddressWaitsThenIsRefused() throws Exception {
    String slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      Callable<HttpResponse<String>> ask = () -> server.query(slow, "*/*");
      int refused = 0;
      for (Future<HttpResponse<String>> answer : pool.invokeAll(Collections.nCopies(6, ask))) {
        HttpResponse<String> response = answer.get();
        assertEquals(503, response.statusCode());
        assertTrue(response.headers().firstValue("Retry-After").isPresent());
        if (response.body().contains("at once")) {
          refused++;
        }
      }
      assertEquals(4, refused, "two run until their timeout, four find no place");
    }
    assertEquals(200, server.query("ASK {}", "*/*").statusCode());
  }

  private static String mediaType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("").split(";")[0];
  }
}
