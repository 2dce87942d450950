package org.tessera.sparql;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Answers of many records as JSON. Each is written in its turn, a record at a time, and sent when
 * it is whole, so that a slow reader holds no turn and nobody gets half of one.
 */
final class SpooledJson {
  private final SparqlLimits limits;
  private final Turns turns;
  private final SpoolSpace space;

  /**
   * @param limits bounds of an answer and of how many are written at once; those of queries are
   *     counted apart
   */
  SpooledJson(SparqlLimits limits) {
    this.limits = limits;
    this.turns = new Turns(limits);
    this.space = new SpoolSpace(limits.maxSpooledBytes());
  }

  /**
   * @throws Refusal when no turn came in time, or the answer is too large
   */
  void answer(
      HttpServletRequest request, HttpServletResponse response, Consumer<JsonGenerator> writing)
      throws IOException {
    try (SpooledResponse spooled = new SpooledResponse(response, limits.maxAnswerBytes(), space)) {
      try (Turns.Turn turn = turns.take(request.getRemoteAddr());
          JsonGenerator json = Json.createGenerator(spooled.getOutputStream())) {
        writing.accept(json);
      }
      response.setContentType("application/json");
      spooled.send();
    }
  }
}
