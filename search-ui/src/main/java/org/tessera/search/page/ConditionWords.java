package org.tessera.search.page;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tessera.search.SearchQuery;
import org.tessera.search.SearchQuery.Condition;

/** Conditions of a search as a person would say them. */
final class ConditionWords {
  private ConditionWords() {}

  /** All conditions of a query. */
  static String of(SearchQuery query, Page page) {
    return query.conditions().stream()
        .map(condition -> of(condition, null, query, page))
        .collect(Collectors.joining(page.text("search.and")));
  }

  /**
   * One condition of a query.
   *
   * @param label of its value; null where it is to be looked up
   */
  static String of(Condition condition, @Nullable String label, SearchQuery query, Page page) {
    String value = label != null ? label : value(condition, page);
    return switch (condition.parameter()) {
      case "q" -> page.text("condition.q", condition.value());
      case "level" -> page.text("condition.level", condition.value());
      case "definition" -> page.text("condition.definition", value);
      case "max-ects", "max-hours", "max-price" ->
          page.text(
              "condition." + condition.parameter(),
              new BigDecimal(condition.value()),
              String.valueOf(query.currency()));
      case "starts-after", "starts-before" ->
          page.text("condition." + condition.parameter(), condition.value());
      case "near" -> page.text("condition.near", within(query), condition.value());
      case "stackable", "quality-assured", "funded" ->
          page.text(
              "condition.three-valued",
              page.text("facet." + condition.parameter()),
              page.text("truth." + condition.value()));
      default -> value;
    };
  }

  private static Number within(SearchQuery query) {
    return query.near() == null ? 0 : query.near().within();
  }

  private static String value(Condition condition, Page page) {
    return switch (condition.parameter()) {
      case "type" -> page.type(condition.value());
      case "mode" -> page.label("mode", condition.value());
      case "setting" -> page.label("setting", condition.value());
      case "definition" -> page.label("mc-definition", condition.value());
      case "status" ->
          page.messages().textOr("condition.status." + condition.value(), condition.value());
      case "native-level" -> page.label("framework", condition.value());
      case "route" -> page.label("acquisition-route", condition.value());
      case "country" -> page.messages().country(condition.value());
      case "language" -> page.messages().language(condition.value());
      default -> condition.value();
    };
  }
}
