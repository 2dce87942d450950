package org.tessera.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tessera.store.RecordStore;
import org.tessera.store.StoreException;

/** Restores a backup into a folder that nobody has open; what was there is put aside. */
final class RestoreDesk implements Desk {
  private final DataFolder folder;
  private final String baseIri;

  RestoreDesk(DataFolder folder, Settings settings) {
    this.folder = folder;
    this.baseIri = settings.text(Setting.BASE_IRI);
  }

  @Override
  public int run(Task.Job job, Listener listener) {
    if (!(job instanceof Task.Restore restore)) {
      throw new IllegalArgumentException("No restore: " + job);
    }
    Path draft = folder.path().resolve("restoring");
    Path aside = folder.path().resolve("before-restore");
    try {
      delete(draft);
      Files.createDirectories(draft);
      BackupFile.restore(
          Path.of(restore.file()), draft.resolve("store"), draft.resolve("archive"), baseIri);
      putAside(aside, listener);
      delete(folder.index());
      Files.move(draft.resolve("archive"), folder.archive());
      Files.move(draft.resolve("store"), folder.store());
      Files.delete(folder.unfinishedRestore());
      delete(draft);
    } catch (StoreException | IOException e) {
      throw new ClearError(
          "The backup %s cannot be restored: %s".formatted(restore.file(), e.getMessage()), e);
    }
    try (RecordStore store = RecordStore.open(folder.store(), baseIri)) {
      listener.result("{\"sequence\":" + store.sequence() + "}");
    }
    return 0;
  }

  /**
   * A restore that was cut off after this leaves its mark: what it put aside is then the only copy
   * of what was there, which no later restore may replace.
   */
  private void putAside(Path aside, Listener listener) throws IOException {
    if (!Files.exists(folder.unfinishedRestore())) {
      delete(aside);
      Files.createFile(folder.unfinishedRestore());
    }
    Files.createDirectories(aside);
    for (Path part : List.of(folder.store(), folder.archive())) {
      Path kept = aside.resolve(part.getFileName());
      if (Files.exists(part) && !Files.exists(kept)) {
        Files.move(part, kept);
        listener.say("What was there is kept in " + kept);
      }
      delete(part);
    }
  }

  @Override
  public void write(Task.Document document, OutputStream out) {
    throw new IllegalArgumentException("No restore: " + document);
  }

  @Override
  public void close() {
    folder.close();
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      List<Path> all;
      try (Stream<Path> walk = Files.walk(tree)) {
        all = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }
}
