package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.app.TesseraProcess.Ended;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands on a folder that holds no registry, as who mistypes {@code --data} names one. */
@Tag("slow")
class NoRegistryTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "query FILE",
    "search commerce",
    "export",
    "check",
    "replay fr-reva",
    "backup BACKUP",
    "reindex",
    "compact"
  })
  void whatNeedsARegistryMakesNoneInAMistypedFolder(String command) throws IOException {
    Path other = folder.resolve("mistyped").resolve("deeper");
    Path query = write("mistyped.rq", "ASK {}");
    Path backup = folder.resolve("mistyped.backup");
    Ended ended =
        TesseraProcess.run(
            other,
            command
                .replace("FILE", query.toString())
                .replace("BACKUP", backup.toString())
                .split(" "));
    assertEquals(1, ended.code(), ended.err());
    assertEquals("", ended.out());
    assertEquals(1, ended.err().lines().count(), ended.err());
    assertTrue(ended.err().contains("There is no registry in " + other + ";"), ended.err());
    assertFalse(Files.exists(folder.resolve("mistyped")));
    assertFalse(Files.exists(backup));
  }

  @Test
  void whatCanBeHarvestedAndWhetherAFileIsGoodIsToldWithoutARegistry() {
    Path other = folder.resolve("none");
    Ended sources = TesseraProcess.run(other, "sources", "--json");
    assertEquals(0, sources.code(), sources.err());
    assertTrue(sources.err().contains("There is no registry in " + other), sources.err());
    JsonNode listed = new JsonMapper().readTree(sources.lastLine()).path("sources");
    assertTrue(listed.size() > 40, sources.out());
    listed.forEach(it -> assertEquals("never-harvested", it.path("health").asString()));
    Ended valid =
        TesseraProcess.run(
            other,
            "validate",
            "../mappings/fr-reva/sample/certifications.csv",
            "--source",
            "fr-reva");
    assertEquals(0, valid.code(), valid.err());
    assertFalse(Files.exists(other));
  }

  @Test
  void aFolderWithoutARegistryIsLeftAsItIs() throws IOException {
    Path other = Files.createDirectory(folder.resolve("empty"));
    assertEquals(1, TesseraProcess.run(other, "check").code());
    assertArrayEquals(new String[0], other.toFile().list());
    Files.createFile(other.resolve("lock"));
    Ended ended = TesseraProcess.run(other, "check");
    assertTrue(ended.err().contains("There is no registry in " + other + ";"), ended.err());
    assertFalse(Files.exists(other.resolve("store")));
  }

  @Test
  void aRestoreThatFailsLeavesNoNewFolder() throws IOException {
    Path garbage = write("garbage.backup", "no backup");
    Path other = folder.resolve("restored-garbage").resolve("deeper");
    Ended ended = TesseraProcess.run(other, "restore", garbage.toString());
    assertEquals(1, ended.code(), ended.err());
    assertFalse(Files.exists(folder.resolve("restored-garbage")));
  }

  @Test
  void aStartOnATakenPortLeavesNoNewFolder() throws IOException {
    Path other = folder.resolve("occupied").resolve("deeper");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Ended ended = TesseraProcess.run(other, "start", "--port", "" + taken.getLocalPort());
      assertEquals(1, ended.code(), ended.err());
      assertTrue(ended.err().contains("is taken; choose another"), ended.err());
    }
    assertFalse(Files.exists(folder.resolve("occupied")));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
