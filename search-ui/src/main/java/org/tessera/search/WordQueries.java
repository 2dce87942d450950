package org.tessera.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Makes queries of words, for one state of the index.
 *
 * <p>Each word must be found somewhere: as typed without case and accents, or by its stem in any
 * language of the index. Two neighbours are also found written as one word, and one word written as
 * two. A word that says nothing in the reader's language, or in English or French, may be missing.
 */
final class WordQueries {
  private static final float TITLE = 5;
  private static final float ALT = 3;
  private static final float TEXT = 1;
  private static final float ALL = 1.5f;
  private static final float JOINED = 4;
  private static final float IDENTIFIER = 1_000;
  private static final float WHOLE_TITLE = 40;

  /** A word is found in so many fields at most, which keeps a query under Lucene's clause limit. */
  private static final int MAX_FIELDS = 36;

  private final IndexReader reader;
  private final Analyzers analyzers;
  private final Set<String> fields;

  WordQueries(IndexReader reader, Analyzers analyzers) {
    this.reader = reader;
    this.analyzers = analyzers;
    this.fields = Set.copyOf(FieldInfos.getIndexedFields(reader));
  }

  /** Records with all the words. */
  Query all(Words words, String lang) throws IOException {
    return query(words, lang, 1);
  }

  /** Records with more than half of the words. */
  Query most(Words words, String lang) throws IOException {
    return query(words, lang, 0.6);
  }

  private Query query(Words words, String lang, double share) throws IOException {
    if (words.isEmpty()) {
      return words.text().isBlank()
          ? new ConstantScoreQuery(new MatchAllDocsQuery())
          : new MatchNoDocsQuery("no letter or digit");
    }
    BooleanQuery.Builder text = new BooleanQuery.Builder();
    words.phrases().forEach(phrase -> text.add(phrase(phrase), Occur.MUST));
    List<Query> required = new ArrayList<>();
    for (int i = 0; i < words.words().size(); i++) {
      Query word = word(words.words(), i);
      if (isOptional(words, i, lang)) {
        text.add(word, Occur.SHOULD);
      } else {
        required.add(word);
      }
    }
    if (share == 1) {
      required.forEach(word -> text.add(word, Occur.MUST));
    } else {
      BooleanQuery.Builder most = new BooleanQuery.Builder();
      required.forEach(word -> most.add(word, Occur.SHOULD));
      most.setMinimumNumberShouldMatch((int) Math.ceil(required.size() * share));
      text.add(most.build(), Occur.MUST);
    }
    return withIdentifiers(words, text.build());
  }

  /** What a record must have; where no word must be there, any of them. */
  SearchResult.Understood understood(Words words, String lang) {
    List<String> all = words.words().stream().map(Words.Word::original).toList();
    List<String> required =
        IntStream.range(0, all.size())
            .filter(i -> !isOptional(words, i, lang))
            .mapToObj(all::get)
            .toList();
    return new SearchResult.Understood(
        required.isEmpty() && words.phrases().isEmpty() ? all : required,
        words.phrases().stream().map(String::strip).toList(),
        words.hasOperators());
  }

  /** Adds those whose identifier or whole title is what was typed; they come first. */
  private Query withIdentifiers(Words words, Query text) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    any.add(text, Occur.SHOULD);
    String whole = IndexSchema.normalised(words.text());
    if (whole.startsWith("http") || whole.chars().anyMatch(Character::isDigit)) {
      Term identifier = new Term(IndexSchema.IDENTIFIER, whole);
      if (reader.docFreq(identifier) > 0) {
        any.add(constant(identifier, IDENTIFIER), Occur.SHOULD);
      }
    }
    Term title = new Term(IndexSchema.WHOLE_NAME, whole);
    if (reader.docFreq(title) > 0) {
      any.add(constant(title, WHOLE_TITLE), Occur.SHOULD);
    }
    return any.build();
  }

  private boolean isOptional(Words words, int index, String lang) {
    if (words.words().size() + words.phrases().size() == 1) {
      return false;
    }
    String word = words.words().get(index).folded();
    boolean stop =
        Stream.of("en", "fr", lang).anyMatch(language -> Analyzers.isStopWord(language, word));
    if (!stop && word.length() <= 3) {
      for (String language : Analyzers.languages()) {
        stop |=
            fields.contains(IndexSchema.title(language)) && Analyzers.isStopWord(language, word);
      }
    }
    return stop && words.words().stream().anyMatch(other -> !other.folded().equals(word));
  }

  /** A word, or what it becomes with its neighbour on either side. */
  private Query word(List<Words.Word> words, int index) throws IOException {
    List<Query> forms = new ArrayList<>();
    Words.Word word = words.get(index);
    forms.addAll(fieldsOf(word.original(), word.folded()));
    for (int first = Math.max(0, index - 1); first <= index && first + 1 < words.size(); first++) {
      Words.Word left = words.get(first);
      Words.Word right = words.get(first + 1);
      forms.addAll(
          fieldsOf(
              Signs.inLetters(left.original()) + Signs.inLetters(right.original()),
              left.folded() + right.folded()));
    }
    return forms.isEmpty()
        ? new MatchNoDocsQuery("unknown word")
        : new DisjunctionMaxQuery(forms, 0.1f);
  }

  /** Queries for a word in each field that has it, best fields first. */
  private List<Query> fieldsOf(String original, String folded) throws IOException {
    List<Weighted> found = new ArrayList<>();
    add(found, IndexSchema.ALL, List.of(folded), ALL);
    add(found, IndexSchema.JOINED, List.of(folded), JOINED);
    add(found, IndexSchema.IDENTIFIER, List.of(IndexSchema.normalised(folded)), JOINED);
    for (String language : Analyzers.languages()) {
      String title = IndexSchema.title(language);
      String alt = IndexSchema.alt(language);
      String text = IndexSchema.text(language);
      if (!fields.contains(title) && !fields.contains(alt) && !fields.contains(text)) {
        continue;
      }
      List<String> stems =
          analyzers.tokens(title, original).stream().map(Analyzers.Token::term).toList();
      add(found, title, stems, TITLE);
      add(found, alt, stems, ALT);
      add(found, text, stems, TEXT);
    }
    return found.stream()
        .sorted(Comparator.comparingDouble(Weighted::boost).reversed())
        .limit(MAX_FIELDS)
        .map(weighted -> (Query) new BoostQuery(weighted.query(), weighted.boost()))
        .toList();
  }

  private void add(List<Weighted> found, String field, List<String> terms, float boost)
      throws IOException {
    if (terms.isEmpty() || !fields.contains(field)) {
      return;
    }
    BooleanQuery.Builder together = new BooleanQuery.Builder();
    for (String value : terms) {
      Term term = new Term(field, value);
      if (reader.docFreq(term) == 0) {
        return;
      }
      together.add(new TermQuery(term), Occur.MUST);
    }
    found.add(
        new Weighted(
            terms.size() == 1 ? new TermQuery(new Term(field, terms.getFirst())) : together.build(),
            boost));
  }

  private Query phrase(String phrase) {
    PhraseQuery.Builder query = new PhraseQuery.Builder();
    analyzers
        .tokens(IndexSchema.ALL, phrase)
        .forEach(token -> query.add(new Term(IndexSchema.ALL, token.term())));
    return query.build();
  }

  /** Any of some values of a keyword field; nothing for none. */
  static Query anyOf(String field, Collection<String> values) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    values.forEach(value -> any.add(new TermQuery(new Term(field, value)), Occur.SHOULD));
    return any.build();
  }

  private static Query constant(Term term, float score) {
    return new BoostQuery(new ConstantScoreQuery(new TermQuery(term)), score);
  }

  private record Weighted(Query query, float boost) {}
}
