package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.app.DataFolder.Server;

class DesksTest {
  @TempDir Path data;

  @Test
  void aServerThatStartsAnewIsWaitedForAsLongAsItsProcessLives() throws InterruptedException {
    Server before = new Server("http://localhost:1/", ProcessHandle.current().pid(), "before");
    try (DataFolder folder = DataFolder.take(data, "start").orElseThrow()) {
      Thread slow =
          Thread.ofPlatform()
              .start(() -> {
                pause();
                folder.announce("http://localhost:2/");
              });
      Desks.awaitAnotherThan(before, data, Duration.ZERO);
      assertTrue(DataFolder.server(data).isPresent());
      slow.join();
    }
  }

  @Test
  void aServerThatEndedInsteadIsNotWaitedFor() {
    Server ended = new Server("http://localhost:1/", Long.MAX_VALUE, "before");
    assertThrows(ClearError.class, () -> Desks.awaitAnotherThan(ended, data, Duration.ZERO));
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(300));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
