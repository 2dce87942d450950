package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path data = Path.of("");

  @Test
  void isHeldByOneAtATimeWhoIsNamed() {
    try (DataFolder held = take("harvest")) {
      assertEquals(data, held.path());
      assertTrue(DataFolder.take(data, "check").isEmpty());
      assertEquals(
          Optional.of(new DataFolder.Holder(ProcessHandle.current().pid(), "harvest")),
          DataFolder.holder(data));
    }
    take("check").close();
  }

  @Test
  void namesItsServerUntilItIsLetGo() {
    try (DataFolder held = take("start")) {
      held.announce("http://localhost:1/");
      DataFolder.Server server = DataFolder.server(data).orElseThrow();
      assertEquals("http://localhost:1/", server.address());
      assertEquals(ProcessHandle.current().pid(), server.pid());
    }
    assertEquals(Optional.empty(), DataFolder.server(data));
  }

  @Test
  void aServerThatDiedIsForgottenByTheNextHolder() throws IOException {
    Files.writeString(data.resolve("server.json"), "{\"address\":\"http://gone/\",\"pid\":1}");
    try (DataFolder held = take("check")) {
      assertEquals(Optional.empty(), DataFolder.server(held.path()));
    }
  }

  @Test
  void whyAServerDidNotStartIsKnownUntilOneServes() throws IOException {
    DataFolder.tellFailedStart(data, "the port is taken");
    Files.setLastModifiedTime(
        data.resolve("start.failed"), FileTime.from(Instant.now().minusSeconds(1)));
    take("check").close();
    take("start").close();
    assertEquals(Optional.of("the port is taken"), DataFolder.failedStart(data));
    try (DataFolder held = take("start")) {
      held.announce("http://localhost:1/");
      assertEquals(Optional.empty(), DataFolder.failedStart(data));
    }
    try (DataFolder held = take("start")) {
      DataFolder.tellFailedStart(data, "of this very start");
      held.announce("http://localhost:1/");
      assertEquals(Optional.of("of this very start"), DataFolder.failedStart(data));
    }
  }

  @Test
  void makesItsAdminTokenOnceForTheOwnerAlone() throws IOException {
    String token = DataFolder.adminToken(data);

    assertEquals(64, token.length());
    assertEquals(token, DataFolder.adminToken(data));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))));
  }

  @Test
  void aFolderThatIsNotKeptTakesNothingOfOthersWithIt() throws IOException {
    Path own = data.resolve("made").resolve("own");
    Path other = data.resolve("made").resolve("other");
    try (DataFolder held = DataFolder.take(own, "start").orElseThrow()) {
      Files.createDirectories(other);
    }
    assertTrue(Files.notExists(own));
    assertTrue(Files.exists(other));
  }

  @Test
  void aFolderThatIsKeptStays() {
    Path own = data.resolve("kept");
    try (DataFolder held = DataFolder.take(own, "harvest").orElseThrow()) {
      held.keep();
    }
    assertTrue(Files.exists(own));
  }

  private DataFolder take(String command) {
    return DataFolder.take(data, command).orElseThrow();
  }
}
