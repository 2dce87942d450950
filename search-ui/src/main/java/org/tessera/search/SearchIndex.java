package org.tessera.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.lucene.index.DirectoryReader;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.TextSearch;

/**
 * The full text index of the registry, derived from the store and following it by sequence number.
 * Everything that a result shows stands in the index, so a page costs one search of it and one read
 * of the store, for the links to other registers.
 *
 * <p>Threads may share an index. Searches see the last {@link #catchUp}.
 */
public final class SearchIndex implements TextSearch, AutoCloseable {
  private static final double LEAST_SHARE = 0.8;

  private final IndexFolder folder;
  private final RecordStore store;
  private final Clock clock;
  private final IndexSchema schema = new IndexSchema();
  private final Analyzers analyzers = new Analyzers();

  /** Held by whoever writes: one catching up or rebuilding at a time. */
  private final ReentrantLock writing = new ReentrantLock();

  private Indexer indexer;
  private volatile View view;

  private SearchIndex(IndexFolder folder, RecordStore store, Clock clock, IndexProgress progress)
      throws IOException {
    this.folder = folder;
    this.store = store;
    this.clock = clock;
    this.indexer = openIndexer();
    try {
      Vocabulary vocabulary = Vocabulary.read(store);
      indexer.catchUp(vocabulary, progress);
      this.view = newView(vocabulary);
    } catch (IOException | RuntimeException e) {
      indexer.close();
      throw e;
    }
  }

  /**
   * Opens the index in a folder, makes it where there is none, and catches up with the store. A
   * folder that cannot be read, or was written by another schema or from another store, is built
   * anew, of which it tells.
   */
  public static SearchIndex open(Path folder, RecordStore store, IndexProgress progress)
      throws IOException {
    return new SearchIndex(new IndexFolder(folder), store, Clock.systemUTC(), progress);
  }

  /** The same, and tells nobody. */
  public static SearchIndex open(Path folder, RecordStore store) throws IOException {
    return open(folder, store, Clock.systemUTC());
  }

  static SearchIndex open(Path folder, RecordStore store, Clock clock) throws IOException {
    return new SearchIndex(new IndexFolder(folder), store, clock, IndexProgress.NONE);
  }

  /** Brings the index up to the store's last commit; to be called after each commit. */
  public void catchUp() throws IOException {
    writing.lock();
    try {
      Vocabulary vocabulary = Vocabulary.read(store);
      indexer.catchUp(vocabulary, IndexProgress.NONE);
      show(newView(vocabulary));
    } finally {
      writing.unlock();
    }
  }

  /**
   * Builds the index anew from the store alone and puts it in the place of the old one.
   *
   * @param allowDrop whether the new index may hold less than 80 % of the old one's records
   * @return how many records it holds
   * @throws IllegalStateException where it would hold less and may not; the old one stays
   */
  public long reindex(boolean allowDrop, IndexProgress progress) throws IOException {
    writing.lock();
    try {
      Path building = folder.building();
      Vocabulary vocabulary = Vocabulary.read(store);
      long results;
      try (Indexer next = new Indexer(building, store, schema, analyzers)) {
        next.catchUp(vocabulary, progress);
        results = next.results();
      }
      long before = indexer.results();
      if (!allowDrop && results < before * LEAST_SHARE) {
        IndexFolder.delete(building);
        throw new IllegalStateException(
            "The new index would hold "
                + results
                + " records where the old one holds "
                + before
                + "; the old one stays. Is the drop meant?");
      }
      Indexer old = indexer;
      indexer = new Indexer(folder.accept(building), store, schema, analyzers);
      show(newView(vocabulary));
      old.close();
      folder.current();
      return results;
    } finally {
      writing.unlock();
    }
  }

  /** Sequence number of the store that the index has reached. */
  public long sequence() {
    return view.sequence();
  }

  /** One page of results. */
  public SearchResult search(SearchQuery query) {
    return with(shown -> searcher(shown).search(query));
  }

  @Override
  public List<TextSearch.Hit> search(String words, int limit) {
    if (words.length() > SearchQueryParser.MAX_TEXT) {
      throw new InvalidParameter("q", "long", "q", SearchQueryParser.MAX_TEXT);
    }
    return with(shown -> searcher(shown).topics(words, limit));
  }

  /** How many records match. */
  public long count(SearchQuery query) {
    return with(shown -> searcher(shown).count(query));
  }

  /** How many of them have a facet's values by a rule and no statement. */
  public long countDerived(SearchQuery query, Facet facet) {
    return with(shown -> searcher(shown).countDerived(query, facet));
  }

  /**
   * Values of a facet with their counts among all records that match, most first; without the limit
   * of {@link SearchResult#FACET_VALUES}.
   */
  public List<FacetValue> count(SearchQuery query, Facet facet) {
    return with(shown -> searcher(shown).count(query, facet));
  }

  /** Where the index does not hold what the store holds; empty when they agree. */
  public List<String> check() {
    if (sequence() != store.sequence()) {
      return List.of(
          "The index has reached change %d and the store %d; run ./tessera reindex"
              .formatted(sequence(), store.sequence()));
    }
    Map<String, Long> found =
        count(SearchQuery.EVERYTHING, Facet.REGISTER).stream()
            .collect(Collectors.toMap(FacetValue::value, FacetValue::count));
    List<String> problems = new ArrayList<>();
    for (SourceSummary source : store.sources()) {
      long stored = SourceItem.results(source);
      long indexed = found.getOrDefault(source.id(), 0L);
      if (stored != indexed) {
        problems.add(
            "%s: the index holds %,d records and the store %,d; run ./tessera reindex"
                .formatted(source.id(), indexed, stored));
      }
    }
    return problems;
  }

  /**
   * What a beginning may become, best first.
   *
   * @param beginning what was typed so far
   * @param lang ISO 639-1 code, the language preferred
   * @param size how many at most, 1 to 50
   */
  public List<Suggestion> suggest(String beginning, String lang, int size) {
    return with(shown -> new Suggester(shown, analyzers).suggest(beginning, lang, size));
  }

  /**
   * Labels of things by IRI: records, organisations, skills, concepts, levels, countries and
   * languages. One that has no label is absent.
   *
   * @param lang ISO 639-1 code, the language preferred
   */
  public Map<Node, String> labels(Collection<Node> things, String lang) {
    return with(shown -> {
      Map<Node, String> labels = new LinkedHashMap<>();
      for (Node thing : things) {
        shown.label(thing, lang).ifPresent(label -> labels.put(thing, label));
      }
      return labels;
    });
  }

  /** The vocabularies as the index last read them. */
  public Vocabulary vocabulary() {
    return view.vocabulary();
  }

  @Override
  public void close() throws IOException {
    writing.lock();
    try {
      view.release();
      indexer.close();
    } finally {
      writing.unlock();
    }
  }

  private Searcher searcher(View shown) {
    return new Searcher(shown, store, analyzers, clock);
  }

  private Indexer openIndexer() throws IOException {
    Path current = folder.current();
    Indexer opened;
    try {
      opened = new Indexer(current, store, schema, analyzers);
      if (opened.follows()) {
        return opened;
      }
      opened.close();
    } catch (org.apache.lucene.index.CorruptIndexException
        | org.apache.lucene.index.IndexFormatTooOldException
        | org.apache.lucene.index.IndexFormatTooNewException
        | java.nio.file.NoSuchFileException e) {
      // The index is derived: what cannot be read is built again.
      IndexFolder.delete(current);
      return new Indexer(folder.current(), store, schema, analyzers);
    }
    IndexFolder.delete(current);
    return new Indexer(folder.current(), store, schema, analyzers);
  }

  private View newView(Vocabulary vocabulary) throws IOException {
    Map<String, Map<String, String>> registers = new HashMap<>();
    for (SourceSummary source : store.sources()) {
      registers.put(source.id(), source.names());
    }
    DirectoryReader reader = indexer.reader();
    return new View(reader, schema, analyzers, vocabulary, registers, indexer.reached());
  }

  private void show(View next) throws IOException {
    View before = view;
    view = next;
    before.release();
  }

  /** Uses the view shown now, and keeps it open until done. */
  private <T> T with(Use<T> use) {
    try {
      View shown = view;
      while (!shown.acquire()) {
        if (shown == view) {
          throw new IllegalStateException("The search index is closed.");
        }
        shown = view;
      }
      try {
        return use.apply(shown);
      } finally {
        shown.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The search index cannot be read: " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T apply(View view) throws IOException;
  }
}
