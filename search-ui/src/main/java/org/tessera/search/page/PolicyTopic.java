package org.tessera.search.page;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of policy is called: what it is about, which its source may say in a key such as
 * student-support, and how it begins, since many of one source are about the same.
 */
final class PolicyTopic {
  private static final int BEGINNING = 80;

  /** The hyphen of micro-credential is no hyphen between words. */
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("(?<!\\b(?:co|e|micro|non|pre|re|self))-");

  private PolicyTopic() {}

  static String words(String title) {
    if (title.isEmpty() || title.indexOf(' ') >= 0) {
      return title;
    }
    String words = BETWEEN_WORDS.matcher(title).replaceAll(" ");
    return words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
        + words.substring(words.offsetByCodePoints(0, 1));
  }

  /** With the beginning of the statement, where that is in the language of the topic. */
  static String title(
      String topic, @Nullable String lang, @Nullable String statement, @Nullable String itsLang) {
    return statement == null || statement.isBlank() || !Objects.equals(lang, itsLang)
        ? words(topic)
        : words(topic) + ": " + beginning(statement.strip());
  }

  static Value title(Value topic, List<Value> statements) {
    return statements.isEmpty()
        ? topic.withText(PolicyTopic::words)
        : topic.withText(words ->
            title(words, topic.lang(), statements.getFirst().text(), statements.getFirst().lang()));
  }

  private static String beginning(String statement) {
    if (statement.length() <= BEGINNING) {
      return statement;
    }
    int end = statement.lastIndexOf(' ', BEGINNING);
    return statement.substring(0, end > 0 ? end : statement.offsetByCodePoints(0, BEGINNING / 2))
        + "…";
  }
}
