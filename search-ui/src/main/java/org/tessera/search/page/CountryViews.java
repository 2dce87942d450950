package org.tessera.search.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tessera.ontology.SdmxDimension;
import org.tessera.search.Cube;
import org.tessera.search.Cubes;
import org.tessera.search.Facet;
import org.tessera.search.Jurisdictions;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.search.SourceItem;
import org.tessera.search.Text;
import org.tessera.store.RecordKind;
import org.tessera.store.SourceSummary;

/** Puts together what a jurisdiction's page shows, inside the one read that the page makes. */
@Component
final class CountryViews {
  private static final List<RecordKind> SECTIONS =
      List.of(
          RecordKind.FRAMEWORK,
          RecordKind.FUNDING_SCHEME,
          RecordKind.POLICY_STATEMENT,
          RecordKind.DEFINITION,
          RecordKind.DOCUMENT);
  private static final int FIGURES = 4;
  private static final int MOST_ITEMS = 100;
  private static final String QUERY =
      """
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX tess: <https://w3id.org/tessera/ontology#>

      # What states this jurisdiction itself. Records of a national register do not repeat its
      # jurisdiction: that stands on the register's catalogue.
      SELECT ?type (COUNT(DISTINCT ?thing) AS ?things) WHERE {
        { ?thing tess:jurisdiction <%1$s> . } UNION
        { ?record tess:inRegister/tess:jurisdiction <%1$s> ; <http://xmlns.com/foaf/0.1/primaryTopic> ?thing . }
        ?thing a ?type .
      } GROUP BY ?type ORDER BY DESC(?things)
      """;

  private final SearchIndex index;
  private final Sources sources;
  private final Cubes cubes;
  private final CubeWords words;
  private final Countries countries;
  private final Links links;

  CountryViews(
      SearchIndex index,
      Sources sources,
      Cubes cubes,
      CubeWords words,
      Countries countries,
      Links links) {
    this.index = index;
    this.sources = sources;
    this.cubes = cubes;
    this.words = words;
    this.countries = countries;
    this.links = links;
  }

  CountryView view(CountryPages.Row row, CountryPages.Known known, Page page) {
    Map<String, String> names =
        known.sources().stream()
            .collect(Collectors.toMap(SourceSummary::id, source -> Sources.name(source, page)));
    List<SourceSummary> own = known.registersOf(row.code());
    SearchQuery query =
        SearchQuery.EVERYTHING.withLang(page.lang()).with(Facet.COUNTRY, row.code());
    List<Jurisdictions.Fact> facts = known.facts().getOrDefault(row.code(), List.of());
    List<CountryView.Said> says = says(row.code());
    List<CountryView.Figures> figures = figures(row.code(), known.cubes(), page);
    return new CountryView(
        row,
        own.stream().map(source -> register(source, page)).toList(),
        bars(query, Facet.REGISTER, own.stream().map(SourceSummary::id).toList()),
        bars(query, Facet.TYPE, List.of()),
        says,
        SECTIONS.stream().map(kind -> section(kind, facts, names, page)).toList(),
        figures,
        new ThinEvidence(row, own, facts, says, LocalDate.now(ZoneOffset.UTC), page).sentences(),
        query.address("/search"),
        "/sparql?show="
            + Page.encode(
                QUERY.formatted(countries.node(row.code()).map(Node::getURI).orElse(""))));
  }

  private CountryView.Register register(SourceSummary source, Page page) {
    SourceItem item = sources.item(source);
    return new CountryView.Register(
        source.id(), Sources.name(source, page), item.records(), item.lastHarvest(), item.health());
  }

  private List<Bar> bars(SearchQuery query, Facet facet, List<String> without) {
    return Bar.of(
        index.count(query, facet).stream()
            .filter(value -> !without.contains(value.value()))
            .map(value ->
                new Bar.Line(
                    value.label(),
                    query.with(facet, value.value()).address("/search"),
                    value.count()))
            .toList());
  }

  /** How many credentials and courses answer a question; the first line counts all of them. */
  private List<CountryView.Said> says(String code) {
    SearchQuery all = CountryPages.CREDENTIALS.with(Facet.COUNTRY, code);
    SearchQuery levels = all;
    for (String level : Facet.LEVEL.options()) {
      levels = levels.with(Facet.LEVEL, level);
    }
    Map<String, SearchQuery> queries = new LinkedHashMap<>();
    queries.put("eqf-level", levels);
    queries.put("ects", with(all, "max-ects"));
    queries.put("hours", with(all, "max-hours"));
    queries.put("quality-assured", all.with(Facet.QUALITY_ASSURED, "true"));
    queries.put("funded", all.with(Facet.FUNDED, "true"));
    List<CountryView.Said> says = new ArrayList<>();
    queries.forEach((field, query) ->
        says.add(
            new CountryView.Said(
                field,
                index.count(query),
                field.equals(Facet.FUNDED.parameter())
                    ? index.countDerived(query, Facet.FUNDED)
                    : 0)));
    return says;
  }

  /** Narrows to the records that state a value at all: a bound so high leaves out only silence. */
  private static SearchQuery with(SearchQuery query, String bound) {
    Map<String, List<String>> parameters = new LinkedHashMap<>(query.parameters());
    parameters.put(bound, List.of(BigDecimal.TEN.pow(9).toPlainString()));
    return SearchQuery.parse(parameters);
  }

  private CountryView.Section section(
      RecordKind kind, List<Jurisdictions.Fact> facts, Map<String, String> names, Page page) {
    return new CountryView.Section(
        kind.id(),
        facts.stream()
            .filter(fact -> fact.kind() == kind)
            .limit(MOST_ITEMS)
            .map(fact -> item(fact, names, page))
            .toList());
  }

  private CountryView.Item item(Jurisdictions.Fact fact, Map<String, String> names, Page page) {
    Value title =
        Text.choose(fact.titles(), page.lang())
            .map(text -> value(text, page))
            .orElseGet(() -> Value.of(page.text("record.untitled")));
    String href = ofOntology(fact) ? links.thing(fact.iri()) : links.record(fact.iri());
    return new CountryView.Item(
        new Value(
            fact.kind() == RecordKind.POLICY_STATEMENT
                ? PolicyTopic.words(title.text())
                : title.text(),
            title.lang(),
            href,
            null,
            0),
        own(fact.texts(), page).stream().map(text -> value(text, page)).toList(),
        fact.date() == null ? null : page.messages().partialDate(fact.date()),
        fact.evidence(),
        names.get(fact.register()));
  }

  /** Whether it is none of the records. */
  static boolean ofOntology(Jurisdictions.Fact fact) {
    return fact.iri().startsWith(Links.TERMS_BASE + "scheme/");
  }

  /** The texts in the reader's language, else all. */
  private static List<Text> own(List<Text> texts, Page page) {
    List<Text> own = texts.stream().filter(text -> text.language().equals(page.lang())).toList();
    return own.isEmpty() ? texts : own;
  }

  private static Value value(Text text, Page page) {
    boolean own = text.lang().isEmpty() || text.language().equals(page.lang());
    return new Value(text.value(), own ? null : text.lang(), null, null, 0);
  }

  private List<CountryView.Figures> figures(String code, List<Cube> all, Page page) {
    @Nullable Node area = countries.node(code).orElse(null);
    return area == null
        ? List.of()
        : cubes.newest(all, area, FIGURES).stream()
            .map(newest -> figures(newest, area, page))
            .sorted(Comparator.comparing(CountryView.Figures::title))
            .toList();
  }

  private CountryView.Figures figures(Cubes.Newest newest, Node area, Page page) {
    Cube cube = newest.cube();
    List<CountryView.Figure> lines =
        newest.first().stream()
            .map(figure ->
                new CountryView.Figure(
                    about(cube, figure, page),
                    cube.components(Cube.Role.MEASURE).stream()
                        .filter(measure -> figure.value(measure) != null)
                        .map(measure -> words.figure(cube, figure, measure, page))
                        .toList()))
            .toList();
    return new CountryView.Figures(
        words.title(cube, page),
        CubeWords.ofArea(cube, area),
        newest.period(),
        lines.stream()
            .flatMap(line -> line.about().stream())
            .flatMap(about -> Stream.ofNullable(about.lang()))
            .map(page.messages()::language)
            .findFirst()
            .orElse(null),
        lines,
        newest.figures() - newest.first().size());
  }

  /** What a figure is about besides area and period; the title of its column where nothing is. */
  private List<Value> about(Cube cube, Cube.Observation figure, Page page) {
    List<Value> about =
        cube.components(Cube.Role.DIMENSION).stream()
            .filter(dimension -> !dimension.property().equals(SdmxDimension.refArea))
            .filter(dimension -> !dimension.property().equals(SdmxDimension.refPeriod))
            .flatMap(dimension -> words.apart(cube, dimension, figure, page).stream())
            .toList();
    return about.isEmpty()
        ? cube.components(Cube.Role.MEASURE).stream()
            .map(measure -> Value.of(words.column(cube, measure, page)))
            .toList()
        : about;
  }
}
