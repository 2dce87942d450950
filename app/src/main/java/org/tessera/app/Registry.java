package org.tessera.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.jena.query.QueryException;
import org.jspecify.annotations.Nullable;
import org.tessera.harvester.HarvestException;
import org.tessera.harvester.HarvestSettings;
import org.tessera.harvester.Harvester;
import org.tessera.search.ApiDocuments;
import org.tessera.search.InvalidParameter;
import org.tessera.search.SearchIndex;
import org.tessera.sparql.LocalQuery;
import org.tessera.sparql.RecordDump;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RawRecords;
import org.tessera.store.RecordStore;
import org.tessera.store.StoreException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registry of this process: store, index and harvester on one data folder, and every task that
 * can be asked of them. Threads may share it.
 */
final class Registry implements Desk {
  private static final JsonMapper JSON = new JsonMapper();

  private final DataFolder folder;
  private final RecordStore store;
  private final SearchIndex index;
  private final IndexFollower follower;
  private final Harvester harvester;
  private final String baseIri;
  private final HarvestTasks harvests;
  private final Runnable startAnew;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock(true);
  private volatile boolean stopping;
  private final AtomicReference<@Nullable Restoring> restoring = new AtomicReference<>();
  private boolean open = true;
  private volatile @Nullable String failure;

  private Registry(
      DataFolder folder,
      RecordStore store,
      SearchIndex index,
      Harvester harvester,
      String baseIri,
      boolean searched,
      Runnable startAnew) {
    this.baseIri = baseIri;
    this.startAnew = startAnew;
    this.folder = folder;
    this.store = store;
    this.index = index;
    this.follower = new IndexFollower(index);
    this.harvester = harvester;
    // Where nobody searches, one pass of the index at the end costs half of many.
    this.harvests =
        new HarvestTasks(harvester, searched ? follower::storeChanged : () -> {}, () -> stopping);
  }

  /**
   * Opens what a folder holds, or makes it, for a server: people search while it harvests.
   *
   * @param startAnew asks for this registry to be closed and the folder to be opened again
   * @throws ClearError when it cannot be opened; the folder is let go then
   */
  static Registry ofServer(DataFolder folder, Settings settings, Runnable startAnew) {
    return open(folder, settings, true, startAnew);
  }

  /** The same for one command, after which it is closed: nobody searches it meanwhile. */
  static Registry ofCommand(DataFolder folder, Settings settings) {
    return open(folder, settings, false, () -> {});
  }

  private static Registry open(
      DataFolder folder, Settings settings, boolean searched, Runnable startAnew) {
    if (Files.exists(folder.unfinishedRestore())) {
      folder.close();
      throw new ClearError(
          "A restore into " + folder.path() + " was cut off: run ./tessera restore FILE again");
    }
    try {
      String baseIri = settings.text(Setting.BASE_IRI);
      RecordStore store = RecordStore.open(folder.store(), baseIri);
      Harvester harvester = new Harvester(HarvestSettings.of(folder.path(), baseIri), store);
      harvester.describe();
      SearchIndex index =
          SearchIndex.open(folder.index(), store, new IndexMaking(Terminal.standard(false)));
      return new Registry(folder, store, index, harvester, baseIri, searched, startAnew);
    } catch (StoreException | HarvestException e) {
      folder.close();
      throw new ClearError(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      folder.close();
      throw new ClearError("The index of " + folder.path() + " cannot be opened: " + e, e);
    }
  }

  DataFolder folder() {
    return folder;
  }

  RecordStore store() {
    return store;
  }

  SearchIndex index() {
    return index;
  }

  RawRecords rawRecords() {
    return harvester.rawRecords();
  }

  List<String> bundledSources() {
    return harvester.bundledSources();
  }

  /** What is harvested now, and what {@link #await} announced. */
  HarvestActivity activity() {
    return harvests.activity();
  }

  /** Announces sources that are going to be harvested. */
  void await(List<String> sources) {
    harvests.await(sources);
  }

  @Override
  public int run(Task.Job job, Listener listener) {
    return whileOpen(() ->
        switch (job) {
          case Task.Harvest harvest -> {
            int code = harvests.harvest(harvest, listener);
            if (!harvest.dryRun()) {
              derive(listener);
            }
            yield code;
          }
          case Task.Replay replay -> {
            int code = harvests.replay(replay.sources(), follower::settle, listener);
            derive(listener);
            yield code;
          }
          case Task.Validate validate -> harvests.validate(validate, listener);
          case Task.Reindex reindex -> reindex(reindex, listener);
          case Task.Compact compact -> compact(listener);
          case Task.Check check -> check(listener);
          case Task.Restore restore -> restore(restore, listener);
        });
  }

  /** Harvests alone; {@link #derive} makes what follows when all sources of a run are in. */
  int harvestOnly(Task.Harvest task, Listener listener) {
    return whileOpen(() -> harvests.harvest(task, listener));
  }

  /** Makes what follows from the records by rules where it is not there; the index follows. */
  void derive(Listener listener) {
    whileOpen(() -> {
      long start = System.nanoTime();
      boolean made = harvester.derive();
      // Whoever stops it waits for as little as possible; the next to open the index catches up.
      if (!stopping) {
        follower.settle();
      }
      if (made) {
        listener.say("Derived facts made in %.1f s".formatted((System.nanoTime() - start) / 1e9));
      }
      return 0;
    });
  }

  private int reindex(Task.Reindex task, Listener listener) {
    try {
      long start = System.nanoTime();
      long records = index.reindex(task.allowDrop(), new IndexMaking(listener));
      listener.say(
          String.format(
              Locale.ROOT,
              "Made the search index in %.1f s: %,d records can be found, made-up ones included",
              (System.nanoTime() - start) / 1e9,
              records));
      listener.result(JSON.writeValueAsString(Map.of("records", records)));
      return 0;
    } catch (IllegalStateException e) {
      throw new ClearError(e.getMessage() + " If so, say ./tessera reindex --allow-drop", e);
    } catch (IOException e) {
      throw new ClearError("The index cannot be written: " + e.getMessage(), e);
    }
  }

  private int compact(Listener listener) {
    long sizeBefore = store.size();
    String before = megabytes(sizeBefore);
    listener.say("Compacting the store of " + before);
    long start = System.nanoTime();
    store.compact();
    double seconds = (System.nanoTime() - start) / 1e9;
    String after = megabytes(store.size());
    String gain =
        store.size() < sizeBefore && !after.equals(before)
            ? "the store took %s and takes".formatted(before)
            : "there was nothing to gain, the store takes";
    listener.say(
        "Compacted in %.1f s: %s %s from its next start on".formatted(seconds, gain, after));
    listener.result("{\"sequence\":" + store.sequence() + "}");
    return 0;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }

  /** Unpacks the backup; it takes its place when everything is closed, for which it asks. */
  private int restore(Task.Restore task, Listener listener) {
    Restoring backup = new Restoring(folder, baseIri);
    if (!restoring.compareAndSet(null, backup)) {
      throw new ClearError(
          "Another restore is under way; wait until the server has started anew with it");
    }
    boolean begun = false;
    try {
      Restoring.Contents contents = backup.unpack(Path.of(task.file()));
      listener.say(
          "The backup is whole; the server starts anew with it. " + backup.whereItIsKept());
      contents.tell(listener);
      startAnew.run();
      begun = true;
      return 0;
    } finally {
      // Else nobody could restore until the server is started again.
      if (!begun) {
        restoring.set(null);
      }
    }
  }

  private int check(Listener listener) {
    List<String> problems = new ArrayList<>(store.check());
    problems.addAll(harvester.check());
    problems.addAll(indexProblems());
    problems.forEach(listener::say);
    listener.result(
        JSON.writeValueAsString(Map.of("consistent", problems.isEmpty(), "problems", problems)));
    return problems.isEmpty() ? 0 : 1;
  }

  /** What the index lacks of the store, and not what a harvest has committed in between. */
  private List<String> indexProblems() {
    for (int attempt = 0; attempt < 20; attempt++) {
      long sequence = store.sequence();
      follower.settle();
      List<String> problems = index.check();
      if (problems.isEmpty() || store.sequence() == sequence) {
        return problems;
      }
    }
    return List.of(
        "The search index could not be compared with the store, as records are being written:"
            + " check again when the harvest is over");
  }

  @Override
  public void write(Task.Document document, OutputStream out) throws IOException {
    whileOpen(() -> {
      switch (document) {
        case Task.Backup backup -> BackupFile.write(store, folder.archive(), out);
        case Task.Export export -> export(export, out);
        case Task.Query query -> query(query, out);
        case Task.Search search -> search(search, out);
        case Task.Sources sources -> out.write(ApiDocuments.sources(store, activity()));
      }
      return 0;
    });
  }

  private void export(Task.Export task, OutputStream out) throws IOException {
    Optional<String> source = Optional.ofNullable(task.source());
    harvests.requireKnown(source.stream().toList());
    RecordDump.Format format = RecordDump.Format.valueOf(task.format().toUpperCase(Locale.ROOT));
    new RecordDump(store).write(format, source, out);
  }

  private void search(Task.Search task, OutputStream out) throws IOException {
    try {
      out.write(ApiDocuments.search(index, task.words(), task.page(), task.size()));
    } catch (InvalidParameter e) {
      throw new ClearError(e.detail(), e);
    }
  }

  private void query(Task.Query task, OutputStream out) {
    try {
      LocalQuery.answer(store, index, task.text(), out);
    } catch (QueryException e) {
      throw new ClearError("The query cannot be answered: " + firstLine(e.getMessage()), e);
    }
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  boolean stopping() {
    return stopping;
  }

  /** Ends what runs after its batch, waits for it, and closes everything; once. */
  @Override
  public void close() {
    stopping = true;
    harvester.stop();
    use.writeLock().lock();
    try {
      if (open) {
        open = false;
        try (folder) {
          try (store;
              index) {
            follower.close();
          }
          Restoring unpacked = restoring.get();
          if (unpacked != null) {
            unpacked.replace();
          }
        }
      }
    } catch (IOException e) {
      failure = "The index could not be closed: " + e;
      throw new UncheckedIOException(failure, e);
    } catch (RuntimeException | Error e) {
      failure = e.getMessage() == null ? e.toString() : e.getMessage();
      throw e;
    } finally {
      use.writeLock().unlock();
    }
  }

  /** What closing failed with, for whoever has it closed by others. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  private interface Work<E extends Exception> {
    int code() throws E;
  }

  /** Holds the registry open for as long as the work lasts. */
  private <E extends Exception> int whileOpen(Work<E> work) throws E {
    use.readLock().lock();
    try {
      if (!open) {
        throw new ClearError("Tessera is being stopped");
      }
      return work.code();
    } catch (HarvestException | StoreException e) {
      throw new ClearError(String.valueOf(e.getMessage()), e);
    } finally {
      use.readLock().unlock();
    }
  }
}
