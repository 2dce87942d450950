package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  /** What comes after may be the answer to somebody else. */
  @Test
  void aJobThatGoesOnAfterTheAnswerWritesNothing() {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    AdminController.EventStream events = new AdminController.EventStream(answer);
    events.say("one");
    String before = answer.toString(StandardCharsets.UTF_8);
    events.end();
    events.say("two");
    events.result("{}");
    assertEquals(before, answer.toString(StandardCharsets.UTF_8));
    assertEquals(1, before.lines().count());
  }
}
