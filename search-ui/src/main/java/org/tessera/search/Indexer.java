package org.tessera.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.NodeFactory;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/**
 * Writes one index folder from a store. The sequence reached, the schema and the vocabularies used
 * stand in the commit's data, so that what was not committed is read again.
 */
final class Indexer implements AutoCloseable {
  private static final String SEQUENCE = "sequence";
  private static final String SCHEMA = "schema";
  private static final String VOCABULARY = "vocabulary";
  private static final String DERIVED = "derived.";
  private static final String DERIVATION = "derivation";

  /** Facets whose values follow from links of concepts and organisations. */
  private static final List<String> LINKED =
      List.of(Facet.FIELD.parameter(), Facet.PROVIDER_TYPE.parameter());

  private static final double BUFFER_MEGABYTES = 64;

  private final RecordStore store;
  private final IndexSchema schema;
  private final FSDirectory directory;
  private final IndexWriter writer;

  /** Those read last. */
  private DerivedFacts derived = DerivedFacts.NONE;

  Indexer(Path folder, RecordStore store, IndexSchema schema, Analyzers analyzers)
      throws IOException {
    this.store = store;
    this.schema = schema;
    this.directory = FSDirectory.open(folder);
    IndexWriterConfig config = new IndexWriterConfig(analyzers);
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    this.writer = new IndexWriter(directory, config);
  }

  /** The written index, with changes not yet committed. */
  DirectoryReader reader() throws IOException {
    return DirectoryReader.open(writer);
  }

  IndexWriter writer() {
    return writer;
  }

  /** Sequence number of the store that the last commit holds. */
  long reached() {
    return Long.parseLong(committed().getOrDefault(SEQUENCE, "0"));
  }

  /** Whether the index can follow this store, or must be made anew. */
  boolean follows() {
    Map<String, String> committed = committed();
    return committed.isEmpty()
        || (committed.getOrDefault(SCHEMA, "").equals(IndexSchema.VERSION)
            && reached() <= store.sequence());
  }

  /**
   * Reads all commits of the store that the index has not seen; false where there were none.
   *
   * @param progress hears of it where the index is empty and the store is not
   */
  boolean catchUp(Vocabulary vocabulary, IndexProgress progress) throws IOException {
    Map<String, String> committed = committed();
    boolean sameVocabulary =
        vocabulary.fingerprint().equals(committed.getOrDefault(VOCABULARY, ""));
    long reached = sameVocabulary ? reached() : 0;
    long current = store.sequence();
    String derivation = DerivedFacts.derivation(store);
    if (reached == current
        && sameVocabulary
        && derivation.equals(committed.getOrDefault(DERIVATION, ""))) {
      return false;
    }
    if (!derived.derivation().equals(derivation)) {
      derived = DerivedFacts.read(store, derivation);
    }
    Map<String, String> states = new TreeMap<>();
    derived.states().forEach((source, state) -> states.put(DERIVED + source, state.toString()));
    Map<String, String> statesBefore = new TreeMap<>(committed);
    statesBefore.keySet().removeIf(key -> !key.startsWith(DERIVED));
    // The state before this pass: what it writes itself needs no second look.
    try (DirectoryReader before = reader();
        Pass pass =
            new Pass(vocabulary, jurisdictions(), derived, before.numDocs() == 0, progress)) {
      for (long sequence = reached + 1; sequence <= current; sequence++) {
        pass.index(sequence);
      }
      pass.indexDependents(before, statesBefore);
    }
    Map<String, String> reachedNow = new HashMap<>(states);
    reachedNow.put(SEQUENCE, Long.toString(current));
    reachedNow.put(SCHEMA, IndexSchema.VERSION);
    reachedNow.put(VOCABULARY, vocabulary.fingerprint());
    reachedNow.put(DERIVATION, derivation);
    writer.setLiveCommitData(reachedNow.entrySet());
    writer.commit();
    return true;
  }

  private Map<String, String> jurisdictions() {
    Map<String, String> jurisdictions = new HashMap<>();
    for (SourceSummary source : store.sources()) {
      source.jurisdiction().ifPresent(code -> jurisdictions.put(source.id(), code));
    }
    return jurisdictions;
  }

  private Map<String, String> committed() {
    Map<String, String> data = new HashMap<>();
    Iterable<Map.Entry<String, String>> entries = writer.getLiveCommitData();
    if (entries != null) {
      entries.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
    }
    return data;
  }

  @Override
  public void close() throws IOException {
    // What is not committed is read again from the store.
    writer.rollback();
    directory.close();
  }

  /** One catching up: what it has written, and which names it has changed. */
  private final class Pass implements AutoCloseable {
    private final Vocabulary vocabulary;
    private final Map<String, String> jurisdictions;
    private final DerivedFacts derived;
    private final boolean intoEmpty;
    private final WritersBesideReader<Entry> writers = new WritersBesideReader<>(this::write);
    private final Set<String> written = new HashSet<>();
    private final Set<String> renamed = new HashSet<>();
    private final IndexProgress progress;
    private final long expected;

    Pass(
        Vocabulary vocabulary,
        Map<String, String> jurisdictions,
        DerivedFacts derived,
        boolean intoEmpty,
        IndexProgress progress) {
      this.vocabulary = vocabulary;
      this.jurisdictions = jurisdictions;
      this.derived = derived;
      this.intoEmpty = intoEmpty;
      this.progress = progress;
      this.expected = intoEmpty ? records() : 0;
      tell();
    }

    private long records() {
      return store.sources().stream()
          .mapToLong(it ->
              it.synthetic() + it.records().values().stream().mapToLong(Long::longValue).sum())
          .sum();
    }

    private void tell() {
      if (expected > 0) {
        progress.made(written.size(), expected);
      }
    }

    /** Indexes what one commit of the store changed. */
    void index(long sequence) {
      RecordReader reader = new RecordReader(store.dataset(), vocabulary, jurisdictions, derived);
      store.forEachChange(sequence, change -> writers.hand(entry(reader, change)));
      // A later commit may change the same record again.
      writers.settle();
    }

    private Entry entry(RecordReader reader, StoredRecord change) {
      CatalogueRecord catalogue = change.catalogueRecord();
      String record = catalogue.record().getURI();
      boolean first = written.add(record);
      tell();
      boolean result = RecordReader.isResult(catalogue.kind());
      if (!result) {
        renamed.add(catalogue.topic().getURI());
      }
      if (!catalogue.active()) {
        return new Gone(record);
      }
      if (result) {
        return new Result(record, intoEmpty && first, reader.read(change));
      }
      SharedThings.Description description = reader.thing(catalogue.topic());
      return new Name(
          record,
          intoEmpty && first,
          catalogue.kind().id(),
          new IndexedRecord.Thing(catalogue.topic().getURI(), description.labels()),
          description.altLabels());
    }

    @Override
    public void close() {
      writers.close();
    }

    private void write(Entry entry) {
      try {
        switch (entry) {
          case Gone gone -> writer.deleteDocuments(IndexSchema.key(gone.record()));
          case Result result ->
              put(result.record(), result.added(), schema.document(result.contents()));
          case Name name ->
              put(
                  name.record(),
                  name.added(),
                  schema.document(name.record(), name.kind(), name.contents(), name.otherLabels()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("The index cannot be written: " + e.getMessage(), e);
      }
    }

    /** What cannot be there yet needs no search for what it replaces. */
    private void put(String record, boolean added, Document document) throws IOException {
      if (added) {
        writer.addDocument(document);
      } else {
        writer.updateDocument(IndexSchema.key(record), document);
      }
    }

    /**
     * Records hold the names of what they refer to and what is derived of it, so they change with
     * them.
     */
    void indexDependents(DirectoryReader before, Map<String, String> statesBefore)
        throws IOException {
      Set<String> dependents = new HashSet<>();
      IndexSearcher searcher = new IndexSearcher(before);
      StoredFields fields = before.storedFields();
      Query query = dependents(statesBefore);
      for (ScoreDoc hit : searcher.search(query, Math.max(1, before.maxDoc())).scoreDocs) {
        dependents.add(
            fields.document(hit.doc, Set.of(IndexSchema.RECORD)).get(IndexSchema.RECORD));
      }
      dependents.removeAll(written);
      store.read(dataset -> {
        RecordReader reader = new RecordReader(dataset, vocabulary, jurisdictions, derived);
        for (String record : dependents) {
          store
              .find(NodeFactory.createURI(record))
              .ifPresent(found -> writers.hand(entry(reader, found)));
        }
        return dependents.size();
      });
      writers.settle();
    }

    private Query dependents(Map<String, String> statesBefore) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      Set<String> named = new HashSet<>(renamed);
      derived
          .states()
          .forEach((source, state) -> {
            String written = statesBefore.get(DERIVED + source);
            DerivedFacts.State before =
                written == null ? DerivedFacts.State.NONE : DerivedFacts.State.parse(written);
            Query records = WordQueries.anyOf(IndexSchema.filter(Facet.REGISTER), List.of(source));
            if (!before.rules().equals(state.rules())) {
              any.add(records, Occur.SHOULD);
              return;
            }
            if (!before.definitions().equals(state.definitions())) {
              any.add(meeting(source, records), Occur.SHOULD);
            }
            if (!before.links().equals(state.links())) {
              named.addAll(derived.linked(source));
              any.add(
                  new BooleanQuery.Builder()
                      .add(records, Occur.FILTER)
                      .add(WordQueries.anyOf(IndexSchema.DERIVED, LINKED), Occur.FILTER)
                      .build(),
                  Occur.SHOULD);
            }
          });
      any.add(
          new TermInSetQuery(IndexSchema.NAMES, named.stream().map(BytesRef::new).toList()),
          Occur.SHOULD);
      return any.build();
    }

    /** The records of a source that meet a definition now, or did when they were indexed. */
    private Query meeting(String source, Query records) {
      return new BooleanQuery.Builder()
          .add(
              new TermInSetQuery(
                  IndexSchema.TOPIC, derived.meeting(source).stream().map(BytesRef::new).toList()),
              Occur.SHOULD)
          .add(
              new BooleanQuery.Builder()
                  .add(records, Occur.FILTER)
                  .add(
                      WordQueries.anyOf(IndexSchema.DERIVED, List.of(Facet.DEFINITION.parameter())),
                      Occur.FILTER)
                  .build(),
              Occur.SHOULD)
          .build();
    }
  }

  /** How many records a search could find. */
  long results() throws IOException {
    try (DirectoryReader reader = reader()) {
      return new IndexSearcher(reader)
          .count(WordQueries.anyOf(IndexSchema.RESULT, List.of("true")));
    }
  }

  private sealed interface Entry {
    String record();
  }

  private record Gone(String record) implements Entry {}

  private record Result(String record, boolean added, IndexedRecord contents) implements Entry {}

  private record Name(
      String record,
      boolean added,
      String kind,
      IndexedRecord.Thing contents,
      List<Text> otherLabels)
      implements Entry {}
}
