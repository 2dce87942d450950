package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application serves queries on threads whose memory can be told; it answers none on others.
 */
class QueryThreadsTest {
  @Test
  void aQueryIsAnswered(@TempDir Path data) {
    try (TestServer server = TestServer.start(data, Map.of())) {
      HttpResponse<String> answer = server.get("/sparql?query=ASK%7B%7D", "Accept", "text/csv");
      assertEquals(200, answer.statusCode(), answer.body());
    }
  }
}
