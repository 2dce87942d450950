package org.tessera.app;

import java.util.Locale;
import java.util.Map;
import org.tessera.search.ApiDocuments;
import org.tessera.search.SourceItem;
import org.tessera.store.RecordStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the records of all sources are, so that the totals of log, table and search explain each
 * other.
 *
 * @param found those that a search finds
 * @param vocabulary concepts of sources that publish nothing else
 * @param named organisations and concepts that other records name
 * @param synthetic made-up examples, which are in none of these
 */
record RecordTotals(long found, long vocabulary, long named, long synthetic) {
  private static final JsonMapper JSON = new JsonMapper();

  static RecordTotals of(RecordStore store) {
    return of(JSON.readTree(ApiDocuments.sources(store, Map::of)));
  }

  /** Reads what {@code /api/v1/sources} answers. */
  static RecordTotals of(JsonNode document) {
    long all = 0;
    long records = 0;
    long found = 0;
    long synthetic = 0;
    for (JsonNode source : document.path("sources")) {
      synthetic += source.path("synthetic").asLong();
      records += source.path("records").asLong();
      for (var kind : source.path("by_kind").properties()) {
        long count = kind.getValue().asLong();
        all += count;
        found += SourceItem.isResult(kind.getKey()) ? count : 0;
      }
    }
    return new RecordTotals(found, records - found, all - records, synthetic);
  }

  /** As in README. */
  String words() {
    String real =
        String.format(
            Locale.ROOT,
            "%,d records (%,d that a search finds, %,d concepts of vocabularies)"
                + " and %,d organisations and concepts that they name: %,d in all",
            found + vocabulary,
            found,
            vocabulary,
            named,
            found + vocabulary + named);
    return synthetic == 0
        ? real
        : real + String.format(Locale.ROOT, ", and %,d made-up examples", synthetic);
  }
}
