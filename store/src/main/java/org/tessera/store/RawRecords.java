package org.tessera.store;

import java.util.Optional;

/**
 * What a source said, as it said it; kept by the harvester's archive and shown on a record's page.
 */
public interface RawRecords {
  /** The raw record last archived for a key of a source. */
  Optional<RawRecord> find(String source, String localId);

  /** No archive: nothing is found. */
  RawRecords NONE = (source, localId) -> Optional.empty();

  /**
   * @param format {@code csv}, {@code json} or {@code xml}
   * @param place file and line or position, as in {@code certifications.csv, row 12}
   * @param text the record; a CSV row is a JSON object of its columns in their order
   */
  record RawRecord(String format, String place, String text) {}
}
