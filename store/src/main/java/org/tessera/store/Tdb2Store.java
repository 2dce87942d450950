package org.tessera.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.store.DatasetGraphSwitchable;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** The records in TDB2, in a folder or in memory. */
final class Tdb2Store implements RecordStore {
  private static final Comparator<StoredRecord> ACTIVE_FIRST =
      Comparator.comparing((StoredRecord it) -> !it.catalogueRecord().active())
          .thenComparing(it -> it.catalogueRecord().record().getURI());

  /** Four of the six that TDB2 has: see decision 0201. */
  private static final List<String> QUAD_INDEXES = List.of("GSPO", "SPOG", "POSG", "OSPG");

  private final DatasetGraph dataset;
  private final Graphs graphs;
  private final StoreNames names;
  private final InstantSource clock;
  private final SharedRecords shared = new SharedRecords();

  private Tdb2Store(DatasetGraph dataset, StoreNames names, InstantSource clock) {
    this.dataset = dataset;
    this.graphs = new Graphs(dataset);
    this.names = names;
    this.clock = clock;
    useUnionAsDefaultGraph();
  }

  static RecordStore open(Path folder, String baseIri, InstantSource clock) {
    StoreNames names = new StoreNames(baseIri);
    return new Tdb2Store(connect(folder), names, clock);
  }

  static RecordStore inMemory(String baseIri, InstantSource clock) {
    JenaSystem.init();
    StoreNames names = new StoreNames(baseIri);
    return new Tdb2Store(
        DatabaseMgr.connectDatasetGraph(
            Location.mem(), parameters(StoreParams.getDftMemStoreParams())),
        names,
        clock);
  }

  /** The dataset of a folder, which is made where there is none. */
  static DatasetGraph connect(Path folder) {
    JenaSystem.init();
    try {
      Files.createDirectories(folder);
      DatasetGraph dataset =
          DatabaseMgr.connectDatasetGraph(
              Location.create(folder.toString()), parameters(StoreParams.getDftStoreParams()));
      new StoreFiles(folder, QUAD_INDEXES).deleteOtherIndexes(dataset);
      return dataset;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the store's folder " + folder, e);
    } catch (RuntimeException e) {
      throw new StoreException("Cannot open the store in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static StoreParams parameters(StoreParams defaults) {
    return StoreParamsBuilder.create("tessera", defaults)
        .quadIndexes(QUAD_INDEXES.toArray(String[]::new))
        .build();
  }

  @Override
  public DatasetGraph dataset() {
    return dataset;
  }

  @Override
  public <T> T read(Function<DatasetGraph, T> reader) {
    return Txn.calculateRead(dataset, () -> reader.apply(dataset));
  }

  @Override
  public synchronized Committed commit(Batch batch) {
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      return calculate(writer -> new BatchCommit(writer, names, shared, batch, now).apply());
    } catch (RuntimeException | Error e) {
      shared.clear();
      throw e;
    }
  }

  @Override
  public synchronized void forget(Set<Node> records) {
    write(writer -> {
      Histories histories = new Histories(writer, names);
      for (Node record : records) {
        histories.forget(record);
        writer.subjects(Tess.partOfRecord, record).forEach(histories::forget);
      }
    });
  }

  @Override
  public synchronized void eraseSharedTombstones(Set<Node> records) {
    write(writer -> {
      Map<String, SourceStatistics> counted = new LinkedHashMap<>();
      for (Node record : records) {
        CatalogueStatements.read(record, writer.read(record), names)
            .filter(it -> it.shared() && !it.active())
            .ifPresent(tombstone -> {
              counted
                  .computeIfAbsent(
                      tombstone.source(), it -> SourceStatistics.read(writer, names, it))
                  .count(tombstone, -1);
              writer.replace(record, List.of());
            });
      }
      counted.forEach((source, statistics) ->
          writer.replace(names.statistics(source), statistics.statements()));
    });
  }

  @Override
  public synchronized void putGraphs(Map<Node, Graph> wanted) {
    Map<Node, Set<Triple>> statements = new LinkedHashMap<>();
    wanted.forEach((name, graph) -> statements.put(name, canonical(name, graph)));
    write(writer -> statements.forEach(writer::replace));
  }

  private void write(Consumer<GraphWriter> change) {
    calculate(writer -> {
      change.accept(writer);
      return writer;
    });
  }

  /** One transaction; all that it adds is in the indexes before it is committed. */
  private <T> T calculate(Function<GraphWriter, T> change) {
    return Txn.calculateWrite(
        dataset,
        () -> {
          try (GraphWriter writer = new GraphWriter(dataset)) {
            T result = change.apply(writer);
            writer.flush();
            return result;
          }
        });
  }

  private Set<Triple> canonical(Node name, Graph graph) {
    if (names.isRecordGraph(name)) {
      throw new StoreException(name + " is a record's graph; records change by commit");
    }
    Set<Triple> statements = new LinkedHashSet<>();
    graph
        .find()
        .forEachRemaining(statement -> {
          WriteCheck.requireNoBlankNode(name, statement);
          statements.add(CanonicalStatements.of(statement));
        });
    return statements;
  }

  @Override
  public long sequence() {
    return read(data -> Sequence.read(graphs, names));
  }

  @Override
  public List<CatalogueRecord> changesAt(long sequence) {
    return read(data -> {
      List<CatalogueRecord> changes = new ArrayList<>();
      for (Node record : graphs.subjects(Tess.sequence, CatalogueStatements.number(sequence))) {
        if (!record.equals(names.system())) {
          catalogueRecord(record).ifPresent(changes::add);
        }
      }
      return changes;
    });
  }

  @Override
  public void forEachChange(long sequence, Consumer<StoredRecord> consumer) {
    Txn.executeRead(
        dataset,
        () -> {
          GraphReader reader = new GraphReader(dataset);
          for (Node record : graphs.subjects(Tess.sequence, CatalogueStatements.number(sequence))) {
            if (!record.equals(names.system())) {
              stored(record, reader).ifPresent(consumer);
            }
          }
        });
  }

  @Override
  public Map<String, KnownRecord> known(String source) {
    return read(data ->
        new KnownRecords(data, SourceStatistics.read(graphs, names, source))
            .of(names.catalogue(source)));
  }

  @Override
  public Optional<StoredRecord> find(Node topicOrRecord) {
    return read(data ->
        stored(topicOrRecord)
            .or(() ->
                graphs.subjects(Foaf.primaryTopic, topicOrRecord).stream()
                    .flatMap(record -> stored(record).stream())
                    .min(ACTIVE_FIRST)));
  }

  @Override
  public Optional<RecordHistory> history(Node topicOrRecord) {
    return read(data -> find(topicOrRecord).map(it -> Histories.of(graphs, names, it)));
  }

  @Override
  public Set<Triple> statementsOf(Node thing) {
    return read(data -> {
      Set<Triple> statements = graphs.read(thing);
      if (statements.isEmpty()) {
        Iter.forEach(
            data.findNG(Node.ANY, thing, Node.ANY, Node.ANY),
            quad -> statements.add(quad.asTriple()));
      }
      return statements;
    });
  }

  @Override
  public void forEach(Optional<String> source, Consumer<StoredRecord> consumer) {
    List<String> sources =
        source.map(List::of).orElseGet(() -> sources().stream().map(SourceSummary::id).toList());
    Txn.executeRead(
        dataset,
        () -> {
          GraphReader reader = new GraphReader(dataset);
          for (String id : sources) {
            for (Node name : graphs.subjects(Tess.inRegister, names.catalogue(id))) {
              stored(name, reader)
                  .filter(record -> record.catalogueRecord().active())
                  .ifPresent(consumer);
            }
          }
        });
  }

  @Override
  public List<SourceSummary> sources() {
    return read(data -> new SourceDescriptions(graphs, names).all());
  }

  @Override
  public List<RunReport> runs(String source, int limit) {
    return read(data ->
        new HarvestRuns(graphs).latest(SourceStatistics.read(graphs, names, source).runs(), limit));
  }

  @Override
  public List<String> check() {
    return read(data -> new StoreCheck(graphs, names).run());
  }

  @Override
  public void backup(OutputStream out) throws IOException {
    StoreBackup.write(dataset, out);
  }

  @Override
  public synchronized void compact() {
    if (TDBInternal.getDatabaseContainer(dataset).hasContainerPath()) {
      DatabaseMgr.compact(dataset, true);
      useUnionAsDefaultGraph();
    }
  }

  @Override
  public synchronized long size() {
    DatasetGraphSwitchable container = TDBInternal.getDatabaseContainer(dataset);
    return container.hasContainerPath()
        ? new StoreFiles(container.getContainerPath(), QUAD_INDEXES).size()
        : 0;
  }

  @Override
  public synchronized void close() {
    disconnect(dataset);
  }

  static void disconnect(DatasetGraph dataset) {
    TDBInternal.expel(dataset, true);
  }

  private Optional<CatalogueRecord> catalogueRecord(Node record) {
    Set<Triple> statements = new LinkedHashSet<>();
    Iter.forEach(
        dataset.findNG(record, record, Node.ANY, Node.ANY),
        quad -> statements.add(quad.asTriple()));
    for (Triple statement : List.copyOf(statements)) {
      if (statement.getPredicate().equals(Foaf.primaryTopic)) {
        Iter.forEach(
            dataset.findNG(record, statement.getObject(), Rdf.type, Node.ANY),
            quad -> statements.add(quad.asTriple()));
      }
    }
    return CatalogueStatements.read(record, statements, names);
  }

  private Optional<StoredRecord> stored(Node record) {
    return stored(record, new GraphReader(dataset));
  }

  private Optional<StoredRecord> stored(Node record, GraphReader reader) {
    Set<Triple> statements = reader.read(record);
    return CatalogueStatements.read(record, statements, names)
        .map(catalogueRecord -> new StoredRecord(catalogueRecord, statements));
  }

  /** Compaction swaps the inner dataset, and the setting with it. */
  private void useUnionAsDefaultGraph() {
    dataset.getContext().set(TDB2.symUnionDefaultGraph, true);
  }
}
