package org.tessera.harvester;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The sources as they stand in the repository, for tests. */
final class MappingsFolder {
  static final String BASE = "https://w3id.org/tessera/";

  private MappingsFolder() {}

  static Path path() {
    Path folder = Path.of("mappings").toAbsolutePath();
    return Files.isDirectory(folder) ? folder : Path.of("../mappings").toAbsolutePath().normalize();
  }

  static List<SourceDescriptor> sources() {
    return SourceCatalogue.in(path(), BASE).all();
  }
}
