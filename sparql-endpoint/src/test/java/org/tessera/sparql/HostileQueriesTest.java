package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Queries that would take all memory or all time, against a process of its own with a small heap,
 * while ordinary ones from another address are timed.
 */
@Tag("slow")
class HostileQueriesTest {
  private static final String P =
      "PREFIX dct: <http://purl.org/dc/terms/> PREFIX elm: <http://data.europa.eu/snb/model/elm/> "
          + "PREFIX tess: <https://w3id.org/tessera/ontology#> ";
  private static final String PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l";
  private static final List<String> HOSTILE =
      List.of(
          "SELECT DISTINCT * { " + PRODUCT + " }",
          "SELECT (COUNT(DISTINCT *) AS ?n) { " + PRODUCT + " }",
          "SELECT * { " + PRODUCT + " } ORDER BY ?a ?f ?k",
          "SELECT ?a ?d (COUNT(*) AS ?n) { " + PRODUCT + " } GROUP BY ?a ?d ?g ?j",
          "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?all) { " + PRODUCT + " }",
          "SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?d))) AS ?n) { " + PRODUCT + " }",
          "SELECT DISTINCT ?x ?y { ?x (elm:isPartOf|^elm:isPartOf|tess:level|^tess:level)* ?y }",
          "SELECT (COUNT(*) AS ?n) { ?x (<urn:x>|!<urn:x>)+ ?y . ?y (<urn:x>|!<urn:x>)+ ?z }",
          "CONSTRUCT { ?a ?b ?i . ?d ?e ?l } { " + PRODUCT + " }",
          "DESCRIBE ?a ?d { ?a ?b ?c . ?d ?e ?f }",
          "SELECT ?t { ?c dct:title ?t FILTER REGEX(CONCAT('"
              + "a".repeat(64)
              + "', ?t), '^(a|aa|aaa)+\\\\1$') }",
          "SELECT ?t { ?c dct:title ?t FILTER (REPLACE(CONCAT('"
              + "a".repeat(64)
              + "b', ?t), '^(a|aa|aaa)+\\\\1$', '') = 'x') }",
          "SELECT DISTINCT * { " + PRODUCT + " } LIMIT 10 OFFSET 900000000",
          "SELECT * { { SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } } "
              + "{ SELECT DISTINCT ?a ?g { ?a ?h ?i . ?g ?j ?k } } } ORDER BY ?g",
          "SELECT * { ?a ?b ?c MINUS { { SELECT DISTINCT ?d ?e ?a { ?a ?x ?y . ?d ?e ?f } } } }",
          "SELECT (SAMPLE(?z) AS ?s) { " + doubling(40) + " }",
          "ASK { " + PRODUCT + " FILTER (CONCAT(STR(?a), STR(?l)) = 'x') }");
  private static final List<String> ORDINARY =
      List.of(
          "SELECT ?c { ?c dct:title 'Made-up credential number 4711'@en }",
          "SELECT ?type (COUNT(*) AS ?n) { ?c tess:credentialType ?type } GROUP BY ?type",
          "SELECT ?c ?t { ?c tess:level <https://w3id.org/tessera/scheme/framework/fr/level-5> ; "
              + "dct:title ?t } ORDER BY ?t LIMIT 20",
          "CONSTRUCT WHERE { <https://w3id.org/tessera/id/fr-rncp/RNCP1> ?p ?o }");

  /**
   * @param slowest how long an ordinary query may take, in ms; 2 s are promised at 1 GB
   */
  @ParameterizedTest(name = "-Xmx{0}")
  @CsvSource({"512m, 5000", "1g, 2000"})
  @Timeout(240)
  void ordinaryQueriesGoOn(String heap, long slowest) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                HostileServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    try {
      URI endpoint = URI.create("http://127.0.0.1:" + port(out) + "/sparql");
      // A full pipe would stop the process at its next line of output.
      Thread.ofVirtual().start(() -> out.lines().forEach(System.out::println));
      warmUp(endpoint);
      List<Answer> hostile = new ArrayList<>();
      List<Answer> ordinary = new ArrayList<>();
      fire(endpoint, 50, 50, hostile, ordinary);
      fire(endpoint, 4, HOSTILE.size(), hostile, ordinary);
      report(heap, hostile, ordinary);
      assertTrue(process.isAlive(), "The process lives");
      for (Answer answer : hostile) {
        assertTrue(
            answer.status() == 503 || answer.status() == 422,
            () -> answer + " must be a clear error");
        assertTrue(answer.body().contains("\"detail\""), () -> answer + " must give a reason");
      }
      for (Answer answer : ordinary) {
        assertEquals(200, answer.status(), answer::toString);
        assertTrue(answer.millis() < slowest, () -> answer + " must be answered in time");
      }
    } finally {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private static int port(BufferedReader out) throws IOException {
    String line;
    while ((line = out.readLine()) != null) {
      if (line.startsWith("port ")) {
        return Integer.parseInt(line.substring(5));
      }
    }
    throw new IOException("The server ended before it told its port");
  }

  private static void warmUp(URI endpoint) throws IOException, InterruptedException {
    try (HttpClient client = TestServer.clientAt("127.0.0.2")) {
      for (int round = 0; round < 5; round++) {
        for (String query : ORDINARY) {
          assertEquals(200, ask(client, endpoint, query, 30).status());
        }
      }
    }
  }

  /** Runs hostile queries from one address and ordinary ones from another until they end. */
  private static void fire(
      URI endpoint, int threads, int count, List<Answer> hostile, List<Answer> ordinary)
      throws IOException, InterruptedException, ExecutionException {
    AtomicBoolean over = new AtomicBoolean();
    try (HttpClient attacker = TestServer.clientAt("127.0.0.1");
        HttpClient bystander = TestServer.clientAt("127.0.0.2");
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<List<Answer>> watched =
          other.submit(() -> {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; !over.get(); i++) {
              answers.add(ask(bystander, endpoint, ORDINARY.get(i % ORDINARY.size()), 30));
            }
            return answers;
          });
      try {
        List<Callable<Answer>> attacks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          String query = HOSTILE.get(i % HOSTILE.size());
          attacks.add(() -> ask(attacker, endpoint, query, 10));
        }
        for (Future<Answer> answer : pool.invokeAll(attacks)) {
          hostile.add(answer.get());
        }
      } finally {
        over.set(true);
      }
      ordinary.addAll(watched.get());
    }
  }

  private static Answer ask(HttpClient client, URI endpoint, String query, int timeout)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(endpoint + "?timeout=" + timeout))
                .timeout(Duration.ofSeconds(100))
                .header("Content-Type", "application/sparql-query")
                .POST(HttpRequest.BodyPublishers.ofString(P + query))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    String body = response.body();
    return new Answer(
        query, response.statusCode(), millis, body.substring(0, Math.min(400, body.length())));
  }

  private static void report(String heap, List<Answer> hostile, List<Answer> ordinary) {
    hostile.forEach(answer -> System.out.println(heap + " " + answer));
    System.out.printf(
        "%s: %d hostile, %d ordinary, slowest ordinary %d ms%n",
        heap,
        hostile.size(),
        ordinary.size(),
        ordinary.stream().mapToLong(Answer::millis).max().orElse(0));
  }

  /** A text that doubles with every step. */
  private static String doubling(int steps) {
    StringBuilder pattern = new StringBuilder("BIND('0123456789abcdef' AS ?v0) ");
    for (int i = 0; i < steps; i++) {
      pattern.append("BIND(CONCAT(?v%d, ?v%d) AS ?v%d) ".formatted(i, i, i + 1));
    }
    return pattern.append("BIND(?v%d AS ?z)".formatted(steps)).toString();
  }

  private record Answer(String query, int status, long millis, String body) {
    @Override
    public String toString() {
      return "%d in %d ms: %.60s… → %.160s"
          .formatted(status, millis, query, body.replaceAll("\\s+", " "));
    }
  }
}
