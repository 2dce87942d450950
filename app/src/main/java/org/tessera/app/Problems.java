package org.tessera.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Errors for programs, as RFC 9457 says. */
final class Problems {
  private static final JsonMapper JSON = new JsonMapper();

  private Problems() {}

  private record Problem(String type, String title, int status, String detail) {}

  /** Answers a request with a problem, if nothing was sent yet. */
  static void write(HttpServletResponse response, int status, String detail) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    response.resetBuffer();
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response
        .getOutputStream()
        .write(JSON.writeValueAsBytes(new Problem("about:blank", title, status, detail)));
  }

  /** Whether a person at a browser asks, and not a program. */
  static boolean forPeople(HttpServletRequest request, String path) {
    String accept = request.getHeader("Accept");
    return accept != null
        && accept.contains("text/html")
        && !path.startsWith("/api/")
        && !path.startsWith("/admin")
        && !path.startsWith("/actuator");
  }
}
