package org.tessera.search;

import java.math.BigDecimal;

/**
 * A circle in which results are to be had.
 *
 * @param latitude degrees, north positive
 * @param longitude degrees, east positive
 * @param within radius in kilometres
 */
public record Near(BigDecimal latitude, BigDecimal longitude, BigDecimal within) {
  static final BigDecimal DEFAULT_WITHIN = BigDecimal.valueOf(30);

  /** Half the way around the earth: beyond it there is nothing. */
  static final BigDecimal MAX_WITHIN = BigDecimal.valueOf(20_000);

  private static final double METRES = 1_000;

  /** The middle, as the parameter is written. */
  String middle() {
    return latitude.toPlainString() + "," + longitude.toPlainString();
  }

  Place place() {
    return new Place(latitude.doubleValue(), longitude.doubleValue());
  }

  double metres() {
    return within.doubleValue() * METRES;
  }
}
