package org.tessera.search;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a script asks of the index; every parameter of the HTTP contract. Always valid.
 *
 * @param text words as typed, with quotes around phrases; empty for everything
 * @param filters values by facet, without duplicates; a facet without a condition is absent
 * @param maxEcts credits at most; leaves out records that state none
 * @param maxHours hours at most; leaves out records that state none
 * @param maxPrice price at most, in {@code currency}
 * @param currency ISO 4217; never null with {@code maxPrice}
 * @param startsAfter first day of a start
 * @param startsBefore last day of the same start
 * @param near where; leaves out records that state no point; never null with the order by distance
 * @param synthetic whether made-up records are shown
 * @param semantic whether the words also find the concepts of that name in all languages
 * @param lang ISO 639-1, language of titles and labels in the result
 * @param page from 1
 * @param size results a page, 0 to 100
 */
public record SearchQuery(
    String text,
    Map<Facet, List<String>> filters,
    @Nullable BigDecimal maxEcts,
    @Nullable BigDecimal maxHours,
    @Nullable BigDecimal maxPrice,
    @Nullable String currency,
    @Nullable LocalDate startsAfter,
    @Nullable LocalDate startsBefore,
    @Nullable Near near,
    boolean synthetic,
    boolean semantic,
    Sort sort,
    String lang,
    int page,
    int size) {

  /** How far results can be paged; what lies beyond is had by an export. */
  public static final int WINDOW = 10_000;

  /** Most results a page. */
  public static final int MAX_SIZE = 100;

  /** Results a page where none is asked for. */
  public static final int DEFAULT_SIZE = 20;

  /** Language of labels where none is asked for. */
  public static final String DEFAULT_LANG = "en";

  /** All results, best first. */
  public static final SearchQuery EVERYTHING = SearchQueryParser.parse(Map.of());

  /** Order of results. */
  public enum Sort {
    RELEVANCE,
    TITLE,
    NEWEST,
    LEVEL,
    START,
    PRICE,
    HOURS,
    ECTS,
    DISTANCE;

    /** The value of the parameter. */
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** One condition of a query, which can be left out by itself. */
  public record Condition(String parameter, String value) {}

  public SearchQuery {
    Map<Facet, List<String>> ordered = new EnumMap<>(Facet.class);
    filters.forEach((facet, values) -> {
      if (!values.isEmpty()) {
        ordered.put(facet, List.copyOf(new LinkedHashSet<>(values)));
      }
    });
    filters = Collections.unmodifiableMap(ordered);
  }

  /**
   * Reads request parameters; empty ones are absent.
   *
   * @throws InvalidParameter for an unknown parameter or value
   */
  public static SearchQuery parse(Map<String, List<String>> parameters) {
    return SearchQueryParser.parse(parameters);
  }

  /** Names of all parameters, in the contract's order. */
  public static Set<String> parameterNames() {
    return SearchQueryParser.NAMES;
  }

  /** Values asked for in a facet; empty for no condition. */
  public List<String> values(Facet facet) {
    return filters.getOrDefault(facet, List.of());
  }

  /** The parameters that differ from their defaults, in the contract's order. */
  public Map<String, List<String>> parameters() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    put(parameters, "q", text.isBlank() ? null : text.strip());
    for (Facet facet : Facet.values()) {
      if (filters.containsKey(facet) && facet.compareTo(Facet.COUNTRY) <= 0) {
        parameters.put(facet.parameter(), values(facet));
      }
    }
    put(parameters, "max-ects", plain(maxEcts));
    put(parameters, "max-hours", plain(maxHours));
    put(parameters, "max-price", plain(maxPrice));
    put(parameters, "currency", currency);
    for (Facet facet : Facet.values()) {
      if (filters.containsKey(facet) && facet.compareTo(Facet.COUNTRY) > 0) {
        parameters.put(facet.parameter(), values(facet));
      }
    }
    put(parameters, "starts-after", startsAfter == null ? null : startsAfter.toString());
    put(parameters, "starts-before", startsBefore == null ? null : startsBefore.toString());
    if (near != null) {
      put(parameters, "near", near.middle());
      boolean asUsual = near.within().compareTo(Near.DEFAULT_WITHIN) == 0;
      put(parameters, "within", asUsual ? null : plain(near.within()));
    }
    put(parameters, "synthetic", synthetic ? "include" : null);
    put(parameters, "sort", sort == Sort.RELEVANCE ? null : sort.id());
    put(parameters, "lang", lang.equals(DEFAULT_LANG) ? null : lang);
    put(parameters, "semantic", semantic ? "true" : null);
    put(parameters, "page", page == 1 ? null : Integer.toString(page));
    put(parameters, "size", size == DEFAULT_SIZE ? null : Integer.toString(size));
    return parameters;
  }

  /** The one address of this query under a path, as in {@code /search?q=care&level=5}. */
  public String address(String path) {
    String parameters =
        parameters().entrySet().stream()
            .flatMap(entry ->
                entry.getValue().stream()
                    .map(value ->
                        entry.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
            .collect(Collectors.joining("&"));
    return parameters.isEmpty() ? path : path + "?" + parameters;
  }

  /** The conditions in the contract's order: words, facet values and bounds. */
  public List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    parameters()
        .forEach((parameter, values) -> {
          if (!SearchQueryParser.NO_CONDITIONS.contains(parameter)) {
            values.forEach(value -> conditions.add(new Condition(parameter, value)));
          }
        });
    return conditions;
  }

  /** The conditions besides the words. */
  public List<Condition> narrowings() {
    return conditions().stream().filter(condition -> !condition.parameter().equals("q")).toList();
  }

  /**
   * This query with its words as the only condition, on its first page and without what is made up.
   */
  public SearchQuery wordsOnly() {
    SearchQuery words = withPage(1);
    for (Condition condition : narrowings()) {
      words = words.without(condition);
    }
    Map<String, List<String>> parameters = new LinkedHashMap<>(words.parameters());
    parameters.remove("synthetic");
    return parse(parameters);
  }

  /** This query without one of its conditions, on its first page. */
  public SearchQuery without(Condition condition) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(parameters());
    parameters.remove("page");
    List<String> values =
        new ArrayList<>(parameters.getOrDefault(condition.parameter(), List.of()));
    values.remove(condition.value());
    parameters.put(condition.parameter(), values);
    if (condition.parameter().equals("max-price")) {
      parameters.remove("currency");
    }
    if (condition.parameter().equals("near")) {
      parameters.remove("within");
      parameters.remove("sort", List.of(Sort.DISTANCE.id()));
    }
    return parse(parameters);
  }

  /** This query with one more value of a facet, on its first page. */
  public SearchQuery with(Facet facet, String value) {
    List<String> values = new ArrayList<>(values(facet));
    values.add(facet.parse(value));
    return withFilter(facet, values);
  }

  /** This query without one value of a facet, on its first page. */
  public SearchQuery without(Facet facet, String value) {
    return withFilter(facet, values(facet).stream().filter(v -> !v.equals(value)).toList());
  }

  /** This query without the condition on one facet, on its first page. */
  public SearchQuery without(Facet facet) {
    return withFilter(facet, List.of());
  }

  /** This query with one bound at another value, on its first page. */
  public SearchQuery with(Range range, BigDecimal atMost) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(parameters());
    parameters.remove("page");
    put(parameters, range.parameter(), plain(atMost));
    return parse(parameters);
  }

  /** This query without one bound, on its first page; the currency stays. */
  public SearchQuery without(Range range) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(parameters());
    parameters.remove("page");
    parameters.remove(range.parameter());
    return parse(parameters);
  }

  /** This query with prices in a currency, of any amount, on its first page. */
  public SearchQuery withCurrency(String code) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(without(Range.PRICE).parameters());
    put(parameters, "currency", code);
    return parse(parameters);
  }

  /** The bound of a range; null for none. */
  public @Nullable BigDecimal atMost(Range range) {
    return switch (range) {
      case ECTS -> maxEcts;
      case HOURS -> maxHours;
      case PRICE -> maxPrice;
    };
  }

  /** This query with other words, on its first page. */
  public SearchQuery withText(String words) {
    return copy(words, filters, sort, lang, 1);
  }

  /** This query in another order, on its first page. */
  public SearchQuery withSort(Sort order) {
    return copy(text, filters, order, lang, 1);
  }

  /** Another page of this query. */
  public SearchQuery withPage(int number) {
    return copy(text, filters, sort, lang, number);
  }

  /** This query with labels in another language. */
  public SearchQuery withLang(String language) {
    return copy(text, filters, sort, language, page);
  }

  /** This query with made-up records too, on its first page. */
  public SearchQuery withSynthetic() {
    Map<String, List<String>> parameters = new LinkedHashMap<>(parameters());
    parameters.remove("page");
    put(parameters, "synthetic", "include");
    return parse(parameters);
  }

  /** This query with other values of one facet, on its first page; no values for no condition. */
  SearchQuery withFilter(Facet facet, List<String> values) {
    Map<Facet, List<String>> others = new EnumMap<>(Facet.class);
    others.putAll(filters);
    others.put(facet, values);
    return copy(text, others, sort, lang, 1);
  }

  private SearchQuery copy(
      String words, Map<Facet, List<String>> facets, Sort order, String language, int number) {
    return new SearchQuery(
        words,
        facets,
        maxEcts,
        maxHours,
        maxPrice,
        currency,
        startsAfter,
        startsBefore,
        near,
        synthetic,
        semantic,
        order,
        language,
        number,
        size);
  }

  private static void put(
      Map<String, List<String>> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.put(name, List.of(value));
    }
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }
}
