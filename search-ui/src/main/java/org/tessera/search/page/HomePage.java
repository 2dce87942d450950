package org.tessera.search.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.store.SourceSummary;

/** The first page: a search field, what is inside, and the ways on. */
@RestController
final class HomePage {
  private static final int BARS = 8;
  private static final int TRIES = 6;

  private static final List<Facet> SHOWN =
      List.of(Facet.REGISTER, Facet.COUNTRY, Facet.TYPE, Facet.LANGUAGE);

  /** How old counts may be while a harvest goes on, which changes the index every second. */
  private static final Duration STILL_GOOD = Duration.ofSeconds(5);

  /**
   * Searches that show what the registry can do; those without results are not offered, and those
   * in the words of the reader's language come first. Parameters as in the contract.
   */
  private static final List<Map<String, List<String>>> CANDIDATES =
      List.of(
          Map.of("q", List.of("cyber security")),
          Map.of(
              "q",
              List.of("commerce vente"),
              "type",
              List.of("qualification"),
              "lang",
              List.of("fr")),
          Map.of("q", List.of("ohjelmistokehitys"), "lang", List.of("fi")),
          Map.of("type", List.of("micro-credential"), "level", List.of("5")),
          Map.of("q", List.of("forestry"), "type", List.of("micro-credential")),
          Map.of("q", List.of("data science"), "mode", List.of("online")),
          Map.of("q", List.of("health and social care")),
          Map.of("q", List.of("inteligencia artificial"), "lang", List.of("es")),
          Map.of("q", List.of("welding")),
          Map.of("q", List.of("soins"), "lang", List.of("fr")),
          Map.of("q", List.of("sécurité"), "status", List.of("current"), "lang", List.of("fr")),
          Map.of("q", List.of("leadership")),
          Map.of("type", List.of("part-qualification")));

  private final Html html;
  private final SearchIndex index;
  private final Sources sources;
  private final Extracts extracts;
  private final Map<String, Counted> countedByLanguage = new ConcurrentHashMap<>();

  HomePage(Html html, SearchIndex index, Sources sources, Extracts extracts) {
    this.html = html;
    this.index = index;
    this.sources = sources;
    this.extracts = extracts;
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> home(Page page) {
    return html.ok(page, "home", model(page));
  }

  /** The line about a running harvest by itself; 204 when nothing runs. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> live(Page page) {
    Optional<Sources.Live> live = sources.live(page);
    return live.isPresent()
        ? html.ok(page, "live", live.get())
        : new ResponseEntity<>(html.headers(page, "'self'"), HttpStatus.NO_CONTENT);
  }

  private Model model(Page page) {
    Optional<Sources.Live> live = sources.live(page);
    Counted counted = counted(page.lang(), live.isPresent());
    Map<Facet, List<FacetValue>> facets = counted.facets();
    List<SourceSummary> summaries = sources.all();
    Map<String, Long> byRegister =
        facets.getOrDefault(Facet.REGISTER, List.of()).stream()
            .collect(Collectors.toMap(FacetValue::value, FacetValue::count));
    List<Register> registers =
        summaries.stream()
            .map(source -> register(source, page))
            .sorted(Comparator.comparingLong(Register::records).reversed())
            .toList();
    // Of registers that have been read; the union is no country.
    Set<String> countries =
        summaries.stream()
            .filter(source -> source.lastRun().isPresent())
            .flatMap(source -> source.jurisdiction().stream())
            .filter(code -> !code.equals(Countries.UNION))
            .collect(Collectors.toSet());
    return new Model(
        counted.total(),
        summaries.stream().filter(source -> source.lastRun().isPresent()).count(),
        extracts.among(summaries).size(),
        countries.size(),
        facets.getOrDefault(Facet.LANGUAGE, List.of()).size(),
        registerBars(registers, byRegister, page),
        bars(facets, Facet.COUNTRY, page),
        bars(facets, Facet.TYPE, page),
        registers,
        tries(counted, page),
        live.orElse(null));
  }

  private static List<Bar> registerBars(
      List<Register> registers, Map<String, Long> byRegister, Page page) {
    return Bar.of(
        registers.stream()
            .map(register ->
                new Bar.Line(
                    register.name(),
                    "/search?register=" + register.id(),
                    byRegister.getOrDefault(register.id(), 0L)))
            .filter(line -> line.count() > 0)
            .sorted(Comparator.comparingLong(Bar.Line::count).reversed())
            .limit(BARS)
            .toList());
  }

  private static List<Bar> bars(Map<Facet, List<FacetValue>> facets, Facet facet, Page page) {
    SearchQuery everything = SearchQuery.EVERYTHING.withLang(page.lang());
    return Bar.of(
        facets.getOrDefault(facet, List.of()).stream()
            .limit(BARS)
            .map(value ->
                new Bar.Line(
                    value.label(),
                    everything.with(facet, value.value()).address("/search"),
                    value.count()))
            .toList());
  }

  private Register register(SourceSummary source, Page page) {
    return new Register(
        source.id(),
        Sources.name(source, page),
        sources.item(source).records(),
        source.lastRun().map(run -> run.ended().orElse(run.started())).orElse(null));
  }

  private static List<Try> tries(Counted counted, Page page) {
    return counted.searches().stream()
        .sorted(Comparator.comparing(search -> !search.query().lang().equals(page.lang())))
        .limit(TRIES)
        .map(search ->
            new Try(
                ConditionWords.of(search.query(), page),
                search.query().withLang(page.lang()).address("/search"),
                search.total()))
        .toList();
  }

  private Counted counted(String lang, boolean harvesting) {
    // Who comes while another counts waits for that.
    return countedByLanguage.compute(
        lang, (same, known) -> known != null && isGood(known, harvesting) ? known : counted(lang));
  }

  private boolean isGood(Counted known, boolean harvesting) {
    return known.sequence() == index.sequence()
        || harvesting && System.nanoTime() - known.taken() < STILL_GOOD.toNanos();
  }

  private Counted counted(String lang) {
    long sequence = index.sequence();
    SearchQuery everything = SearchQuery.EVERYTHING.withLang(lang);
    Map<Facet, List<FacetValue>> facets =
        SHOWN.stream()
            .collect(Collectors.toMap(facet -> facet, facet -> index.count(everything, facet)));
    List<CountedSearch> searches =
        CANDIDATES.stream()
            .map(SearchQuery::parse)
            .map(query -> new CountedSearch(query, index.count(query)))
            .filter(search -> search.total() > 0)
            .toList();
    return new Counted(sequence, System.nanoTime(), index.count(everything), facets, searches);
  }

  /**
   * What a state of the index holds, which changes only with it.
   *
   * @param taken by {@link System#nanoTime}
   */
  private record Counted(
      long sequence,
      long taken,
      long total,
      Map<Facet, List<FacetValue>> facets,
      List<CountedSearch> searches) {}

  private record CountedSearch(SearchQuery query, long total) {}

  /** A search worth trying. */
  record Try(String words, String href, long total) {}

  /**
   * @param heard when it was last read; null for never
   */
  record Register(String id, String name, long records, @Nullable Instant heard) {}

  /**
   * @param records all records that search finds
   * @param registers registers that have been read
   * @param extracts those of which only the extract is here that comes with Tessera
   */
  record Model(
      long records,
      long registers,
      int extracts,
      long countries,
      long languages,
      List<Bar> byRegister,
      List<Bar> byCountry,
      List<Bar> byType,
      List<Register> heard,
      List<Try> tries,
      Sources.@Nullable Live live) {

    /** When any register was heard last; null before the first. */
    @Nullable Instant lastHeard() {
      return heard.stream()
          .flatMap(register -> Stream.ofNullable(register.heard()))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }
}
