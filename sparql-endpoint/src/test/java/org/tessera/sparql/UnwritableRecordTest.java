package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One record that cannot be written is told as such, and those behind it are given. */
class UnwritableRecordTest {
  private static final String BAD = "https://w3id.org/tessera/id/aa/levelled";

  private final RecordStore store = Fixture.store("exchange.trig");
  private final MemoryGuard memory = new MemoryGuard(0.7);
  private final FakeExchange exchange = new FakeExchange();
  private final SpooledJson answers = new SpooledJson(SparqlLimits.defaults(), memory);

  private final Projections projections =
      new Projections() {
        @Override
        Optional<Graph> graph(
            ExportProfile profile, StoredRecord record, Surroundings surroundings) {
          if (record.catalogueRecord().topic().getURI().equals(BAD)) {
            throw new IllegalStateException("made up for this test");
          }
          return super.graph(profile, record, surroundings);
        }
      };

  @AfterEach
  void close() {
    memory.close();
    store.close();
  }

  @Test
  void inTheFeed() throws IOException {
    LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    given.add("profile", "elm");
    new ChangesApi(store, projections, answers)
        .changes(given, exchange.request(), exchange.response());
    Map<String, JsonNode> items = items();
    assertEquals(9, items.size());
    JsonNode bad = Objects.requireNonNull(items.remove(BAD));
    assertTrue(bad.path("data").isNull());
    assertTrue(bad.path("error").asString().contains("elm"), bad::toString);
    assertEquals("active", bad.path("state").asString());
    items.values().forEach(item -> assertFalse(item.has("error"), item::toString));
  }

  @Test
  void inAReport() throws IOException {
    new ExchangeProfileApi(store, new ExchangeProfiles(projections), answers)
        .report("eu-loq", new LinkedMultiValueMap<>(), exchange.request(), exchange.response());
    Map<String, JsonNode> items = items();
    assertEquals(8, items.size());
    JsonNode bad = Objects.requireNonNull(items.remove(BAD));
    assertTrue(bad.path("applies").isNull());
    assertTrue(bad.path("conforms").isNull());
    assertFalse(bad.path("error").asString("").isBlank());
    items.values().forEach(item -> assertFalse(item.has("error"), item::toString));
  }

  @Test
  void byItself() throws IOException {
    LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    given.add("id", BAD);
    given.add("profile", "elm");
    RecordApi api = new RecordApi(store, projections, answers);
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> api.record(given, exchange.request(), exchange.response()));
    new ExportErrors().refused(refusal, exchange.response());
    JsonNode problem = new JsonMapper().readTree(exchange.sent());
    assertEquals(500, problem.path("status").asInt());
    assertTrue(problem.path("detail").asString().contains("elm"), problem::toString);
  }

  private Map<String, JsonNode> items() {
    Map<String, JsonNode> items = new TreeMap<>();
    for (JsonNode item : new JsonMapper().readTree(exchange.sent()).path("items")) {
      items.put(item.path("id").asString(), item);
    }
    return items;
  }
}
