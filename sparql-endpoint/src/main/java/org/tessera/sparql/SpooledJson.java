package org.tessera.sparql;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Answers of many records as JSON. Each is written in its turn, a record at a time, and sent when
 * it is whole, so that a slow reader holds no turn and nobody gets half of one.
 */
final class SpooledJson {
  private final SparqlLimits limits;
  private final Turns turns;
  private final SpoolSpace space;
  private final MemoryGuard memory;

  /**
   * @param limits bounds of an answer and of how many are written at once; those of queries are
   *     counted apart
   */
  SpooledJson(SparqlLimits limits, MemoryGuard memory) {
    this.limits = limits;
    this.memory = memory;
    this.turns = new Turns(limits);
    this.space = new SpoolSpace(limits.maxSpooledBytes());
  }

  /** How long an answer may be written. */
  final class Bounds {
    private final RunningQuery running = new RunningQuery();
    private final long begun = System.nanoTime();

    private Bounds() {}

    /**
     * To be called between one record and the next.
     *
     * @throws Refusal when the answer takes too long, or the memory is needed
     */
    void check() {
      if (running.reason() != null) {
        throw new Refusal(
            503,
            "Answer needs too much memory",
            "The answer was ended because the server's memory was nearly full. Try again later, or"
                + " ask for fewer records.");
      }
      if (System.nanoTime() - begun > limits.timeout().toNanos()) {
        throw new Refusal(
            503,
            "Answer timed out",
            "The answer took longer than %s s to write. Try again later, or ask for fewer records."
                .formatted(limits.timeout().toMillis() / 1000.0));
      }
    }
  }

  /**
   * @param writing checks the bounds before each record
   * @throws Refusal when no turn came in time, or the answer is too large or takes too long
   */
  void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      BiConsumer<JsonGenerator, Bounds> writing)
      throws IOException {
    try (SpooledResponse spooled = new SpooledResponse(response, limits.maxAnswerBytes(), space)) {
      inTurn(
          request,
          bounds -> {
            try (JsonGenerator json = Json.createGenerator(spooled.getOutputStream())) {
              writing.accept(json, bounds);
            }
            return spooled;
          });
      response.setContentType("application/json");
      spooled.send();
    }
  }

  /**
   * Does what takes as long as a query, in a turn.
   *
   * @throws Refusal when none came in time
   */
  <T> T inTurn(HttpServletRequest request, Function<Bounds, T> work) {
    try (Turns.Turn turn = turns.take(request.getRemoteAddr())) {
      Bounds bounds = new Bounds();
      memory.started(bounds.running);
      try {
        return work.apply(bounds);
      } finally {
        memory.ended(bounds.running);
      }
    }
  }
}
