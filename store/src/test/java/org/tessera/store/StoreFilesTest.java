package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.store.Samples.BASE;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;
import static org.tessera.store.Samples.topic;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFilesTest {
  @TempDir private Path folder;

  @Test
  void compactingAddsNoIndexesForGood() throws IOException {
    TreeSet<String> indexes;
    long size;
    try (RecordStore store = RecordStore.open(folder, BASE)) {
      store.commit(batch(1, credential("a", "Welding", "5")));
      indexes = indexes();
      size = store.size();
      assertTrue(size > 0);
      store.compact();
      assertTrue(store.size() <= size, store.size() + " after " + size);
      store.commit(batch(2, credential("b", "Baking", "3")));
    }
    try (RecordStore store = RecordStore.open(folder, BASE)) {
      assertEquals(indexes, indexes());
      assertEquals(2, store.sequence());
      assertTrue(store.find(topic("b")).isPresent());
      assertEquals(List.of(), store.check());
    }
  }

  @Test
  void holesAreNotCounted() throws IOException {
    Path data = Files.createDirectory(folder.resolve("Data-0001"));
    byte[] full = new byte[3_000_000];
    Arrays.fill(full, (byte) 1);
    try (RandomAccessFile file = new RandomAccessFile(data.resolve("SPO.dat").toFile(), "rw")) {
      file.write(full);
      file.setLength(8L << 20);
    }
    assertEquals(3_000_000, new StoreFiles(folder, List.of("GSPO")).size(), 4096);
  }

  private TreeSet<String> indexes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[GSPO]{4}\\.\\w+"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
