package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Collection;
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
  private final Set<Node> active = new HashSet<>();
  private final Set<Node> mapped = new HashSet<>();
  private final Map<Node, RecordWrite> shared = new LinkedHashMap<>();
  private final Set<HarvestReport.Problem> damages = new LinkedHashSet<>();
  private final PendingPurge pending;

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
    this.pending = PendingPurge.of(source.id(), baseIri, store);
    source.inputs().forEach(input -> inputs.put(input.iri().getURI(), input));
  }

  /**
   * The archived record of each active or unknown one that the store is made of, as the rules now
   * have it. A later line of an active one was refused; it is read only where its own is not there,
   * and not where that may be among what is damaged.
   */
  void forEach(Consumer<HarvestedRecord> taker) {
    Map<String, KnownRecord> known = store.known(source.id());
    Set<String> missing = new HashSet<>();
    known.forEach((id, record) -> {
      if (record.active() && !record.part()) {
        active.add(record(id));
        missing.add(id);
      }
    });
    damages.addAll(
        archive.forEachNewest(
            source.id(),
            line -> {
              KnownRecord record = known.get(line.id());
              return isMapped(line, record)
                  && (record == null || record.contentHash().equals(line.hash()));
            },
            line -> {
              missing.remove(line.id());
              clean(line).ifPresent(taker);
            }));
    if (!missing.isEmpty() && damages.isEmpty()) {
      archive.forEachNewest(
          source.id(),
          line -> missing.contains(line.id()) && isMapped(line, known.get(line.id())),
          line -> clean(line).ifPresent(taker));
    }
  }

  /** Whether the store would take it: it keeps what it was made of against poorer inputs. */
  private boolean isMapped(ArchiveLine line, @Nullable KnownRecord record) {
    Input input = inputs.get(line.input());
    return input != null && (record == null || record.active() && input.rank() <= record.rank());
  }

  private Optional<HarvestedRecord> clean(ArchiveLine line) {
    Input input = Objects.requireNonNull(inputs.get(line.input()));
    return content(line)
        .map(content -> {
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
              changed ? HarvestedRecord.hash(input, content.text()) : line.hash(),
              line.difference());
        });
  }

  /** Empty, and noted as damaged, where it cannot be read. */
  private Optional<Content> content(ArchiveLine line) {
    try {
      return Optional.of(
          line.isXml()
              ? new Content.Xml(XmlRecords.parse(line.text()))
              : new Content.Tree((ObjectNode) JsonRecords.JSON.readTree(line.text())));
    } catch (IllegalStateException e) {
      damages.add(
          new HarvestReport.Problem(line.id(), line.place(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
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
   * been mapped again. That it is under way is noted first, and what records said before goes then,
   * so that after a crash at any point the next replay still knows of what and whose.
   */
  void cleanArchive() {
    PersonalData rules = new PersonalData(source.personalFields());
    damages.addAll(
        archive.rewrite(
            source.id(),
            line -> content(line).filter(it -> removeFrom(it, rules)).map(it -> line(line, it)),
            ids -> {
              pending.begin(left());
              Set<Node> forgotten = new HashSet<>();
              ids.forEach(id -> forgotten.add(record(id)));
              store.forget(forgotten);
            }));
  }

  private ArchiveLine line(ArchiveLine before, Content content) {
    Input input = inputs.get(before.input());
    // Of an input that is no more, the hash stays the name by which the store knows it.
    String hash = input == null ? before.hash() : HarvestedRecord.hash(input, content.text());
    return before.with(hash, content);
  }

  /** Whether something went, in this replay or in one that did not come to its end. */
  boolean isPending() {
    return pending.isPending();
  }

  /** What of the archive cannot be read, each once. */
  Set<HarvestReport.Problem> damages() {
    return damages;
  }

  /** Why not all that is personal may have gone: something cannot be read. */
  Optional<String> damaged() {
    return damages.stream()
        .findFirst()
        .map(first ->
            damages.size()
                + " files or lines of the archive cannot be read and stay as they are, perhaps with"
                + " personal data; the first: "
                + first.place()
                + " "
                + first.reason());
  }

  /** Why what records share must stay: some that name it could not be mapped again. */
  Optional<String> blocked() {
    int left = left().size();
    return left == 0
        ? Optional.empty()
        : Optional.of(
            left
                + " records could not be mapped again, so they and what they share with others stay"
                + " as they were, perhaps with personal data");
  }

  private Set<Node> left() {
    Set<Node> left = new HashSet<>(active);
    left.removeAll(mapped);
    return left;
  }

  /** Writes that make what records share say what this replay brought and no more. */
  Collection<RecordWrite> shared() {
    return shared.values();
  }

  /**
   * Writes that make those shared records say nothing at all that no record names any more, by what
   * the store says now. Those that only such records name are among them.
   */
  List<RecordWrite> unnamed() {
    List<CatalogueRecord> unnamed = new ArrayList<>(notBrought());
    boolean found = true;
    while (found) {
      Set<Node> going = new HashSet<>();
      unnamed.forEach(it -> going.add(it.record()));
      found = store.read(dataset -> unnamed.removeIf(it -> isNamed(dataset, it, going)));
    }
    pending.withdraws(unnamed.stream().map(CatalogueRecord::record).toList());
    return unnamed.stream().map(this::bare).toList();
  }

  /** To be called when all these writes are in the store, and the unnamed withdrawn. */
  void end() {
    pending.end();
  }

  private RecordWrite bare(CatalogueRecord about) {
    List<Triple> types =
        store.read(dataset ->
            Iter.iter(dataset.findNG(about.record(), about.topic(), Rdf.type, Node.ANY))
                .map(Quad::asTriple)
                .toList());
    return new RecordWrite(
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
        types);
  }

  private List<CatalogueRecord> notBrought() {
    List<Node> names =
        store.read(dataset ->
            Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Tess.shared, Node.ANY))
                .map(Quad::getGraph)
                .filter(name -> name.getURI().startsWith(records + source.id() + "/"))
                .filter(name -> !shared.containsKey(name))
                .toList());
    return names.stream()
        .flatMap(name -> store.find(name).stream())
        .map(StoredRecord::catalogueRecord)
        .filter(CatalogueRecord::active)
        .toList();
  }

  private boolean isNamed(DatasetGraph dataset, CatalogueRecord about, Set<Node> going) {
    Iterator<Quad> naming = dataset.findNG(Node.ANY, Node.ANY, Node.ANY, about.topic());
    try {
      while (naming.hasNext()) {
        Node graph = naming.next().getGraph();
        if (!going.contains(graph) && graph.getURI().startsWith(records)) {
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
