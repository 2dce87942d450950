package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.RecordKind;

/** The index follows the store, whatever happened to it. */
class CatchUpTest {
  private final TestRegistry registry = new TestRegistry();
  @TempDir Path folder;

  @BeforeEach
  void fill() {
    registry.source("aa", "A", "FRA").credential("aa", "1", "'Alpha'@en", "").commit();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aNewIndexHoldsTheStore() throws IOException {
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(1, count(index));
      assertEquals(registry.store().sequence(), index.sequence());
    }
  }

  @Test
  void commitsAreSeenAfterCatchingUp() throws IOException {
    try (SearchIndex index = registry.index(folder)) {
      registry
          .credential("aa", "2", "'Beta'@en", "")
          .credential("aa", "1", "'Omega'@en", "")
          .commit();
      assertEquals(1, count(index));
      index.catchUp();
      assertEquals(2, count(index));
      assertEquals(0, index.count(SearchQuery.EVERYTHING.withText("alpha")));
      assertEquals(1, index.count(SearchQuery.EVERYTHING.withText("omega")));
      registry.withdraw("aa", "1");
      index.catchUp();
      assertEquals(1, count(index));
      assertEquals(registry.store().sequence(), index.sequence());
    }
  }

  @Test
  void anIndexThatIsBehindOrIsOfAnotherStoreFailsTheCheck() throws IOException {
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(List.of(), index.check());
      registry.credential("aa", "2", "'Beta'@en", "").commit();
      assertEquals(1, index.check().size());
      assertTrue(index.check().getFirst().contains("change 1 and the store 2"));
      index.catchUp();
      assertEquals(List.of(), index.check());
    }
    try (TestRegistry other = new TestRegistry()) {
      other.source("aa", "A", "FRA").credential("aa", "1", "'Alpha'@en", "").commit();
      other.credential("aa", "1", "'Omega'@en", "").commit();
      try (SearchIndex index = other.index(folder)) {
        assertEquals(
            List.of("aa: the index holds 2 records and the store 1; run ./tessera reindex"),
            index.check());
      }
    }
  }

  @Test
  void anIndexBehindTheStoreCatchesUpAtStart() throws IOException {
    registry.index(folder).close();
    registry.credential("aa", "2", "'Beta'@en", "").commit();
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(2, count(index));
    }
  }

  @Test
  void aDeletedFolderIsBuiltAgain() throws IOException {
    registry.index(folder).close();
    IndexFolder.delete(folder);
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(1, count(index));
    }
  }

  @Test
  void anIndexThatIsMadeAnewTellsHowFarItIs() throws IOException {
    List<String> told = new ArrayList<>();
    IndexProgress progress = (done, expected) -> told.add(done + " of " + expected);
    SearchIndex.open(folder, registry.store(), progress).close();
    assertEquals(List.of("0 of 1", "1 of 1"), told);
    SearchIndex.open(folder, registry.store(), progress).close();
    registry.credential("aa", "2", "'Beta'@en", "").commit();
    SearchIndex.open(folder, registry.store(), progress).close();
    assertEquals(2, told.size(), "it only followed the store: " + told);
  }

  @Test
  void aDamagedIndexIsBuiltAgain() throws IOException {
    registry.index(folder).close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(file, "damaged");
      }
    }
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(1, count(index));
    }
  }

  @Test
  void anIndexOfAnotherStoreIsBuiltAgain() throws IOException {
    registry.credential("aa", "2", "'Beta'@en", "").commit();
    registry.index(folder).close();
    try (TestRegistry other = new TestRegistry()) {
      other.source("aa", "A", "FRA").credential("aa", "9", "'Other'@en", "").commit();
      try (SearchIndex index = other.index(folder)) {
        assertEquals(1, count(index));
        assertEquals(1, index.count(SearchQuery.EVERYTHING.withText("other")));
      }
    }
  }

  @Test
  void recordsFollowTheNamesOfWhatTheyReferTo() throws IOException {
    registry.credential(
        "aa", "2", "'Beta'@en", "<> elm:providedBy <https://w3id.org/tessera/id/aa/org-1> .");
    registry.commit();
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(0, index.count(SearchQuery.EVERYTHING.withText("northwind")));
      registry.record("aa", "org-1", RecordKind.ORGANISATION, "<> skos:prefLabel 'Northwind'@en .");
      registry.commit();
      index.catchUp();
      assertEquals(1, index.count(SearchQuery.EVERYTHING.withText("northwind")));
    }
  }

  @Test
  void reindexingRefusesALargeDropUnlessAllowed() throws IOException {
    for (int i = 2; i <= 10; i++) {
      registry.credential("aa", Integer.toString(i), "'Title %d'@en".formatted(i), "");
    }
    registry.commit();
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(10, index.reindex(false, IndexProgress.NONE));
      for (int i = 1; i <= 5; i++) {
        registry.withdraw("aa", Integer.toString(i));
      }
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> index.reindex(false, IndexProgress.NONE));
      assertTrue(String.valueOf(refused.getMessage()).contains("would hold 5 records"));
      assertEquals(10, count(index));
      assertEquals(5, index.reindex(true, IndexProgress.NONE));
      assertEquals(5, count(index));
    }
    try (SearchIndex index = registry.index(folder)) {
      assertEquals(5, count(index));
    }
  }

  private static long count(SearchIndex index) {
    return index.count(SearchQuery.EVERYTHING);
  }
}
