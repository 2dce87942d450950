package org.tessera.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/** Counts of the registry, and its tables of figures, as JSON. */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
class StatisticsApi {
  private final SearchIndex index;
  private final RecordStore store;
  private final Cubes cubes;

  StatisticsApi(SearchIndex index, RecordStore store, Cubes cubes) {
    this.index = index;
    this.store = store;
    this.cubes = cubes;
  }

  @GetMapping("/api/v1/statistics")
  ResponseEntity<byte[]> statistics(@RequestParam MultiValueMap<String, String> parameters) {
    Api.allow(parameters, Set.of("dataset", "lang", "page", "size"));
    String iri = Optional.ofNullable(parameters.getFirst("dataset")).orElse("");
    MultiValueMap<String, String> paging =
        new org.springframework.util.LinkedMultiValueMap<>(parameters);
    paging.remove("dataset");
    SearchQuery asked = SearchQuery.parse(paging);
    if (iri.isBlank()) {
      return Api.ok(overview(asked.lang()));
    }
    Optional<Cubes.Table> table =
        iri.matches("[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")
            ? cubes.find(NodeFactory.createURI(iri))
            : Optional.empty();
    return table
        .map(found -> Api.ok(detail(found, asked)))
        .orElseGet(() ->
            Api.problem(
                HttpStatus.NOT_FOUND, "There is no table of figures " + iri + ".", "dataset"));
  }

  private Overview overview(String lang) {
    List<SourceSummary> sources = store.sources();
    Map<RecordKind, Long> kinds = new EnumMap<>(RecordKind.class);
    sources.forEach(
        source -> source.records().forEach((kind, count) -> kinds.merge(kind, count, Long::sum)));
    SearchQuery everything = SearchQuery.EVERYTHING.withLang(lang);
    Counts counts =
        new Counts(
            index.count(everything),
            sources.stream()
                .map(source ->
                    new Count(source.id(), name(source, lang), SourceItem.results(source)))
                .toList(),
            kinds.entrySet().stream()
                .filter(kind -> kind.getValue() > 0)
                .map(kind ->
                    new Count(
                        kind.getKey().id(),
                        label(concept("record-kind", kind.getKey().id()), lang)
                            .orElse(kind.getKey().id()),
                        kind.getValue()))
                .toList(),
            facet(everything, Facet.TYPE),
            facet(everything, Facet.COUNTRY));
    return new Overview(
        counts, cubes.all().stream().map(cube -> item(cube, sources, lang)).toList());
  }

  private List<Count> facet(SearchQuery query, Facet facet) {
    return index.count(query, facet).stream()
        .map(value -> new Count(value.value(), value.label(), value.count()))
        .toList();
  }

  private static String name(SourceSummary source, String lang) {
    return source.names().getOrDefault(lang, source.names().getOrDefault("en", source.id()));
  }

  private static CubeItem item(Cube cube, List<SourceSummary> sources, String lang) {
    String source =
        sources.stream()
            .filter(known -> known.id().equals(cube.source()))
            .map(known -> name(known, lang))
            .findFirst()
            .orElse(cube.source());
    return new CubeItem(
        cube.id().getURI(),
        text(cube.titles(), lang).orElse(cube.localId()),
        new Named(cube.source(), source),
        text(cube.questions(), lang).orElse(null),
        cube.periods().isEmpty() ? null : new Period(cube.periods().first(), cube.periods().last()),
        cube.areas().size(),
        cube.observations(),
        sample(cube),
        cube.synthetic(),
        links(cube));
  }

  /** A number where the source writes one, else its words. */
  private static @Nullable Object sample(Cube cube) {
    String sample = cube.sampleSize();
    return sample != null && sample.matches("\\d{1,18}") ? (Object) Long.valueOf(sample) : sample;
  }

  private static Map<String, String> links(Cube cube) {
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    String name = cube.source() + "/" + cube.localId();
    Map<String, String> links = new LinkedHashMap<>();
    links.put("page", origin + "/statistics/" + name);
    links.put("csv", origin + "/statistics/" + name + ".csv");
    links.put("ttl", origin + "/record/" + name + ".ttl");
    links.put("query", origin + "/sparql?query=" + encoded(CubeQuery.of(cube, Map.of())));
    links.put("observations", origin + "/api/v1/statistics?dataset=" + encoded(cube.id().getURI()));
    return links;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Detail detail(Cubes.Table table, SearchQuery asked) {
    Cube cube = table.cube();
    String lang = asked.lang();
    return new Detail(
        item(cube, store.sources(), lang),
        text(cube.descriptions(), lang).orElse(null),
        cube.publisher(),
        cube.issued(),
        cube.sources().stream()
            .map(source -> source.isURI() ? source.getURI() : source.getLiteralLexicalForm())
            .toList(),
        cube.notes().stream().map(Text::value).toList(),
        cube.components().stream()
            .map(component ->
                new Column(
                    component.key(),
                    component.property().getURI(),
                    component.role().name().toLowerCase(java.util.Locale.ROOT),
                    text(component.labels(), lang)
                        .or(() -> label(cube, component.property(), lang))
                        .orElse(component.key())))
            .toList(),
        cube.observations(),
        asked.page(),
        asked.size(),
        table.observations().stream()
            .skip((long) (asked.page() - 1) * asked.size())
            .limit(asked.size())
            .map(figure -> figure(cube, figure, lang))
            .toList());
  }

  private Figure figure(Cube cube, Cube.Observation figure, String lang) {
    Map<String, @Nullable Cell> values = new LinkedHashMap<>();
    for (Cube.Component component : cube.components()) {
      Node value = figure.value(component);
      values.put(component.key(), value == null ? null : cell(cube, value, lang));
    }
    return new Figure(figure.id().getURI(), values);
  }

  private Cell cell(Cube cube, Node value, String lang) {
    if (value.isURI()) {
      return new Cell(value.getURI(), label(cube, value, lang).orElse(null));
    }
    String text = value.getLiteralLexicalForm();
    return new Cell(Cube.number(value).<Object>map(number -> number).orElse(text), null);
  }

  private Optional<String> label(Cube cube, Node thing, String lang) {
    return cube.label(thing, lang).or(() -> label(thing, lang));
  }

  private Optional<String> label(Node thing, String lang) {
    return index.vocabulary().label(thing, lang);
  }

  private static Node concept(String scheme, String id) {
    return NodeFactory.createURI(Vocabulary.SCHEMES + scheme + "/" + id);
  }

  private static Optional<String> text(List<Text> texts, String lang) {
    return Text.choose(texts, lang).map(Text::value);
  }

  record Overview(Counts counts, List<CubeItem> datasets) {}

  /**
   * @param records all that a search finds
   * @param byKind besides those, organisations and concepts
   */
  record Counts(
      long records,
      List<Count> bySource,
      List<Count> byKind,
      List<Count> byType,
      List<Count> byCountry) {}

  record Count(String value, String label, long count) {}

  record Named(String id, String name) {}

  record Period(String from, String to) {}

  /**
   * @param sampleSize a number, or the source's words for it; null where it states none for all
   */
  record CubeItem(
      String id,
      String title,
      Named source,
      @Nullable String question,
      @Nullable Period period,
      int areas,
      long observations,
      @Nullable Object sampleSize,
      boolean synthetic,
      Map<String, String> links) {}

  record Column(String key, String property, String role, String label) {}

  /** A value with its label, for an IRI; numbers are numbers. */
  record Cell(Object value, @Nullable String label) {}

  /**
   * @param values by the key of the column; null where the source leaves it out
   */
  record Figure(String id, Map<String, @Nullable Cell> values) {}

  record Detail(
      @com.fasterxml.jackson.annotation.JsonUnwrapped CubeItem cube,
      @Nullable String description,
      @Nullable String publisher,
      @Nullable String issued,
      List<String> sources,
      List<String> notes,
      List<Column> structure,
      long total,
      int page,
      int size,
      List<Figure> items) {}
}
