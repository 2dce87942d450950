package org.tessera.search.page;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bar chart.
 *
 * @param href where the line leads; null for nowhere
 * @param width length in per cent of the longest
 */
record Bar(String label, @Nullable String href, long count, int width) {

  /** A line before the longest is known. */
  record Line(String label, @Nullable String href, long count) {}

  /** Bars in the order of their lines. */
  static List<Bar> of(List<Line> lines) {
    ToLongFunction<Line> count = Line::count;
    long longest = lines.stream().mapToLong(count).max().orElse(1);
    return lines.stream()
        .map(line -> new Bar(line.label(), line.href(), line.count(), width(line, longest)))
        .toList();
  }

  private static int width(Line line, long longest) {
    return line.count() == 0 ? 0 : (int) Math.max(1, 100 * line.count() / Math.max(1, longest));
  }
}
