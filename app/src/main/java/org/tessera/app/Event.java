package org.tessera.app;

import org.jspecify.annotations.Nullable;
import org.tessera.app.Listener.Progress;

/**
 * One line of the stream that {@code POST /admin/{job}} answers with; one part is set. The stream
 * ends with {@code exit}; without it the job was cut off.
 *
 * @param exit exit code of the command line
 * @param error why the job could not be done
 */
record Event(
    @Nullable Progress progress,
    @Nullable String say,
    @Nullable String result,
    @Nullable String error,
    @Nullable Integer exit) {

  static Event progress(Progress progress) {
    return new Event(progress, null, null, null, null);
  }

  static Event say(String line) {
    return new Event(null, line, null, null, null);
  }

  static Event result(String json) {
    return new Event(null, null, json, null, null);
  }

  static Event error(String message) {
    return new Event(null, null, null, message, 1);
  }

  static Event exit(int code) {
    return new Event(null, null, null, null, code);
  }
}
