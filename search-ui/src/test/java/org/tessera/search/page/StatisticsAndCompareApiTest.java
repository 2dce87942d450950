package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.QueryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two calls of the API that look at many records, over the invented records of the pages. */
class StatisticsAndCompareApiTest {
  private static final String ID = "https://w3id.org/tessera/id/";
  private static final String CUBE = "/api/v1/statistics?dataset=" + ID + "papers/cube-1";

  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @ParameterizedTest
  @CsvSource({
    "statistics, 200, ''",
    "statistics?dataset=, 200, ''",
    "statistics?lang=fr, 200, ''",
    "statistics?colour=red, 400, colour",
    "statistics?q=x, 400, q",
    "statistics?dataset=x, 404, dataset",
    "statistics?dataset=https://w3id.org/tessera/id/papers/d1, 404, dataset",
    "statistics?dataset=https://w3id.org/tessera/id/papers/cube-1&size=101, 400, size",
    "statistics?dataset=https://w3id.org/tessera/id/papers/cube-1&page=101&size=100, 400, page",
    "compare, 400, id",
    "compare?id=https://w3id.org/tessera/id/eu-sample/c1, 400, id",
    "compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/id/eu-sample/c1, 400, id",
    "compare?id=a&id=b&id=c&id=d&id=e&id=f, 400, id",
    "compare?id=a&id=b&size=3, 400, size",
    "compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/id/eu-sample/never, 404, id",
    "compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/id/eu-sample/gone, 410, id",
    "compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/record/eu-sample/c2, 200, ''",
  })
  void answersOrSaysWhatIsWrong(String call, int status, String parameter) throws IOException {
    HttpResponse<String> response = PAGES.get("/api/v1/" + call);
    assertEquals(status, response.statusCode(), response.body());
    String type = response.headers().firstValue("Content-Type").orElse("");
    assertTrue(type.startsWith(status == 200 ? "application/json" : "application/problem+json"));
    if (status != 200) {
      JsonNode problem = JsonMapper.shared().readTree(response.body());
      assertEquals(status, problem.get("status").asInt());
      assertEquals(parameter, problem.get("parameter").asString(), response.body());
    }
  }

  @Test
  void countsAndListsRealRecordsOnly() throws IOException {
    JsonNode all = json("/api/v1/statistics");
    for (String kind : List.of("policy-statement", "funding-scheme", "dataset")) {
      int found = json("/api/v1/search?type=" + kind).get("total").asInt();
      assertTrue(found > 0, kind);
      assertEquals(found, count(all, "by_kind", kind), kind);
      assertEquals(found, count(all, "by_type", kind), kind);
    }
    assertEquals(
        json("/api/v1/search?country=NZ").get("total").asInt(), count(all, "by_country", "NZ"));
    assertEquals(0, count(all, "by_source", "unread"));
    List<String> ids = new ArrayList<>();
    all.get("datasets").forEach(cube -> ids.add(cube.get("id").asString()));
    assertTrue(ids.containsAll(List.of(ID + "papers/cube-1", ID + "papers/cube-bare")), "" + ids);
    assertFalse(ids.contains(ID + "papers/example-cube"), "a made-up cube");
    JsonNode cube = all.get("datasets").get(ids.indexOf(ID + "papers/cube-1"));
    assertEquals(20, cube.get("observations").asInt());
    assertEquals(1200, cube.get("sample_size").asInt());
    assertEquals("2018", cube.get("period").get("from").asString());
    assertEquals("2022", cube.get("period").get("to").asString());
    JsonNode empty = all.get("datasets").get(ids.indexOf(ID + "papers/cube-empty"));
    assertEquals(0, empty.get("observations").asInt());
    assertTrue(
        empty.get("sample_size").isNull() && empty.get("period").isNull(), "unknown is null");
    String query = cube.get("links").get("query").asString();
    QueryFactory.create(
        URLDecoder.decode(query.substring(query.indexOf("query=") + 6), StandardCharsets.UTF_8));
    String csv = cube.get("links").get("csv").asString();
    assertEquals(200, PAGES.get(csv.substring(csv.indexOf("/statistics"))).statusCode());
  }

  @Test
  void givesTheFiguresOfATablePageByPage() throws IOException {
    JsonNode first = json(CUBE + "&size=15");
    JsonNode second = json(CUBE + "&size=15&page=2");
    assertEquals(20, first.get("total").asInt());
    assertEquals(15, first.get("items").size());
    assertEquals(5, second.get("items").size());
    JsonNode values = first.get("items").get(0).get("values");
    assertEquals("Brazil", values.get("refArea").get("label").asString());
    assertEquals("2020", values.get("refPeriod").get("value").asString());
    assertEquals(27.0, values.get("obsValue").get("value").asDouble());
    assertTrue(values.get("obsValue").get("value").isNumber());
    JsonNode column = first.get("structure").get(0);
    assertEquals("dimension", column.get("role").asString());
    assertEquals("country surveyed", column.get("label").asString());
  }

  @Test
  void setsRecordsSideBySide() throws IOException {
    JsonNode all =
        json(
            "/api/v1/compare?id="
                + ID
                + "eu-sample/c1&id="
                + ID
                + "nz-sample/4711-1&id="
                + ID
                + "eu-sample/c2");
    assertEquals(3, all.get("records").size());
    assertEquals(ID + "nz-sample/4711-1", all.get("records").get(1).get("id").asString());
    JsonNode price = field(all, "price").get(0).get("items").get(0).get("value");
    assertEquals("EUR", price.get("currency").asString());
    assertEquals(450, price.get("amount").asInt());
    assertTrue(field(all, "price").get(1).isNull(), "unknown is null");
    JsonNode cost = field(all, "cost-per-ects").get(0);
    assertEquals(75, cost.get("items").get(0).get("value").get("amount").asInt(), "450 by 6");
    assertEquals("derived", cost.get("from").get("basis").asString());
    assertTrue(field(all, "cost-per-ects").get(1).isNull(), "40 other credits are no ECTS");
    JsonNode level = field(all, "eqf-level").get(1);
    assertEquals(5, level.get("items").get(0).get("value").asInt());
    assertTrue(
        level.get("from").get("basis").asString().startsWith("published-"), "a correspondence");
    assertEquals("stated", field(all, "eqf-level").get(0).get("from").get("basis").asString());
    assertEquals("nz-sample", level.get("from").get("register").asString());
    JsonNode credits = field(all, "credits").get(1).get("items").get(0);
    assertEquals(40, credits.get("value").asInt());
    assertFalse(credits.get("label").isNull(), "the system that counts them");
    assertEquals("register", field(all, "country").get(0).get("from").get("basis").asString());
    assertTrue(field(all, "quality-assured").get(0).isNull(), "silence is no answer");
  }

  @Test
  void whatRulesSayIsComparedWithItsRule() throws IOException {
    String address = "?id=" + ID + "eu-sample/c1&id=" + ID + "nz-sample/4711-1";
    JsonNode settings = field(json("/api/v1/compare" + address), "setting");
    int derived = 0;
    for (JsonNode setting : settings) {
      JsonNode rule = setting.get("items").get(0).get("derived");
      if (setting.get("from").get("basis").asString().equals("derived")) {
        derived++;
        assertEquals("non-formal", setting.get("items").get(0).get("value").asString());
        assertEquals("Samples are learnt by the way.", rule.get("reason").asString());
        assertEquals("0.8", rule.get("confidence").asString());
        assertTrue(rule.get("rule").asString().endsWith("#setting-rule"), rule::toString);
      } else {
        assertTrue(rule.isNull(), "stated by the record itself");
      }
    }
    assertTrue(derived > 0, settings::toString);
    String page = PAGES.page("/compare" + address);
    assertTrue(page.contains("Samples are learnt by the way."), page);
    String french = PAGES.page("/compare" + address, "fr");
    assertTrue(french.contains("On apprend les modèles en passant."), french);
  }

  private JsonNode json(String path) throws IOException {
    HttpResponse<String> response = PAGES.get(path);
    assertEquals(200, response.statusCode(), response.body());
    return JsonMapper.shared().readTree(response.body());
  }

  private static int count(JsonNode all, String by, String value) {
    for (JsonNode count : all.get("counts").get(by)) {
      if (count.get("value").asString().equals(value)) {
        return count.get("count").asInt();
      }
    }
    return -1;
  }

  private static JsonNode field(JsonNode comparison, String name) {
    for (JsonNode row : comparison.get("fields")) {
      if (row.get("field").asString().equals(name)) {
        return row.get("values");
      }
    }
    throw new AssertionError("no field " + name);
  }
}
