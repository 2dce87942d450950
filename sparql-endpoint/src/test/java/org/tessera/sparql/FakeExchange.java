package org.tessera.sparql;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request of one address, and what its client is sent. */
final class FakeExchange {
  private final ByteArrayOutputStream client = new ByteArrayOutputStream();

  String sent() {
    return client.toString(StandardCharsets.UTF_8);
  }

  HttpServletRequest request() {
    return fake(HttpServletRequest.class, "getRemoteAddr", "192.0.2.1");
  }

  HttpServletResponse response() {
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
