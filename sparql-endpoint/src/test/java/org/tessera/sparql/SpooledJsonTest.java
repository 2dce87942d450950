package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.tessera.store.RecordStore;

/** Answers of many records: whole or not at all, only so many at once, and only for so long. */
class SpooledJsonTest {
  private final FakeExchange exchange = new FakeExchange();
  private final MemoryGuard memory = new MemoryGuard(0.7);
  private final SpooledJson answers = answers(Duration.ofSeconds(30));

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void aSecondAnswerIsRefusedWhileOneIsWritten() throws IOException {
    inItsTurn(() -> assertThrows(Refusal.class, this::empty));
    assertEquals("", exchange.sent());
    empty();
    assertEquals("{}", exchange.sent());
  }

  @Test
  void halfAnAnswerIsNotSent() {
    assertThrows(
        IllegalStateException.class,
        () ->
            answers.answer(
                exchange.request(),
                exchange.response(),
                (json, bounds) -> {
                  json.writeStartObject().write("a", "b");
                  throw new IllegalStateException("a record that cannot be written");
                }));
    assertEquals("", exchange.sent());
  }

  @Test
  void anAnswerEndsWhenItsTimeIsOver() {
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                answers(Duration.ofNanos(1))
                    .answer(
                        exchange.request(),
                        exchange.response(),
                        (json, bounds) -> {
                          json.writeStartArray();
                          bounds.check();
                          json.writeEnd();
                        }));
    assertEquals(503, refusal.status());
    assertTrue(refusal.detail().contains("longer"), refusal.detail());
    assertEquals("", exchange.sent());
  }

  @Test
  void anAnswerEndsWhenTheMemoryIsNeeded() {
    try (MemoryGuard full = new MemoryGuard(0.000_001)) {
      SpooledJson guarded = new SpooledJson(limits(Duration.ofSeconds(60)), full);
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () ->
                  guarded.inTurn(
                      exchange.request(),
                      bounds -> {
                        long allocated = 0;
                        for (int i = 0; i < 20_000; i++) {
                          allocated += new byte[1 << 20].length;
                          bounds.check();
                        }
                        return allocated;
                      }));
      assertEquals(503, refusal.status());
      assertTrue(refusal.detail().contains("memory"), refusal.detail());
    }
  }

  /** The feed is read and a record is written in a turn, or not at all. */
  @Test
  void nothingIsDoneWithoutATurn() {
    boolean[] read = {false};
    RecordStore untouched =
        (RecordStore)
            Proxy.newProxyInstance(
                RecordStore.class.getClassLoader(),
                new Class<?>[] {RecordStore.class},
                (proxy, called, arguments) -> {
                  read[0] = true;
                  throw new IllegalStateException(called.getName());
                });
    ChangesApi changes = new ChangesApi(untouched, new Projections(), answers);
    ExchangeProfileApi reports =
        new ExchangeProfileApi(untouched, new ExchangeProfiles(new Projections()), answers);
    inItsTurn(() -> {
      assertThrows(
          Refusal.class,
          () ->
              changes.changes(
                  new LinkedMultiValueMap<>(), exchange.request(), exchange.response()));
      assertThrows(
          Refusal.class,
          () ->
              reports.report(
                  "core", new LinkedMultiValueMap<>(), exchange.request(), exchange.response()));
    });
    assertFalse(read[0], "the store was read");
  }

  @Test
  void oneRecordTakesATurnToo() {
    try (RecordStore store = Fixture.store("exchange.trig")) {
      RecordApi records = new RecordApi(store, new Projections(), answers);
      LinkedMultiValueMap<String, String> given = new LinkedMultiValueMap<>();
      given.add("id", "https://w3id.org/tessera/id/aa/levelled");
      given.add("profile", "elm");
      inItsTurn(() ->
          assertThrows(
              Refusal.class, () -> records.record(given, exchange.request(), exchange.response())));
      assertEquals("", exchange.sent());
    }
  }

  private void inItsTurn(Runnable work) {
    answers.inTurn(
        exchange.request(),
        bounds -> {
          work.run();
          return true;
        });
  }

  private void empty() {
    try {
      answers.answer(
          exchange.request(),
          exchange.response(),
          (json, bounds) -> json.writeStartObject().writeEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SpooledJson answers(Duration timeout) {
    return new SpooledJson(limits(timeout), memory);
  }

  private static SparqlLimits limits(Duration timeout) {
    return new SparqlLimits(timeout, 10, 10, 1 << 20, 1 << 20, 1, 1, Duration.ofMillis(1), 0.7);
  }
}
