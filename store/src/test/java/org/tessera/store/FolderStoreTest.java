package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.store.Samples.BASE;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;
import static org.tessera.store.Samples.topic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderStoreTest extends RecordStoreContract {
  @TempDir private Path folder;

  @Override
  RecordStore open() {
    return RecordStore.open(folder.resolve("store"), BASE);
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() {
    store().commit(batch(1, credential("a", "Welding", "5")));
    store().close();
    openStore();
    assertEquals(1, store().sequence());
    assertTrue(store().find(topic("a")).isPresent());
  }

  @Test
  void aBackupRestoresIntoANewFolder() throws IOException {
    store().commit(batch(1, credential("a", "Welding", "5"), credential("b", "Baking", "3")));
    Path copy = folder.resolve("copy");

    RecordStore.restore(new ByteArrayInputStream(backup()), copy, BASE);

    try (RecordStore restored = RecordStore.open(copy, BASE)) {
      assertEquals(List.of(), restored.check());
      assertEquals(store().sources(), restored.sources());
      assertTrue(
          store()
              .find(topic("a"))
              .orElseThrow()
              .graph()
              .isIsomorphicWith(restored.find(topic("a")).orElseThrow().graph()));
    }
  }

  @Test
  void aBackupCutShortRestoresNothing() throws IOException {
    store().commit(batch(1, credential("a", "Welding", "5")));
    byte[] whole = backup();
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    Path copy = folder.resolve("copy");

    StoreException refused =
        assertThrows(
            StoreException.class,
            () -> RecordStore.restore(new ByteArrayInputStream(cut), copy, BASE));

    assertEquals(
        "The backup is damaged: Unexpected end of ZLIB input stream", refused.getMessage());
    assertFalse(Files.exists(copy));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("store")), left.toList());
    }
  }

  @Test
  void aBackupOfAnotherBaseIsRefused() throws IOException {
    store().commit(batch(1, credential("a", "Welding", "5")));
    byte[] backup = backup();
    assertThrows(
        StoreException.class,
        () ->
            RecordStore.restore(
                new ByteArrayInputStream(backup), folder.resolve("copy"), "https://example.org/"));
  }

  @Test
  void restoringOverRecordsIsRefused() throws IOException {
    store().commit(batch(1, credential("a", "Welding", "5")));
    byte[] backup = backup();
    assertThrows(
        StoreException.class,
        () -> RecordStore.restore(new ByteArrayInputStream(backup), folder.resolve("store"), BASE));
  }

  private byte[] backup() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store().backup(out);
    return out.toByteArray();
  }
}
