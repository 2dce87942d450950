package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers of many records: whole or not at all, and only so many at once. */
class SpooledJsonTest {
  private static final SparqlLimits ONE_AT_ONCE =
      new SparqlLimits(
          Duration.ofSeconds(30), 10, 10, 1 << 20, 1 << 20, 1, 1, Duration.ofMillis(1), 0.7);

  private final ByteArrayOutputStream client = new ByteArrayOutputStream();
  private final SpooledJson answers = new SpooledJson(ONE_AT_ONCE);

  @Test
  void aSecondAnswerIsRefusedWhileOneIsWritten() throws IOException {
    assertThrows(Refusal.class, () -> answers.answer(request(), response(), json -> empty()));
    assertEquals("", sent());
    empty();
    assertEquals("{}", sent());
  }

  @Test
  void halfAnAnswerIsNotSent() {
    assertThrows(
        IllegalStateException.class,
        () ->
            answers.answer(
                request(),
                response(),
                json -> {
                  json.writeStartObject().write("a", "b");
                  throw new IllegalStateException("a record that cannot be written");
                }));
    assertEquals("", sent());
  }

  private void empty() {
    try {
      answers.answer(request(), response(), json -> json.writeStartObject().writeEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String sent() {
    return client.toString(StandardCharsets.UTF_8);
  }

  private static HttpServletRequest request() {
    return fake(HttpServletRequest.class, "getRemoteAddr", "192.0.2.1");
  }

  private HttpServletResponse response() {
    return fake(
        HttpServletResponse.class,
        "getOutputStream",
        new ServletOutputStream() {
          @Override
          public void write(int b) {
            client.write(b);
          }

          @Override
          public boolean isReady() {
            return true;
          }

          @Override
          public void setWriteListener(@Nullable WriteListener listener) {}
        });
  }

  /** Answers one method; the others give nothing. */
  private static <T> T fake(Class<T> type, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> called.getName().equals(method) ? answer : null));
  }
}
