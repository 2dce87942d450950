package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HarvestProgressTest {
  @Test
  void theRateOutlivesTheWaitForTheWriter() {
    List<Double> rates = new ArrayList<>();
    AtomicLong seconds = new AtomicLong();
    HarvestProgress progress =
        new HarvestProgress(
            new Listener() {
              @Override
              public void progress(Progress now) {
                rates.add(now.perSecond());
              }

              @Override
              public void say(String line) {}

              @Override
              public void result(String json) {}
            },
            () -> {},
            () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    for (int batch = 0; batch < 6; batch++) {
      seconds.addAndGet(1);
      progress.progress("xx", batch * 10_000 + 9_999, 100_000);
      seconds.addAndGet(9);
      progress.progress("xx", batch * 10_000 + 10_000, 100_000);
    }
    assertEquals(1_000, rates.getLast(), 300, rates::toString);
    assertEquals(1_000, rates.get(rates.size() - 2), 300, rates::toString);
  }
}
