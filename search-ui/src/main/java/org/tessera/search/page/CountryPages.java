package org.tessera.search.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.search.Cube;
import org.tessera.search.Cubes;
import org.tessera.search.Facet;
import org.tessera.search.FacetValue;
import org.tessera.search.Jurisdictions;
import org.tessera.search.Jurisdictions.Fact;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/** Countries and the EU: what is known of each, on a map and in a table. */
@RestController
final class CountryPages {
  /** All records of credentials and courses, and no others. */
  static final SearchQuery CREDENTIALS = credentials();

  private static final SearchQuery TABLES =
      SearchQuery.EVERYTHING.with(Facet.TYPE, RecordKind.DATASET.id());

  private final Html html;
  private final RecordStore store;
  private final SearchIndex index;
  private final Sources sources;
  private final Jurisdictions jurisdictions;
  private final Cubes cubes;
  private final Countries countries;
  private final CountryViews views;
  private final ErrorPages errors;

  CountryPages(
      Html html,
      RecordStore store,
      SearchIndex index,
      Sources sources,
      Jurisdictions jurisdictions,
      Cubes cubes,
      Countries countries,
      CountryViews views,
      ErrorPages errors) {
    this.html = html;
    this.store = store;
    this.index = index;
    this.sources = sources;
    this.jurisdictions = jurisdictions;
    this.cubes = cubes;
    this.countries = countries;
    this.views = views;
    this.errors = errors;
  }

  @GetMapping(path = "/countries", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> table(Page page) {
    List<Row> rows = rows(store.read(dataset -> known()), page);
    Map<String, Row> byCode =
        rows.stream().collect(Collectors.toMap(Row::code, row -> row, (one, other) -> one));
    List<Shape> shapes =
        countries.outlines().stream()
            .map(outline -> {
              Row row = byCode.get(outline.code());
              return new Shape(
                  outline.path(),
                  row == null ? "nothing" : row.known(),
                  countries.name(outline.code(), page),
                  row == null ? null : row.href());
            })
            .toList();
    return html.ok(
        page,
        "countries",
        new Model(
            shapes,
            rows.stream().filter(row -> !row.known().equals("figures")).toList(),
            rows.stream().filter(row -> row.known().equals("figures")).toList()));
  }

  @GetMapping(path = "/countries/{code}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> one(Page page, @PathVariable String code) {
    String alpha2 = code.toUpperCase(Locale.ROOT);
    return store
        .read(dataset -> {
          Known known = known();
          Row row = row(alpha2, known, page);
          return row.known().equals("nothing")
              ? Optional.<CountryView>empty()
              : Optional.of(views.view(row, known, page));
        })
        .map(view -> html.ok(page, "country", view))
        .orElseGet(() -> errors.answer(page, HttpStatus.NOT_FOUND, null));
  }

  /** What a page is made of, read once for it. */
  private Known known() {
    List<Cube> all = cubes.all();
    Map<Node, Long> figures = new HashMap<>();
    for (Cube cube : all) {
      new HashSet<>(cube.areas()).forEach(area -> figures.merge(area, 1L, Long::sum));
    }
    return new Known(
        counts(CREDENTIALS, index),
        counts(TABLES, index),
        counts(SearchQuery.EVERYTHING, index),
        sources.all(),
        jurisdictions.all(),
        all,
        figures);
  }

  private static Map<String, Long> counts(SearchQuery query, SearchIndex index) {
    return index.count(query, Facet.COUNTRY).stream()
        .collect(Collectors.toMap(FacetValue::value, FacetValue::count));
  }

  private List<Row> rows(Known known, Page page) {
    Set<String> codes = new TreeSet<>(known.all().keySet());
    known.sources().forEach(source -> source.jurisdiction().ifPresent(codes::add));
    codes.addAll(known.facts().keySet());
    countries
        .codes()
        .forEach((code, node) -> {
          if (known.figures().containsKey(node)) {
            codes.add(code);
          }
        });
    return codes.stream()
        .map(code -> row(code, known, page))
        .filter(row -> !row.known().equals("nothing"))
        .sorted(
            Comparator.comparingLong(Row::records)
                .reversed()
                .thenComparing(Comparator.comparingLong(Row::facts).reversed())
                .thenComparing(Row::name))
        .toList();
  }

  private Row row(String code, Known known, Page page) {
    List<SourceSummary> its = known.registersOf(code);
    long credentials = known.credentials().getOrDefault(code, 0L);
    return new Row(
        code,
        countries.name(code, page),
        known.all().getOrDefault(code, 0L),
        credentials,
        known.tables().getOrDefault(code, 0L),
        its.stream().filter(source -> source.lastRun().isPresent()).count(),
        its.size(),
        kinds(known.facts().getOrDefault(code, List.of())),
        known.facts().getOrDefault(code, List.of()).stream()
            .filter(CountryViews::ofOntology)
            .count(),
        countries.node(code).map(node -> known.figures().getOrDefault(node, 0L)).orElse(0L));
  }

  private static Map<RecordKind, Long> kinds(List<Fact> facts) {
    return facts.stream().collect(Collectors.groupingBy(Fact::kind, Collectors.counting()));
  }

  private static SearchQuery credentials() {
    Set<String> kinds =
        java.util.Arrays.stream(RecordKind.values())
            .map(RecordKind::id)
            .collect(Collectors.toSet());
    SearchQuery query = SearchQuery.EVERYTHING;
    for (String type : Facet.TYPE.options()) {
      query = kinds.contains(type) ? query : query.with(Facet.TYPE, type);
    }
    return query;
  }

  /**
   * What the registry knows, of all jurisdictions.
   *
   * @param credentials and courses, by code
   * @param tables records of data cubes, by code
   * @param all records that a search finds, by code
   * @param facts by code
   * @param figures in how many cubes an area has figures
   */
  record Known(
      Map<String, Long> credentials,
      Map<String, Long> tables,
      Map<String, Long> all,
      List<SourceSummary> sources,
      Map<String, List<Fact>> facts,
      List<Cube> cubes,
      Map<Node, Long> figures) {

    List<SourceSummary> registersOf(String code) {
      return sources.stream()
          .filter(source -> source.jurisdiction().filter(code::equals).isPresent())
          .toList();
    }
  }

  /**
   * A jurisdiction of which something is known.
   *
   * @param records that a search finds, as everywhere where records are counted
   * @param credentials those of credentials and courses
   * @param tables those of data cubes
   * @param read registers of it that have been harvested
   * @param registers registers of it, harvested or not
   * @param kinds other facts by kind, be they records or the ontology's
   * @param besides facts of the ontology, which are no records
   * @param cubes tables that have figures of it
   */
  record Row(
      String code,
      String name,
      long records,
      long credentials,
      long tables,
      long read,
      long registers,
      Map<RecordKind, Long> kinds,
      long besides,
      long cubes) {

    long of(RecordKind kind) {
      return kinds.getOrDefault(kind, 0L);
    }

    /** Records of other kinds than credentials and courses. */
    long others() {
      return Math.max(0, records - credentials);
    }

    long facts() {
      return others() + besides;
    }

    /**
     * The most that is known: {@code records} of credentials; {@code statements}, which are
     * frameworks, schemes and definitions too; {@code others}, records of none of these; {@code
     * figures}.
     */
    String known() {
      if (credentials > 0) {
        return "records";
      }
      if (kinds.keySet().stream().anyMatch(kind -> kind != RecordKind.DOCUMENT)) {
        return "statements";
      }
      if (others() > tables) {
        return "others";
      }
      return cubes + tables > 0 ? "figures" : "nothing";
    }

    String href() {
      return "/countries/" + code;
    }
  }

  /** A country on the map. */
  record Shape(String path, String known, String name, @Nullable String href) {}

  /**
   * @param rows jurisdictions with records or statements
   * @param figuresOnly those of which tables of figures alone know something
   */
  record Model(List<Shape> shapes, List<Row> rows, List<Row> figuresOnly) {
    private static final List<String> KEY =
        List.of("records", "statements", "others", "figures", "nothing");

    /** What the map tells apart, without a colour of which there is none. */
    List<String> key() {
      return KEY.stream()
          .filter(known ->
              !known.equals("others") || rows.stream().anyMatch(row -> row.known().equals(known)))
          .toList();
    }
  }
}
