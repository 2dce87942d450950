package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoringTest {
  private static final Listener DEAF =
      new Listener() {
        @Override
        public void progress(Progress progress) {}

        @Override
        public void say(String line) {}

        @Override
        public void result(String json) {}
      };

  @TempDir Path temporary;

  @Test
  void aRestoreIsRefusedWhileAnotherWaitsForItsTurn() throws IOException {
    long sequence;
    Path backup;
    try (Registry registry = open()) {
      backup = backup(registry);
      sequence = registry.store().sequence();
    }
    try (Registry registry = open()) {
      assertThrows(ClearError.class, () -> restore(registry, temporary.resolve("none")));
      assertEquals(0, restore(registry, backup), "after one that failed");
      ClearError refused = assertThrows(ClearError.class, () -> restore(registry, backup));
      assertTrue(
          String.valueOf(refused.getMessage()).startsWith("Another restore is under way"),
          refused::toString);
    }
    try (Registry registry = open()) {
      assertEquals(sequence, registry.store().sequence());
    }
  }

  @Test
  void theNextMayTryWhereStartingAnewFails() throws IOException {
    AtomicInteger starts = new AtomicInteger();
    try (Registry registry =
        open(() -> {
          if (starts.incrementAndGet() == 1) {
            throw new IllegalStateException("no thread is left");
          }
        })) {
      Path backup = backup(registry);
      assertThrows(IllegalStateException.class, () -> restore(registry, backup));
      assertEquals(0, restore(registry, backup));
      assertThrows(ClearError.class, () -> restore(registry, backup), "now one waits");
      assertEquals(2, starts.get());
    }
  }

  @Test
  void whatIsThereIsLeftWhereTheDraftIsGone() throws IOException {
    Registry registry = open();
    restore(registry, backup(registry));
    Path draft = temporary.resolve("data/restoring");
    Files.move(draft, temporary.resolve("elsewhere"));
    assertThrows(ClearError.class, registry::close);
    assertTrue(registry.failure().orElse("").contains("cannot be restored"), "kept for the caller");
    assertTrue(Files.isDirectory(temporary.resolve("data/store")));
    assertFalse(Files.exists(temporary.resolve("data/restore.unfinished")));
    open().close();
  }

  /** Of a few records. */
  private Path backup(Registry registry) throws IOException {
    registry.run(new Task.Harvest(List.of("oecd"), null, false, false, false, false), DEAF);
    Path backup = temporary.resolve("backup");
    try (OutputStream out = Files.newOutputStream(backup)) {
      registry.write(new Task.Backup(), out);
    }
    return backup;
  }

  private static int restore(Registry registry, Path backup) {
    return registry.run(new Task.Restore(backup.toString()), DEAF);
  }

  private Registry open() {
    return open(() -> {});
  }

  private Registry open(Runnable startAnew) {
    Path data = temporary.resolve("data");
    Settings settings = Settings.load(data, Map.of(), Map.of());
    DataFolder folder = DataFolder.take(data, "start").orElseThrow();
    folder.keep();
    return Registry.ofServer(folder, settings, startAnew);
  }
}
