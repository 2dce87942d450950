package org.tessera.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds out who holds a data folder: nobody, so that this process may, or a server. */
final class Desks {
  private static final Duration STARTING = Duration.ofSeconds(30);

  private Desks() {}

  /**
   * The registry of this process, if the folder is free, else the server that holds it.
   *
   * @throws ClearError when another process that is no server holds it
   */
  static Desk open(Path data, Task task) {
    Settings settings = Settings.load(data, System.getenv(), Map.of());
    Path path = settings.data();
    boolean makesOne =
        task instanceof Task.Restore || task instanceof Task.Harvest harvest && !harvest.dryRun();
    if (!makesOne && !DataFolder.hasRegistry(path) && !DataFolder.wasTaken(path)) {
      return withoutRegistry(settings, task);
    }
    Optional<DataFolder> folder = DataFolder.take(path, task.name());
    if (folder.isPresent()) {
      if (task instanceof Task.Restore) {
        return new RestoreDesk(folder.get(), settings);
      }
      if (!DataFolder.hasRegistry(path)) {
        if (!makesOne) {
          folder.get().close();
          return withoutRegistry(settings, task);
        }
        System.err.println(
            "There is no registry in %s yet: an empty one is made. Another is named by --data"
                .formatted(path));
      }
      folder.get().keep();
      return Registry.ofCommand(folder.get(), settings);
    }
    DataFolder.Server server = awaitServer(settings.data());
    return new RemoteDesk(
        URI.create(server.address()),
        settings
            .givenToken()
            .map(AdminToken::secret)
            .orElseGet(() -> DataFolder.adminToken(settings.data())),
        listener -> awaitAnotherThan(server, settings.data(), Patience.OF_PEOPLE, listener));
  }

  /**
   * For what needs no records: an empty registry that is gone with the desk.
   *
   * @throws ClearError for all else
   */
  private static Desk withoutRegistry(Settings settings, Task task) {
    String none = "There is no registry in " + settings.data();
    if (!(task instanceof Task.Sources
        || task instanceof Task.Validate
        || task instanceof Task.Harvest)) {
      throw new ClearError(
          none
              + "; name its folder with --data, or make one there with ./tessera start or harvest");
    }
    if (task instanceof Task.Sources) {
      System.err.println(none + ": nothing has been harvested of what can be");
    }
    Path scratch =
        Path.of(System.getProperty("java.io.tmpdir"), "tessera-" + UUID.randomUUID())
            .toAbsolutePath();
    DataFolder folder = DataFolder.take(scratch, task.name()).orElseThrow();
    return Registry.ofCommand(folder, settings);
  }

  /** The folder's server, for which a start under way is waited for. */
  private static DataFolder.Server awaitServer(Path data) {
    long end = System.nanoTime() + STARTING.toNanos();
    while (true) {
      Optional<DataFolder.Server> server = DataFolder.server(data);
      if (server.isPresent()) {
        return server.get();
      }
      Optional<DataFolder.Holder> holder = DataFolder.holder(data);
      boolean starting = holder.map(DataFolder.Holder::command).orElse("").equals("start");
      if (!starting || System.nanoTime() > end) {
        throw taken(data, holder);
      }
      pause();
    }
  }

  /**
   * How long the successor of a server is waited for.
   *
   * @param least for one that cannot be seen at work
   * @param most for any: making the index of a large registry anew takes minutes
   * @param line between two lines that tell of it
   */
  record Patience(Duration least, Duration most, Duration line) {
    static final Patience OF_PEOPLE =
        new Patience(STARTING, Duration.ofMinutes(30), Duration.ofSeconds(10));
  }

  /** Waits for the server that takes the place of one that starts anew. */
  static void awaitAnotherThan(
      DataFolder.Server before, Path data, Patience patience, Listener listener) {
    long start = System.nanoTime();
    long lines = 0;
    while (DataFolder.server(data).filter(now -> !now.equals(before)).isEmpty()) {
      // One that fails and has let the folder go comes no more.
      Optional<String> failed = DataFolder.failedStart(data);
      if (failed.filter(reason -> reason.startsWith(DataFolder.NO_START)).isPresent()) {
        throw new ClearError(failed.get());
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(patience.least()) > 0 && !lives(before)) {
        throw new ClearError("The server ended and did not start anew; see its output");
      }
      if (waited.compareTo(patience.most()) > 0) {
        throw new ClearError(
            ("The server has not started anew within %d min; see its output, and whether process %d"
                    + " is still at work: it may be making the index anew")
                .formatted(waited.toMinutes(), before.pid()));
      }
      if (waited.dividedBy(patience.line()) > lines) {
        lines = waited.dividedBy(patience.line());
        listener.say(
            "Waiting for the server to start anew, which makes its index anew: %d s"
                .formatted(waited.toSeconds()));
      }
      pause();
    }
    DataFolder.failedStart(data)
        .ifPresent(reason -> {
          throw new ClearError(reason + "; the server has started anew with what was there");
        });
  }

  /** A process that began after the server did has only its number. */
  private static boolean lives(DataFolder.Server server) {
    return ProcessHandle.of(server.pid())
        .filter(ProcessHandle::isAlive)
        .filter(process ->
            process
                .info()
                .startInstant()
                .filter(began -> began.isAfter(Instant.parse(server.started())))
                .isEmpty())
        .isPresent();
  }

  /** What to tell somebody who finds the folder taken. */
  static ClearError taken(Path data, Optional<DataFolder.Holder> holder) {
    return new ClearError(
        "The data folder %s is in use by %s; wait for its end, or take another --data"
            .formatted(
                data,
                holder
                    .map(by -> "'tessera " + by.command() + "' (process " + by.pid() + ")")
                    .orElse("another process")));
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClearError("Interrupted while waiting for the server to start", e);
    }
  }
}
