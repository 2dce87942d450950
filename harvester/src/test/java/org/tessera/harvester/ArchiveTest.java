package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.RawRecords;

/** What the archive holds, and that a difference from the store is seen. */
class ArchiveTest {
  private static final String SOURCE = "fr-reva";

  @TempDir Path temporary;

  @Test
  void aRecordIsArchivedOnce() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass(SOURCE, golden());
      List<String> lines = lines();
      registry.fullPass(SOURCE, golden());
      registry.harvester.replay(SOURCE, HarvestListener.NONE);
      assertEquals(lines, lines());
    }
  }

  @Test
  void aRecordRefusedAgainIsArchivedOnce() throws IOException {
    Path file = temporary.resolve("certifications.csv");
    // Without its name a certification has no title, which the shapes ask for.
    Files.writeString(
        file, Files.readString(golden()).replaceAll("(?m)^(7067,[^,]*,)[^,]*,", "$1,"));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport first = registry.pass(SOURCE, file);
      assertEquals(1, first.quarantined(), first::toString);
      List<String> lines = lines();
      assertEquals(first.seen(), lines.size());
      registry.pass(SOURCE, file);
      assertEquals(lines, lines());
      assertEquals(List.of(), registry.harvester.check());
    }
  }

  @Test
  void anAlteredRecordIsSeen() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass(SOURCE, golden());
      assertEquals(List.of(), registry.harvester.check());
      write(String.join("\n", lines()).replace("Boucher charcutier", "Boulanger") + "\n");
      assertEquals(
          List.of(
              "fr-reva RNCP7067: its raw record in the archive is not what the store was made of"),
          registry.harvester.check());
    }
  }

  @Test
  void aMissingRecordIsSeen() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass(SOURCE, golden());
      write(
          String.join(
              "\n", lines().stream().filter(l -> !l.contains("Boucher charcutier")).toList()));
      assertEquals(
          List.of("fr-reva RNCP7067: its raw record is not in the archive"),
          registry.harvester.check());
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass(SOURCE, golden());
      byte[] packed = Files.readAllBytes(file());
      RawRecords raws = registry.harvester.rawRecords();
      assertTrue(raws.find(SOURCE, "RNCP7067").orElseThrow().text().contains("Boucher"));
      Files.write(file(), java.util.Arrays.copyOf(packed, packed.length / 2));
      assertOneLineNamesTheFile(registry.harvester.check());
      assertEquals(Optional.empty(), raws.find(SOURCE, "no-such-key"));
      HarvestReport replay = registry.harvester.replay(SOURCE, HarvestListener.NONE);
      assertTrue(
          replay.failure().orElseThrow().contains(file() + " of the archive cannot be read"),
          replay::toString);
      write("{\"id\": \"RNCP7067\"}\n");
      assertOneLineNamesTheFile(registry.harvester.check());
    }
  }

  private void assertOneLineNamesTheFile(List<String> wrong) throws IOException {
    assertEquals(1, wrong.size(), wrong::toString);
    assertTrue(wrong.get(0).startsWith(file() + " of the archive "), wrong::toString);
  }

  private static Path golden() {
    return MappingsFolder.path().resolve(SOURCE).resolve("golden/certifications.csv");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(temporary.resolve("archive").resolve(SOURCE))) {
      return list.sorted().toList();
    }
  }

  private Path file() throws IOException {
    assertEquals(1, files().size(), () -> "more files than one batch's");
    return files().get(0);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new java.util.ArrayList<>();
    for (Path file : files()) {
      try (var in = new GZIPInputStream(Files.newInputStream(file))) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
      }
    }
    return lines;
  }

  private void write(String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file()))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
