package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class WritersBesideReaderTest {
  @Test
  void allIsWrittenWhenItIsSettled() {
    Set<Integer> written = ConcurrentHashMap.newKeySet();
    try (WritersBesideReader<Integer> writers = new WritersBesideReader<>(written::add)) {
      for (int i = 0; i < 20_001; i++) {
        writers.hand(i);
      }
      writers.settle();
      assertEquals(20_001, written.size());
      writers.hand(-1);
      writers.settle();
      assertTrue(written.contains(-1), "after a first settling too");
    }
  }

  @Test
  void whatFailsStopsTheReadingSoonAndIsThrown() {
    int[] read = {0};
    try (WritersBesideReader<Integer> writers =
        new WritersBesideReader<>(value -> {
          throw new IllegalArgumentException("no room");
        })) {
      assertThrows(
          IllegalArgumentException.class,
          () -> {
            for (int i = 0; i < 1_000_000; i++) {
              read[0]++;
              writers.hand(i);
            }
          });
      assertTrue(read[0] < 10_000, "read " + read[0]);
    }
  }
}
