package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before everything that is served, on an empty registry. */
class ServerTest {
  @TempDir static Path data = Path.of("");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data, Map.of(Setting.LIMITS, "false", Setting.UPLOAD_MEGABYTES, "1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void saysWhenItIsReady() {
    HttpResponse<String> ready = server.get("/actuator/health/readiness");
    assertEquals(200, ready.statusCode());
    assertEquals("{\"status\":\"UP\"}", ready.body());
  }

  @ParameterizedTest
  @CsvSource({"/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump"})
  void showsNothingElseOfItself(String path) {
    assertTrue(server.get(path).statusCode() == 404 || path.equals("/actuator"), path);
  }

  @ParameterizedTest
  @CsvSource({"/admin", "/admin/check", "/admin/harvest", "/admin/no-such", "/%61dmin/check"})
  void administrationNeedsTheToken(String path) {
    for (String token : new String[] {"", "Bearer", "Bearer guess", "Basic guess"}) {
      HttpResponse<String> answer =
          token.isEmpty() ? server.get(path) : server.get(path, "Authorization", token);
      assertEquals(401, answer.statusCode(), token);
      assertProblem(answer);
      assertTrue(answer.headers().firstValue("WWW-Authenticate").isPresent());
    }
  }

  @Test
  void aTaskIsDoneForWhoHasTheToken() throws Exception {
    HttpResponse<String> answer = post("check", "{}");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().strip().endsWith("\"exit\":0}"), answer.body());
  }

  @Test
  void aTaskThatIsNoneIsRefused() throws Exception {
    assertEquals(404, post("frobnicate", "{}").statusCode());
    HttpResponse<String> answer = post("harvest", "{\"sources\":7");
    assertEquals(400, answer.statusCode());
    assertProblem(answer);
  }

  @Test
  void errorsAreProblemsForProgramsAndPagesForPeople() {
    HttpResponse<String> problem = server.get("/no/such/page");
    assertEquals(404, problem.statusCode());
    assertProblem(problem);
    assertTrue(problem.body().contains("There is nothing at /no/such/page"), problem.body());

    HttpResponse<String> page = server.get("/no/such/page", "Accept", "text/html");
    assertEquals(404, page.statusCode());
    assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));

    assertProblem(server.get("/api/no-such", "Accept", "text/html"));
  }

  @ParameterizedTest
  @CsvSource({"*/*", "text/html"})
  void theAddressOfErrorsIsNoPage(String accept) {
    assertEquals(404, server.get("/error", "Accept", accept).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/search",
    "/api/v1/search",
    "/no/such/page",
    "/sources",
    "/sparql?query=ASK%7B%7D"
  })
  void everyAnswerTellsBrowsersWhatTheyMayDo(String path) {
    HttpResponse<String> answer = server.get(path, "Accept", "text/html,*/*;q=0.1");
    assertEquals(1, answer.headers().allValues("Content-Security-Policy").size(), path);
    assertFalse(
        answer.headers().firstValue("Content-Security-Policy").orElse("").contains("unsafe-eval"));
    assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
    assertTrue(answer.headers().firstValue("Referrer-Policy").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/search?q=s\u00e9curit\u00e9",
        "/search?q=\"data\"",
        "/search?q=a|b",
        "/%zz",
        "/a b"
      })
  void anAddressThatIsNotEncodedIsAProblemToo(String path) throws IOException {
    String answer = answer("GET " + path + " HTTP/1.1");
    assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
    assertTrue(answer.contains("percent-encoded"), answer);
  }

  /** What comes back for a request that no client library would send as it stands. */
  private String answer(String... lines) throws IOException {
    URI address = URI.create(server.address("/"));
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          String.join("\r\n", lines) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/search", "/api/v1/sources", "/api/no-such", "/sources"})
  void otherSitesMayReadAnswersButNoneOfAdministration(String path) {
    assertEquals(
        "*", server.get(path).headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    assertTrue(
        server.get("/admin/check").headers().firstValue("Access-Control-Allow-Origin").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/search", "/api/v1/statistics", "/api/v1/compare", "/sparql"})
  void otherSitesAreToldWhatTheyMayAsk(String path) throws IOException {
    String answer =
        answer(
            "OPTIONS " + path + " HTTP/1.1",
            "Origin: https://guidance.example",
            "Access-Control-Request-Method: GET");
    assertTrue(answer.startsWith("HTTP/1.1 20"), answer);
    assertTrue(answer.contains("Access-Control-Allow-Origin: *"), answer);
    assertTrue(answer.contains("Access-Control-Allow-Methods: GET"), answer);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithAndWithoutItsLength() {
    byte[] body = new byte[1_100_000];
    for (HttpRequest.BodyPublisher publisher :
        new HttpRequest.BodyPublisher[] {
          HttpRequest.BodyPublishers.ofByteArray(body),
          HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))
        }) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.address("/sparql")))
              .header("Content-Type", "application/sparql-query")
              .POST(publisher)
              .build();
      assertEquals(413, server.send(request).statusCode());
    }
  }

  private static HttpResponse<String> post(String task, String body) throws Exception {
    return server.send(
        HttpRequest.newBuilder(URI.create(server.address("/admin/" + task)))
            .header("Authorization", "Bearer " + Files.readString(data.resolve("admin.token")))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static void assertProblem(HttpResponse<String> answer) {
    assertEquals(
        "application/problem+json",
        answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", ""),
        answer.body());
    assertTrue(answer.body().contains("\"status\":" + answer.statusCode()), answer.body());
    assertFalse(answer.body().contains("\tat "), answer.body());
  }
}
