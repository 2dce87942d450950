package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.tessera.store.RecordStore;
import tools.jackson.databind.json.JsonMapper;

/** What is erased while somebody asks for it is not there, and no fault of ours. */
class ErasedRecordTest {
  @Test
  void betweenTwoReads() throws IOException {
    FakeExchange exchange = new FakeExchange();
    LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
    given.add("id", "https://w3id.org/tessera/id/aa/levelled");
    given.add("at", "2026-03-01");
    try (RecordStore store = Fixture.store("exchange.trig");
        MemoryGuard memory = new MemoryGuard(0.7)) {
      SpooledJson answers = new SpooledJson(SparqlLimits.defaults(), memory);
      new RecordApi(erasing(store), new Projections(), answers)
          .record(given, exchange.request(), exchange.response());
    }
    assertEquals(404, new JsonMapper().readTree(exchange.sent()).path("status").asInt());
  }

  /** A store that has lost the record when its history is asked for. */
  private static RecordStore erasing(RecordStore store) {
    return (RecordStore)
        Proxy.newProxyInstance(
            RecordStore.class.getClassLoader(),
            new Class<?>[] {RecordStore.class},
            (proxy, method, arguments) ->
                method.getName().equals("history")
                    ? Optional.empty()
                    : method.invoke(store, arguments));
  }
}
