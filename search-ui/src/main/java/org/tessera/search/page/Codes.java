package org.tessera.search.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says of a code that it is one, where nobody says what it stands for. */
final class Codes {
  /** A name that is a code only, as in SPS/08; without a stroke it may be a product's. */
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z-]{0,7}/\\d[\\w/.-]*");

  /** Two letters, or capitals without a break: a longer word may be one of the language. */
  private static final Pattern ABBREVIATION =
      Pattern.compile("\\p{L}{1,2}|\\p{Lu}[\\p{Lu}\\d]{1,4}");

  private Codes() {}

  /**
   * What to know of a thing called so; null where the name says it.
   *
   * @param unread whether no record of it has been read
   */
  static @Nullable String note(String iri, String label, boolean unread, Links links, Page page) {
    if (links.isCode(iri)) {
      return unread ? page.text("code.unnamed") : null;
    }
    if (unread) {
      return page.text("code.unread");
    }
    return links.ours(iri) && CODE.matcher(label).matches() ? page.text("code.unnamed") : null;
  }

  /** A short word of a register's own, such as an abbreviation of one of its types. */
  static Value abbreviated(Value value, Page page) {
    return ABBREVIATION.matcher(value.text()).matches()
        ? value.withNote(page.text("code.abbreviation"))
        : value;
  }
}
