package org.tessera.search.page;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something that a record says, in words.
 *
 * @param lang BCP 47 tag of the text where it is not the page's language; null else
 * @param href page of the thing meant; null where it has none
 * @param note what must be known to read it right, such as on what a correspondence rests
 * @param tiles EQF level to draw, 0 for none
 * @param mark why it is said where a rule says it; null where sources alone do
 */
record Value(
    String text,
    @Nullable String lang,
    @Nullable String href,
    @Nullable String note,
    int tiles,
    @Nullable Mark mark) {

  /**
   * The rule by which something was derived.
   *
   * @param reason in words
   * @param href page of the rule
   * @param confidence 0 to 1, as a number in words
   * @param stated whether a source states the same words
   * @param as page of what was derived, where it is stated as well; null where it has none
   */
  record Mark(
      String reason,
      @Nullable String href,
      String confidence,
      boolean stated,
      @Nullable String as) {
    Mark(String reason, @Nullable String href, String confidence) {
      this(reason, href, confidence, false, null);
    }
  }

  Value(
      String text, @Nullable String lang, @Nullable String href, @Nullable String note, int tiles) {
    this(text, lang, href, note, tiles, null);
  }

  static Value of(String text) {
    return new Value(text, null, null, null, 0);
  }

  Value withText(UnaryOperator<String> change) {
    return new Value(change.apply(text), lang, href, note, tiles, mark);
  }

  /** With the language of the text, where that is another than the page's. */
  Value withLang(String tag, String page) {
    boolean own = tag.isEmpty() || tag.equals("und") || tag.equals(page);
    return new Value(text, own ? null : tag, href, note, tiles, mark);
  }

  Value withNote(@Nullable String words) {
    return new Value(text, lang, href, words, tiles, mark);
  }

  Value withTiles(int level) {
    return new Value(text, lang, href, note, level, mark);
  }

  Value withMark(Mark why) {
    return new Value(text, lang, href, note, tiles, why);
  }

  boolean external() {
    return href != null && !href.startsWith("/");
  }
}
