package org.tessera.search;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A condition with countable values: values of one facet are alternatives, facets are combined. The
 * order is that of the HTTP contract, with what was added later at the end.
 */
public enum Facet {
  REGISTER("register", matches("[a-z0-9]+(-[a-z0-9]+)*")),
  TYPE("type", RecordTypes.ALL),
  LEVEL("level", List.of("1", "2", "3", "4", "5", "6", "7", "8")),
  FIELD("field", matches("[0-9]{1,4}")),
  SKILL("skill", matches("[a-z][a-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")),
  PROVIDER("provider", matches("[a-z][a-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")),
  PROVIDER_TYPE(
      "provider-type",
      List.of(
          "education-training", "labour-market-actor", "other-public-or-ngo", "online-provider")),
  SETTING("setting", List.of("formal", "non-formal", "informal")),
  MODE(
      "mode",
      List.of("presential", "online", "blended", "work-based", "project-based", "research-lab")),
  /** Three letters only where ISO 639-1 has no code, as for {@code nso}. */
  LANGUAGE("language", matches("[a-z]{2,3}")),
  COUNTRY("country", matches("[A-Z]{2}"), value -> value.toUpperCase(Locale.ROOT)),
  STACKABLE("stackable", List.of("true", "false", "unknown")),
  QUALITY_ASSURED("quality-assured", List.of("true", "false", "unknown")),
  FUNDED("funded", List.of("true", "false", "unknown")),
  /** {@code all} is the absence of this condition, so it is no value of it. */
  STATUS("status", List.of("current", "closed")),
  /** The definitions of a micro-credential that it meets: derived, whatever the source says. */
  DEFINITION(
      "definition",
      List.of(
          "eu-2022",
          "unesco-2022",
          "nz-nzqcf",
          "au-nmf-2021",
          "cmf-2019",
          "ecampusontario",
          "es-rd822",
          "acqf",
          "oecd",
          "za-part-qualification",
          "ontario-osap")),
  ROUTE(
      "route",
      List.of(
          "initial",
          "apprenticeship",
          "continuing",
          "professional-contract",
          "individual-application",
          "rpl",
          "exam-only")),
  /** A level as its own framework has it, by the end of its IRI: {@code fr/level-4}. */
  NATIVE_LEVEL("native-level", matches("[a-z0-9-]+/[A-Za-z0-9.-]+"));

  private final String parameter;
  private final List<String> values;
  private final Predicate<String> valid;
  private final UnaryOperator<String> canonical;

  Facet(String parameter, List<String> values) {
    this.parameter = parameter;
    this.values = values;
    this.valid = values::contains;
    this.canonical = UnaryOperator.identity();
  }

  Facet(String parameter, Predicate<String> valid) {
    this(parameter, valid, UnaryOperator.identity());
  }

  Facet(String parameter, Predicate<String> valid, UnaryOperator<String> canonical) {
    this.parameter = parameter;
    this.values = List.of();
    this.valid = valid;
    this.canonical = canonical;
  }

  /** Name of the request parameter, and of the facet in JSON. */
  public String parameter() {
    return parameter;
  }

  /** All values in their order; empty where the values are those that the data hold. */
  public List<String> options() {
    return values;
  }

  /** The value as it stands in the index and in canonical addresses. */
  String parse(String value) {
    String parsed = canonical.apply(value);
    if (!valid.test(parsed)) {
      throw values.isEmpty()
          ? new InvalidParameter(parameter, "values." + parameter, value)
          : new InvalidParameter(parameter, "options", value, parameter, String.join(", ", values));
    }
    return parsed;
  }

  private static Predicate<String> matches(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }
}
