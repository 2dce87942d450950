package org.tessera.search.page;

/**
 * What a statement of policy is about, where its source says it in a key such as student-support.
 */
final class PolicyTopic {
  private PolicyTopic() {}

  static String words(String title) {
    if (title.isEmpty() || title.indexOf(' ') >= 0) {
      return title;
    }
    String words = title.replace('-', ' ');
    return words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
        + words.substring(words.offsetByCodePoints(0, 1));
  }
}
