package org.tessera.search;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a search. */
final class SearchQueryParser {
  /** Parameters that change how results are shown, not which. */
  static final Set<String> NO_CONDITIONS =
      Set.of("sort", "lang", "semantic", "page", "size", "synthetic", "currency", "within");

  /** In the contract's order. */
  static final Set<String> NAMES =
      Stream.of(
              Stream.of("q"),
              facets(facet -> facet.compareTo(Facet.COUNTRY) <= 0),
              Stream.of("max-ects", "max-hours", "max-price", "currency"),
              facets(facet -> facet.compareTo(Facet.COUNTRY) > 0),
              Stream.of("starts-after", "starts-before", "near", "within"),
              Stream.of("synthetic", "sort", "lang", "semantic", "page", "size"))
          .flatMap(names -> names)
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));

  /** Longer texts are no words that a person typed, and each word costs time. */
  static final int MAX_TEXT = 1_000;

  private static final Pattern POINT =
      Pattern.compile(
          "([+-]?[0-9]{1,2}(?:\\.[0-9]{1,10})?), ?([+-]?[0-9]{1,3}(?:\\.[0-9]{1,10})?)");
  private static final String ALL_STATUSES = "all";
  private static final List<String> STATUSES =
      Stream.concat(Facet.STATUS.options().stream(), Stream.of(ALL_STATUSES)).toList();

  private final Map<String, List<String>> parameters;

  private SearchQueryParser(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  private static Stream<String> facets(Predicate<Facet> some) {
    return Stream.of(Facet.values()).filter(some).map(Facet::parameter);
  }

  static SearchQuery parse(Map<String, List<String>> parameters) {
    for (String name : parameters.keySet()) {
      if (!NAMES.contains(name)) {
        throw new InvalidParameter(name, "unknown", name, String.join(", ", NAMES));
      }
    }
    return new SearchQueryParser(parameters).query();
  }

  /** The parameter {@code size} alone, from 1 to a limit. */
  static int size(Map<String, List<String>> parameters, int otherwise, int max) {
    return new SearchQueryParser(parameters).whole("size", otherwise, 1, max);
  }

  private SearchQuery query() {
    BigDecimal maxPrice = decimal("max-price");
    String currency = currency();
    if (maxPrice != null && currency == null) {
      throw new InvalidParameter("currency", "currency-missing");
    }
    Near near = near();
    int page = whole("page", 1, 1, Integer.MAX_VALUE);
    int size = whole("size", SearchQuery.DEFAULT_SIZE, 0, SearchQuery.MAX_SIZE);
    if ((long) page * size > SearchQuery.WINDOW) {
      throw new InvalidParameter("page", "window", SearchQuery.WINDOW);
    }
    return new SearchQuery(
        text(),
        filters(),
        decimal("max-ects"),
        decimal("max-hours"),
        maxPrice,
        currency,
        date("starts-after"),
        date("starts-before"),
        near,
        one("synthetic", List.of("include", "exclude"), "exclude").equals("include"),
        one("semantic", List.of("true", "false"), "false").equals("true"),
        sort(near),
        lang(),
        page,
        size);
  }

  private String text() {
    String text = single("q");
    if (text == null) {
      return "";
    }
    if (text.length() > MAX_TEXT) {
      throw new InvalidParameter("q", "long", "q", MAX_TEXT);
    }
    return text.strip();
  }

  private Map<Facet, List<String>> filters() {
    Map<Facet, List<String>> filters = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      List<String> values = values(facet.parameter());
      if (facet == Facet.STATUS
          && one(facet.parameter(), STATUSES, ALL_STATUSES).equals(ALL_STATUSES)) {
        continue;
      }
      if (!values.isEmpty()) {
        filters.put(facet, values.stream().map(facet::parse).toList());
      }
    }
    return filters;
  }

  private @Nullable BigDecimal decimal(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    // No exponents: 1E999999999 is a short text and an endless number.
    if (!value.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
      throw new InvalidParameter(name, "number", value, name);
    }
    return new BigDecimal(value);
  }

  private @Nullable String currency() {
    String value = single("currency");
    if (value == null) {
      return null;
    }
    String code = value.toUpperCase(Locale.ROOT);
    if (!code.matches("[A-Z]{3}")) {
      throw new InvalidParameter("currency", "currency", value);
    }
    return code;
  }

  private @Nullable LocalDate date(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      throw new InvalidParameter(name, "date", value, name);
    }
  }

  /** A radius alone asks for nothing: forms send it with an empty place. */
  private @Nullable Near near() {
    BigDecimal within = decimal("within");
    if (within != null && (within.signum() == 0 || within.compareTo(Near.MAX_WITHIN) > 0)) {
      throw new InvalidParameter("within", "within", within.toPlainString(), Near.MAX_WITHIN);
    }
    String value = single("near");
    if (value == null) {
      return null;
    }
    Matcher degrees = POINT.matcher(value.strip());
    if (degrees.matches()) {
      Near near =
          new Near(
              new BigDecimal(degrees.group(1)),
              new BigDecimal(degrees.group(2)),
              within == null ? Near.DEFAULT_WITHIN : within);
      if (near.place().isOnEarth()) {
        return near;
      }
    }
    throw new InvalidParameter("near", "near", value);
  }

  private SearchQuery.Sort sort(@Nullable Near near) {
    List<String> ids = Stream.of(SearchQuery.Sort.values()).map(SearchQuery.Sort::id).toList();
    SearchQuery.Sort sort = SearchQuery.Sort.values()[ids.indexOf(one("sort", ids, "relevance"))];
    if (sort == SearchQuery.Sort.DISTANCE && near == null) {
      throw new InvalidParameter("sort", "distance");
    }
    return sort;
  }

  private String lang() {
    String value = single("lang");
    if (value == null) {
      return SearchQuery.DEFAULT_LANG;
    }
    if (!value.matches("[a-z]{2}")) {
      throw new InvalidParameter("lang", "lang", value);
    }
    return value;
  }

  private String one(String name, List<String> allowed, String otherwise) {
    String value = single(name);
    if (value == null) {
      return otherwise;
    }
    if (!allowed.contains(value)) {
      throw new InvalidParameter(name, "options", value, name, String.join(", ", allowed));
    }
    return value;
  }

  private int whole(String name, int otherwise, int min, int max) {
    String value = single(name);
    if (value == null) {
      return otherwise;
    }
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new InvalidParameter(
        name, max == Integer.MAX_VALUE ? "whole-from" : "whole", value, name, min, max);
  }

  private @Nullable String single(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw new InvalidParameter(name, "once", name);
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private List<String> values(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .filter(value -> value != null && !value.isBlank())
        .toList();
  }
}
