package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A replay under the rules that the records were harvested by finds nothing to take out. */
class ReplayTest {
  @TempDir private Path temporary;

  static List<String> sources() {
    return MappingsFolder.sources().stream().map(SourceDescriptor::id).toList();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void leavesStoreAndArchiveAsTheyAre(String source) throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass(source, MappingsFolder.path().resolve(source).resolve("golden"));
      var graphs = registry.graphs(source);
      long sequence = registry.store.sequence();
      Map<Path, Long> archive = archive();
      HarvestReport replay = registry.harvester.replay(source, HarvestListener.NONE);
      assertEquals(0, replay.personalDataRemoved(), replay::toString);
      assertEquals(graphs, registry.graphs(source));
      assertEquals(sequence, registry.store.sequence());
      assertEquals(archive, archive());
    }
  }

  /** The files with the times at which they were written. */
  private Map<Path, Long> archive() throws IOException {
    Map<Path, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(temporary.resolve("archive"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }
}
