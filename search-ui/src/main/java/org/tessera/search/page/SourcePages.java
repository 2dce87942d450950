package org.tessera.search.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final ErrorPages errors;

  SourcePages(Html html, RecordStore store, Sources sources, FieldFill fill, ErrorPages errors) {
    this.html = html;
    this.store = store;
    this.sources = sources;
    this.fill = fill;
    this.errors = errors;
  }

  @GetMapping(path = "/sources", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> table(Page page) {
    List<Row> rows =
        sources.all().stream()
            .map(source -> row(source, page))
            .sorted(Comparator.comparingLong(Row::records).reversed().thenComparing(Row::name))
            .toList();
    long records = rows.stream().mapToLong(Row::records).sum();
    return html.ok(page, "sources", new Table(rows, records));
  }

  @GetMapping(path = "/sources/{id}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> one(Page page, @PathVariable String id) {
    Optional<SourceSummary> source = sources.find(id);
    return source.isPresent()
        ? html.ok(page, "source", model(source.get(), page))
        : errors.answer(page, HttpStatus.NOT_FOUND, null);
  }

  private Row row(SourceSummary source, Page page) {
    SourceSummary.Run run = source.lastRun().orElse(null);
    SourceItem item = sources.item(source);
    return new Row(
        source.id(),
        Sources.name(source, page),
        source.jurisdiction().map(page.messages()::country).orElse(null),
        own(source),
        item.records(),
        source.synthetic(),
        run == null ? null : run.ended().orElse(run.started()),
        source.licence().orElse(null),
        item.health(),
        item.failure(),
        run == null || run.seen() == 0 ? null : run.seen() - run.quarantined(),
        run == null ? 0 : run.seen());
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
        row(source, page),
        source,
        text(about, Dct.description, page),
        text(about, Dct.publisher, page),
        text(about, Dct.rights, page),
        text(about, Foaf.homepage, page),
        kinds(source),
        FieldFill.applies(source.records()) ? fill.of(source.id()).orElse(null) : null,
        ProblemGroup.of(problems).stream().limit(RULES).toList(),
        problems.size(),
        RunPlot.of(reports.stream().map(RunReport::run).toList()),
        sources.progress(source).orElse(null));
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
   * @param heard end of the last harvest; null for never
   * @param failure why the last harvest broke off or was refused
   * @param sound records of the last harvest that passed the checks; null where none was read
   * @param seen records of the last harvest
   */
  record Row(
      String id,
      String name,
      @Nullable String country,
      List<KindCount> kinds,
      long records,
      long synthetic,
      @Nullable Instant heard,
      @Nullable String licence,
      String health,
      @Nullable String failure,
      @Nullable Long sound,
      long seen) {

    /** The kinds that a table has room for. */
    List<KindCount> first() {
      return kinds.subList(0, Math.min(KINDS, kinds.size()));
    }

    int more() {
      return kinds.size() - first().size();
    }

    /**
     * Whether it has nothing but made-up records, which a search leaves out unless asked for them.
     */
    boolean madeUpOnly() {
      return records == 0 && synthetic > 0;
    }

    /** Address of the search for its records. */
    String search() {
      return "/search?register=" + id + (madeUpOnly() ? "&synthetic=include" : "");
    }
  }

  record Table(List<Row> rows, long records) {}

  /**
   * @param kind id of the kind
   * @param comesAlong whether such records only come with others
   */
  record KindCount(String kind, long count, boolean comesAlong) {}

  /**
   * @param fill null while it is being counted, or where the records are no credentials
   * @param problems of the last harvest, by what is wrong
   * @param progress null while it is idle
   */
  record Model(
      Row row,
      SourceSummary source,
      @Nullable Value description,
      @Nullable Value publisher,
      @Nullable Value rights,
      @Nullable Value homepage,
      List<KindCount> kinds,
      FieldFill.@Nullable Counts fill,
      List<ProblemGroup> problems,
      int problemCount,
      RunPlot runs,
      @Nullable Progress progress) {

    /** Whether the last harvest read something, and ended before it had read all. */
    boolean brokeOff() {
      return source
          .lastRun()
          .filter(run -> run.ended().isPresent() && !run.complete() && run.seen() > 0)
          .isPresent();
    }

    boolean counting() {
      return fill == null && FieldFill.applies(source.records());
    }
  }
}
