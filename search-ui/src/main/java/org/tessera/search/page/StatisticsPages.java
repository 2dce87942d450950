package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Dct;
import org.tessera.ontology.SdmxAttribute;
import org.tessera.ontology.Tess;
import org.tessera.search.Cube;
import org.tessera.search.Cubes;
import org.tessera.search.Text;
import org.tessera.store.SourceSummary;

/** The tables of figures: all of them, and one as table, plot and CSV. */
@RestController
final class StatisticsPages {
  private static final int ROWS = 100;
  private static final String CSV = ".csv";

  /** Areas that can be set beside each other. */
  private static final int AREAS = 3;

  private final Html html;
  private final Cubes cubes;
  private final CubeWords words;
  private final Sources sources;
  private final Links links;
  private final ErrorPages errors;

  StatisticsPages(
      Html html, Cubes cubes, CubeWords words, Sources sources, Links links, ErrorPages errors) {
    this.html = html;
    this.cubes = cubes;
    this.words = words;
    this.sources = sources;
    this.links = links;
    this.errors = errors;
  }

  @GetMapping(path = "/statistics", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> table(Page page) {
    Map<String, String> names =
        sources.all().stream()
            .collect(Collectors.toMap(SourceSummary::id, source -> Sources.name(source, page)));
    List<CubeView.Row> rows =
        cubes.all().stream()
            .map(cube ->
                new CubeView.Row(
                    CubeWords.href(cube),
                    words.title(cube, page),
                    cube.source(),
                    names.getOrDefault(cube.source(), cube.source()),
                    texts(cube.questions(), page).stream().findFirst().orElse(null),
                    period(cube, page),
                    cube.areas().size(),
                    cube.observations(),
                    sample(cube, page).stream().findFirst().orElse(null)))
            .toList();
    return html.ok(page, "statistics", new CubeView.Listing(rows));
  }

  @GetMapping("/statistics/{source}/{name:.+}")
  ResponseEntity<byte[]> one(
      Page page,
      @PathVariable String source,
      @PathVariable String name,
      @RequestParam(required = false, name = "page") @Nullable String number,
      HttpServletRequest request) {
    Optional<Cubes.Table> found = find(source, name);
    boolean csv = found.isEmpty() && name.endsWith(CSV);
    if (csv) {
      found = find(source, name.substring(0, name.length() - CSV.length()));
    }
    if (found.isEmpty()) {
      return errors.answer(page, HttpStatus.NOT_FOUND, null);
    }
    CubeSelection selection = CubeSelection.of(found.get(), request.getParameterMap());
    if (csv) {
      return csv(selection, name, page);
    }
    int from = number != null && number.matches("[1-9]\\d{0,5}") ? Integer.parseInt(number) : 1;
    return html.ok(page, "cube", view(found.get().cube(), selection, from, page));
  }

  private Optional<Cubes.Table> find(String source, String localId) {
    return cubes.find(
        NodeFactory.createURI(links.baseIri() + "record/" + source + "/" + Page.path(localId)));
  }

  private CubeView view(Cube cube, CubeSelection selection, int number, Page page) {
    int pages = Math.max(1, (selection.figures().size() + ROWS - 1) / ROWS);
    int shown = Math.min(number, pages);
    List<List<CubeView.Cell>> rows =
        selection.figures().stream()
            .skip((long) (shown - 1) * ROWS)
            .limit(ROWS)
            .map(figure -> cells(cube, figure, page))
            .toList();
    String parameters = selection.parameters();
    String here = CubeWords.href(cube);
    return new CubeView(
        words.title(cube, page),
        cube.synthetic(),
        cube.descriptions().isEmpty() ? null : text(cube.descriptions(), page),
        texts(cube.notes(), page),
        facts(cube, selection, page),
        here,
        filters(selection, page),
        !selection.chosen().isEmpty(),
        CubePlot.of(selection).map(plot -> Drawing.of(plot, cube, words, page)).orElse(null),
        cube.components().stream()
            .map(component ->
                new CubeView.Column(
                    words.column(cube, component, page), component.role() == Cube.Role.MEASURE))
            .toList(),
        rows,
        cube.observations(),
        selection.figures().size(),
        new CubeView.Paging(
            shown,
            pages,
            shown > 1 ? here + "?page=" + (shown - 1) + parameters : null,
            shown < pages ? here + "?page=" + (shown + 1) + parameters : null),
        here + CSV + parameters.replaceFirst("^&", "?"),
        "/sparql?show=" + Page.encode(selection.query()),
        "/api/v1/statistics?dataset=" + Page.encode(cube.id().getURI()),
        links.record(cube.id().getURI()),
        RecordView.Form.all(links.record(cube.id().getURI())));
  }

  private List<CubeView.Cell> cells(Cube cube, Cube.Observation figure, Page page) {
    List<CubeView.Cell> cells = new ArrayList<>();
    for (Cube.Component component : cube.components()) {
      Node value = figure.value(component);
      cells.add(
          new CubeView.Cell(
              value == null ? null : words.value(cube, value, page),
              value != null && value.isURI() && isElsewhere(cube, value) ? value.getURI() : null,
              component.role() == Cube.Role.MEASURE));
    }
    return cells;
  }

  /** Whether a value is an address to read on at, and no code of the table or of a vocabulary. */
  private static boolean isElsewhere(Cube cube, Node value) {
    return value.getURI().startsWith("http")
        && !value.getURI().startsWith(cube.id().getURI() + "#")
        && !value.getURI().startsWith(Links.TERMS_BASE)
        && !value.getURI().startsWith("http://publications.europa.eu/resource/authority/");
  }

  private List<Fact> facts(Cube cube, CubeSelection selection, Page page) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        fact("question", page, orEach(texts(cube.questions(), page), cube, page, Tess.question)));
    facts.add(fact("sample", page, sample(cube, page)));
    facts.add(fact("unit", page, units(selection, page)));
    String period = period(cube, page);
    facts.add(fact("period", page, period == null ? List.of() : List.of(Value.of(period))));
    facts.add(fact("areas", page, counted(cube.areas().size(), page)));
    facts.add(fact("figures", page, counted(cube.observations(), page)));
    facts.add(
        fact(
            "publisher",
            page,
            cube.publisher() == null ? List.of() : List.of(Value.of(cube.publisher()))));
    facts.add(
        fact(
            "issued",
            page,
            cube.issued() == null
                ? List.of()
                : List.of(Value.of(page.messages().partialDate(cube.issued())))));
    List<Value> read = cube.sources().stream().map(StatisticsPages::source).toList();
    facts.add(fact("source", page, orEach(read, cube, page, Dct.source)));
    facts.add(
        fact(
            "register",
            page,
            List.of(
                new Value(
                    sources
                        .find(cube.source())
                        .map(source -> Sources.name(source, page))
                        .orElse(cube.source()),
                    null,
                    "/sources/" + cube.source(),
                    null,
                    0))));
    return facts;
  }

  /** Of a table of which nothing could be read there is no number, not the number zero. */
  private static List<Value> counted(long number, Page page) {
    return number == 0 ? List.of() : List.of(Value.of(page.messages().number(number)));
  }

  private static Fact fact(String key, Page page, List<Value> values) {
    return new Fact(page.text("statistics." + key), values);
  }

  private static Value source(Node source) {
    return source.isURI()
        ? new Value(source.getURI(), null, source.getURI(), null, 0)
        : Value.of(source.getLiteralLexicalForm());
  }

  private static List<Value> sample(Cube cube, Page page) {
    List<Value> one = cube.sampleSize() == null ? List.of() : List.of(Value.of(cube.sampleSize()));
    return orEach(one, cube, page, Tess.sampleSize, Tess.sampleSizeAtLeast);
  }

  /**
   * What holds for the whole table; else that each figure has its own, where one column says it.
   */
  private static List<Value> orEach(List<Value> ofTable, Cube cube, Page page, Node... columns) {
    boolean each =
        cube.observations() > 0
            && cube.components().stream()
                .anyMatch(component -> List.of(columns).contains(component.property()));
    return ofTable.isEmpty() && each
        ? List.of(Value.of(page.text("statistics.each-figure")))
        : ofTable;
  }

  private List<Value> units(CubeSelection selection, Page page) {
    return selection.figures().stream()
        .flatMap(
            figure -> Optional.ofNullable(figure.values().get(SdmxAttribute.unitMeasure)).stream())
        .distinct()
        .map(unit -> Value.of(words.value(selection.cube(), unit, page)))
        .toList();
  }

  private List<CubeView.Filter> filters(CubeSelection selection, Page page) {
    List<CubeView.Filter> filters = new ArrayList<>();
    selection
        .values()
        .forEach((dimension, values) -> {
          if (values.size() < 2) {
            return;
          }
          List<Node> chosen = selection.chosen().getOrDefault(dimension, List.of());
          boolean area = selection.area().filter(dimension::equals).isPresent();
          List<CubeView.Option> options =
              values.stream()
                  .map(value ->
                      new CubeView.Option(
                          Cube.key(value), words.value(selection.cube(), value, page)))
                  .sorted(java.util.Comparator.comparing(CubeView.Option::label))
                  .toList();
          for (int i = 0; i < (area ? Math.min(AREAS, values.size()) : 1); i++) {
            filters.add(
                new CubeView.Filter(
                    dimension.key(),
                    dimension.key() + "-" + i,
                    i == 0
                        ? words.column(selection.cube(), dimension, page)
                        : page.text("statistics.beside"),
                    i == 0 ? page.text("statistics.all") : page.text("statistics.none"),
                    i < chosen.size() ? Cube.key(chosen.get(i)) : "",
                    options));
          }
        });
    return filters;
  }

  private static @Nullable String period(Cube cube, Page page) {
    if (cube.periods().isEmpty()) {
      return null;
    }
    String first = cube.periods().first();
    String last = cube.periods().last();
    return first.equals(last) ? first : page.text("statistics.from-to", first, last);
  }

  private static @Nullable String text(List<Text> texts, Page page) {
    return Text.choose(texts, page.lang()).map(Text::value).orElse(null);
  }

  /** The texts in the reader's language, else all of them, each with its own. */
  private static List<Value> texts(List<Text> texts, Page page) {
    List<Text> own = texts.stream().filter(text -> text.language().equals(page.lang())).toList();
    return (own.isEmpty() ? texts : own)
        .stream()
            .map(text ->
                new Value(
                    text.value(),
                    !own.isEmpty() || text.lang().isEmpty() ? null : text.lang(),
                    null,
                    null,
                    0))
            .toList();
  }

  private ResponseEntity<byte[]> csv(CubeSelection selection, String file, Page page) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.parseMediaType("text/csv;charset=UTF-8"));
    headers.setContentDisposition(ContentDisposition.attachment().filename(file).build());
    byte[] body =
        new CubeCsv(selection, words, page)
            .text()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new ResponseEntity<>(body, headers, HttpStatus.OK);
  }
}
