package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.search.Facet;
import org.tessera.search.FacetValue;
import org.tessera.search.InvalidParameter;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.search.SearchQuery.Condition;
import org.tessera.search.SearchResult;

/** The results of a search, its conditions and what they could be instead. */
@RestController
final class SearchPage {
  /** Facets in the order of the page; skill and provider show only where they are asked for. */
  private static final List<Facet> FACETS =
      List.of(
          Facet.TYPE,
          Facet.LEVEL,
          Facet.COUNTRY,
          Facet.REGISTER,
          Facet.LANGUAGE,
          Facet.MODE,
          Facet.FIELD,
          Facet.SETTING,
          Facet.PROVIDER,
          Facet.PROVIDER_TYPE,
          Facet.STATUS,
          Facet.STACKABLE,
          Facet.QUALITY_ASSURED,
          Facet.FUNDED,
          Facet.ROUTE,
          Facet.DEFINITION);

  private static final int FIRST_OPEN = 4;
  private static final int FIRST_VALUES = 7;

  private final Html html;
  private final SearchIndex index;
  private final Links links;
  private final ErrorPages errors;

  SearchPage(Html html, SearchIndex index, Links links, ErrorPages errors) {
    this.html = html;
    this.index = index;
    this.links = links;
    this.errors = errors;
  }

  @GetMapping(path = "/search", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> search(Page page, HttpServletRequest request) {
    try {
      return results(page, parameters(request));
    } catch (InvalidParameter e) {
      return errors.answer(page, HttpStatus.BAD_REQUEST, e.detail(page.lang()));
    }
  }

  private ResponseEntity<byte[]> results(Page page, Map<String, List<String>> parameters) {
    SearchQuery query;
    try {
      query = SearchQuery.parse(parameters).withLang(page.lang());
    } catch (InvalidParameter e) {
      boolean tooFar =
          e.parameter().equals("page")
              && String.join("", parameters.getOrDefault("page", List.of())).matches("[1-9][0-9]*");
      if (!tooFar) {
        throw e;
      }
      parameters.remove("page");
      return beyond(page, index.search(SearchQuery.parse(parameters).withLang(page.lang())));
    }
    SearchResult result = index.search(query);
    return result.total() > 0 && result.items().isEmpty() && query.size() > 0
        ? beyond(page, result)
        : html.ok(
            page,
            "search",
            new Model(
                result,
                facets(result),
                chips(result, page),
                links,
                ResultFacts.apart(result.items(), page),
                unfiltered(result),
                madeUp(result)));
  }

  private ResponseEntity<byte[]> beyond(Page page, SearchResult result) {
    return errors.beyond(
        page,
        page.text("error.beyond.detail", result.pages()),
        result.query().withPage(result.pages()).address("/search"));
  }

  /** How many records a search that finds none would find without its filters. */
  private long unfiltered(SearchResult result) {
    SearchQuery query = result.query();
    SearchQuery without = withoutFilters(query);
    return result.total() > 0 || without.equals(query) ? 0 : index.count(without);
  }

  /** The same words without any other condition. */
  private static SearchQuery withoutFilters(SearchQuery query) {
    SearchQuery without = query;
    for (Condition condition : query.conditions()) {
      without = condition.parameter().equals("q") ? without : without.without(condition);
    }
    return without;
  }

  /** How many made-up records answer a search that finds no other. */
  private long madeUp(SearchResult result) {
    SearchQuery query = result.query();
    return result.total() > 0 || query.synthetic() ? 0 : index.count(query.withSynthetic());
  }

  private static Map<String, List<String>> parameters(HttpServletRequest request) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
    parameters.remove("lang");
    return parameters;
  }

  private static List<FacetView> facets(SearchResult result) {
    List<FacetView> views = new ArrayList<>();
    for (Facet facet : FACETS) {
      List<FacetValue> values = ordered(facet, result.facets().getOrDefault(facet, List.of()));
      boolean selected = values.stream().anyMatch(FacetValue::selected);
      boolean ownLevels =
          facet == Facet.LEVEL && result.ownLevels() > 0 && result.query().values(facet).isEmpty();
      boolean choosable =
          values.size() > 1 || selected || (facet == Facet.REGISTER && !values.isEmpty());
      if (!choosable && !ownLevels) {
        continue;
      }
      List<Choice> choices = values.stream().map(value -> choice(result, facet, value)).toList();
      int first = facet == Facet.LEVEL ? choices.size() : FIRST_VALUES;
      views.add(
          new FacetView(
              facet.parameter(),
              ownLevels,
              selected || views.size() < FIRST_OPEN,
              choices.subList(0, Math.min(first, choices.size())),
              choices.subList(Math.min(first, choices.size()), choices.size())));
    }
    return views;
  }

  private static List<FacetValue> ordered(Facet facet, List<FacetValue> values) {
    return facet == Facet.LEVEL
        ? values.stream().sorted(java.util.Comparator.comparing(FacetValue::value)).toList()
        : values.stream()
            .sorted(java.util.Comparator.comparing(value -> !value.selected()))
            .toList();
  }

  private static Choice choice(SearchResult result, Facet facet, FacetValue value) {
    SearchQuery query = result.query();
    SearchQuery next =
        value.selected() ? query.without(facet, value.value()) : query.with(facet, value.value());
    return new Choice(
        value.value(), value.label(), value.count(), value.selected(), next.address("/search"));
  }

  private static List<Chip> chips(SearchResult result, Page page) {
    SearchQuery query = result.query();
    return query.conditions().stream()
        .filter(condition -> !condition.parameter().equals("q"))
        .map(condition ->
            new Chip(
                ConditionWords.of(condition, label(result, condition), query, page),
                query.without(condition).address("/search")))
        .toList();
  }

  private static @Nullable String label(SearchResult result, Condition condition) {
    return result.facets().entrySet().stream()
        .filter(entry -> entry.getKey().parameter().equals(condition.parameter()))
        .flatMap(entry -> entry.getValue().stream())
        .filter(value -> value.value().equals(condition.value()))
        .map(FacetValue::label)
        .findFirst()
        .orElse(null);
  }

  /**
   * @param id the parameter's name
   * @param ownLevels whether some state levels that none of the values stands for
   * @param values those that show at once
   * @param more those behind a second click
   */
  record FacetView(
      String id, boolean ownLevels, boolean open, List<Choice> values, List<Choice> more) {
    /** On what its values rest where not all of them are stated; empty where they are. */
    String basis(Page page) {
      return page.messages().textOr("facet.basis." + id, "");
    }
  }

  /** A value of a facet with the address that adds it, or takes it away where it is chosen. */
  record Choice(String value, String label, long count, boolean selected, String href) {}

  /** A chosen condition with the address without it. */
  record Chip(String text, String href) {}

  /**
   * What the results page shows.
   *
   * @param apart what tells results of one title apart, by their ids
   * @param unfiltered records that a search without results would find without its filters
   * @param madeUp made-up records that a search without results leaves out
   */
  record Model(
      SearchResult result,
      List<FacetView> facets,
      List<Chip> chips,
      Links links,
      Map<String, List<Value>> apart,
      long unfiltered,
      long madeUp) {
    private static final List<String> RANGES =
        List.of("max-ects", "max-hours", "max-price", "starts-after", "starts-before");
    private static final int WITHIN = 30;
    private static final int OTHER_CURRENCIES = 6;

    SearchQuery query() {
      return result.query();
    }

    /** The parameters that a form must carry along, without those that it has fields for. */
    List<Condition> hidden(String... fields) {
      List<String> own = List.of(fields);
      List<Condition> hidden = new ArrayList<>();
      query()
          .parameters()
          .forEach((name, values) -> {
            if (!own.contains(name) && !name.equals("page")) {
              values.forEach(value -> hidden.add(new Condition(name, value)));
            }
          });
      return hidden;
    }

    List<String> sorts() {
      return Arrays.stream(SearchQuery.Sort.values())
          .filter(sort -> sort != SearchQuery.Sort.DISTANCE || query().near() != null)
          .map(SearchQuery.Sort::id)
          .toList();
    }

    /** Name of a register as the facet has it; its id where it has none of these results. */
    String register(String id) {
      return result.facets().getOrDefault(Facet.REGISTER, List.of()).stream()
          .filter(value -> value.value().equals(id))
          .map(FacetValue::label)
          .findFirst()
          .orElse(id);
    }

    /** The one value of a parameter as typed; null where it is not asked for. */
    @Nullable String value(String parameter) {
      List<String> values = query().parameters().get(parameter);
      return values == null ? null : values.getFirst();
    }

    /** Radius of the circle, as the field shows it. */
    String within() {
      return String.valueOf(query().near() == null ? WITHIN : query().near().within());
    }

    boolean hasRange() {
      return !result.histograms().isEmpty()
          || RANGES.stream().anyMatch(range -> value(range) != null);
    }

    @Nullable RangeView range(String parameter, Page page) {
      return result.histograms().stream()
          .filter(histogram -> histogram.range().parameter().equals(parameter))
          .map(histogram -> RangeView.of(histogram, query(), page))
          .findFirst()
          .orElse(null);
    }

    /** Currencies whose prices can be looked at, with the address that does. */
    List<Choice> priceCurrencies() {
      return result.currencies().stream()
          .filter(code -> !code.equals(query().currency()))
          .limit(OTHER_CURRENCIES)
          .map(code ->
              new Choice(code, code, 0, false, query().withCurrency(code).address("/search")))
          .toList();
    }

    /** Those in which the results state prices, and the one asked for, which they may not have. */
    List<String> currencies() {
      String chosen = value("currency");
      return Stream.concat(result.currencies().stream(), Stream.ofNullable(chosen))
          .distinct()
          .toList();
    }

    /** Whether something was typed of which nothing can be looked for. */
    boolean nothingSaid() {
      return !query().text().isBlank() && result.understood().isEmpty();
    }

    /** What was looked for, as it was read in the words typed. */
    String understood(Page page) {
      SearchResult.Understood understood = result.understood();
      return understood.isEmpty()
          ? page.text("search.understood.nothing", query().text())
          : page.text(
              "search.understood",
              Stream.concat(
                      understood.words().stream().map(word -> page.text("condition.q", word)),
                      understood.phrases().stream()
                          .map(phrase -> page.text("search.understood.phrase", phrase)))
                  .collect(Collectors.joining(page.text("search.and"))));
    }

    /** Records that the chosen level leaves out, as none can be told of theirs; 0 for no choice. */
    long withoutLevel() {
      return query().values(Facet.LEVEL).isEmpty() ? 0 : result.ownLevels();
    }

    /** This search whatever the level is. */
    String anyLevel() {
      return query().without(Facet.LEVEL).address("/search");
    }

    /** This search without its filters. */
    String withoutFilters() {
      return SearchPage.withoutFilters(query()).address("/search");
    }

    /** This search with the made-up records that it leaves out. */
    String withMadeUp() {
      return query().withSynthetic().address("/search");
    }

    /** This search as JSON. */
    String api() {
      return query().address("/api/v1/search");
    }

    String title(Page page) {
      return query().text().isBlank()
          ? page.text("search.title")
          : page.text("search.title.words", query().text());
    }

    @Nullable String previous() {
      return query().page() > 1 ? query().withPage(query().page() - 1).address("/search") : null;
    }

    @Nullable String next() {
      return query().page() < result.pages()
          ? query().withPage(query().page() + 1).address("/search")
          : null;
    }

    /** The search without any condition but the words. */
    String cleared() {
      return SearchQuery.EVERYTHING
          .withText(query().text())
          .withLang(query().lang())
          .address("/search");
    }

    String dropped(SearchResult.Gain gain, Page page) {
      return ConditionWords.of(gain.dropped(), label(result, gain.dropped()), query(), page);
    }

    String without(SearchResult.Gain gain) {
      return query().without(gain.dropped()).address("/search");
    }
  }
}
