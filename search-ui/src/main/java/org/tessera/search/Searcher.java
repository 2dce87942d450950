package org.tessera.search;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.NodeFactory;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsCollectorManager.FacetsResult;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.tessera.store.RecordStore;
import org.tessera.store.TextSearch;

/** Runs searches on one view of the index. */
final class Searcher {
  /** With fewer results than these, another spelling is looked for. */
  private static final int FEW = 3;

  /**
   * A spelling is offered where it finds so many times as much; an inflected word finds as much.
   */
  private static final double MORE = 1.5;

  /** Concepts that the words of one search can widen to. */
  private static final int CONCEPTS = 100;

  private final View view;
  private final RecordStore store;
  private final Analyzers analyzers;
  private final LocalDate today;

  Searcher(View view, RecordStore store, Analyzers analyzers, Clock clock) {
    this.view = view;
    this.store = store;
    this.analyzers = analyzers;
    this.today = LocalDate.now(clock);
  }

  SearchResult search(SearchQuery query) throws IOException {
    long begun = System.nanoTime();
    Attempt attempt = attempt(query, Words.of(query.text(), analyzers));
    String didYouMean = null;
    boolean corrected = false;
    boolean someWords = false;
    Speller speller = new Speller(view.reader());
    if (attempt.total() < FEW || speller.hasUnseen(attempt.typed())) {
      Optional<String> better = speller.correct(attempt.typed());
      if (better.isPresent()) {
        Attempt other = attempt(query, Words.of(better.get(), analyzers));
        if (other.total() > MORE * attempt.total()) {
          didYouMean = better.get();
          corrected = attempt.total() == 0;
          attempt = corrected ? other : attempt;
        }
      }
    }
    if (attempt.total() == 0 && attempt.typed().words().size() > 2) {
      Attempt most = collect(query, attempt.typed(), most(query, attempt.typed()));
      someWords = most.total() > 0;
      attempt = someWords ? most : attempt;
    }
    SearchQuery applied = withLinked(query);
    FacetsCollector collected = attempt.found().facetsCollector();
    RangeCounts ranges = new RangeCounts(view, applied, attempt.words(), collected);
    return new SearchResult(
        query,
        attempt.total(),
        true,
        Duration.ofNanos(System.nanoTime() - begun).toMillis(),
        view.wordQueries().understood(attempt.typed(), query.lang()),
        didYouMean,
        corrected,
        someWords,
        hits(query, attempt),
        ownLevels(applied, attempt.words()),
        new FacetCounts(view, query, applied, attempt.words()).all(collected),
        ranges.all(),
        ranges.currencies(),
        attempt.total() == 0 ? gains(query) : List.of());
  }

  long count(SearchQuery query) throws IOException {
    Query words = words(query, Words.of(query.text(), analyzers));
    return view.searcher().count(Filters.apply(words, withLinked(query), null));
  }

  /** How many of them have a facet's values by a rule and no statement. */
  long countDerived(SearchQuery query, Facet facet) throws IOException {
    Query words = words(query, Words.of(query.text(), analyzers));
    Query derived =
        new BooleanQuery.Builder()
            .add(Filters.apply(words, withLinked(query), null), Occur.FILTER)
            .add(new TermQuery(new Term(IndexSchema.DERIVED, facet.parameter())), Occur.FILTER)
            .build();
    return view.searcher().count(derived);
  }

  /** How many state a level and no EQF level, of what is found whatever the level is to be. */
  private long ownLevels(SearchQuery query, Query words) throws IOException {
    Query own =
        new BooleanQuery.Builder()
            .add(Filters.apply(words, query, Facet.LEVEL), Occur.FILTER)
            .add(new TermQuery(new Term(IndexSchema.OWN_LEVEL, "true")), Occur.FILTER)
            .build();
    return view.searcher().count(own);
  }

  List<FacetValue> count(SearchQuery query, Facet facet) throws IOException {
    Query words = words(query, Words.of(query.text(), analyzers));
    return new FacetCounts(view, query, withLinked(query), words).of(facet, FacetCounts.ALL);
  }

  List<TextSearch.Hit> topics(String text, int limit) throws IOException {
    Query words = view.wordQueries().all(Words.of(text, analyzers), SearchQuery.DEFAULT_LANG);
    Query query = Filters.apply(Filters.rank(words), SearchQuery.EVERYTHING, null);
    ScoreDoc[] found = view.searcher().search(query, limit).scoreDocs;
    Map<Integer, String> topics = view.topics(Stream.of(found).map(hit -> hit.doc).toList());
    return Stream.of(found)
        .map(hit -> new TextSearch.Hit(NodeFactory.createURI(topics.get(hit.doc)), hit.score))
        .toList();
  }

  private Attempt attempt(SearchQuery query, Words typed) throws IOException {
    return collect(query, typed, words(query, typed));
  }

  private Attempt collect(SearchQuery query, Words typed, Query words) throws IOException {
    Query filtered = Filters.apply(Filters.rank(words), withLinked(query), null);
    FacetsResult found =
        FacetsCollectorManager.search(
            view.searcher(),
            filtered,
            query.page() * query.size(),
            Order.of(query, today),
            true,
            new FacetsCollectorManager());
    long total =
        found.facetsCollector().getMatchingDocs().stream()
            .mapToLong(FacetsCollector.MatchingDocs::totalHits)
            .sum();
    return new Attempt(typed, words, found, total);
  }

  /** Who asks for a skill also asks for those that are linked to it. */
  private SearchQuery withLinked(SearchQuery query) {
    List<String> skills = query.values(Facet.SKILL);
    return skills.isEmpty()
        ? query
        : query.withFilter(Facet.SKILL, List.copyOf(ConceptLinks.linkedTo(skills, store)));
  }

  private Query words(SearchQuery query, Words typed) throws IOException {
    Query words = view.wordQueries().all(typed, query.lang());
    return query.semantic() && !typed.isEmpty() ? widened(words, typed) : words;
  }

  private Query most(SearchQuery query, Words typed) throws IOException {
    return view.wordQueries().most(typed, query.lang());
  }

  /**
   * Adds what names a concept of which the words are a label in any language, or one linked with
   * it, and what belongs to a field of that name.
   */
  private Query widened(Query words, Words typed) throws IOException {
    Query concepts =
        new BooleanQuery.Builder()
            .add(words, Occur.MUST)
            .add(new TermQuery(new Term(IndexSchema.KIND, "concept")), Occur.FILTER)
            .build();
    List<String> iris = new ArrayList<>();
    for (ScoreDoc concept : view.searcher().search(concepts, CONCEPTS).scoreDocs) {
      iris.add(view.thing(concept.doc).id());
    }
    List<BytesRef> named = ConceptLinks.around(iris, store).stream().map(BytesRef::new).toList();
    List<String> fields = view.vocabulary().fieldsCalled(typed, analyzers);
    return new BooleanQuery.Builder()
        .add(words, Occur.SHOULD)
        .add(new TermInSetQuery(IndexSchema.NAMES, named), Occur.SHOULD)
        .add(WordQueries.anyOf(IndexSchema.filter(Facet.FIELD), fields), Occur.SHOULD)
        .build();
  }

  private List<Hit> hits(SearchQuery query, Attempt attempt) throws IOException {
    ScoreDoc[] found = attempt.found().topDocs().scoreDocs;
    int from = (query.page() - 1) * query.size();
    List<IndexedRecord> records = new ArrayList<>();
    for (int i = from; i < found.length; i++) {
      records.add(view.record(found[i].doc));
    }
    Map<String, List<Hit.AlsoIn>> alsoIn =
        AlsoIn.of(records.stream().map(IndexedRecord::topic).toList(), store, view);
    Hits hits = new Hits(view, query, new Highlighter(analyzers, attempt.typed()), alsoIn, today);
    List<Hit> page = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      page.add(hits.hit(records.get(i), score(found[from + i])));
    }
    return page;
  }

  /** Sorted searches leave the score in the sort's values or in the document, by its fields. */
  private static float score(ScoreDoc found) {
    if (!Float.isNaN(found.score)) {
      return found.score;
    }
    return found instanceof FieldDoc sorted && sorted.fields[0] instanceof Float score ? score : 0;
  }

  private List<SearchResult.Gain> gains(SearchQuery query) throws IOException {
    List<SearchResult.Gain> gains = new ArrayList<>();
    List<SearchQuery.Condition> conditions = query.conditions();
    if (conditions.size() > 1) {
      for (SearchQuery.Condition condition : conditions) {
        long total = count(query.without(condition));
        if (total > 0) {
          gains.add(new SearchResult.Gain(condition, total));
        }
      }
    }
    gains.sort(Comparator.comparingLong(SearchResult.Gain::total).reversed());
    return gains;
  }

  /**
   * @param typed the words
   * @param words the query made of them, without conditions
   */
  private record Attempt(Words typed, Query words, FacetsResult found, long total) {}
}
