package org.tessera.search.page;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a record is in quarantine, in words of which a register's owner knows the field and what
 * would be right there. What a shape refused is told by the shape's address, which stands behind
 * each of its clauses; what was never checked against one has no address and is told by its words.
 *
 * @param sentences ends of message keys, at least one
 * @param technical the checks' own words
 */
record QuarantineReason(List<String> sentences, String technical) {
  /** Before it stands what the rows of a table show, after it what their mapping makes of them. */
  private static final String AS_ONE_RECORD = " Read as one record: ";

  private static final Pattern NO_IDENTIFIER =
      Pattern.compile("has no value for .+, so it has no key");
  private static final Pattern NO_DATE = Pattern.compile(".*: (\"[^\"]*\") is no xsd:date");
  private static final String NO_COLUMN = "its header has no column ";
  private static final String TWO_THINGS = "it makes statements on ";
  private static final String ROWS = "rows";
  private static final String PERSON = "person";
  private static final String OTHER = "other";

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern SHAPE =
      Pattern.compile(
          " \\("
              + Pattern.quote(Links.TERMS_BASE)
              + "shape/(?:core|no-person)/([A-Za-z-]+)\\)(?=; |$)");
  private static final Pattern RULE = Pattern.compile("; the rule: ");
  private static final Pattern FOUND = Pattern.compile(" has (.+?); the rule: ");

  static QuarantineReason of(String reason) {
    return new QuarantineReason(sentences(reason), reason);
  }

  private static List<String> sentences(String reason) {
    if (reason.contains(AS_ONE_RECORD)) {
      return List.of(ROWS);
    }
    if (reason.startsWith(NO_COLUMN)) {
      return List.of("column");
    }
    if (NO_IDENTIFIER.matcher(reason).matches()) {
      return List.of("no-identifier");
    }
    if (NO_DATE.matcher(reason).matches()) {
      return List.of("dates");
    }
    if (reason.startsWith(TWO_THINGS)) {
      return List.of("one-thing");
    }
    String clauses = QUOTED.matcher(reason).replaceAll("…");
    List<String> shapes =
        SHAPE.matcher(clauses).results().map(shape -> sentence(shape.group(1))).toList();
    boolean somethingElse =
        shapes.isEmpty() || RULE.matcher(clauses).results().count() > shapes.size();
    return Stream.concat(shapes.stream(), somethingElse ? Stream.of(OTHER) : Stream.empty())
        .distinct()
        .toList();
  }

  /** The same with other words of the checks, which stand for those of several records. */
  QuarantineReason withTechnical(String words) {
    return new QuarantineReason(sentences, words);
  }

  /** Whether only the checks' own words name the fields and what is in them. */
  boolean needsThem() {
    return sentences.equals(List.of(ROWS))
        || sentences.equals(List.of("column"))
        || sentences.contains(OTHER);
  }

  /** What is in the one field that is named; null where it is none, or several are. */
  @Nullable String found() {
    Matcher date = NO_DATE.matcher(technical);
    if (date.matches()) {
      return date.group(1);
    }
    Matcher found = FOUND.matcher(technical);
    boolean one = sentences.size() == 1 && !needsThem() && !sentences.contains(PERSON);
    return one && found.find() ? found.group(1) : null;
  }

  /** What is said of what a shape refuses. */
  private static String sentence(String shape) {
    return switch (shape) {
      case "title" -> "title";
      case "name" -> "name";
      case "credential-type" -> "type";
      case "registration-status" -> "status";
      case "level" -> "level";
      case "identifier", "identifier-notation" -> "identifier";
      case "credit-points", "credit-point-framework", "credit-point-point" -> "credits";
      case "prices",
          "price-detail-amount",
          "price-detail-price-kind",
          "amount-value",
          "amount-unit" ->
          "price";
      case "outcomes", "learning-outcome-title" -> "outcomes";
      case "awarding", "awarding-opportunity-awarding-body" -> "awarding-body";
      case "offerings" -> "offerings";
      case "offering-temporal", "validity", "period-of-time-date" -> "dates";
      case "volume" -> "hours";
      case "mode" -> "mode";
      case "setting" -> "setting";
      case "language" -> "language";
      case "jurisdiction" -> "country";
      case "type-assertion-asserted-type" -> "asserted-type";
      case "recognition-recognises",
          "recognition-recognised-in",
          "recognition-recognition-kind",
          "recognition-confidence",
          "recognition-evidence" ->
          "recognition";
      case "funding-eligibility-eligible-thing",
          "funding-eligibility-under-scheme",
          "funding-eligibility-eligibility-status",
          "funding-eligibility-eligibility-basis" ->
          "funding-eligibility";
      case "derived-eligibility-confidence" -> "confidence";
      case "funding-scheme-scheme-kind",
          "funding-scheme-funding-rate",
          "funding-rate-amount",
          "funding-rate-maximum-share" ->
          "funding-scheme";
      case "cube-structure",
          "structure-component",
          "structure-dimension",
          "structure-measure",
          "component-property",
          "dimension-label" ->
          "columns";
      case "observation-data-set",
          "observation-obs-value",
          "observation-ref-period",
          "observation-ref-area",
          "observation-unit-measure",
          "observation-sample-size" ->
          "figures";
      case "claim-claim-basis" -> "claim-basis";
      case "person-type", "personal-statement", "Value" -> PERSON;
      default -> OTHER;
    };
  }
}
