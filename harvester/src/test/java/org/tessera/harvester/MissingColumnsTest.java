package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Ontology;

/** A column that was renamed is said once. */
class MissingColumnsTest {
  private static final AuthorityCodes CODES = AuthorityCodes.of(Ontology.graphs());

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"Nom la certification", "Niveau de diplôme"})
  void aColumnThatWasRenamedIsToldOnceAndKept(String column) throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    Path file = temporary.resolve("certifications.csv");
    Files.writeString(file, Files.readString(golden).replaceFirst(column, "Titel"));
    HarvestReport.Problem told =
        new HarvestReport.Problem(
            "",
            "certifications.csv",
            "its header has no column \""
                + column
                + "\", which the mapping reads; columns that nothing reads: \"Titel\"");
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass("fr-reva", file);
      assertEquals(told, report.problems().getFirst());
      assertEquals(report.quarantined() + 1, report.problems().size());
      assertEquals(
          1,
          registry.runs("fr-reva").stream()
              .filter(statement -> statement.contains("its header has no column"))
              .count());
    }
  }

  @Test
  void noColumnOfTheRecordsAtHandIsMissed() {
    Map<String, List<HarvestReport.Problem>> missed = new TreeMap<>();
    for (SourceDescriptor source : MappingsFolder.sources()) {
      Mapper mapper = new RmlMapper(source, MappingsFolder.BASE, CODES);
      MissingColumns columns = new MissingColumns(mapper);
      for (String folder : List.of("golden", "sample")) {
        List<HarvestReport.Problem> problems = columns.of(files(source, folder));
        if (!problems.isEmpty()) {
          missed.put(source.id() + " " + folder, problems);
        }
      }
    }
    assertEquals(Map.of(), missed);
  }

  private static Map<Input, List<Payload>> files(SourceDescriptor source, String folder) {
    Path at = MappingsFolder.path().resolve(source.id()).resolve(folder);
    HarvestSettings settings = HarvestSettings.of(Path.of("unused"), MappingsFolder.BASE);
    return Files.isDirectory(at)
        ? new SourceFiles(source, settings, new HttpFiles(settings, Path.of("unused"), () -> false))
            .at(at.toString())
        : Map.of();
  }
}
