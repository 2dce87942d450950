package org.tessera.sparql;

import jakarta.json.stream.JsonGenerator;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.jena.graph.NodeFactory;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/** Pages of the feed of changes as JSON: items, a cursor, and the address of the next page. */
final class FeedPages {
  private final RecordStore store;
  private final ChangeFeed feed;

  FeedPages(RecordStore store) {
    this.store = store;
    this.feed = new ChangeFeed(store);
  }

  /**
   * Writes the members of a page into the object that is open.
   *
   * @param cursor where to begin
   * @param bounds are checked before each record
   * @param item writes a record, tombstones among them, or nothing
   */
  void write(
      JsonGenerator json,
      Optional<ChangeFeed.Place> cursor,
      ChangeFeed.Wanted wanted,
      int size,
      SpooledJson.Bounds bounds,
      Consumer<StoredRecord> item) {
    ChangeFeed.Page page = feed.after(cursor.orElse(ChangeFeed.Place.START), wanted, size);
    json.writeStartArray("items");
    for (ChangeFeed.Place place : page.places()) {
      bounds.check();
      // One that has changed since has moved behind the others, and is given there.
      store
          .find(NodeFactory.createURI(place.record()))
          .filter(record -> record.catalogueRecord().sequence() == place.sequence())
          .ifPresent(item);
    }
    json.writeEnd();
    Optional<String> last =
        (page.places().isEmpty() ? cursor : Optional.of(page.places().getLast()))
            .map(ChangeFeed.Place::cursor);
    text(json, "cursor", last);
    text(json, "next", last.filter(it -> page.more()).map(FeedPages::address));
  }

  static void text(JsonGenerator json, String name, Optional<String> value) {
    value.ifPresentOrElse(it -> json.write(name, it), () -> json.writeNull(name));
  }

  private static String address(String cursor) {
    return ServletUriComponentsBuilder.fromCurrentRequest()
        .replaceQueryParam("cursor", cursor)
        .toUriString();
  }
}
