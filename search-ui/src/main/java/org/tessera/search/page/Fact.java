package org.tessera.search.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A question that a record answers.
 *
 * @param label in the reader's language
 * @param values empty where the source is silent
 */
record Fact(String label, List<Value> values) {
  static List<Fact> stated(List<Fact> facts) {
    return facts.stream().filter(fact -> !fact.values().isEmpty()).toList();
  }

  /** What a reader looks for and the source leaves open, in one line. */
  static String notStated(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.values().isEmpty())
        .map(Fact::label)
        .collect(Collectors.joining(" · "));
  }
}
