package org.tessera.harvester;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.KnownRecord;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;
import org.tessera.store.StoredRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of what is kept of a source what its rules call personal by now: out of the archived
 * records, out of what records said before, and out of what records share (decision 0941). Serves
 * one replay.
 */
final class Purge {
  private final SourceDescriptor source;
  private final String records;
  private final Archive archive;
  private final RecordStore store;
  private final PersonalData personalData;
  private final Map<String, Input> inputs = new HashMap<>();
  private final Set<String> cleaned = new HashSet<>();
  private final Set<Node> mapped = new HashSet<>();
  private final Map<Node, RecordWrite> shared = new LinkedHashMap<>();

  /**
   * @param personalData counts what goes from the records that are mapped again
   */
  Purge(
      SourceDescriptor source,
      String baseIri,
      Archive archive,
      RecordStore store,
      PersonalData personalData) {
    this.source = source;
    this.records = baseIri + "record/";
    this.archive = archive;
    this.store = store;
    this.personalData = personalData;
    source.inputs().forEach(input -> inputs.put(input.iri().getURI(), input));
  }

  /**
   * The archived record of each active or unknown one that the store is made of, as the rules now
   * have it.
   */
  void forEach(Consumer<HarvestedRecord> taker) {
    Map<String, KnownRecord> known = store.known(source.id());
    archive.forEachNewest(
        source.id(),
        line -> isMapped(line, known.get(line.id())),
        line -> {
          KnownRecord record = known.get(line.id());
          if (record == null || record.active()) {
            taker.accept(clean(line));
          }
        });
  }

  /** Whether the store would take it: it keeps what it was made of against poorer inputs. */
  private boolean isMapped(Archive.Line line, @Nullable KnownRecord record) {
    Input input = inputs.get(line.input());
    return input != null && (record == null || !record.active() || input.rank() <= record.rank());
  }

  private HarvestedRecord clean(Archive.Line line) {
    Input input = Objects.requireNonNull(inputs.get(line.input()));
    Content content = content(line);
    boolean changed = removeFrom(content, personalData);
    if (changed) {
      cleaned.add(line.id());
    }
    return new HarvestedRecord(
        input,
        line.id(),
        new Keys(input).basis(content),
        line.place(),
        content,
        changed ? HarvestedRecord.hash(input, content.text()) : line.hash());
  }

  private static Content content(Archive.Line line) {
    return line.isXml()
        ? new Content.Xml(XmlRecords.parse(line.text()))
        : new Content.Tree((ObjectNode) JsonRecords.JSON.readTree(line.text()));
  }

  /** A path of a field begins at a row, and rows of other tables stand inside the record. */
  private boolean removeFrom(Content content, PersonalData rules) {
    long before = rules.removed();
    rules.removeFrom(content);
    if (content instanceof Content.Tree tree) {
      for (Input table : source.inputs()) {
        if (table.groupedUnder().isPresent()) {
          for (JsonNode row : tree.node().path(table.tableName())) {
            if (row instanceof ObjectNode object) {
              rules.removeFrom(new Content.Tree(object));
            }
          }
        }
      }
    }
    return rules.removed() > before;
  }

  /** Whether the archived record held what is personal now, so that the archive lacks this form. */
  boolean isCleaned(HarvestedRecord raw) {
    return cleaned.contains(raw.localId());
  }

  /** Takes note of what the replay hands to the store. */
  void mapped(RecordWrite write) {
    switch (write.role()) {
      case MAIN -> mapped.add(write.record());
      case SHARED -> shared.merge(write.record(), anew(write), Purge::both);
      case PART, SHARED_ANEW -> {}
    }
  }

  private static RecordWrite anew(RecordWrite write) {
    return with(write, write.synthetic(), write.statements());
  }

  private static RecordWrite both(RecordWrite one, RecordWrite other) {
    if (one.statements().equals(other.statements()) && one.synthetic() == other.synthetic()) {
      return one;
    }
    Set<Triple> statements = new LinkedHashSet<>(one.statements());
    statements.addAll(other.statements());
    return with(one, one.synthetic() && other.synthetic(), List.copyOf(statements));
  }

  private static RecordWrite with(RecordWrite write, boolean synthetic, List<Triple> statements) {
    return new RecordWrite(
        write.record(),
        write.topic(),
        write.kind(),
        write.localId(),
        write.contentHash(),
        write.readFrom(),
        write.rank(),
        write.identifierBasis(),
        synthetic,
        RecordWrite.Role.SHARED_ANEW,
        Optional.empty(),
        statements);
  }

  /**
   * Writes the archive anew where it holds what is personal now; to be called when the store has
   * been mapped again. What records said before goes first, so that after a crash between the two
   * the next replay still knows whose.
   *
   * @return whether anything went, in this replay
   */
  boolean cleanArchive() {
    PersonalData rules = new PersonalData(source.personalFields());
    archive.rewrite(
        source.id(),
        line -> {
          Content content = content(line);
          if (!removeFrom(content, rules)) {
            return Optional.empty();
          }
          Input input = inputs.get(line.input());
          // Of an input that is no more, the hash stays the name by which the store knows it.
          String hash = input == null ? line.hash() : HarvestedRecord.hash(input, content.text());
          return Optional.of(
              new Archive.Line(
                  line.id(), hash, line.input(), line.format(), line.place(), content.text()));
        },
        ids -> {
          cleaned.addAll(ids);
          Set<Node> forgotten = new HashSet<>();
          ids.forEach(id -> forgotten.add(record(id)));
          store.forget(forgotten);
        });
    return !cleaned.isEmpty();
  }

  /** Why what records share must stay: some that name it could not be mapped again. */
  Optional<String> left() {
    long left =
        store.known(source.id()).values().stream()
            .filter(known -> known.active() && !known.part())
            .filter(known -> !mapped.contains(record(known.localId())))
            .count();
    return left == 0
        ? Optional.empty()
        : Optional.of(
            left
                + " records could not be mapped again, so they and what they share with others stay"
                + " as they were, perhaps with personal data");
  }

  /**
   * Adds writes that make what records share say what this replay brought and no more, and those
   * that nobody names any more nothing at all.
   *
   * @return the latter, to be withdrawn
   */
  Set<Node> restateShared(List<RecordWrite> writes) {
    writes.addAll(shared.values());
    Set<Node> gone = new LinkedHashSet<>();
    for (StoredRecord left : unnamed()) {
      CatalogueRecord about = left.catalogueRecord();
      gone.add(about.record());
      writes.add(
          new RecordWrite(
              about.record(),
              about.topic(),
              about.kind(),
              about.localId(),
              about.contentHash(),
              source.inputs().getFirst().iri(),
              0,
              about.identifierBasis(),
              about.synthetic(),
              RecordWrite.Role.SHARED_ANEW,
              Optional.empty(),
              left.statements().stream()
                  .filter(it ->
                      it.getSubject().equals(about.topic()) && it.getPredicate().equals(Rdf.type))
                  .toList()));
    }
    return gone;
  }

  private List<StoredRecord> unnamed() {
    List<Node> names =
        store.read(dataset ->
            Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Tess.shared, Node.ANY))
                .map(Quad::getGraph)
                .filter(name -> name.getURI().startsWith(records + source.id() + "/"))
                .filter(name -> !shared.containsKey(name))
                .toList());
    return names.stream()
        .flatMap(name -> store.find(name).stream())
        .filter(it -> it.catalogueRecord().active())
        .filter(it -> store.read(dataset -> !isNamed(dataset, it.catalogueRecord())))
        .toList();
  }

  private boolean isNamed(DatasetGraph dataset, CatalogueRecord about) {
    Iterator<Quad> naming = dataset.findNG(Node.ANY, Node.ANY, Node.ANY, about.topic());
    try {
      while (naming.hasNext()) {
        Node graph = naming.next().getGraph();
        if (!graph.equals(about.record()) && graph.getURI().startsWith(records)) {
          return true;
        }
      }
      return false;
    } finally {
      Iter.close(naming);
    }
  }

  private Node record(String localId) {
    return NodeFactory.createURI(records + source.id() + "/" + localId);
  }
}
