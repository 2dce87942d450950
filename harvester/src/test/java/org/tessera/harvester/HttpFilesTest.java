package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.RecordStore;

/** Downloads from a real server on loopback. */
class HttpFilesTest {
  private static final byte[] TABLE = "id;name\n1;Élan\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temporary;

  private final CountDownLatch testEnded = new CountDownLatch(1);
  private final LoopbackServer server = new LoopbackServer();

  @AfterEach
  void stop() {
    testEnded.countDown();
    server.close();
  }

  @Test
  void aPlainFileIsKeptUnderItsName() throws IOException {
    server.serve("/table.csv", exchange -> LoopbackServer.answer(exchange, 200, TABLE));
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
    server.serve(
        "/table.csv.gz", exchange -> LoopbackServer.answer(exchange, 200, gz.toByteArray()));
    server.serve("/all.zip", exchange -> LoopbackServer.answer(exchange, 200, zip.toByteArray()));
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
    server.serve("/table.csv", exchange -> LoopbackServer.answer(exchange, 200, TABLE));
    server.serve("/moved", exchange -> LoopbackServer.redirect(exchange, "/table.csv"));
    server.serve("/round", exchange -> LoopbackServer.redirect(exchange, "/round"));
    assertEquals(TABLE.length, Files.size(download("/moved")));
    int before = server.requests();
    HarvestException refused = refused("/round", true);
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertTrue(refused.reason().endsWith("/round redirects more than 5 times"), refused::reason);
    assertEquals(6, server.requests() - before);
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws IOException {
    AtomicInteger sent = new AtomicInteger();
    server.serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"v1\"");
          if ("\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            LoopbackServer.answer(exchange, 304, new byte[0]);
          } else {
            sent.incrementAndGet();
            LoopbackServer.answer(exchange, 200, TABLE);
          }
        });
    Path first = download("/table.csv");
    Path second = download("/table.csv");
    assertEquals(first, second);
    assertEquals(1, sent.get());
    assertEquals(2, server.requests());
    assertEquals(TABLE.length, Files.size(second));
  }

  @Test
  void aBusyServerIsAskedAgainWhenItSays() throws IOException {
    server.serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          LoopbackServer.answer(exchange, server.requests() == 1 ? 429 : 200, TABLE);
        });
    long start = System.nanoTime();
    assertEquals(TABLE.length, Files.size(download("/table.csv")));
    assertEquals(2, server.requests());
    // The pause is by the wall clock, which may run a little faster than this one.
    assertTrue(System.nanoTime() - start >= 900_000_000L, "asked again too early");
  }

  @Test
  @Tag("slow")
  void aServerThatIsDownIsGivenUp() {
    server.serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "0");
          LoopbackServer.answer(exchange, 503, new byte[0]);
        });
    HarvestException refused = refused("/table.csv", true);
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertTrue(refused.reason().endsWith("/table.csv answered 503"), refused::reason);
    assertEquals(4, server.requests());
  }

  @Test
  void aServerThatAsksForALongWaitIsGivenUpAtOnce() {
    server.serve(
        "/table.csv",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "86400");
          LoopbackServer.answer(exchange, 429, new byte[0]);
        });
    HarvestException refused = refused("/table.csv", true);
    assertTrue(refused.reason().endsWith("asks to come back in 86400 s"), refused::reason);
    assertEquals(1, server.requests());
  }

  @Test
  void whatIsNotThereIsSaid() {
    HarvestException refused = refused("/nowhere.csv", true);
    assertTrue(refused.reason().endsWith("/nowhere.csv answered 404"), refused::reason);
    assertEquals(HarvestException.Category.BAD_REQUEST, refused.category());
  }

  @Test
  void whatIsNoLongerThereIsNewsOfTheRegister() {
    AtomicInteger status = new AtomicInteger(200);
    server.serve("/table.csv", exchange -> LoopbackServer.answer(exchange, status.get(), TABLE));
    download("/table.csv");
    status.set(410);
    HarvestException gone = refused("/table.csv", true);
    assertTrue(gone.reason().endsWith("/table.csv answered 410"), gone::reason);
    assertEquals(HarvestException.Category.SOURCE_DOWN, gone.category());
  }

  @Test
  void whereARedirectLeadsIsNotOfTheCallersTyping() {
    server.serve("/moved", exchange -> LoopbackServer.redirect(exchange, "/nowhere.csv"));
    HarvestException lost = refused("/moved", true);
    assertTrue(lost.reason().endsWith("/nowhere.csv answered 404"), lost::reason);
    assertEquals(HarvestException.Category.SOURCE_DOWN, lost.category());
  }

  @Test
  void aServerThatNeverAnswersIsLeftAtTheTimeLimit() {
    server.serve("/slow.csv", exchange -> waitForTheTestsEnd());
    assertTimeLimit("/slow.csv");
  }

  @Test
  void aServerThatStopsInTheMiddleIsLeftAtTheTimeLimit() {
    server.serve(
        "/slow.csv",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(TABLE);
          exchange.getResponseBody().flush();
          waitForTheTestsEnd();
        });
    assertTimeLimit("/slow.csv");
  }

  @Test
  void aTimeLimitIsToldAsSuchWhereverItFallsBeforeAnAnswer() {
    server.serve("/slow.csv", exchange -> waitForTheTestsEnd());
    for (int tenths = 0; tenths < 150; tenths++) {
      HarvestException refused = left("/slow.csv", Duration.ofNanos(tenths * 100_000L));
      assertTrue(refused.reason().contains("took longer than 0 s"), refused::reason);
    }
  }

  private void assertTimeLimit(String path) {
    long start = System.nanoTime();
    HarvestException refused = left(path, Duration.ofSeconds(1));
    assertEquals(HarvestException.Category.SOURCE_DOWN, refused.category());
    assertTrue(refused.reason().contains("took longer than 1 s"), refused::reason);
    assertTrue(System.nanoTime() - start < 20_000_000_000L, "was left too late");
  }

  private HarvestException left(String path, Duration limit) {
    HttpFiles http =
        new HttpFiles(settings(temporary, true, 1L << 20, limit), temporary, () -> false);
    return assertThrows(HarvestException.class, () -> http.download("test", server.address(path)));
  }

  @Test
  void aFileOverTheLimitIsRefusedAndNotKept() throws IOException {
    server.serve("/large.csv", exchange -> LoopbackServer.answer(exchange, 200, new byte[3 << 20]));
    HarvestSettings settings = settings(temporary, true, 2L << 20, Duration.ofMinutes(1));
    HttpFiles http = new HttpFiles(settings, temporary, () -> false);
    HarvestException refused =
        assertThrows(
            HarvestException.class, () -> http.download("test", server.address("/large.csv")));
    assertEquals(HarvestException.Category.LIMIT_REACHED, refused.category());
    assertTrue(refused.reason().endsWith("/large.csv is larger than 2 MB"), refused::reason);
    http.clean();
    try (var walk = Files.walk(temporary)) {
      assertEquals(List.of(), walk.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void aStopIsNoticedInTheMiddleOfADownload() {
    server.serve("/large.csv", exchange -> LoopbackServer.answer(exchange, 200, new byte[1 << 20]));
    AtomicInteger asked = new AtomicInteger();
    HttpFiles http =
        new HttpFiles(
            settings(temporary, true, 1L << 30, Duration.ofSeconds(30)),
            temporary,
            () -> asked.incrementAndGet() > 2);
    HarvestException stopped =
        assertThrows(
            HarvestException.class, () -> http.download("test", server.address("/large.csv")));
    assertEquals("it was stopped; run it again to go on", stopped.reason());
    assertEquals(HarvestException.Category.STOPPED, stopped.category());
  }

  @Test
  void aPassThatIsStoppedWhileItFetchesIsNotRecorded() {
    try (RecordStore store = RecordStore.inMemory(MappingsFolder.BASE)) {
      Harvester harvester =
          new Harvester(settings(temporary, true, 1L << 30, Duration.ofSeconds(30)), store);
      harvester.describe();
      server.serve(
          "/table.csv",
          exchange -> {
            harvester.stop();
            LoopbackServer.answer(exchange, 200, TABLE);
          });
      String from = server.address("/table.csv").toString();
      HarvestReport report =
          harvester.harvest(
              new HarvestRequest("fr-bcn", Optional.of(from), false, false, false, false),
              HarvestListener.NONE);
      assertEquals("it was stopped; run it again to go on", report.failure().orElseThrow());
      assertEquals(List.of(), store.runs("fr-bcn", 5));
    }
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

  private void waitForTheTestsEnd() throws IOException {
    try {
      if (!testEnded.await(1, TimeUnit.MINUTES)) {
        throw new IOException("the client is still there");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path download(String path) {
    return new HttpFiles(
            settings(temporary, true, 1L << 20, Duration.ofSeconds(30)), temporary, () -> false)
        .download("test", server.address(path));
  }

  private HarvestException refused(String path, boolean allowPrivateAddresses) {
    HttpFiles http =
        new HttpFiles(
            settings(temporary, allowPrivateAddresses, 1L << 20, Duration.ofSeconds(30)),
            temporary,
            () -> false);
    return assertThrows(HarvestException.class, () -> http.download("test", server.address(path)));
  }

  static HarvestSettings settings(
      Path temporary, boolean allowPrivate, long mostBytes, Duration limit) {
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
