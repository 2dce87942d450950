package org.tessera.harvester;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one source: descriptor, mapping, tables, samples. */
record SourceFolder(String id, Path path) {

  String text(String file) {
    try {
      return Files.readString(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("mappings/" + id + "/" + file + " cannot be read", e);
    }
  }

  boolean has(String file) {
    return Files.exists(path.resolve(file));
  }

  /** Files under a folder of this one, by path; none if it is absent. */
  List<Path> files(String folder) {
    Path top = path.resolve(folder);
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(top)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("mappings/" + id + "/" + folder + " cannot be listed", e);
    }
  }
}
