package org.tessera.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A page of results as the HTTP contract writes it. */
record SearchResponse(
    long total,
    String totalIs,
    int page,
    int size,
    long tookMs,
    Map<String, Object> query,
    @Nullable String didYouMean,
    boolean corrected,
    boolean someWords,
    List<Item> items,
    Map<String, List<Value>> facets,
    Map<String, List<Histogram.Step>> ranges,
    List<Gain> gains) {

  record Item(
      String id,
      String title,
      @Nullable String titleLang,
      String type,
      List<String> types,
      @Nullable String status,
      @Nullable String registrationStatus,
      boolean synthetic,
      @Nullable String description,
      @Nullable String highlight,
      Hit.@Nullable Organisation provider,
      Hit.@Nullable Organisation awardingBody,
      Hit.Register register,
      @Nullable String country,
      @Nullable Level level,
      List<Level> levels,
      @Nullable BigDecimal ects,
      @Nullable BigDecimal hours,
      Hit.@Nullable Price price,
      List<String> languages,
      List<String> mode,
      @Nullable LocalDate starts,
      List<Hit.Skill> skills,
      @Nullable Boolean stackable,
      @Nullable Boolean qualityAssured,
      @Nullable Boolean funded,
      @Nullable String url,
      List<String> derived,
      List<Hit.AlsoIn> alsoIn,
      @Nullable BigDecimal distanceKm,
      float score) {}

  record Level(
      @Nullable Integer eqf,
      @JsonProperty("native") @Nullable String nativeLabel,
      @Nullable String framework,
      @Nullable String basis) {}

  record Value(String value, String label, long count) {}

  record Gain(String parameter, String value, long total) {}

  static SearchResponse of(SearchResult result) {
    SearchQuery query = result.query();
    Map<String, List<Value>> facets = new LinkedHashMap<>();
    result
        .facets()
        .forEach((facet, values) ->
            facets.put(
                facet.parameter(),
                values.stream()
                    .map(value -> new Value(value.value(), value.label(), value.count()))
                    .toList()));
    Map<String, List<Histogram.Step>> ranges = new LinkedHashMap<>();
    result
        .histograms()
        .forEach(histogram -> ranges.put(histogram.range().parameter(), histogram.steps()));
    return new SearchResponse(
        result.total(),
        result.exact() ? "exact" : "at-least",
        query.page(),
        query.size(),
        result.tookMillis(),
        parameters(query),
        result.didYouMean(),
        result.corrected(),
        result.someWords(),
        result.items().stream().map(SearchResponse::item).toList(),
        facets,
        ranges,
        result.gains().stream()
            .map(gain -> new Gain(gain.dropped().parameter(), gain.dropped().value(), gain.total()))
            .toList());
  }

  /** Facets are lists, all other parameters single values. */
  private static Map<String, Object> parameters(SearchQuery query) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    query
        .parameters()
        .forEach((name, values) -> {
          boolean facet =
              query.filters().keySet().stream().anyMatch(f -> f.parameter().equals(name));
          parameters.put(name, facet ? values : values.getFirst());
        });
    return parameters;
  }

  private static Item item(Hit hit) {
    List<Level> levels = hit.levels().stream().map(SearchResponse::level).toList();
    return new Item(
        hit.id(),
        hit.title(),
        hit.titleLang(),
        hit.type(),
        hit.types(),
        hit.status(),
        hit.registrationStatus(),
        hit.synthetic(),
        hit.description(),
        highlight(hit.highlight()),
        hit.provider(),
        hit.awardingBody(),
        hit.register(),
        hit.country(),
        levels.isEmpty() ? null : levels.getFirst(),
        levels,
        hit.ects(),
        hit.hours(),
        hit.price(),
        hit.languages(),
        hit.mode(),
        hit.starts(),
        hit.skills(),
        hit.stackable(),
        hit.qualityAssured(),
        hit.funded(),
        hit.url(),
        hit.derived(),
        hit.alsoIn(),
        hit.distanceKm(),
        hit.score());
  }

  private static Level level(Hit.Level level) {
    return new Level(level.eqf(), level.nativeLabel(), level.framework(), level.basis());
  }

  /** HTML with {@code <mark>} and nothing else of markup. */
  static @Nullable String highlight(List<Hit.TextPart> parts) {
    return parts.isEmpty()
        ? null
        : parts.stream()
            .map(part ->
                part.found() ? "<mark>" + escape(part.text()) + "</mark>" : escape(part.text()))
            .collect(Collectors.joining());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
