package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
  /** What newsletters and social networks add to each address that they pass on. */
  private static final Pattern OF_A_CAMPAIGN = Pattern.compile("utm_\\w+|fbclid|gclid|mc_[ce]id");

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
      List<String> pages = parameters.getOrDefault("page", List.of());
      boolean tooFar =
          e.parameter().equals("page")
              && pages.size() == 1
              && pages.getFirst().matches("[1-9][0-9]*");
      if (!tooFar) {
        throw e;
      }
      parameters.remove("page");
      SearchResult first = index.search(SearchQuery.parse(parameters).withLang(page.lang()));
      return first.items().isEmpty() ? found(page, first) : beyond(page, first);
    }
    SearchResult result = index.search(query);
    return result.total() > 0 && result.items().isEmpty() && query.size() > 0
        ? beyond(page, result)
        : found(page, result);
  }

  private ResponseEntity<byte[]> found(Page page, SearchResult result) {
    return html.ok(
        page,
        "search",
        new Model(
            result,
            FacetView.of(result),
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

  /**
   * How many records a search that finds none would find without its filters; 0 where it has but
   * one, whose gain says the same.
   */
  private long unfiltered(SearchResult result) {
    SearchQuery query = result.query();
    return result.total() > 0 || query.narrowings().size() < 2 ? 0 : index.count(query.wordsOnly());
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
    parameters.keySet().removeIf(name -> OF_A_CAMPAIGN.matcher(name).matches());
    return parameters;
  }

  private static List<Chip> chips(SearchResult result, Page page) {
    SearchQuery query = result.query();
    return query.narrowings().stream()
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

    /** Key of what an order is called; without words nothing is a better match. */
    String sortName(String sort) {
      return sort.equals(SearchQuery.Sort.RELEVANCE.id()) && query().text().isBlank()
          ? "sort.relevance.no-words"
          : "sort." + sort;
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
    List<FacetView.Choice> priceCurrencies() {
      return result.currencies().stream()
          .filter(code -> !code.equals(query().currency()))
          .limit(OTHER_CURRENCIES)
          .map(code ->
              new FacetView.Choice(
                  code, code, 0, false, 0, query().withCurrency(code).address("/search")))
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

    /** Whether two of these results can stand side by side. */
    boolean comparable() {
      return result.items().stream().filter(ResultFacts::learning).count() > 1;
    }

    /** This search whatever the level is. */
    String anyLevel() {
      return query().without(Facet.LEVEL).address("/search");
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

    /** This search without any condition but the words. */
    String wordsOnly() {
      return query().wordsOnly().address("/search");
    }

    String dropped(SearchResult.Gain gain, Page page) {
      return ConditionWords.of(gain.dropped(), label(result, gain.dropped()), query(), page);
    }

    String without(SearchResult.Gain gain) {
      return query().without(gain.dropped()).address("/search");
    }
  }
}
