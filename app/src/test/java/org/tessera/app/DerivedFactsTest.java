package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
      Lines dry = new Lines();
      registry.run(harvest(true), dry);
      assertEquals(0, dry.count(MADE), dry.said::toString);
      Lines first = new Lines();
      registry.run(harvest(false), first);
      assertEquals(1, first.count(MADE), first.said::toString);
      assertTrue(isMade(registry));
      Lines second = new Lines();
      registry.run(harvest(false), second);
      assertEquals(0, second.count(MADE), second.said::toString);
      Lines replay = new Lines();
      registry.run(new Task.Replay(List.of("mu-mqa", "ke-knqa")), replay);
      assertEquals(0, replay.count(MADE), "nothing changed: " + replay.said);
      assertTrue(isMade(registry));
      Lines check = new Lines();
      assertEquals(0, registry.run(new Task.Check(), check), check.said::toString);
    }
  }

  @Test
  void aStartMakesThemWhereAHarvestWasKilledBeforeIt() throws InterruptedException {
    try (Registry killed = open()) {
      killed.harvestOnly(harvest(false), new Lines());
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

  private static final class Lines implements Listener {
    private final List<String> said = new ArrayList<>();

    @Override
    public void progress(Progress progress) {}

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void result(String json) {}

    long count(String beginning) {
      return said.stream().filter(line -> line.startsWith(beginning)).count();
    }
  }
}
