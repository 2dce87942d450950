package org.tessera.search.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.search.Histogram;
import org.tessera.search.Range;
import org.tessera.search.SearchQuery;

/**
 * A histogram as columns, each of which bounds the search at its upper end. Heights are in the
 * drawing's own units, {@value #HEIGHT} for the most.
 */
record RangeView(String id, List<Column> columns, long stated) {
  static final int HEIGHT = 40;

  /**
   * @param label upper end, short
   * @param text what the column says, in words
   * @param href null where nothing can be chosen by it
   * @param within whether the search takes its records
   * @param chosen whether the search is bounded at its upper end; then {@code href} lifts the bound
   */
  record Column(
      String label,
      String text,
      @Nullable String href,
      boolean within,
      boolean chosen,
      int height) {
    int top() {
      return HEIGHT - height;
    }
  }

  static RangeView of(Histogram histogram, SearchQuery query, Page page) {
    long most = histogram.steps().stream().mapToLong(Histogram.Step::count).max().orElse(0);
    List<Column> columns = new ArrayList<>();
    for (Histogram.Step step : histogram.steps()) {
      columns.add(column(histogram.range(), step, most, query, page));
    }
    return new RangeView(histogram.range().parameter(), columns, histogram.stated());
  }

  private static Column column(
      Range range, Histogram.Step step, long most, SearchQuery query, Page page) {
    BigDecimal bound = query.atMost(range);
    BigDecimal end = step.upTo();
    boolean chosen = bound != null && end != null && bound.compareTo(end) == 0;
    String href = null;
    if (chosen) {
      href = query.without(range).address("/search");
    } else if (end != null && step.count() > 0) {
      href = query.with(range, end).address("/search");
    }
    return new Column(
        end == null
            ? page.text("range.above.short", page.messages().shortNumber(start(step)))
            : page.messages().shortNumber(end),
        text(range, step, query, page),
        href,
        bound == null || (end != null && bound.compareTo(end) >= 0),
        chosen,
        step.count() == 0 ? 0 : (int) Math.max(1, HEIGHT * step.count() / most));
  }

  private static String text(Range range, Histogram.Step step, SearchQuery query, Page page) {
    String span;
    if (step.upTo() == null) {
      span = page.text("range.above", start(step));
    } else if (step.above() == null) {
      span = page.text("range.up-to", step.upTo());
    } else {
      span = page.text("range.between", step.above(), step.upTo());
    }
    String unit =
        range == Range.PRICE
            ? String.valueOf(query.currency())
            : page.text("unit." + range.parameter());
    return page.text("range.step", span, unit, step.count());
  }

  private static BigDecimal start(Histogram.Step step) {
    return step.above() == null ? BigDecimal.ZERO : step.above();
  }
}
