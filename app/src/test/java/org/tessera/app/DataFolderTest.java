package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
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
  void makesItsAdminTokenOnceForTheOwnerAlone() throws IOException {
    String token = DataFolder.adminToken(data);

    assertEquals(64, token.length());
    assertEquals(token, DataFolder.adminToken(data));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("admin.token"))));
  }

  private DataFolder take(String command) {
    return DataFolder.take(data, command).orElseThrow();
  }

  @Test
  void theStoreIsAsLargeAsWhatItsFilesHold() throws IOException {
    try (DataFolder folder = take("compact")) {
      Path files = Files.createDirectories(folder.store().resolve("Data-0001"));
      byte[] full = new byte[3_000_000];
      Arrays.fill(full, (byte) 1);
      try (RandomAccessFile file = new RandomAccessFile(files.resolve("SPO.dat").toFile(), "rw")) {
        file.write(full);
        // As TDB2 makes its files: longer than what is written into them.
        file.setLength(8L << 20);
      }
      assertEquals("3.0 MB", folder.storeSize());
    }
  }
}
