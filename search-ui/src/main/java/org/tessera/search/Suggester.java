package org.tessera.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.tessera.store.RecordKind;

/**
 * Completes what a person has begun to type: titles, skills and providers whose name begins with
 * it, or has words that do. A skill or provider that leads to no record is not suggested.
 */
final class Suggester {
  /**
   * Names looked at for each type; the names of one beginning differ most in how much they lead to.
   */
  private static final int CANDIDATES = 400;

  private final View view;
  private final Analyzers analyzers;

  Suggester(View view, Analyzers analyzers) {
    this.view = view;
    this.analyzers = analyzers;
  }

  List<Suggestion> suggest(String beginning, String lang, int size) throws IOException {
    List<String> words =
        analyzers.tokens(IndexSchema.NAME_WORDS, beginning).stream()
            .map(Analyzers.Token::term)
            .toList();
    if (words.isEmpty()) {
      return List.of();
    }
    Query names = names(beginning, words);
    List<Candidate> candidates = new ArrayList<>();
    candidates.addAll(things(names, beginning, lang, RecordKind.ORGANISATION, Facet.PROVIDER));
    candidates.addAll(things(names, beginning, lang, RecordKind.CONCEPT, Facet.SKILL));
    candidates.addAll(titles(names, beginning, lang));
    return candidates.stream()
        .sorted(
            Comparator.comparing(Candidate::begins)
                .reversed()
                .thenComparing(
                    Comparator.comparingLong((Candidate c) -> c.suggestion().count()).reversed())
                .thenComparing(candidate -> candidate.suggestion().text()))
        .map(Candidate::suggestion)
        .limit(size)
        .toList();
  }

  /** All words of the name, the last one as a beginning; names that begin so come first. */
  private static Query names(String beginning, List<String> words) {
    BooleanQuery.Builder infix = new BooleanQuery.Builder();
    for (String word : words.subList(0, words.size() - 1)) {
      infix.add(new TermQuery(new Term(IndexSchema.NAME_WORDS, word)), Occur.FILTER);
    }
    infix.add(new PrefixQuery(new Term(IndexSchema.NAME_WORDS, words.getLast())), Occur.FILTER);
    Query prefix =
        new PrefixQuery(new Term(IndexSchema.WHOLE_NAME, IndexSchema.normalised(beginning)));
    return new BooleanQuery.Builder()
        .add(new ConstantScoreQuery(infix.build()), Occur.SHOULD)
        .add(new BoostQuery(new ConstantScoreQuery(prefix), 2), Occur.SHOULD)
        .build();
  }

  private List<Candidate> things(
      Query names, String beginning, String lang, RecordKind kind, Facet facet) throws IOException {
    Query query = with(names, new Term(IndexSchema.KIND, kind.id()));
    List<Candidate> candidates = new ArrayList<>();
    for (ScoreDoc found : view.searcher().search(query, CANDIDATES).scoreDocs) {
      IndexedRecord.Thing thing = view.thing(found.doc);
      long count = results(new Term(IndexSchema.filter(facet), thing.id()));
      if (count > 0) {
        String name = name(thing.labels(), beginning, lang);
        candidates.add(candidate(name, facet.parameter(), thing.id(), count, beginning));
      }
    }
    return candidates;
  }

  private List<Candidate> titles(Query names, String beginning, String lang) throws IOException {
    Query query =
        new BooleanQuery.Builder()
            .add(names, Occur.MUST)
            .add(new TermQuery(new Term(IndexSchema.RESULT, "true")), Occur.FILTER)
            .add(new TermQuery(new Term(IndexSchema.SYNTHETIC, "true")), Occur.MUST_NOT)
            .build();
    Map<String, Candidate> byTitle = new HashMap<>();
    for (ScoreDoc found : view.searcher().search(query, CANDIDATES / 4).scoreDocs) {
      IndexedRecord record = view.record(found.doc);
      String title = name(record.titles(), beginning, lang);
      String key = IndexSchema.normalised(title);
      if (!byTitle.containsKey(key)) {
        byTitle.put(
            key,
            candidate(
                title,
                "title",
                record.topic(),
                results(new Term(IndexSchema.WHOLE_NAME, key)),
                beginning));
      }
    }
    return List.copyOf(byTitle.values());
  }

  private long results(Term term) throws IOException {
    return view.searcher()
        .count(
            new BooleanQuery.Builder()
                .add(new TermQuery(term), Occur.FILTER)
                .add(new TermQuery(new Term(IndexSchema.RESULT, "true")), Occur.FILTER)
                .add(new TermQuery(new Term(IndexSchema.SYNTHETIC, "true")), Occur.MUST_NOT)
                .build());
  }

  /** The label in the reader's language if it is the one that was begun, else the begun one. */
  private String name(List<Text> labels, String beginning, String lang) {
    List<Text> begun = labels.stream().filter(label -> has(label, beginning)).toList();
    return Text.choose(begun.isEmpty() ? labels : begun, lang).map(Text::value).orElse("");
  }

  private boolean has(Text label, String beginning) {
    List<String> names =
        analyzers.tokens(IndexSchema.NAME_WORDS, label.value()).stream()
            .map(Analyzers.Token::term)
            .toList();
    return analyzers.tokens(IndexSchema.NAME_WORDS, beginning).stream()
        .allMatch(word -> names.stream().anyMatch(name -> name.startsWith(word.term())));
  }

  private static Candidate candidate(
      String name, String type, String id, long count, String beginning) {
    boolean begins = IndexSchema.normalised(name).startsWith(IndexSchema.normalised(beginning));
    return new Candidate(new Suggestion(name, type, id, count), begins);
  }

  private static Query with(Query query, Term filter) {
    return new BooleanQuery.Builder()
        .add(query, Occur.MUST)
        .add(new TermQuery(filter), Occur.FILTER)
        .build();
  }

  private record Candidate(Suggestion suggestion, boolean begins) {}
}
