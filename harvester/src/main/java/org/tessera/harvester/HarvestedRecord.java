package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import org.tessera.store.RecordWrite.IdentifierBasis;

/**
 * One record as its source said it, cut from its file, free of personal data.
 *
 * @param localId key within the source
 * @param place file and row, line or position
 * @param hash {@code sha256:} over the input's name and the content
 * @param contradiction how the rows that it was made of may contradict each other, or empty
 */
record HarvestedRecord(
    Input input,
    String localId,
    IdentifierBasis identifierBasis,
    String place,
    Content content,
    String hash,
    String contradiction) {

  /** One that stands whole in one place. */
  HarvestedRecord(
      Input input,
      String localId,
      IdentifierBasis identifierBasis,
      String place,
      Content content,
      String hash) {
    this(input, localId, identifierBasis, place, content, hash, "");
  }

  static String hash(Input input, String text) {
    return "sha256:" + Hash.hex((input.tableName() + "\n" + text).getBytes(StandardCharsets.UTF_8));
  }
}
