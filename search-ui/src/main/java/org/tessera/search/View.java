package org.tessera.search;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.jspecify.annotations.Nullable;

/**
 * One state of the index, with what is worth making once for it. A search uses one view from its
 * beginning to its end.
 */
final class View {
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final WordQueries wordQueries;
  private final @Nullable SortedSetDocValuesReaderState facets;
  private final IndexSchema schema;
  private final Vocabulary vocabulary;
  private final Map<String, Map<String, String>> registers;
  private final long sequence;

  /**
   * @param registers names by language, by register
   */
  View(
      DirectoryReader reader,
      IndexSchema schema,
      Analyzers analyzers,
      Vocabulary vocabulary,
      Map<String, Map<String, String>> registers,
      long sequence)
      throws IOException {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
    this.wordQueries = new WordQueries(reader, analyzers);
    boolean faceted =
        FieldInfos.getMergedFieldInfos(reader)
                .fieldInfo(org.apache.lucene.facet.FacetsConfig.DEFAULT_INDEX_FIELD_NAME)
            != null;
    this.facets =
        faceted ? new DefaultSortedSetDocValuesReaderState(reader, schema.facets()) : null;
    this.schema = schema;
    this.vocabulary = vocabulary;
    this.registers = registers;
    this.sequence = sequence;
  }

  boolean acquire() {
    return reader.tryIncRef();
  }

  void release() throws IOException {
    reader.decRef();
  }

  DirectoryReader reader() {
    return reader;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  WordQueries wordQueries() {
    return wordQueries;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  long sequence() {
    return sequence;
  }

  /** Counts of facet values in what was collected; null where no record has any. */
  @Nullable SortedSetDocValuesFacetCounts count(FacetsCollector collected) throws IOException {
    return facets == null ? null : new SortedSetDocValuesFacetCounts(facets, collected);
  }

  boolean hasValues(Facet facet) {
    return facets != null && facets.getOrdRange(facet.parameter()) != null;
  }

  IndexedRecord record(int document) throws IOException {
    return schema.record(stored(document));
  }

  IndexedRecord.Thing thing(int document) throws IOException {
    return schema.thing(stored(document));
  }

  /** IRIs of what records that can be results describe, by document. */
  Map<Integer, String> topics(Collection<Integer> documents) throws IOException {
    Map<Integer, String> topics = new HashMap<>();
    BinaryDocValues values = MultiDocValues.getBinaryValues(reader, IndexSchema.TOPIC);
    for (int document : new TreeSet<>(documents)) {
      if (values != null && values.advanceExact(document)) {
        topics.put(document, values.binaryValue().utf8ToString());
      }
    }
    return topics;
  }

  /** A record that can be a result, by the IRI of what it describes. */
  Optional<IndexedRecord> result(String topic) throws IOException {
    Optional<Integer> document = find(topic, Occur.FILTER);
    return document.isPresent() ? Optional.of(record(document.get())) : Optional.empty();
  }

  /** Label of anything that the vocabularies or the index know. */
  Optional<String> label(Node thing, String lang) throws IOException {
    Optional<String> concept = vocabulary.label(thing, lang);
    if (concept.isPresent() || !thing.isURI()) {
      return concept;
    }
    Optional<Integer> name = find(thing.getURI(), Occur.MUST_NOT);
    List<Text> labels;
    if (name.isPresent()) {
      labels = thing(name.get()).labels();
    } else {
      labels = result(thing.getURI()).map(IndexedRecord::titles).orElse(List.of());
    }
    return Text.choose(labels, lang).map(Text::value);
  }

  String registerName(String id, String lang) {
    Map<String, String> names = registers.getOrDefault(id, Map.of());
    String name = names.getOrDefault(lang, names.get("en"));
    return name != null ? name : names.values().stream().findFirst().orElse(id);
  }

  private Optional<Integer> find(String topic, Occur result) throws IOException {
    Query query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term(IndexSchema.TOPIC, topic)), Occur.FILTER)
            .add(new TermQuery(new Term(IndexSchema.RESULT, "true")), result)
            .build();
    TopDocs found = searcher.search(query, 1);
    return found.scoreDocs.length == 0 ? Optional.empty() : Optional.of(found.scoreDocs[0].doc);
  }

  private Document stored(int document) throws IOException {
    return searcher.storedFields().document(document);
  }
}
