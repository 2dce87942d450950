package org.tessera.search;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of the records found state a value in each step of a range. Where the search bounds the
 * range, they are counted as if it did not.
 */
public record Histogram(Range range, List<Step> steps) {
  /**
   * @param above values are greater than this; null for the first step
   * @param upTo and not greater than this; null for the last step
   */
  public record Step(@Nullable BigDecimal above, @Nullable BigDecimal upTo, long count) {}

  /** Records that state a value at all. */
  public long stated() {
    return steps.stream().mapToLong(Step::count).sum();
  }
}
