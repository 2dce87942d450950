package org.tessera.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * A text with its language.
 *
 * @param lang BCP 47 tag; empty where unknown
 */
public record Text(String lang, String value) {

  static Text of(Node literal) {
    String tag = literal.getLiteralLanguage();
    return new Text(tag.equals("und") ? "" : tag, literal.getLiteralLexicalForm().strip());
  }

  /** Primary subtag, as in {@code fr} for {@code fr-CA}; empty where unknown. */
  public String language() {
    int end = lang.indexOf('-');
    return (end < 0 ? lang : lang.substring(0, end)).toLowerCase(Locale.ROOT);
  }

  /** The text to show: in the language asked for, else in English, else the first. */
  public static Optional<Text> choose(List<Text> texts, String lang) {
    return texts.stream()
        .filter(text -> text.language().equals(lang))
        .findFirst()
        .or(() -> texts.stream().filter(text -> text.language().equals("en")).findFirst())
        .or(() -> texts.stream().findFirst());
  }
}
