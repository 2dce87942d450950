package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
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
    List<String> said = new ArrayList<>();
    try (Registry registry = Registry.ofCommand(data, settings)) {
      Task.Harvest task =
          new Task.Harvest(List.of("uk-ofqual", "fr-bcn"), null, false, false, false, false);
      CompletableFuture<Integer> harvest =
          CompletableFuture.supplyAsync(() -> registry.run(task, new Said(new ArrayList<>())));
      while (registry.store().sequence() == 0 && !harvest.isDone()) {
        Thread.sleep(10);
      }
      assertFalse(harvest.isDone(), "there is no check beside it");
      while (!harvest.isDone()) {
        registry.run(new Task.Check(), new Said(said));
      }
      assertFalse(String.join("", said).contains("reindex"), said::toString);
      assertEquals(0, harvest.join());
      assertEquals(0, registry.run(new Task.Check(), new Said(said)), said::toString);
    }
  }

  private record Said(List<String> lines) implements Listener {
    @Override
    public void progress(Progress progress) {}

    @Override
    public void say(String line) {
      lines.add(line);
    }

    @Override
    public void result(String json) {
      lines.add(json);
    }
  }
}
