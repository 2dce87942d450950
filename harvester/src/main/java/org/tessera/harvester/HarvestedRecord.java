package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.tessera.store.RecordWrite;
import org.tessera.store.RecordWrite.IdentifierBasis;

/**
 * One record as its source said it, cut from its file, free of personal data.
 *
 * @param localId key within the source
 * @param place file and row, line or position
 * @param hash {@code sha256:} over the input's name and the content
 * @param difference that of the rows which it was made of, if they differ
 */
record HarvestedRecord(
    Input input,
    String localId,
    IdentifierBasis identifierBasis,
    String place,
    Content content,
    String hash,
    Optional<Difference> difference) {

  /** One that stands whole in one place. */
  HarvestedRecord(
      Input input,
      String localId,
      IdentifierBasis identifierBasis,
      String place,
      Content content,
      String hash) {
    this(input, localId, identifierBasis, place, content, hash, Optional.empty());
  }

  /** What goes before the reason why it is refused: that its rows differ, if they do. */
  String told() {
    return difference.map(it -> it.told(localId)).orElse("");
  }

  /** Why its rows cannot be one record, though what was mapped of them may look like one. */
  Optional<String> contradiction(List<RecordWrite> mapped, Mapper mapper) {
    return difference.flatMap(it -> it.contradiction(this, mapped, mapper));
  }

  HarvestedRecord withContent(Content other) {
    return new HarvestedRecord(input, localId, identifierBasis, place, other, hash, difference);
  }

  static String hash(Input input, String text) {
    return "sha256:" + Hash.hex((input.tableName() + "\n" + text).getBytes(StandardCharsets.UTF_8));
  }
}
