package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void whatAHarvestIsWritingIsNothingWrong(@TempDir Path folder) {
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
      int checks = 0;
      while (!harvest.isDone() || checks == 0) {
        assertEquals(0, registry.run(new Task.Check(), new Said(said)), said::toString);
        checks++;
      }
      assertEquals(0, harvest.join());
      assertTrue(checks > 1, "checked while it was written");
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
