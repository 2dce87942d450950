package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tessera.store.SourceSummary.Run;

/**
 * Harvest runs as stacked columns, oldest first: what was new or changed, what was as before, and
 * what was held back. Lengths are in the plot's own units, {@value #WIDTH} by {@value #HEIGHT}.
 */
record RunPlot(List<Run> runs, List<Column> columns, long most) {
  static final int WIDTH = 720;
  static final int HEIGHT = 160;

  private static final int WIDEST = 40;

  static RunPlot of(List<Run> newestFirst) {
    List<Run> runs = newestFirst.stream().sorted(Comparator.comparing(Run::started)).toList();
    long most = runs.stream().mapToLong(RunPlot::total).max().orElse(0);
    List<Column> columns = new ArrayList<>();
    int step = runs.isEmpty() ? WIDTH : Math.min(WIDEST, WIDTH / runs.size());
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      int fresh = height(run.added() + run.changed(), most);
      int same = height(run.unchanged() + run.skipped(), most);
      int held = height(run.quarantined(), most);
      columns.add(new Column(i * step, Math.max(2, step - 6), fresh, same, held));
    }
    return new RunPlot(runs, columns, most);
  }

  private static long total(Run run) {
    return run.added() + run.changed() + run.unchanged() + run.skipped() + run.quarantined();
  }

  /** Never more than is there, and never nothing for something. */
  private static int height(long count, long most) {
    return count == 0 || most == 0 ? 0 : (int) Math.max(1, (HEIGHT - 4) * count / most);
  }

  /** One run: distance from the start, width, and the heights of its three parts. */
  record Column(int x, int width, int fresh, int same, int held) {
    int topOfSame() {
      return HEIGHT - same;
    }

    int topOfFresh() {
      return topOfSame() - fresh;
    }

    int topOfHeld() {
      return topOfFresh() - held;
    }
  }
}
