package org.tessera.search.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tessera.store.RunReport.Problem;

/**
 * Problems of a harvest that say the same.
 *
 * @param rule what is wrong, without the values in which they differ
 * @param examples the first of them
 */
record ProblemGroup(String rule, long count, List<Problem> examples) {
  private static final int EXAMPLES = 3;

  /** What differs from record to record: quoted values, addresses, numbers. */
  private static final Pattern VALUES =
      Pattern.compile("\"[^\"]*\"|'[^']*'|“[^”]*”|<[^>]*>|https?://[^\\s;)]+|\\b\\d[\\d.,]*\\b");

  Refusal refusal() {
    return Refusal.of(rule);
  }

  /** Most frequent first. */
  static List<ProblemGroup> of(List<Problem> problems) {
    Map<String, List<Problem>> byRule =
        problems.stream()
            .collect(
                Collectors.groupingBy(
                    problem -> VALUES.matcher(problem.reason()).replaceAll("…"),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byRule.entrySet().stream()
        .map(group ->
            new ProblemGroup(
                group.getValue().stream().map(Problem::reason).distinct().count() == 1
                    ? group.getValue().getFirst().reason()
                    : group.getKey(),
                group.getValue().size(),
                group.getValue().stream().limit(EXAMPLES).toList()))
        .sorted(Comparator.comparingLong(ProblemGroup::count).reversed())
        .toList();
  }
}
