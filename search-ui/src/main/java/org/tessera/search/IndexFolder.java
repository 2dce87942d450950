package org.tessera.search;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that holds the index: one folder {@code index-N} in use, and one {@code
 * index-N.building} while a new one is made. The highest whole one counts; what a crash left beside
 * it is removed at the next start.
 */
final class IndexFolder {
  private static final String PREFIX = "index-";
  private static final String BUILDING = ".building";

  private final Path folder;

  IndexFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** The index in use; a new, empty one where there is none. */
  Path current() throws IOException {
    List<Path> whole = whole();
    Path current = whole.isEmpty() ? numbered(1) : whole.getLast();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (entry.getFileName().toString().startsWith(PREFIX) && !entry.equals(current)) {
          delete(entry);
        }
      }
    }
    Files.createDirectories(current);
    return current;
  }

  /** An empty place for the next index. */
  Path building() throws IOException {
    Path building = folder.resolve(next().getFileName() + BUILDING);
    delete(building);
    return Files.createDirectories(building);
  }

  /** Makes what was built the index in use. */
  Path accept(Path building) throws IOException {
    return Files.move(building, next());
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private Path next() throws IOException {
    List<Path> whole = whole();
    int last = whole.isEmpty() ? 0 : number(whole.getLast());
    return numbered(last + 1);
  }

  private Path numbered(int number) {
    return folder.resolve(PREFIX + String.format("%06d", number));
  }

  private List<Path> whole() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("index-[0-9]{6}"))
          .sorted()
          .toList();
    }
  }

  private static int number(Path index) {
    return Integer.parseInt(index.getFileName().toString().substring(PREFIX.length()));
  }
}
