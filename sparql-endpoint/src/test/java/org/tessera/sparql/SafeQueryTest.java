package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no query may do is not done in any part of one. */
class SafeQueryTest {
  /** Backtracks for years. */
  private static final String ENDLESS =
      "REGEX(CONCAT('%s', STR(?x)), '^(a|aa|aaa)+\\\\1$')".formatted("a".repeat(64));

  private static final String PREFIXES =
      "PREFIX fn: <http://www.w3.org/2005/xpath-functions#> "
          + "PREFIX afn: <http://jena.apache.org/ARQ/function#> ";

  @RegisterExtension private static final ServedFixture SERVED = new ServedFixture("records.trig");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ASK { VALUES ?x { 'b' } FILTER ENDLESS }",
        "ASK { VALUES ?x { 'b' } FILTER EXISTS { FILTER ENDLESS } }",
        "ASK { VALUES ?x { 'b' } FILTER NOT EXISTS { FILTER ENDLESS } }",
        "ASK { VALUES ?x { 'b' } FILTER (1 = 2 || EXISTS { FILTER EXISTS { FILTER ENDLESS } }) }",
        "ASK { VALUES ?x { 'b' } BIND(EXISTS { FILTER ENDLESS } AS ?y) FILTER (?y) }",
        "ASK { VALUES ?z { 'b' } OPTIONAL { VALUES ?x { 'b' } FILTER (ENDLESS) } }",
        "ASK { VALUES ?x { 'b' } MINUS { VALUES ?x { 'b' } FILTER (ENDLESS) } }",
        "DESCRIBE ?x { VALUES ?x { 'b' } FILTER EXISTS { FILTER ENDLESS } }",
        "CONSTRUCT { ?s ?p ?x } { ?s ?p ?x FILTER EXISTS { FILTER ENDLESS } }",
        "SELECT (SUM(IF(ENDLESS, 1, 0)) AS ?n) { VALUES ?x { 'b' 'c' } }",
        "SELECT (COUNT(DISTINCT ENDLESS) AS ?n) { VALUES ?x { 'b' 'c' } }",
        "SELECT (GROUP_CONCAT(IF(ENDLESS, 'a', 'b')) AS ?n) { VALUES ?x { 'b' 'c' } }",
        "SELECT ?x { VALUES ?x { 'b' } } GROUP BY ?x HAVING (ENDLESS)",
        "SELECT ?x { VALUES ?x { 'b' } } GROUP BY ?x HAVING (COUNT(*) > 0) (ENDLESS)",
        "SELECT ?z { VALUES ?x { 'b' } } GROUP BY ?z HAVING (MAX(ENDLESS))",
        "SELECT ?y { VALUES ?x { 'b' 'c' } } GROUP BY (ENDLESS AS ?y)",
        "SELECT ?x { VALUES ?x { 'b' 'c' } } ORDER BY ENDLESS",
        "SELECT ?z { VALUES ?x { 'b' 'c' } } GROUP BY ?z ORDER BY MAX(ENDLESS)",
        "SELECT * { { SELECT (MAX(ENDLESS) AS ?n) { VALUES ?x { 'b' } } } }",
        "SELECT * FROM <urn:none> { VALUES ?x { 'b' } FILTER EXISTS { FILTER ENDLESS } }",
      })
  void aRegularExpressionIsStoppedWhereverItStands(String query) throws Exception {
    HttpResponse<String> answer =
        SERVED
            .server()
            .get(
                "/sparql?timeout=0.5&query="
                    + TestServer.encode(query.replace("ENDLESS", ENDLESS)));
    assertAll(
        () -> assertEquals(503, answer.statusCode(), answer.body()),
        () -> assertTrue(answer.body().contains("longer than 0.5 s"), answer.body()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "fn:apply(fn:matches, 'a', 'b') ¦ apply",
        "CALL(fn:matches, 'a', 'b') ¦ CALL",
        "afn:eval(fn:matches, 'a', 'b') ¦ eval",
        "<http://jena.hpl.hp.com/ARQ/function#wait>(100000) ¦ wait",
        "afn:wait(100000) ¦ wait",
        "<java:org.apache.jena.sparql.function.library.pi>() ¦ java:",
        "EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } ¦ SERVICE",
        "NOT EXISTS { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } } ¦ SERVICE",
        "EXISTS { UNFOLD(?x AS ?u) } ¦ UNFOLD",
      })
  void whatIsRefusedIsRefusedWhereverItStands(String expression, String reason) throws Exception {
    for (String query :
        new String[] {
          "ASK { VALUES ?x { 1 } FILTER (%s) }",
          "ASK { VALUES ?x { 1 } FILTER EXISTS { FILTER NOT EXISTS { FILTER (%s) } } }",
          "SELECT (SUM(IF(%s, 1, 0)) AS ?n) { VALUES ?x { 1 } }",
          "SELECT ?x { VALUES ?x { 1 } } GROUP BY ?x HAVING (COUNT(*) > 0) (%s)",
          "SELECT ?x { VALUES ?x { 1 } } ORDER BY (%s)",
          "SELECT (%s AS ?y) { VALUES ?x { 1 } }",
        }) {
      HttpResponse<String> answer =
          SERVED.server().query(PREFIXES + query.formatted(expression), "*/*");
      assertAll(
          query,
          () -> assertEquals(422, answer.statusCode(), answer.body()),
          () -> assertTrue(answer.body().contains(reason), answer.body()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "BIND(REPLACE(?a, '.', ?a) AS ?b) BIND(REPLACE(?b, '.', ?b) AS ?c) ¦ REPLACE",
        "BIND(REPLACE(?a, '.', ?a) AS ?b) BIND(fn:replace(?b, '.', ?b) AS ?c) ¦ REPLACE",
        "BIND(REPLACE(?a, '.', ?a) AS ?b) BIND(REPLACE(?b, '^(.*)$', REPLACE(?b, 'a', '\\\\$1')) AS ?c) ¦ REPLACE",
        "BIND(fn:concat(?a,?a,?a,?a,?a,?a,?a,?a,?a,?a) AS ?b) BIND(REPLACE(?b, '.', ?a) AS ?c) BIND(fn:concat(?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c,?c) AS ?d) BIND(fn:concat(?d,?d,?d,?d,?d,?d,?d,?d,?d,?d) AS ?e) ¦ CONCAT",
        "BIND(REPLACE(?a, '.', ?a) AS ?b) { SELECT (GROUP_CONCAT(REPLACE(STR(?s), '.', '0123456789')) AS ?c) { ?s ?p ?o . ?d ?e ?f } } ¦ GROUP_CONCAT",
        "{ SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?s), STR(?d), STR(?o), STR(?f))) AS ?c) { ?s ?p ?o . ?d ?e ?f } } ¦ GROUP_CONCAT",
        "{ SELECT (GROUP_CONCAT('b'; separator='0123456789012345678901234567890123456789') AS ?c) { ?s ?p ?o . ?d ?e ?f } } ¦ GROUP_CONCAT",
        "BIND(afn:sprintf('%100000000d', 1) AS ?c) ¦ sprintf",
        "BIND(afn:strjoin(?a, ?a, ?a) AS ?c) ¦ strjoin",
      })
  void aTextThatGrowsIsRefused(String pattern, String reason) throws Exception {
    String start = "SELECT * { BIND('" + "a".repeat(100) + "' AS ?a) ";
    HttpResponse<String> answer = SERVED.server().query(PREFIXES + start + pattern + " }", "*/*");
    String body = answer.body().substring(0, Math.min(400, answer.body().length()));
    assertAll(
        () -> assertEquals(422, answer.statusCode(), body),
        () -> assertTrue(body.contains(reason), body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT ?x { VALUES ?x { 'ab' 'b' } FILTER EXISTS { FILTER REGEX(?x, '^a') } } | ab",
        "SELECT (SUM(IF(REGEX(?y, '^a'), 1, 0)) AS ?x) { VALUES ?y { 'ab' 'ac' 'b' } } | 2",
        "SELECT ?x { VALUES ?x { 'ab' 'b' } } GROUP BY ?x HAVING (COUNT(*) > 0) REGEX(?x, 'a') | ab",
        "SELECT ?x { VALUES ?x { 'b' 'ab' } } ORDER BY REGEX(?x, '^a') LIMIT 1 | b",
        "SELECT ?x { BIND(fn:concat('a', 1, 'b'@en) AS ?x) } | a1b",
        "SELECT ?x { BIND(REPLACE('abc', 'd', 'e') AS ?x) } | abc",
        "SELECT ?x { BIND(REPLACE('abc', 'b(x)?', '[$1]') AS ?x) } | a[]c",
        "SELECT (GROUP_CONCAT(DISTINCT ?y; separator='-') AS ?x) { VALUES ?y { 'b' 'b' } } | b",
        "SELECT (GROUP_CONCAT(?y) AS ?x) { VALUES ?y { 'b' '' 'c' } } | b  c",
        "SELECT (GROUP_CONCAT(REPLACE(?y, 'b', 'c'); separator='-') AS ?x) { VALUES ?y { 'b' 'b' } } | c-c",
      })
  void whatIsSafeIsAnswered(String query, String value) throws Exception {
    assertEquals(
        "x\r\n" + value, SERVED.server().query(PREFIXES + query, "text/csv").body().strip());
  }
}
