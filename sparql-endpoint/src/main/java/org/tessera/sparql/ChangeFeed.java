package org.tessera.sparql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.G;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * Which records changed after a place in the order of changes. A record stands once in that order,
 * where it changed last: one that changes while somebody reads moves behind all that is there, so
 * whoever goes on from place to place meets every record in its last state.
 */
final class ChangeFeed {
  private final RecordStore store;

  ChangeFeed(RecordStore store) {
    this.store = store;
  }

  /**
   * A place in the order: behind this record.
   *
   * @param sequence of the commit that changed the record
   * @param record IRI of the catalogue record; those of one commit are in the order of their IRIs
   */
  record Place(long sequence, String record) {
    static final Place START = new Place(0, "");

    String cursor() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((sequence + " " + record).getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Place> ofCursor(String cursor) {
      try {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        return blank < 0
            ? Optional.empty()
            : Optional.of(
                new Place(Long.parseLong(text.substring(0, blank)), text.substring(blank + 1)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Which changes are wanted.
   *
   * @param since the changes of this instant or later
   * @param register catalogue of the register
   * @param synthetic whether made-up records are wanted too
   */
  record Wanted(Optional<Instant> since, Optional<Node> register, boolean synthetic) {}

  /**
   * Places of changed records.
   *
   * @param more whether others follow
   */
  record Page(List<Place> places, boolean more) {}

  /**
   * The next places after one, at most {@code size}, as one state of the store has them.
   *
   * @throws WrongParameter where the store was not there yet, since it was set back
   */
  Page after(Place start, Wanted wanted, int size) {
    return store.read(dataset -> {
      List<Place> places = new ArrayList<>();
      long last = store.sequence();
      if (start.sequence() > last) {
        throw WrongParameter.gone(
            "cursor",
            "The registry was set back to a state before this cursor. Begin anew without it.");
      }
      for (long sequence = Math.max(1, start.sequence());
          sequence <= last && places.size() <= size;
          sequence++) {
        add(places, dataset, sequence, start, wanted, size);
      }
      boolean more = places.size() > size;
      return new Page(List.copyOf(more ? places.subList(0, size) : places), more);
    });
  }

  private static void add(
      List<Place> places,
      DatasetGraph dataset,
      long sequence,
      Place start,
      Wanted wanted,
      int size) {
    Node number = NodeFactory.createLiteralDT(Long.toString(sequence), XSDDatatype.XSDinteger);
    // One commit is of one register and one instant.
    Optional<Node> any = anyRecord(dataset, number);
    if (any.isEmpty() || !isWanted(dataset, any.get(), wanted)) {
      return;
    }
    // Of a large commit, only the records of the page are looked at.
    Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Tess.sequence, number))
        .map(quad -> quad.getGraph().getURI())
        .filter(name -> sequence > start.sequence() || name.compareTo(start.record()) > 0)
        .toList()
        .stream()
        .sorted()
        .filter(name -> isRecord(dataset, NodeFactory.createURI(name)))
        .filter(name -> wanted.synthetic() || !synthetic(dataset, name))
        .limit(size + 1L - places.size())
        .forEach(name -> places.add(new Place(sequence, name)));
  }

  private static Optional<Node> anyRecord(DatasetGraph dataset, Node sequence) {
    Iterator<Node> records =
        Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Tess.sequence, sequence))
            .map(quad -> quad.getGraph())
            .filter(name -> isRecord(dataset, name));
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } finally {
      Iter.close(records);
    }
  }

  private static boolean isRecord(DatasetGraph dataset, Node name) {
    return dataset.contains(name, name, Foaf.primaryTopic, Node.ANY);
  }

  private static boolean isWanted(DatasetGraph dataset, Node record, Wanted wanted) {
    if (wanted.register().isPresent()
        && !dataset.contains(record, record, Tess.inRegister, wanted.register().get())) {
      return false;
    }
    return wanted.since().isEmpty()
        || !OffsetDateTime.parse(
                G.getOneSP(dataset.getGraph(record), record, Dct.modified).getLiteralLexicalForm())
            .toInstant()
            .isBefore(wanted.since().get());
  }

  private static boolean synthetic(DatasetGraph dataset, String name) {
    Node record = NodeFactory.createURI(name);
    return dataset.contains(record, record, Tess.synthetic, Node.ANY);
  }
}
