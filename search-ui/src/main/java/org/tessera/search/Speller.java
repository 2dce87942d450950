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
 * Corrects words by the words of the index. Of the candidates within two edits (one for a short
 * word, of which two make another) the one wins that is both near and frequent; a rare word, which
 * may be a misspelling that a source made too, gives way only to one a hundred times as frequent.
 */
final class Speller {
  private static final int RARE = 3;
  private static final int MUCH_MORE = 100;
  private static final int SHORTEST = 4;
  private static final int SHORT = 7;

  private final IndexReader reader;
  private final DirectSpellChecker checker = new DirectSpellChecker();

  Speller(IndexReader reader) {
    this.reader = reader;
    checker.setMinQueryLength(SHORTEST);
    checker.setMaxQueryFrequency(1_000_000);
    checker.setMaxInspections(10);
  }

  /**
   * Whether a word stands in no record as it was typed, and is at most found by its stem in some
   * language: a stem forgives what is a mistake in the reader's own.
   */
  boolean hasUnseen(Words words) throws IOException {
    for (Words.Word word : words.words()) {
      if (reader.docFreq(new Term(IndexSchema.ALL, word.folded())) == 0) {
        return true;
      }
    }
    return false;
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
    if (word.folded().length() < SHORTEST
        || frequency > RARE
        || word.folded().chars().anyMatch(Character::isDigit)
        || !Signs.inLetters(word.original()).equals(word.original())) {
      return Optional.empty();
    }
    checker.setMaxEdits(word.folded().length() <= SHORT ? 1 : 2);
    return Stream.of(checker.suggestSimilar(term, 10, reader, SuggestMode.SUGGEST_ALWAYS))
        .filter(candidate -> frequency == 0 || candidate.freq >= MUCH_MORE * frequency)
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
