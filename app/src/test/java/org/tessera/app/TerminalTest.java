package org.tessera.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.tessera.app.Listener.Progress;

class TerminalTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void drawsABarWithRateAndTimeLeftOnATerminal() {
    terminal(true, true).progress(new Progress("fr-reva", 500, 2_000, 100));

    assertEquals(
        "\r\u001b[K[######··················] fr-reva: 500 of 2,000 records, 100/s, 15 s left",
        err.toString(UTF_8));
  }

  @Test
  void writesALineEveryTenSecondsElsewhere() {
    Terminal terminal = terminal(false, true);
    for (int second = 0; second <= 25; second++) {
      clock.set(Duration.ofSeconds(second).toNanos());
      terminal.progress(new Progress("credly", second, -1, 1));
    }

    assertEquals("credly: 10 records, 1/s\ncredly: 20 records, 1/s\n", err.toString(UTF_8));
  }

  @Test
  void clearsTheBarBeforeALine() {
    Terminal terminal = terminal(true, true);
    terminal.progress(new Progress("credly", 1, -1, 1));
    terminal.say("done");

    assertEquals("\r\u001b[Kcredly: 1 records, 1/s\r\u001b[Kdone\n", err.toString(UTF_8));
  }

  @Test
  void keepsStandardOutputForTheJsonAskedFor() {
    terminal(false, true).result("{}");
    assertEquals("{}\n", out.toString(UTF_8));
    terminal(false, false).result("{}");
    assertEquals("{}\n", out.toString(UTF_8));
  }

  private Terminal terminal(boolean interactive, boolean json) {
    return new Terminal(
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        interactive,
        json,
        clock::get);
  }
}
