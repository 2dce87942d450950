package org.tessera.search.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was refused, in words of which a register's owner knows the field and what would be
 * right there.
 *
 * @param words ends of message keys; none where only the checks' own words are known
 * @param technical the checks' own words
 */
record Refusal(List<String> words, String technical) {
  /** Before it stands what the rows of a table show, after it what their mapping makes of them. */
  private static final String AS_ONE_RECORD = " Read as one record: ";

  private static final String ROWS = "rows";

  private static final Pattern VALUES = Pattern.compile("\"[^\"]*\"|<[^>]*>|https?://[^\\s;)]+");

  /** Between what a clause says is wrong and what it says would be right. */
  private static final Pattern WITHIN = Pattern.compile("; (?=the rule: |right )");

  private static final Pattern FOUND = Pattern.compile(" has (?!what it may not)(.+?); the rule: ");

  /** What a clause names, and which field that is; the first that is in it tells. */
  private static final Map<String, String> FIELDS = fields();

  static Refusal of(String reason) {
    if (reason.contains(AS_ONE_RECORD)) {
      return new Refusal(List.of(ROWS), reason);
    }
    String said = VALUES.matcher(reason).replaceAll("…");
    List<Optional<String>> fields =
        Pattern.compile("; ")
            .splitAsStream(WITHIN.matcher(said).replaceAll(", "))
            .map(Refusal::field)
            .toList();
    boolean all = fields.stream().allMatch(Optional::isPresent);
    return new Refusal(
        all ? fields.stream().flatMap(Optional::stream).distinct().toList() : List.of(), reason);
  }

  /** Whether it can be said in other words than the checks' own. */
  boolean isPlain() {
    return !words.isEmpty();
  }

  /** Whether only the checks' own words name the fields and what is in them. */
  boolean needsThem() {
    return words.isEmpty() || words.equals(List.of(ROWS));
  }

  /** What is in the one field that is named; null where it is none, or several are. */
  @Nullable String found() {
    Matcher found = FOUND.matcher(technical);
    return words.size() == 1 && found.find() ? found.group(1) : null;
  }

  private static Optional<String> field(String clause) {
    return FIELDS.entrySet().stream()
        .filter(field -> clause.contains(field.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("it makes statements on", "one-thing");
    fields.put("describe a person", "person");
    fields.put("e-mail address", "person");
    fields.put("elm:LearningOutcome", "outcomes");
    fields.put("elm:CreditPoint", "credits");
    fields.put("elm:Identifier", "identifier");
    fields.put("elm:PriceDetail", "price");
    fields.put("elm:Amount", "price");
    fields.put("elm:volumeOfLearning", "hours");
    fields.put("elm:mode", "mode");
    fields.put("elm:awardingBody", "awarding-body");
    fields.put("dct:PeriodOfTime", "dates");
    fields.put("dct:language", "language");
    fields.put("tess:credentialType", "type");
    fields.put("tess:registrationStatus", "status");
    fields.put("tess:level", "level");
    fields.put("tess:jurisdiction", "country");
    fields.put("dct:title", "title");
    fields.put("skos:prefLabel", "name");
    return fields;
  }
}
