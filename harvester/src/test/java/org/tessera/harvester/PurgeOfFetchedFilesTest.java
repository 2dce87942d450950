package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.StoreException;

/** A file as it was fetched holds what is personal in its records, so it goes with that. */
class PurgeOfFetchedFilesTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private PersonalCourses courses;

  @BeforeEach
  void harvestTwice() throws IOException {
    courses = PersonalCourses.inMemory(folder);
  }

  @AfterEach
  void close() {
    courses.close();
  }

  @Test
  void aFetchedFileIsKeptOnlyWhereNothingInItIsPersonal() throws IOException {
    withServer((address, status) -> {
      courses.harvest(address);
      assertEquals(1, fetched(), "so that it need not be fetched again");
      courses.personalNow();
      courses.replay();
      assertEquals(0, fetched());
      courses.harvest(address);
      assertEquals(0, fetched());
    });
  }

  @Test
  void aFetchedFileGoesThoughTheNextCannotBeFetched() throws IOException {
    withServer((address, status) -> {
      courses.harvest(address);
      courses.personalNow();
      courses.dryRun(address);
      assertEquals(1, fetched(), "a dry run changes nothing");
      status.set(404);
      HarvestReport report = courses.harvest(address);
      assertTrue(report.failure().orElseThrow().contains("404"), report::toString);
      assertEquals(0, fetched());
    });
  }

  @Test
  void anAddressThatWasReadOnceIsNoTypingErrorThoughNothingOfItIsKept() throws IOException {
    withServer((address, status) -> {
      courses.personalNow();
      status.set(404);
      assertEquals("", courses.harvest(address).run(), "never read from there");
      status.set(200);
      courses.harvest(address);
      assertEquals(0, fetched());
      status.set(404);
      assertEquals("", courses.harvest(address + "x").run(), "another address");
      HarvestReport gone = courses.harvest(address);
      assertEquals(
          gone.run(),
          courses.store.runs(PersonalCourses.SOURCE, 1).getFirst().run().run().getURI());
    });
  }

  @Test
  void thatAFetchedFileCannotBeDeletedIsReported() throws IOException {
    withServer((address, status) -> {
      courses.harvest(address);
      courses.personalNow();
      whereNothingCanBeDeleted(() -> {
        HarvestReport report = courses.replay();
        assertTrue(report.failure().orElseThrow().contains("cannot be deleted"), report::toString);
        assertEquals(1, report.exitCode());
        assertTrue(report.personalDataRemoved() > 0, "it has done all else");
      });
    });
  }

  @Test
  void thatAFetchedFileCannotBeDeletedIsReportedOfAPassThatBreaksToo() throws IOException {
    withServer((address, status) -> {
      courses.harvest(address);
      courses.personalNow();
      whereNothingCanBeDeleted(() -> {
        StoreException broken =
            assertThrows(StoreException.class, () -> courses.harvest(address, new Full()));
        String said = String.valueOf(broken.getMessage());
        assertTrue(said.startsWith("the disk is full; "), said);
        assertTrue(said.contains("cannot be deleted"), said);
      });
    });
  }

  /** A pass that it hears of breaks. */
  private record Full() implements HarvestListener {
    @Override
    public void committed(String source) {
      throw new StoreException("the disk is full");
    }
  }

  private void whereNothingCanBeDeleted(Runnable test) throws IOException {
    Path of = folder.resolve("archive/.fetched/" + PersonalCourses.SOURCE);
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(of);
    Files.setPosixFilePermissions(of, PosixFilePermissions.fromString("r-x------"));
    try {
      assumeFalse(Files.isWritable(of), "whoever may do anything can delete it");
      test.run();
    } finally {
      Files.setPosixFilePermissions(of, before);
    }
  }

  private interface WithServer {
    void run(String address, AtomicInteger status) throws IOException;
  }

  private static byte[] zipped(Path files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("courses.jsonl", "sessions.jsonl")) {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(files.resolve(name), zip);
      }
    }
    return bytes.toByteArray();
  }

  private void withServer(WithServer test) throws IOException {
    AtomicInteger status = new AtomicInteger(200);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/courses.zip",
        exchange -> {
          byte[] body = zipped(courses.files);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      test.run("http://127.0.0.1:" + server.getAddress().getPort() + "/courses.zip", status);
    } finally {
      server.stop(0);
    }
  }

  private long fetched() throws IOException {
    if (!Files.exists(folder.resolve("archive/.fetched/" + PersonalCourses.SOURCE))) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder.resolve("archive/.fetched"))) {
      return all.filter(path -> path.toString().endsWith("courses.zip")).count();
    }
  }
}
