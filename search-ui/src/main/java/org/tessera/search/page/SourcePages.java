package org.tessera.search.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Tess;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.search.SourceItem;
import org.tessera.store.HarvestActivity.Progress;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.RunReport;
import org.tessera.store.SourceSummary;

/** The registers, and what became of each one's records. */
@RestController
final class SourcePages {
  private static final int RUNS = 24;
  private static final int RULES = 50;
  private static final int KINDS = 3;

  private final Html html;
  private final RecordStore store;
  private final Sources sources;
  private final FieldFill fill;
  private final Extracts extracts;
  private final SearchIndex index;
  private final Links links;
  private final ErrorPages errors;

  SourcePages(
      Html html,
      RecordStore store,
      Sources sources,
      FieldFill fill,
      Extracts extracts,
      SearchIndex index,
      Links links,
      ErrorPages errors) {
    this.html = html;
    this.store = store;
    this.sources = sources;
    this.fill = fill;
    this.extracts = extracts;
    this.index = index;
    this.links = links;
    this.errors = errors;
  }

  @GetMapping(path = "/sources", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> table(Page page) {
    List<SourceSummary> all = sources.all();
    Set<String> bundled = extracts.among(all);
    List<Row> rows =
        all.stream()
            .map(source -> row(source, bundled, page))
            .sorted(Comparator.comparingLong(Row::records).reversed().thenComparing(Row::name))
            .toList();
    long found = all.stream().mapToLong(SourceItem::results).sum();
    long records = rows.stream().mapToLong(Row::records).sum();
    return html.ok(page, "sources", new Table(rows, found, records - found));
  }

  @GetMapping(path = "/sources/{id}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> one(Page page, @PathVariable String id) {
    Optional<SourceSummary> source = sources.find(id);
    return source.isPresent()
        ? html.ok(page, "source", model(source.get(), page))
        : errors.answer(page, HttpStatus.NOT_FOUND, null);
  }

  private Row row(SourceSummary source, Set<String> bundled, Page page) {
    SourceSummary.Run run = source.lastRun().orElse(null);
    SourceItem item = sources.item(source);
    long checked = run == null ? 0 : run.seen() - run.skipped();
    return new Row(
        source.id(),
        Sources.name(source, page),
        source.jurisdiction().map(page.messages()::country).orElse(null),
        own(source),
        item.records(),
        bundled.contains(source.id()),
        run == null ? null : run.ended().orElse(run.started()),
        source.licence().orElse(null),
        item.health(),
        item.failure(),
        checked == 0 || run == null ? null : checked - run.quarantined(),
        checked);
  }

  /** What its records are: the most first, and last what comes with them. */
  private static List<KindCount> kinds(SourceSummary source) {
    return source.records().entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Comparator.comparing((Map.Entry<RecordKind, Long> entry) -> comesAlong(entry.getKey()))
                .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .thenComparing(Map.Entry.comparingByKey()))
        .map(entry ->
            new KindCount(entry.getKey().id(), entry.getValue(), comesAlong(entry.getKey())))
        .toList();
  }

  /** A vocabulary or organisation that comes with credentials is not what a register is about. */
  private static boolean comesAlong(RecordKind kind) {
    return kind == RecordKind.ORGANISATION || kind == RecordKind.CONCEPT;
  }

  /** What the register counts as its records; concepts where it has nothing else. */
  private static List<KindCount> own(SourceSummary source) {
    List<KindCount> kinds = kinds(source);
    List<KindCount> own = kinds.stream().filter(kind -> !kind.comesAlong()).toList();
    return own.isEmpty()
        ? kinds.stream().filter(kind -> kind.kind().equals(RecordKind.CONCEPT.id())).toList()
        : own;
  }

  private Model model(SourceSummary source, Page page) {
    Map<Node, List<Node>> about =
        store.read(dataset -> {
          Map<Node, List<Node>> values = new java.util.HashMap<>();
          dataset.stream(source.catalogue(), source.catalogue(), Node.ANY, Node.ANY)
              .forEach(quad ->
                  values
                      .computeIfAbsent(quad.getPredicate(), key -> new ArrayList<>())
                      .add(quad.getObject()));
          return values;
        });
    List<RunReport> reports = store.runs(source.id(), RUNS);
    List<RunReport.Problem> problems =
        reports.isEmpty() ? List.of() : reports.getFirst().problems();
    return new Model(
        row(source, extracts.among(List.of(source)), page),
        source,
        door(source),
        text(about, Tess.bundledPart, page),
        text(about, Dct.description, page),
        text(about, Dct.publisher, page),
        text(about, Dct.rights, page),
        text(about, Foaf.homepage, page),
        kinds(source),
        FieldFill.applies(source.records()) ? fill.of(source).orElse(null) : null,
        ProblemGroup.of(problems).stream().limit(RULES).toList(),
        problems.size(),
        SourceAdvice.of(reports, extracts.leftOut(source), links, page),
        RunPlot.of(reports.stream().map(RunReport::run).toList()),
        sources.progress(source).orElse(null));
  }

  /** Where its records can be seen, and how many are found there; concepts by a query. */
  private Door door(SourceSummary source) {
    if (SourceItem.results(source) == 0 && source.synthetic() == 0) {
      long concepts = source.records().getOrDefault(RecordKind.CONCEPT, 0L);
      return new Door("concepts", CountQuery.concepts(source.catalogue()), concepts);
    }
    boolean madeUp = SourceItem.results(source) == 0;
    SearchQuery its =
        SearchQuery.parse(
            madeUp
                ? Map.of("register", List.of(source.id()), "synthetic", List.of("include"))
                : Map.of("register", List.of(source.id())));
    return new Door(madeUp ? "made-up" : "records", its.address("/search"), index.count(its));
  }

  private static @Nullable Value text(Map<Node, List<Node>> about, Node predicate, Page page) {
    return about.getOrDefault(predicate, List.of()).stream()
        .sorted(
            Comparator.comparing((Node node) ->
                !(node.isLiteral() && node.getLiteralLanguage().equals(page.lang()))))
        .map(node ->
            node.isLiteral()
                ? Value.of(node.getLiteralLexicalForm())
                    .withLang(node.getLiteralLanguage(), page.lang())
                : Value.of(node.getURI()))
        .findFirst()
        .orElse(null);
  }

  /**
   * A line of the table.
   *
   * @param kinds what its records are, the most first
   * @param extract whether only the extract is here that comes with Tessera
   * @param heard end of the last harvest; null for never
   * @param failure why the last harvest broke off or was refused
   * @param sound records of the last harvest that passed the checks; null where none was read
   * @param checked records of the last harvest that were not deleted in the register
   */
  record Row(
      String id,
      String name,
      @Nullable String country,
      List<KindCount> kinds,
      long records,
      boolean extract,
      @Nullable Instant heard,
      @Nullable String licence,
      String health,
      @Nullable String failure,
      @Nullable Long sound,
      long checked) {

    /** The kinds that a table has room for. */
    List<KindCount> first() {
      return kinds.subList(0, Math.min(KINDS, kinds.size()));
    }

    int more() {
      return kinds.size() - first().size();
    }
  }

  /**
   * @param found records that a search finds
   * @param concepts of registers that publish nothing else
   */
  record Table(List<Row> rows, long found, long concepts) {
    long extracts() {
      return rows.stream().filter(Row::extract).count();
    }
  }

  /**
   * A way to a register's records.
   *
   * @param kind end of its message key
   * @param count what is found there
   */
  record Door(String kind, String href, long count) {}

  /**
   * @param kind id of the kind
   * @param comesAlong whether such records only come with others
   */
  record KindCount(String kind, long count, boolean comesAlong) {}

  /**
   * @param holds what the extract holds of the register, in words; null where nobody says
   * @param fill null while it is being counted, or where the records are no credentials
   * @param problems of the last harvest, by what is wrong
   * @param progress null while it is idle
   */
  record Model(
      Row row,
      SourceSummary source,
      Door door,
      @Nullable Value holds,
      @Nullable Value description,
      @Nullable Value publisher,
      @Nullable Value rights,
      @Nullable Value homepage,
      List<KindCount> kinds,
      FieldFill.@Nullable Counts fill,
      List<ProblemGroup> problems,
      int problemCount,
      SourceAdvice advice,
      RunPlot runs,
      @Nullable Progress progress) {

    /** Whether the last harvest read something, and ended before it had read all. */
    boolean brokeOff() {
      return source
          .lastRun()
          .filter(run -> run.ended().isPresent() && !run.complete() && run.seen() > 0)
          .isPresent();
    }

    /** Whether it has credentials or courses, and all are made up: their fields do not count. */
    boolean madeUpOnly() {
      return source.synthetic() > 0 && SourceItem.results(source) == 0;
    }

    boolean counting() {
      return fill == null && FieldFill.applies(source.records());
    }
  }
}
