package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record whose rows are not all there never replaces the whole one. */
class GroupedTablesTest {
  private static final String SOURCE = "fr-rncp";
  private static final String BLOCS = "export_fiches_CSV_Blocs_De_Competences_2024_02_22.csv";
  private static final String FICHES = "export_fiches_CSV_Standard_2024_02_22.csv";

  @TempDir Path temporary;

  private Path files;

  @BeforeEach
  void copyTheGolden() throws IOException {
    files = Files.createDirectory(temporary.resolve("files"));
    Path golden = MappingsFolder.path().resolve(SOURCE).resolve("golden");
    try (Stream<Path> list = Files.list(golden)) {
      for (Path file : list.toList()) {
        Files.copy(file, files.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aTableCutInARowLeavesTheRecordsAsTheyAre() throws IOException {
    HarvestReport report =
        passAfterGolden(() -> {
          String blocs = Files.readString(files.resolve(BLOCS)).strip();
          Files.writeString(files.resolve(BLOCS), blocs.substring(0, blocs.lastIndexOf(';') - 20));
        });
    assertTrue(report.failure().orElseThrow().startsWith(BLOCS + ", line "), report::toString);
  }

  @Test
  void aTableThatIsMissingLeavesTheRecordsAsTheyAre() throws IOException {
    HarvestReport report = passAfterGolden(() -> Files.delete(files.resolve(BLOCS)));
    assertTrue(
        report.failure().orElseThrow().startsWith("there is no file of the table blocs "),
        report::toString);
  }

  @Test
  void theMainFileAloneLeavesTheRecordsAsTheyAre() throws IOException {
    Path alone = Files.createDirectory(temporary.resolve("alone"));
    passAfterGolden(() -> {
      Files.move(files.resolve(FICHES), alone.resolve(FICHES));
      files = alone.resolve(FICHES);
    });
  }

  /** Of a record told in several rows, one may lie behind the break. */
  @Test
  void aBreakBetweenTheRowsOfOneRecordLeavesItAsItIs() throws IOException {
    String start =
        """
        course_id,name,category,language,skills,what_you_learn,url
        0,Safety,Health,English,Fire,,https://www.coursera.org/learn/x
        1,Energy,Science,English,Wind,,https://www.coursera.org/learn/x
        1,Energy,Science,English,Sun,,https://www.coursera.org/learn/x
        """;
    Path file = temporary.resolve("coursera_courses.csv");
    try (TestRegistry registry = new TestRegistry(temporary)) {
      Files.writeString(
          file, start + "0,Safety,Health,English,Water,,https://www.coursera.org/learn/x\n");
      assertEquals(List.of(), registry.pass("coursera", file).problems());
      var graphs = registry.graphs("coursera");

      Files.writeString(file, start + "\"2,never closed\n");
      HarvestReport report = registry.pass("coursera", file);

      assertEquals(1, report.exitCode());
      assertEquals(graphs, registry.graphs("coursera"));
    }
  }

  private interface Damage {
    void apply() throws IOException;
  }

  private HarvestReport passAfterGolden(Damage damage) throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport whole = registry.pass(SOURCE, files);
      assertEquals(Optional.empty(), whole.failure());
      var graphs = registry.graphs(SOURCE);
      long sequence = registry.store.sequence();
      damage.apply();

      HarvestReport report = registry.passAllowingWithdrawals(SOURCE, files);

      assertEquals(1, report.exitCode());
      assertTrue(
          report
              .failure()
              .orElseThrow()
              .endsWith(" records of fiches that may lack rows were left as they are"),
          report::toString);
      assertEquals(0, report.changed() + report.withdrawn(), report::toString);
      assertEquals(graphs, registry.graphs(SOURCE));
      assertEquals(sequence, registry.store.sequence());
      return report;
    }
  }
}
