package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.app.DataFolder.Server;
import org.tessera.app.Desks.Patience;

@Timeout(60)
class DesksTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path data;

  private final List<String> lines = new ArrayList<>();
  private Runnable whenTold = () -> {};

  @Test
  void aServerThatStartsAnewIsWaitedForAsLongAsItsProcessLives() {
    try (DataFolder folder = DataFolder.take(data, "start").orElseThrow()) {
      whenTold = () -> folder.announce("http://localhost:2/");
      await(thisProcess(Instant.now()), new Patience(Duration.ZERO, LONG, Duration.ofMillis(100)));
      assertTrue(DataFolder.server(data).isPresent());
      assertFalse(lines.isEmpty(), "waiting is told");
      assertTrue(lines.getFirst().startsWith("Waiting for the server"), lines::toString);
    }
  }

  @Test
  void aServerThatEndedInsteadIsNotWaitedFor() {
    Server ended = new Server("http://localhost:1/", Long.MAX_VALUE, String.valueOf(Instant.now()));
    assertEnded(ended);
  }

  @Test
  void aLaterProcessOfItsNumberIsNotTheServer() {
    assertEnded(thisProcess(Instant.EPOCH));
  }

  @Test
  void whyAServerDoesNotStartAnewIsToldWhoWaits() {
    DataFolder.tellFailedStart(data, DataFolder.NO_START + ": the port is taken");
    ClearError failed =
        assertThrows(
            ClearError.class,
            () -> await(thisProcess(Instant.now()), new Patience(LONG, LONG, LONG)));
    assertEquals("The server could not start anew: the port is taken", failed.getMessage());
  }

  @Test
  void aSuccessorWithoutWhatWasRestoredSaysSo() {
    try (DataFolder folder = DataFolder.take(data, "start").orElseThrow()) {
      DataFolder.tellFailedStart(data, "The backup cannot be restored: gone");
      folder.announce("http://localhost:2/");
      ClearError failed =
          assertThrows(
              ClearError.class,
              () -> await(thisProcess(Instant.now()), new Patience(LONG, LONG, LONG)));
      assertTrue(
          String.valueOf(failed.getMessage())
              .startsWith("The backup cannot be restored: gone; the"),
          failed::toString);
    }
  }

  @Test
  void noServerIsWaitedForForEver() {
    ClearError late =
        assertThrows(
            ClearError.class,
            () ->
                await(
                    thisProcess(Instant.now()), new Patience(Duration.ZERO, Duration.ZERO, LONG)));
    String said = String.valueOf(late.getMessage());
    assertTrue(said.contains("process " + ProcessHandle.current().pid()), said);
    assertTrue(said.contains("index"), said);
  }

  private void assertEnded(Server server) {
    ClearError ended =
        assertThrows(
            ClearError.class, () -> await(server, new Patience(Duration.ZERO, LONG, LONG)));
    assertTrue(String.valueOf(ended.getMessage()).contains("ended"), ended::toString);
  }

  private void await(Server before, Patience patience) {
    Desks.awaitAnotherThan(
        before,
        data,
        patience,
        new Listener() {
          @Override
          public void progress(Progress progress) {}

          @Override
          public void say(String line) {
            lines.add(line);
            whenTold.run();
          }

          @Override
          public void result(String json) {}
        });
  }

  private static Server thisProcess(Instant started) {
    return new Server(
        "http://localhost:1/", ProcessHandle.current().pid(), String.valueOf(started));
  }
}
