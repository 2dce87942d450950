package org.tessera.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tessera.store.RecordStore;

/**
 * Restores a backup in two steps: {@link #unpack} beside what is there, which may be in use, and
 * {@link #replace} once nobody has it open. What was there is put aside.
 */
final class Restoring {
  private final DataFolder folder;
  private final String baseIri;
  private final Path draft;

  Restoring(DataFolder folder, String baseIri) {
    this.folder = folder;
    this.baseIri = baseIri;
    this.draft = folder.path().resolve("restoring");
  }

  /**
   * What a backup holds.
   *
   * @param sequence the sequence number that its store has reached
   */
  record Contents(long sequence, RecordTotals totals) {
    void tell(Listener listener) {
      listener.say("The backup holds " + totals.words());
      listener.result("{\"sequence\":" + sequence + "}");
    }
  }

  /**
   * Reads the whole backup.
   *
   * @return what its store holds
   * @throws ClearError when it is no whole backup
   */
  Contents unpack(Path backup) {
    if (!Files.isRegularFile(backup)) {
      throw new ClearError("There is no backup " + backup);
    }
    try {
      DataFolder.delete(draft);
      Files.createDirectories(draft);
      BackupFile.restore(backup, draft.resolve("store"), draft.resolve("archive"), baseIri);
      requireStore();
      try (RecordStore store = RecordStore.open(draft.resolve("store"), baseIri)) {
        return new Contents(store.sequence(), RecordTotals.of(store));
      }
    } catch (ClearError e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      try {
        DataFolder.delete(draft);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw new ClearError(
          "The backup %s cannot be restored: %s".formatted(backup, e.getMessage()), e);
    }
  }

  /** Opening a store that is not there would make an empty one. */
  private void requireStore() {
    if (!Files.isDirectory(draft.resolve("store"))) {
      throw new ClearError(
          "The backup cannot be restored: what was unpacked of it in " + draft + " is gone");
    }
  }

  /** Says where {@link #replace} keeps what was there, and until when. */
  String whereItIsKept() {
    return "What was there is kept in %s; delete it once you have found the restored registry good"
        .formatted(aside());
  }

  /** Whether there was something, once it is replaced. */
  boolean hasKept() {
    return Files.exists(aside());
  }

  private Path aside() {
    return folder.path().resolve("before-restore");
  }

  /** Puts what was unpacked in the place of what is there. */
  void replace() {
    requireStore();
    try {
      putAside(aside());
      DataFolder.delete(folder.index());
      Files.move(draft.resolve("archive"), folder.archive());
      Files.move(draft.resolve("store"), folder.store());
      Files.delete(folder.unfinishedRestore());
      DataFolder.delete(draft);
    } catch (IOException e) {
      throw new ClearError("The backup cannot be restored: " + e.getMessage(), e);
    }
  }

  /**
   * A restore that was cut off after this leaves its mark: what it put aside is then the only copy
   * of what was there, which no later restore may replace.
   */
  private void putAside(Path aside) throws IOException {
    if (!Files.exists(folder.unfinishedRestore())) {
      DataFolder.delete(aside);
      Files.createFile(folder.unfinishedRestore());
    }
    for (Path part : List.of(folder.store(), folder.archive())) {
      Path kept = aside.resolve(part.getFileName());
      if (Files.exists(part) && !Files.exists(kept)) {
        Files.createDirectories(aside);
        Files.move(part, kept);
      }
      DataFolder.delete(part);
    }
  }
}
