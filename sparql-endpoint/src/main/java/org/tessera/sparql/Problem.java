package org.tessera.sparql;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.jena.atlas.json.JsonBuilder;
import org.jspecify.annotations.Nullable;

/** Errors as {@code application/problem+json} (RFC 9457). */
final class Problem {
  static final String MEDIA_TYPE = "application/problem+json";

  private Problem() {}

  static void write(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    write(response, status, title, detail, null);
  }

  /**
   * @param parameter the parameter that is wrong, if one is
   */
  static void write(
      HttpServletResponse response,
      int status,
      String title,
      String detail,
      @Nullable String parameter)
      throws IOException {
    byte[] body =
        JsonBuilder.buildObject(
                builder -> {
                  builder
                      .pair("type", "about:blank")
                      .pair("title", title)
                      .pair("status", status)
                      .pair("detail", detail);
                  if (parameter != null) {
                    builder.pair("parameter", parameter);
                  }
                })
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static void write(HttpServletResponse response, WrongParameter wrong) throws IOException {
    write(response, wrong.status(), wrong.title(), wrong.detail(), wrong.parameter());
  }

  static void write(HttpServletResponse response, Refusal refusal) throws IOException {
    write(response, refusal.status(), refusal.title(), refusal.detail());
  }
}
