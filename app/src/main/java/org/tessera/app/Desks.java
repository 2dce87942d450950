package org.tessera.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
    if (!(task instanceof Task.Restore) && Files.notExists(settings.data().resolve("store"))) {
      System.err.println(
          "There is no registry in %s yet: an empty one is made. Another is named by --data"
              .formatted(settings.data()));
    }
    Optional<DataFolder> folder = DataFolder.take(settings.data(), task.name());
    if (folder.isPresent()) {
      return task instanceof Task.Restore
          ? new RestoreDesk(folder.get(), settings)
          : Registry.ofCommand(folder.get(), settings);
    }
    DataFolder.Server server = awaitServer(settings.data());
    String token = settings.text(Setting.ADMIN_TOKEN);
    return new RemoteDesk(
        URI.create(server.address()),
        token.isEmpty() ? DataFolder.adminToken(settings.data()) : token,
        () -> awaitAnotherThan(server, settings.data(), STARTING));
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
   * Waits for the server that takes the place of one that starts anew.
   *
   * @param least how long to wait for one that cannot be seen at work
   */
  static void awaitAnotherThan(DataFolder.Server before, Path data, Duration least) {
    long end = System.nanoTime() + least.toNanos();
    while (DataFolder.server(data).filter(now -> !now.equals(before)).isEmpty()) {
      // Making the index of a large registry anew takes minutes.
      if (System.nanoTime() > end && !lives(before.pid())) {
        throw new ClearError("The server did not start anew; see its output");
      }
      pause();
    }
  }

  private static boolean lives(long process) {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent();
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
