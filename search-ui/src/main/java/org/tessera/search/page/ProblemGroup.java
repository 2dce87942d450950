package org.tessera.search.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tessera.store.RunReport.Problem;

/**
 * Problems of a harvest that say the same.
 *
 * @param reason what is wrong, without the values in which they differ
 * @param examples the first of them
 */
record ProblemGroup(QuarantineReason reason, long count, List<Example> examples) {
  private static final int EXAMPLES = 3;

  /** What differs from record to record: quoted values, addresses, numbers; but not of a rule. */
  private static final Pattern VALUES =
      Pattern.compile(
          "(; the rule: .{1,500}?\\("
              + Pattern.quote(Links.TERMS_BASE)
              + "shape/[^()]*\\))"
              + "|\"[^\"]*\"|'[^']*'|“[^”]*”|<[^>]*>|https?://[^\\s;)]+|\\b\\d[\\d.,]*\\b");

  /** Short enough for a line of its own, on a phone too, as a UUID is. */
  private static final int LINE = 40;

  static boolean fitsLine(String key) {
    return key.length() <= LINE;
  }

  /** One of the problems. */
  record Example(String record, String place, QuarantineReason reason) {
    /** Whether the record's key can stand unbroken. */
    boolean fits() {
      return fitsLine(record);
    }

    private static Example of(Problem problem) {
      return new Example(problem.record(), problem.place(), QuarantineReason.of(problem.reason()));
    }
  }

  /** Whether the words of the checks are needed and stand with no example. */
  boolean opensWords() {
    return reason.needsThem() && examples.stream().noneMatch(this::hasOwnWords);
  }

  /** Whether an example has to be told in the words of the checks, other than all have. */
  boolean hasOwnWords(Example example) {
    return reason.needsThem() && !example.reason().technical().equals(reason.technical());
  }

  /** Most frequent first. */
  static List<ProblemGroup> of(List<Problem> problems) {
    Map<String, List<Problem>> byRule =
        problems.stream()
            .collect(
                Collectors.groupingBy(
                    problem -> withoutValues(problem.reason()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return byRule.entrySet().stream()
        .map(group -> of(group.getKey(), group.getValue()))
        .sorted(Comparator.comparingLong(ProblemGroup::count).reversed())
        .toList();
  }

  private static String withoutValues(String reason) {
    return VALUES
        .matcher(reason)
        .replaceAll(
            match -> match.group(1) == null ? "…" : Matcher.quoteReplacement(match.group(1)));
  }

  private static ProblemGroup of(String rule, List<Problem> problems) {
    List<Example> examples = problems.stream().limit(EXAMPLES).map(Example::of).toList();
    QuarantineReason first = examples.getFirst().reason();
    boolean same = problems.stream().map(Problem::reason).distinct().count() == 1;
    return new ProblemGroup(same ? first : first.withTechnical(rule), problems.size(), examples);
  }
}
