package org.tessera.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a store's folder. Compacting leaves files of all of TDB2's quad indexes, whatever
 * indexes the store has; the others grow stale when the store is opened again, with its own.
 */
record StoreFiles(Path folder, List<String> quadIndexes) {
  private static final Logger log = LoggerFactory.getLogger(StoreFiles.class);
  private static final int PAGE = 4096;

  /** Bytes that the store's own files hold; TDB2 makes them longer than that, with holes. */
  long size() {
    try {
      return files().stream()
          .filter(file -> !isOfAnotherIndex(file))
          .mapToLong(StoreFiles::held)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException("The store in " + folder + " cannot be read", e);
    }
  }

  /**
   * To be called when the dataset is open, so that no other process has it. What cannot be deleted
   * costs space and nothing else.
   */
  void deleteOtherIndexes(DatasetGraph dataset) {
    int open =
        TDBInternal.requireStorage(dataset)
            .getQuadTable()
            .getNodeTupleTable()
            .getTupleTable()
            .numIndexes();
    if (open != quadIndexes.size()) {
      return;
    }
    try {
      for (Path file : files()) {
        if (isOfAnotherIndex(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("Indexes that the store in {} does not use cannot be deleted", folder, e);
    }
  }

  /**
   * All that is in TDB2's folders of data, of which there is one for each compaction that is kept.
   */
  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> generations = Files.newDirectoryStream(folder, "Data-*")) {
      for (Path generation : generations) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(generation)) {
          all.forEach(files::add);
        }
      }
    }
    return files;
  }

  private boolean isOfAnotherIndex(Path file) {
    Set<String> others = new HashSet<>(List.of(StoreParams.getDftStoreParams().getQuadIndexes()));
    quadIndexes.forEach(others::remove);
    String name = String.valueOf(file.getFileName());
    return others.contains(name.substring(0, Math.max(0, name.indexOf('.'))));
  }

  private static long held(Path file) {
    byte[] page = new byte[PAGE];
    byte[] hole = new byte[PAGE];
    long bytes = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      for (int n = in.readNBytes(page, 0, PAGE); n > 0; n = in.readNBytes(page, 0, PAGE)) {
        bytes += Arrays.equals(page, 0, n, hole, 0, n) ? 0 : n;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return bytes;
  }
}
