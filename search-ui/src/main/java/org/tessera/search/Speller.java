package org.tessera.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/**
 * Corrects words by the words of the index. Of the candidates within two edits the one wins that is
 * both near and frequent; a rare word, which may be a misspelling that a source made too, gives way
 * only to one a hundred times as frequent.
 */
final class Speller {
  private static final int RARE = 3;
  private static final int MUCH_MORE = 100;
  private static final int SHORTEST = 4;

  private final IndexReader reader;
  private final WordQueries queries;
  private final DirectSpellChecker checker = new DirectSpellChecker();

  Speller(IndexReader reader, WordQueries queries) {
    this.reader = reader;
    this.queries = queries;
    checker.setMinQueryLength(SHORTEST);
    checker.setMaxQueryFrequency(1_000_000);
    checker.setMaxInspections(10);
  }

  /** The text with its misspelt words corrected; empty where there is nothing to correct. */
  Optional<String> correct(Words words) throws IOException {
    String corrected = words.text();
    for (Words.Word word : words.words()) {
      Optional<String> better = correct(word);
      if (better.isPresent()) {
        corrected = replace(corrected, word.original(), better.get());
      }
    }
    return corrected.equals(words.text()) ? Optional.empty() : Optional.of(corrected);
  }

  private Optional<String> correct(Words.Word word) throws IOException {
    Term term = new Term(IndexSchema.ALL, word.folded());
    int frequency = reader.docFreq(term);
    boolean known = queries.isKnown(word);
    if (word.folded().length() < SHORTEST
        || frequency > RARE
        || (known && frequency == 0)
        || word.folded().chars().anyMatch(Character::isDigit)) {
      return Optional.empty();
    }
    return Stream.of(checker.suggestSimilar(term, 10, reader, SuggestMode.SUGGEST_ALWAYS))
        .filter(candidate -> !known || candidate.freq >= MUCH_MORE * Math.max(1, frequency))
        .max(Comparator.comparingDouble(Speller::worth))
        .map(candidate -> candidate.string);
  }

  private static String replace(String text, String word, String better) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
        .matcher(text)
        .replaceAll(Matcher.quoteReplacement(better));
  }

  /** A tenfold frequency outweighs a tenth of the similarity. */
  private static double worth(SuggestWord candidate) {
    return candidate.score + 0.1 * Math.log10(candidate.freq);
  }
}
