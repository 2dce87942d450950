package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check finds wrong is wrong. */
class CheckTest {
  @Test
  void whatAHarvestIsWritingIsNothingWrong(@TempDir Path folder) throws InterruptedException {
    Settings settings =
        Settings.load(folder.resolve("data"), Map.of(), Map.of(Setting.SAMPLES, "false"));
    DataFolder data = DataFolder.take(settings.data(), "start").orElseThrow();
    data.keep();
    Heard heard = new Heard();
    try (Registry registry = Registry.ofCommand(data, settings)) {
      Task.Harvest task =
          new Task.Harvest(List.of("uk-ofqual", "fr-bcn"), null, false, false, false, false);
      CompletableFuture<Integer> harvest =
          CompletableFuture.supplyAsync(() -> registry.run(task, new Heard()));
      while (registry.store().sequence() == 0 && !harvest.isDone()) {
        Thread.sleep(10);
      }
      assertFalse(harvest.isDone(), "there is no check beside it");
      while (!harvest.isDone()) {
        registry.run(new Task.Check(), heard);
      }
      assertFalse((heard.lines + "" + heard.results).contains("reindex"), heard.lines::toString);
      assertEquals(0, harvest.join());
      assertEquals(0, registry.run(new Task.Check(), heard), heard.lines::toString);
    }
  }
}
