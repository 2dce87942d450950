package org.tessera.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tessera.store.SourceSummary;

/**
 * Fills an empty folder with the bundled records, smallest source first, while the server serves.
 * The file {@code samples.pending} lasts until all are in, so that the next start goes on.
 */
final class FirstHarvest {
  private static final Logger log = LoggerFactory.getLogger(FirstHarvest.class);

  private FirstHarvest() {}

  /** Begins in the background, if there is something to do. */
  static void begin(Registry registry, Settings settings) {
    Path pending = settings.data().resolve("samples.pending");
    try {
      boolean empty = registry.store().sequence() == 0;
      if (!settings.on(Setting.SAMPLES) || !(empty || Files.exists(pending))) {
        return;
      }
      Files.write(pending, List.of("The bundled records are not all in yet."));
    } catch (IOException e) {
      throw new ClearError(pending + " cannot be written: " + e.getMessage(), e);
    }
    Thread.ofPlatform().name("first-harvest").start(() -> run(registry, pending));
  }

  private static void run(Registry registry, Path pending) {
    List<String> done =
        registry.store().sources().stream()
            .filter(source -> source.lastRun().filter(SourceSummary.Run::complete).isPresent())
            .map(SourceSummary::id)
            .toList();
    List<String> sources =
        registry.bundledSources().stream().filter(source -> !done.contains(source)).toList();
    registry.await(sources);
    Terminal terminal = Terminal.standard(false);
    terminal.say("Harvesting the bundled records of " + sources.size() + " sources");
    int failed = 0;
    for (String source : sources) {
      try {
        Task.Harvest task = new Task.Harvest(List.of(source), null, false, false, false, false);
        failed += registry.run(task, terminal) == 1 ? 1 : 0;
      } catch (RuntimeException e) {
        failed++;
        log.error("The bundled records of {} could not be harvested: {}", source, e.toString());
      }
      if (registry.stopping()) {
        return;
      }
    }
    finish(registry, pending, failed, terminal);
  }

  private static void finish(Registry registry, Path pending, int failed, Terminal terminal) {
    long records =
        registry.store().sources().stream()
            .flatMap(source -> source.records().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    terminal.say(
        failed == 0
            ? "All bundled records are in: %,d".formatted(records)
            : "%,d records are in; %d sources failed and are tried again at the next start"
                .formatted(records, failed));
    if (failed == 0) {
      try {
        Files.deleteIfExists(pending);
      } catch (IOException e) {
        log.warn("{} cannot be deleted: {}", pending, e.toString());
      }
    }
  }
}
