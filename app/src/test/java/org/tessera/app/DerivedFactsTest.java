package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derived facts are made at the end of a run, and else by whoever opens the folder next. */
class DerivedFactsTest {
  private static final String MADE = "Derived facts made";

  @TempDir Path folder = Path.of("");

  @Test
  void aRunOverManySourcesMakesThemOnce() {
    try (Registry registry = open()) {
      Heard dry = new Heard();
      registry.run(harvest(true), dry);
      assertEquals(0, count(MADE, dry), dry.lines::toString);
      Heard first = new Heard();
      registry.run(harvest(false), first);
      assertEquals(1, count(MADE, first), first.lines::toString);
      assertTrue(isMade(registry));
      Heard second = new Heard();
      registry.run(harvest(false), second);
      assertEquals(0, count(MADE, second), second.lines::toString);
      Heard replay = new Heard();
      registry.run(new Task.Replay(List.of("mu-mqa", "ke-knqa")), replay);
      assertEquals(0, count(MADE, replay), "nothing changed: " + replay.lines);
      assertTrue(isMade(registry));
      Heard check = new Heard();
      assertEquals(0, registry.run(new Task.Check(), check), check.lines::toString);
    }
  }

  @Test
  void aStartMakesThemWhereAHarvestWasKilledBeforeIt() throws InterruptedException {
    try (Registry killed = open()) {
      killed.harvestOnly(harvest(false), new Heard());
      assertFalse(isMade(killed));
    }
    try (Registry next = open()) {
      FirstHarvest.begin(next, settings(), () -> {});
      long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
      while (!isMade(next) && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertTrue(isMade(next));
    }
  }

  private Settings settings() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.SAMPLES, "false");
    return Settings.load(folder.resolve("data"), Map.of(), flags);
  }

  private Registry open() {
    Settings settings = settings();
    DataFolder data = DataFolder.take(settings.data(), "start").orElseThrow();
    data.keep();
    return Registry.ofCommand(data, settings);
  }

  private static Task.Harvest harvest(boolean dryRun) {
    return new Task.Harvest(List.of("mu-mqa", "ke-knqa"), null, false, false, dryRun, false);
  }

  private static boolean isMade(Registry registry) {
    Node state = NodeFactory.createURI("https://w3id.org/tessera/id/derived");
    return registry.store().read(dataset -> dataset.containsGraph(state));
  }

  private static long count(String beginning, Heard heard) {
    return heard.lines.stream().filter(line -> line.startsWith(beginning)).count();
  }
}
