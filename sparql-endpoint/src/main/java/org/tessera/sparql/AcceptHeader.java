package org.tessera.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client accepts (RFC 9110, section 12.5.1). */
record AcceptHeader(List<Range> ranges) {
  private record Range(String type, String subtype, double quality) {
    int specificity() {
      return type.equals("*") ? 0 : subtype.equals("*") ? 1 : 2;
    }

    boolean covers(String mediaType) {
      int slash = mediaType.indexOf('/');
      return (type.equals("*") || type.equals(mediaType.substring(0, slash)))
          && (subtype.equals("*") || subtype.equals(mediaType.substring(slash + 1)));
    }
  }

  /**
   * @param header as sent; null accepts everything
   */
  static AcceptHeader parse(@Nullable String header) {
    List<Range> ranges = new ArrayList<>();
    for (String part : (header == null || header.isBlank() ? "*/*" : header).split(",")) {
      String[] pieces = part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
      int slash = pieces[0].indexOf('/');
      if (slash > 0) {
        ranges.add(
            new Range(pieces[0].substring(0, slash), pieces[0].substring(slash + 1), q(pieces)));
      }
    }
    return new AcceptHeader(List.copyOf(ranges));
  }

  /** How much the client wants a media type: 0 (not at all) to 1. */
  double quality(String mediaType) {
    int specificity = -1;
    double quality = 0;
    for (Range range : ranges) {
      if (range.covers(mediaType) && range.specificity() > specificity) {
        specificity = range.specificity();
        quality = range.quality();
      }
    }
    return quality;
  }

  /** The offer that the client wants most; of equal ones the first. */
  Optional<String> best(List<String> offers) {
    String best = null;
    for (String offer : offers) {
      if (quality(offer) > (best == null ? 0 : quality(best))) {
        best = offer;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double q(String[] pieces) {
    for (String piece : pieces) {
      if (piece.startsWith("q=")) {
        try {
          return Math.clamp(Double.parseDouble(piece.substring(2)), 0, 1);
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
