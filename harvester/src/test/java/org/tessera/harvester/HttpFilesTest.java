package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from a real server on loopback. */
class HttpFilesTest {
  private static final byte[] TABLE = "id;name\n1;Élan\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;

  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch testEnded = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    testEnded.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aPlainFileIsKeptUnderItsName() throws IOException {
    serve("/table.csv", exchange -> answer(exchange, 200, TABLE));
    Path kept = download("/table.csv");
    assertEquals("table.csv", kept.getFileName().toString());
    assertEquals(TABLE.length, Files.size(kept));
    assertEquals(new String(TABLE, StandardCharsets.UTF_8), Files.readString(kept));
  }

  @Test
  void gzipAndZipAreReadAsTheirMembers() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gz)) {
      out.write(TABLE);
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("folder/table.csv"));
      out.write(TABLE);
    }
    serve("/table.csv.gz", exchange -> answer(exchange, 200, gz.toByteArray()));
    serve("/all.zip", exchange -> answer(exchange, 200, zip.toByteArray()));
    for (String path : List.of("/table.csv.gz", "/all.zip")) {
      List<Payload> payloads = new LocalFiles(1L << 20).of(download(path));
      assertEquals(1, payloads.size());
      assertEquals("table.csv", payloads.get(0).name());
      try (var in = payloads.get(0).open()) {
        assertEquals(
            new String(TABLE, StandardCharsets.UTF_8),
            new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void redirectsAreFollowedButNotForEver() throws IOException {
    serve("/table.csv", exchange -> answer(exchange, 200, TABLE));
    serve("/moved", exchange -> redirect(exchange, "/table.csv"));
    serve("/round", exchange -> redirect(exchange, "/round"));
    assertEquals(TABLE.length, Files.size(download("/moved")));
    requests.set(0);
    HarvestException refused = refused("/round", true);
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertTrue(refused.reason().endsWith("/round redirects more than 5 times"), refused::reason);
    assertEquals(6, requests.get());
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws IOException {
    AtomicInteger sent = new AtomicInteger();
    serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            answer(exchange, 304, new byte[0]);
          } else {
            sent.incrementAndGet();
            answer(exchange, 200, TABLE);
          }
        });
    Path first = download("/table.csv");
    Path second = download("/table.csv");
    assertEquals(first, second);
    assertEquals(1, sent.get());
    assertEquals(2, requests.get());
    assertEquals(TABLE.length, Files.size(second));
  }

  @Test
  void aBusyServerIsAskedAgainWhenItSays() throws IOException {
    serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          answer(exchange, requests.get() == 1 ? 429 : 200, TABLE);
        });
    long start = System.nanoTime();
    assertEquals(TABLE.length, Files.size(download("/table.csv")));
    assertEquals(2, requests.get());
    assertTrue(System.nanoTime() - start >= 1_000_000_000L, "asked again too early");
  }

  @Test
  @Tag("slow")
  void aServerThatIsDownIsGivenUp() {
    serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          answer(exchange, 503, new byte[0]);
        });
    HarvestException refused = refused("/table.csv", true);
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertTrue(refused.reason().endsWith("/table.csv answered 503"), refused::reason);
    assertEquals(4, requests.get());
  }

  @Test
  void aServerThatAsksForALongWaitIsGivenUpAtOnce() {
    serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          answer(exchange, 429, new byte[0]);
        });
    HarvestException refused = refused("/table.csv", true);
    assertTrue(refused.reason().endsWith("asks to come back in 86400 s"), refused::reason);
    assertEquals(1, requests.get());
  }

  @Test
  void whatIsNotThereIsSaid() {
    HarvestException refused = refused("/nowhere.csv", true);
    assertTrue(refused.reason().endsWith("/nowhere.csv answered 404"), refused::reason);
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheTimeLimit() {
    serve("/slow.csv", exchange -> waitForTheTestsEnd());
    assertTimeLimit("/slow.csv");
  }

  @Test
  void aServerThatStopsInTheMiddleIsLeftAtTheTimeLimit() {
    serve(
        "/slow.csv",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(TABLE);
          exchange.getResponseBody().flush();
          waitForTheTestsEnd();
        });
    assertTimeLimit("/slow.csv");
  }

  private void assertTimeLimit(String path) {
    HarvestSettings settings = settings(true, 1L << 20, Duration.ofSeconds(1));
    HttpFiles http = new HttpFiles(settings, temporary, () -> false);
    long start = System.nanoTime();
    HarvestException refused =
        assertThrows(HarvestException.class, () -> http.download("test", address(path)));
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertTrue(refused.reason().contains("took longer than 1 s"), refused::reason);
    assertTrue(System.nanoTime() - start < 20_000_000_000L, "was left too late");
  }

  @Test
  void aFileOverTheLimitIsRefusedAndNotKept() throws IOException {
    serve("/large.csv", exchange -> answer(exchange, 200, new byte[3 << 20]));
    HarvestSettings settings = settings(true, 2L << 20, Duration.ofMinutes(1));
    HttpFiles http = new HttpFiles(settings, temporary, () -> false);
    HarvestException refused =
        assertThrows(HarvestException.class, () -> http.download("test", address("/large.csv")));
    assertEquals(HarvestException.Category.LIMIT_REACHED, refused.category());
    assertTrue(refused.reason().endsWith("/large.csv is larger than 2 MB"), refused::reason);
    http.clean();
    try (var walk = Files.walk(temporary)) {
      assertEquals(List.of(), walk.filter(Files::isRegularFile).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/table.csv",
        "http://192.168.1.1/table.csv",
        "http://172.16.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://localhost/",
        "http://2130706433/"
      })
  void privateAddressesAreRefused(String address) {
    HttpFiles http =
        new HttpFiles(settings(false, 1L << 20, Duration.ofSeconds(5)), temporary, () -> false);
    HarvestException refused =
        assertThrows(HarvestException.class, () -> http.download("test", URI.create(address)));
    assertTrue(
        refused.reason().startsWith(address + " is at a private address")
            || refused.reason().equals(address + " has an unknown host"),
        refused::reason);
  }

  @Test
  void loopbackIsRefusedBeforeAnyRequest() {
    serve("/table.csv", exchange -> answer(exchange, 200, TABLE));
    HarvestException refused = refused("/table.csv", false);
    assertEquals(HarvestException.Category.BAD_REQUEST, refused.category());
    assertTrue(
        refused.reason().endsWith(" is at a private address, and these are not fetched from"),
        refused::reason);
    assertEquals(0, requests.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hostname", "ftp://example.org/a.csv", "jar:file:/a.jar!/b"})
  void otherSchemesAreRefused(String address) {
    HttpFiles http =
        new HttpFiles(settings(true, 1L << 20, Duration.ofSeconds(5)), temporary, () -> false);
    HarvestException refused =
        assertThrows(HarvestException.class, () -> http.download("test", URI.create(address)));
    assertEquals(address + " is no http or https address", refused.reason());
  }

  @Test
  void aStopIsNoticedInTheMiddleOfADownload() {
    serve("/large.csv", exchange -> answer(exchange, 200, new byte[1 << 20]));
    AtomicInteger asked = new AtomicInteger();
    HttpFiles http =
        new HttpFiles(
            settings(true, 1L << 30, Duration.ofSeconds(30)),
            temporary,
            () -> asked.incrementAndGet() > 2);
    HarvestException stopped =
        assertThrows(HarvestException.class, () -> http.download("test", address("/large.csv")));
    assertEquals("it was stopped; run it again to go on", stopped.reason());
  }

  @Test
  void whatIsStoppedBeforeItBeginsIsNotRecorded() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.stop();
      HarvestReport report =
          registry.harvester.harvest(HarvestRequest.of("fr-reva"), HarvestListener.NONE);
      assertEquals("it was stopped; run it again to go on", report.failure().orElseThrow());
      assertEquals(0, report.seen());
      assertEquals(List.of(), registry.store.runs("fr-reva", 5));
    }
  }

  @Test
  void aRedirectToWhatIsNoAddressIsNamed() {
    serve("/moved", exchange -> redirect(exchange, "http://example.org/a|b"));
    HarvestException refused = refused("/moved", true);
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertEquals(
        address("/moved") + " redirects to http://example.org/a|b, which is no address",
        refused.reason());
  }

  @Test
  void whatIsNoAddressIsNamed() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport wrong =
          registry.harvester.harvest(
              new HarvestRequest(
                  "fr-bcn", Optional.of("https://h/a b.csv"), false, false, false, false),
              HarvestListener.NONE);
      assertTrue(
          wrong.failure().orElseThrow().startsWith("https://h/a b.csv is no address: "),
          wrong::toString);
    }
  }

  @Test
  void aRedirectToAFileIsRefused() {
    serve("/moved", exchange -> redirect(exchange, "file:///etc/hostname"));
    HarvestException refused = refused("/moved", true);
    assertEquals("file:///etc/hostname is no http or https address", refused.reason());
  }

  @Test
  void aPassFromAServerThatIsDownFailsAndChangesNothing() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report =
          registry.harvester.harvest(
              new HarvestRequest(
                  "fr-bcn",
                  Optional.of(address("/table.csv").toString()),
                  true,
                  false,
                  false,
                  true),
              HarvestListener.NONE);
      assertEquals(1, report.exitCode());
      assertTrue(report.failure().orElseThrow().contains("is at a private address"));
      assertEquals(0, requests.get());
      assertEquals(0, registry.store.sequence());
    }
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          handler.handle(exchange);
        });
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    answer(exchange, 302, new byte[0]);
  }

  private void waitForTheTestsEnd() throws IOException {
    try {
      if (!testEnded.await(1, TimeUnit.MINUTES)) {
        throw new IOException("the client is still there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private URI address(String path) {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + path);
  }

  private Path download(String path) {
    return new HttpFiles(settings(true, 1L << 20, Duration.ofSeconds(30)), temporary, () -> false)
        .download("test", address(path));
  }

  private HarvestException refused(String path, boolean allowPrivateAddresses) {
    HttpFiles http =
        new HttpFiles(
            settings(allowPrivateAddresses, 1L << 20, Duration.ofSeconds(30)),
            temporary,
            () -> false);
    return assertThrows(HarvestException.class, () -> http.download("test", address(path)));
  }

  private HarvestSettings settings(boolean allowPrivate, long mostBytes, Duration limit) {
    return new HarvestSettings(
        MappingsFolder.BASE,
        temporary.resolve("archive"),
        Optional.of(MappingsFolder.path()),
        mostBytes,
        limit,
        allowPrivate,
        "Tessera tests",
        100);
  }
}
