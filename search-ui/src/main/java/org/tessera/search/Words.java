package org.tessera.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person typed, cut into words and quoted phrases. Nothing in it is query syntax but the
 * quotes in pairs around whole words; an AND between words says what is so anyway.
 *
 * @param text as typed
 * @param words the words outside of quotes, in their order
 * @param phrases the texts within quotes
 */
record Words(String text, List<Word> words, List<String> phrases) {
  /** More words than a person types; each costs a look-up in every language. */
  private static final int MAX_WORDS = 24;

  /** Each phrase reads the places of all its words, in every record that has them. */
  private static final int MAX_PHRASES = 8;

  private static final int MAX_PHRASE_WORDS = 32;
  private static final Pattern QUOTED =
      Pattern.compile("(?<![\\p{L}\\p{N}])[\"“”«»„]([^\"“”«»„]+)[\"“”«»„](?![\\p{L}\\p{N}])");
  private static final String AND = "AND";
  private static final Set<String> OPERATORS = Set.of(AND, "OR", "NOT");

  /**
   * @param original as typed
   * @param folded without case and accents
   */
  record Word(String original, String folded) {}

  /**
   * @throws InvalidParameter where it has more or longer phrases than a person types
   */
  static Words of(String text, Analyzers analyzers) {
    List<String> phrases = new ArrayList<>();
    Matcher quoted = QUOTED.matcher(text);
    StringBuilder rest = new StringBuilder();
    while (quoted.find()) {
      String phrase = quoted.group(1);
      int size = analyzers.tokens(IndexSchema.ALL, phrase).size();
      // One word in quotes is that word.
      if (size > 1) {
        if (size > MAX_PHRASE_WORDS || phrases.size() == MAX_PHRASES) {
          throw new InvalidParameter("q", "phrases", MAX_PHRASES, MAX_PHRASE_WORDS);
        }
        phrases.add(phrase);
        quoted.appendReplacement(rest, " ");
      } else {
        quoted.appendReplacement(rest, Matcher.quoteReplacement(" " + phrase + " "));
      }
    }
    quoted.appendTail(rest);
    String unquoted = rest.toString();
    List<Word> words =
        analyzers.tokens(IndexSchema.ALL, unquoted).stream()
            .limit(MAX_WORDS)
            .map(token -> new Word(unquoted.substring(token.start(), token.end()), token.term()))
            .toList();
    List<Word> meant = words.stream().filter(word -> !word.original().equals(AND)).toList();
    return new Words(text, meant.isEmpty() && phrases.isEmpty() ? words : meant, phrases);
  }

  /** Whether a word looks like an operator of another search, where not all is written large. */
  boolean hasOperators() {
    return words.size() + phrases.size() > 1
        && text.chars().anyMatch(Character::isLowerCase)
        && words.stream().anyMatch(word -> OPERATORS.contains(word.original()));
  }

  boolean isEmpty() {
    return words.isEmpty() && phrases.isEmpty();
  }
}
