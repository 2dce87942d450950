package org.tessera.app;

import java.util.ArrayList;
import java.util.List;

/** What a task told whoever listened. */
final class Heard implements Listener {
  final List<String> lines = new ArrayList<>();
  final List<String> results = new ArrayList<>();

  @Override
  public void progress(Progress progress) {}

  @Override
  public void say(String line) {
    lines.add(line);
  }

  @Override
  public void result(String json) {
    results.add(json);
  }
}
