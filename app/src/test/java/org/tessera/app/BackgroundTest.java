package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  @Test
  void whatIsDoneThereAndWhatItBeginsHasTheLowestPriority() {
    AtomicInteger begun = new AtomicInteger();
    int own =
        Background.call(
            "work",
            () -> {
              Thread other =
                  Thread.ofPlatform().start(() -> begun.set(Thread.currentThread().getPriority()));
              other.join();
              return Thread.currentThread().getPriority();
            });
    assertEquals(Thread.MIN_PRIORITY, own);
    assertEquals(Thread.MIN_PRIORITY, begun.get());
    assertEquals(Thread.NORM_PRIORITY, Thread.currentThread().getPriority());
  }

  @Test
  void whatItThrowsIsThrown() {
    ClearError thrown =
        assertThrows(
            ClearError.class,
            () ->
                Background.call(
                    "work",
                    () -> {
                      throw new ClearError("no such source");
                    }));
    assertEquals("no such source", thrown.getMessage());
  }
}
