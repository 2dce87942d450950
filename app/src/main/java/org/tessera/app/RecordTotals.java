package org.tessera.app;

import java.util.Locale;
import org.tessera.search.SourceItem;
import tools.jackson.databind.JsonNode;

/**
 * What the records of all sources are, so that the totals of log, table and search explain each
 * other.
 *
 * @param found those that a search finds
 * @param vocabulary concepts of sources that publish nothing else
 * @param named organisations and concepts that other records name
 */
record RecordTotals(long found, long vocabulary, long named) {
  /** Reads what {@code /api/v1/sources} answers. */
  static RecordTotals of(JsonNode document) {
    long all = 0;
    long records = 0;
    long found = 0;
    for (JsonNode source : document.path("sources")) {
      records += source.path("records").asLong();
      for (var kind : source.path("by_kind").properties()) {
        long count = kind.getValue().asLong();
        all += count;
        found += SourceItem.isResult(kind.getKey()) ? count : 0;
      }
    }
    return new RecordTotals(found, records - found, all - records);
  }

  /** As in README. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%,d records (%,d that a search finds, %,d concepts of vocabularies)"
            + " and %,d organisations and concepts that they name: %,d in all",
        found + vocabulary,
        found,
        vocabulary,
        named,
        found + vocabulary + named);
  }
}
