package org.tessera.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tessera.store.SourceSummary;

/**
 * What a server does once it serves: fills an empty folder with the bundled records, smallest
 * source first, and makes the derived facts that an earlier process or version left unmade. The
 * file {@code samples.pending} lasts until all records are in, so that the next start goes on.
 */
final class FirstHarvest {
  private static final Logger log = LoggerFactory.getLogger(FirstHarvest.class);

  /** After so many sources the pages have something to show. */
  private static final int SOURCES_TO_SHOW = 3;

  private FirstHarvest() {}

  /**
   * Begins in the background.
   *
   * @param somethingToShow is run once some sources are in
   */
  static void begin(Registry registry, Settings settings, Runnable somethingToShow) {
    Path pending = settings.data().resolve("samples.pending");
    boolean harvests = isWanted(registry, settings, pending);
    Background.thread("first-harvest")
        .start(() -> {
          if (harvests) {
            run(registry, pending, somethingToShow);
          } else {
            derive(registry);
          }
        });
  }

  private static boolean isWanted(Registry registry, Settings settings, Path pending) {
    try {
      boolean empty = registry.store().sequence() == 0;
      if (!settings.on(Setting.SAMPLES) || !(empty || Files.exists(pending))) {
        return false;
      }
      Files.write(pending, List.of("The bundled records are not all in yet."));
      return true;
    } catch (IOException e) {
      throw new ClearError(pending + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void derive(Registry registry) {
    try {
      registry.derive(Terminal.standard(false));
    } catch (RuntimeException e) {
      if (!registry.stopping()) {
        log.error("The derived facts could not be made", e);
      }
    }
  }

  private static void run(Registry registry, Path pending, Runnable somethingToShow) {
    List<String> done =
        registry.store().sources().stream()
            .filter(source -> source.lastRun().filter(SourceSummary.Run::complete).isPresent())
            .map(SourceSummary::id)
            .toList();
    List<String> sources =
        registry.bundledSources().stream().filter(source -> !done.contains(source)).toList();
    registry.await(sources);
    Terminal terminal = Terminal.standard(false);
    if (!sources.isEmpty()) {
      terminal.say("Harvesting the bundled records of " + words(sources.size()));
    }
    int failed = 0;
    int tried = 0;
    for (String source : sources) {
      try {
        Task.Harvest task = new Task.Harvest(List.of(source), null, false, false, false, false);
        failed += registry.harvestOnly(task, terminal) == 1 ? 1 : 0;
      } catch (RuntimeException e) {
        failed++;
        log.error("The bundled records of {} could not be harvested: {}", source, e.toString());
      }
      if (registry.stopping()) {
        return;
      }
      if (++tried - failed == SOURCES_TO_SHOW) {
        somethingToShow.run();
      }
    }
    derive(registry);
    finish(registry, pending, failed, terminal);
  }

  private static String words(int sources) {
    return sources == 1 ? "1 source" : sources + " sources";
  }

  private static void finish(Registry registry, Path pending, int failed, Terminal terminal) {
    String totals = RecordTotals.of(registry.store()).words();
    terminal.say(
        failed == 0
            ? "All bundled records are in. There are " + totals
            : "There are %s; %s failed, to be tried again at the next start"
                .formatted(totals, words(failed)));
    if (failed == 0) {
      try {
        Files.deleteIfExists(pending);
      } catch (IOException e) {
        log.warn("{} cannot be deleted: {}", pending, e.toString());
      }
    }
  }
}
