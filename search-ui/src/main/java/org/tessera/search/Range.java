package org.tessera.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A number that records state and that a search can bound from above, with the steps in which its
 * values are counted. The steps are fixed, so that two searches can be compared.
 */
public enum Range {
  /** Up to a full year, then by degrees. */
  ECTS("max-ects", 3, 6, 10, 20, 30, 60, 120),
  HOURS("max-hours", 10, 30, 60, 120, 300, 600, 1_200),
  /** In any currency; what costs nothing stands alone. */
  PRICE("max-price", 0, 50, 100, 500, 1_000, 5_000, 10_000);

  private final String parameter;
  private final List<BigDecimal> edges;

  Range(String parameter, int... edges) {
    this.parameter = parameter;
    this.edges = IntStream.of(edges).mapToObj(BigDecimal::valueOf).toList();
  }

  /** Name of the request parameter that bounds it. */
  public String parameter() {
    return parameter;
  }

  /** Upper ends of all steps but the last, which has none. */
  List<BigDecimal> edges() {
    return edges;
  }
}
