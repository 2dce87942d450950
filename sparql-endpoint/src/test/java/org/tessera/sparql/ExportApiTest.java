package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The exports for other registries, over real HTTP. */
class ExportApiTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String AA = "https://w3id.org/tessera/id/aa/";

  @RegisterExtension private static final ServedFixture SERVED = new ServedFixture("exchange.trig");

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "/api/v1/record?id=https://w3id.org/tessera/id/aa/levelled, 200, application/ld+json,",
    "/api/v1/record?id=https://w3id.org/tessera/id/aa/levelled&profile=elm, 200, application/ld+json,",
    "/api/v1/record?id=https://w3id.org/tessera/id/aa/levelled&profile=x, 400, application/problem+json, profile",
    "/api/v1/record?id=https://w3id.org/tessera/id/aa/statement&profile=elm, 404, application/problem+json, profile",
    "/api/v1/record?id=https://w3id.org/tessera/id/aa/none, 404, application/problem+json, id",
    "/api/v1/record?id=https://w3id.org/tessera/id/aa/gone, 410, application/problem+json, id",
    "/api/v1/record?id=none, 400, application/problem+json, id",
    "/api/v1/record, 400, application/problem+json, id",
    "/api/v1/record?id=urn:a&id=urn:b, 400, application/problem+json, id",
    "/api/v1/record?id=urn:a&x=1, 400, application/problem+json, x",
    "/api/v1/changes, 200, application/json,",
    "/api/v1/changes?profile=&register=&since=&cursor=&size=, 200, application/json,",
    "/api/v1/changes?profile=rdf, 400, application/problem+json, profile",
    "/api/v1/changes?register=zz, 400, application/problem+json, register",
    "/api/v1/changes?since=yesterday, 400, application/problem+json, since",
    "/api/v1/changes?since=2026-02-30, 400, application/problem+json, since",
    "/api/v1/changes?since=2026-01-01, 200, application/json,",
    "/api/v1/changes?since=2026-01-01T00:00:00Z, 200, application/json,",
    "/api/v1/changes?since=2026-01-01T00:00:00%2B02:00, 200, application/json,",
    "/api/v1/changes?cursor=12, 400, application/problem+json, cursor",
    "/api/v1/changes?cursor=OTk5OTkgeA, 410, application/problem+json, cursor",
    "/api/v1/profiles/core/report?cursor=OTk5OTkgeA, 410, application/problem+json, cursor",
    "/api/v1/profiles/core/report?cursor=12, 400, application/problem+json, cursor",
    "/api/v1/profiles/core/report?size=101, 400, application/problem+json, size",
    "/api/v1/changes?size=0, 400, application/problem+json, size",
    "/api/v1/changes?size=201, 400, application/problem+json, size",
    "/api/v1/changes?synthetic=yes, 400, application/problem+json, synthetic",
    "/api/v1/changes?after=1, 400, application/problem+json, after",
    "/api/v1/profiles, 200, application/json,",
    "/api/v1/profiles?x=1, 400, application/problem+json, x",
    "/api/v1/profiles/eu-loq/report?register=aa, 200, application/json,",
    "/api/v1/profiles/eu-loq/report?page=1, 400, application/problem+json, page",
    "/api/v1/profiles/eu-loq/report?register=zz, 400, application/problem+json, register",
    "/api/v1/profiles/eu-loq/report?id=urn:none, 404, application/problem+json, id",
    "/api/v1/profiles/none/report, 404, application/problem+json,",
  })
  void answers(String path, int status, String type, String parameter) throws Exception {
    HttpResponse<String> response =
        SERVED.server().get(path, "Origin", "https://elsewhere.example");
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(header(response, "Content-Type").startsWith(type), header(response, "Content-Type"));
    assertEquals("*", header(response, "Access-Control-Allow-Origin"));
    JsonNode body = JSON.readTree(response.body());
    if (status >= 400) {
      assertEquals(status, body.path("status").asInt());
      assertFalse(body.path("detail").asString("").isBlank());
      assertEquals(parameter == null ? "" : parameter, body.path("parameter").asString(""));
    }
    assertEquals(status, SERVED.server().method("HEAD", path).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/changes?profile=rdf, tessera, elm, ctdl, schema",
    "/api/v1/changes?register=zz, aa, bb",
  })
  void aWrongValueIsAnsweredWithTheRightOnes(String path, String first, String second)
      throws Exception {
    String detail = JSON.readTree(SERVED.server().get(path).body()).path("detail").asString();
    assertTrue(detail.contains(first + ", " + second), detail);
  }

  @Test
  void sinceADayIsSinceItsStart() throws Exception {
    JsonNode all = JSON.readTree(SERVED.server().get("/api/v1/changes?size=200").body());
    Instant first = Instant.parse(all.at("/items/0/changed").asString());
    LocalDate day = first.atOffset(ZoneOffset.UTC).toLocalDate();
    assertEquals(all.path("items").size(), itemsSince(day));
    assertEquals(0, itemsSince(day.plusDays(2)));
  }

  private static int itemsSince(LocalDate day) throws Exception {
    String path = "/api/v1/changes?size=200&since=" + day;
    return JSON.readTree(SERVED.server().get(path).body()).path("items").size();
  }

  @Test
  void nothingCanBeWrittenThere() throws Exception {
    assertEquals(405, SERVED.server().method("POST", "/api/v1/changes").statusCode());
  }

  @Test
  void theFeedIsWalkedByItsNextAddresses() throws Exception {
    Map<String, JsonNode> items = new TreeMap<>();
    List<Long> sequences = new ArrayList<>();
    String path = "/api/v1/changes?profile=elm&size=2";
    while (true) {
      JsonNode page = JSON.readTree(SERVED.server().get(path).body());
      for (JsonNode item : page.path("items")) {
        items.put(item.path("record").asString().replaceFirst(".*/record/", ""), item);
        sequences.add(item.path("sequence").asLong());
      }
      if (page.path("next").isNull()) {
        break;
      }
      path = page.path("next").asString().replaceFirst("^http://[^/]+", "");
    }
    assertEquals(9, items.size());
    assertEquals(sequences.stream().sorted().toList(), sequences);
    JsonNode levelled = item(items, "aa/levelled");
    assertEquals("active", levelled.path("state").asString());
    assertEquals(AA + "levelled", levelled.path("data").path("id").asString());
    assertEquals("Qualification", levelled.path("data").path("type").asString());
    assertEquals(
        "https://creativecommons.org/licenses/by/4.0/", levelled.path("licence").asString());
    JsonNode gone = item(items, "aa/gone");
    assertEquals("withdrawn", gone.path("state").asString());
    assertEquals("aa", gone.path("register").asString());
    assertEquals("credential", gone.path("kind").asString());
    assertTrue(gone.path("data").isNull());
    JsonNode statement = item(items, "aa/statement");
    assertEquals("active", statement.path("state").asString());
    assertTrue(statement.path("data").isNull());
    assertTrue(item(items, "bb/badge").path("licence").isNull());
    assertEquals("aa", item(items, "aa/course").path("register").asString());
  }

  @Test
  void theReportTellsWhatFails() throws Exception {
    JsonNode item =
        JSON.readTree(
                SERVED
                    .server()
                    .get("/api/v1/profiles/eu-loq/report?id=" + AA + "unlevelled")
                    .body())
            .path("items")
            .path(0);
    assertFalse(item.path("conforms").asBoolean(true));
    assertEquals(2, item.path("results").size());
    JsonNode result = item.path("results").path(0);
    assertEquals(AA + "unlevelled", result.path("focus").asString());
    assertTrue(result.path("path").asString().matches(".*/elm/(E|N)QFLevel"), result::toString);
    assertTrue(result.path("value").isNull());
  }

  @Test
  void theReportOfARegisterHoldsItsRealActiveRecords() throws Exception {
    JsonNode report =
        JSON.readTree(SERVED.server().get("/api/v1/profiles/eu-loq/report?register=aa").body());
    Map<String, String> outcomes = new TreeMap<>();
    for (JsonNode item : report.path("items")) {
      outcomes.put(
          item.path("id").asString().substring(AA.length()), item.path("conforms").toString());
    }
    assertEquals(
        Map.of(
            "course", "true",
            "levelled", "true",
            "org-body", "true",
            "org-developer", "false",
            "statement", "null",
            "unlevelled", "false",
            "untyped", "null"),
        outcomes);
    assertTrue(report.path("next").isNull());
  }

  @Test
  void theReportIsWalkedByItsNextAddresses() throws Exception {
    Set<String> judged = new TreeSet<>();
    int pages = 0;
    int items = 0;
    String path = "/api/v1/profiles/core/report?size=2";
    while (!path.isEmpty()) {
      JsonNode page = JSON.readTree(SERVED.server().get(path).body());
      pages++;
      for (JsonNode item : page.path("items")) {
        items++;
        judged.add(item.path("record").asString().replaceFirst(".*/record/", ""));
      }
      assertFalse(page.path("cursor").isNull());
      path = page.path("next").asString("").replaceFirst("^http://[^/]+", "");
    }
    assertEquals(5, pages, "nine records, a tombstone among them");
    assertEquals(8, items);
    assertEquals(
        Set.of(
            "aa/course",
            "aa/levelled",
            "aa/org-body",
            "aa/org-developer",
            "aa/statement",
            "aa/unlevelled",
            "aa/untyped",
            "bb/badge"),
        judged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/changes", "/api/v1/profiles/core/report"})
  void whatTakesTooLongIsRefusedForNow(String path) throws Exception {
    SparqlLimits hurried =
        new SparqlLimits(
            Duration.ofNanos(1), 10, 10, 1 << 20, 1 << 20, 1, 1, Duration.ofSeconds(1), 0.7);
    try (TestServer other = new TestServer(SERVED.store(), TestServer.search(), hurried)) {
      HttpResponse<String> response = other.get(path);
      assertEquals(503, response.statusCode(), response.body());
      assertEquals("5", header(response, "Retry-After"));
      assertTrue(header(response, "Content-Type").startsWith("application/problem+json"));
    }
  }

  private static JsonNode item(Map<String, JsonNode> items, String name) {
    return Objects.requireNonNull(items.get(name), name);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
