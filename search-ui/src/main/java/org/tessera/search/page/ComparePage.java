package org.tessera.search.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.search.Comparer;
import org.tessera.search.Comparison;
import org.tessera.search.Hit;
import org.tessera.search.RecordTypes;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.store.StoredRecord;

/**
 * Records side by side. With fewer than two it offers a search for the next one, so that a
 * comparison can be put together without a script.
 */
@RestController
final class ComparePage {
  private static final int OFFERED = 10;

  /** What each record has for itself alone. */
  private static final Set<String> OWN = Set.of("identifier", "homepage");

  /** What a learner asks first of what can be learnt, so that silence is an answer too. */
  private static final Set<String> ALWAYS =
      Set.of("provider", "awarding-body", "level", "credits", "price", "language", "mode");

  private final Html html;
  private final Comparer comparer;
  private final SearchIndex index;
  private final Links links;
  private final ErrorPages errors;

  ComparePage(Html html, Comparer comparer, SearchIndex index, Links links, ErrorPages errors) {
    this.html = html;
    this.comparer = comparer;
    this.index = index;
    this.links = links;
    this.errors = errors;
  }

  @GetMapping(path = "/compare", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> compare(
      Page page,
      @RequestParam(required = false) @Nullable List<String> id,
      @RequestParam(required = false) @Nullable String q) {
    Set<String> ids =
        id == null
            ? Set.of()
            : id.stream()
                .filter(some -> !some.isBlank())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    if (ids.size() > Comparer.MOST) {
      return errors.answer(
          page, HttpStatus.BAD_REQUEST, page.text("compare.too-many", Comparer.MOST));
    }
    Map<String, StoredRecord> found = comparer.find(ids);
    Optional<String> missing = ids.stream().filter(one -> !found.containsKey(one)).findFirst();
    if (missing.isPresent()) {
      return errors.notCompared(
          page, missing.get(), address(ids.stream().filter(found::containsKey).toList()));
    }
    Comparison comparison = comparer.compare(List.copyOf(found.values()), page.lang());
    return html.ok(page, "compare", model(comparison, q == null ? "" : q.strip(), page));
  }

  private Model model(Comparison comparison, String words, Page page) {
    List<String> ids = comparison.records().stream().map(Comparison.Compared::id).toList();
    List<Column> columns =
        comparison.records().stream()
            .map(record ->
                new Column(
                    new Value(
                        record.title(), record.titleLang(), links.record(record.id()), null, 0),
                    page.type(record.type()),
                    record.register().name(),
                    address(ids.stream().filter(other -> !other.equals(record.id())).toList())))
            .toList();
    boolean learning =
        comparison.records().stream().anyMatch(record -> RecordTypes.ofLearning(record.type()));
    List<Line> lines =
        comparison.fields().stream()
            .filter(row -> row.answered() || learning && ALWAYS.contains(row.field()))
            .filter(row -> !row.field().equals("title"))
            .map(row -> new Line(row.field(), answers(row, comparison, page), differs(row)))
            .toList();
    return new Model(
        columns,
        lines,
        ids,
        words,
        ids.size() < Comparer.MOST && !words.isEmpty() ? offered(ids, words, page) : List.of(),
        ids.size() < Comparer.MOST,
        address("/api/v1/compare", ids));
  }

  /** Nothing where a record does not say; but a level without a counterpart is one that it says. */
  private List<List<Value>> answers(Comparison.Row row, Comparison comparison, Page page) {
    List<List<Value>> answers = new ArrayList<>();
    for (int i = 0; i < row.values().size(); i++) {
      Comparison.Answer answer = row.values().get(i);
      if (answer != null) {
        answers.add(values(row, answer, i, comparison, page));
      } else if (row.field().equals("eqf-level") && says("level", i, comparison)) {
        answers.add(List.of(Value.of(page.text("compare.no-counterpart"))));
      } else {
        answers.add(List.of());
      }
    }
    return answers;
  }

  private static boolean says(String field, int record, Comparison comparison) {
    return comparison.fields().stream()
        .anyMatch(row -> row.field().equals(field) && row.values().get(record) != null);
  }

  /**
   * Whether those that answer answer differently; that two records have two numbers says nothing.
   */
  private static boolean differs(Comparison.Row row) {
    return !OWN.contains(row.field())
        && row.values().stream()
                .flatMap(answer -> Optional.ofNullable(answer).stream())
                .map(answer -> answer.items().stream().map(Comparison.Item::value).toList())
                .distinct()
                .count()
            > 1;
  }

  private List<Value> offered(List<String> ids, String words, Page page) {
    SearchQuery query = SearchQuery.EVERYTHING.withLang(page.lang()).withText(words);
    return index.search(query).items().stream()
        .filter(hit -> !ids.contains(hit.id()))
        .limit(OFFERED)
        .map(hit -> {
          List<String> more = new ArrayList<>(ids);
          more.add(hit.id());
          return new Value(
              ResultFacts.title(hit),
              hit.titleLang(),
              address(more),
              page.text("compare.offered", page.type(hit.type()), hit.register().name()),
              0);
        })
        .toList();
  }

  private List<Value> values(
      Comparison.Row row, Comparison.Answer answer, int record, Comparison comparison, Page page) {
    List<Value> values = new ArrayList<>();
    String basis = answer.from().basis();
    List<String> subjects =
        row.field().equals("field") ? labels("subject", record, comparison) : List.of();
    for (Comparison.Item item : answer.items()) {
      String text = words(row.field(), item, page);
      Value value = new Value(text, null, href(row.field(), item), scheme(row.field(), item), 0);
      Comparison.Derived why = item.derived();
      values.add(
          why == null
              ? value
              : value.withMark(
                  new Value.Mark(
                      why.reason(),
                      links.rule(why.rule()),
                      why.confidence(),
                      subjects.stream().anyMatch(text::equalsIgnoreCase),
                      null)));
    }
    boolean marked = values.stream().anyMatch(value -> value.mark() != null);
    boolean level = row.field().equals("eqf-level");
    if ((level || !basis.equals("stated")) && !marked && !values.isEmpty()) {
      String why =
          level
              ? page.basis(basis, endorsement(basis, record, comparison))
              : page.messages().textOr("compare.basis." + basis, basis);
      values.set(values.size() - 1, values.getLast().withNote(why));
    }
    return values;
  }

  /** Whether the frameworks' owners stand by what the record's levels correspond to. */
  private @Nullable String endorsement(String basis, int record, Comparison comparison) {
    return items("level", record, comparison)
        .map(item -> NodeFactory.createURI(item.value().toString()))
        .flatMap(level -> Stream.ofNullable(index.vocabulary().endorsement(level, basis)))
        .findFirst()
        .orElse(null);
  }

  private static List<String> labels(String field, int record, Comparison comparison) {
    return items(field, record, comparison)
        .flatMap(item -> Stream.ofNullable(item.label()))
        .toList();
  }

  private static Stream<Comparison.Item> items(String field, int record, Comparison comparison) {
    return comparison.fields().stream()
        .filter(row -> row.field().equals(field))
        .flatMap(row -> Stream.ofNullable(row.values().get(record)))
        .flatMap(answer -> answer.items().stream());
  }

  /** The scheme of an identifier: two that look alike may be of two schemes. */
  private static @Nullable String scheme(String field, Comparison.Item item) {
    return field.equals("identifier") ? item.label() : null;
  }

  private String words(String field, Comparison.Item item, Page page) {
    Messages messages = page.messages();
    return switch (item.value()) {
      case BigDecimal hours when field.equals("hours") -> page.text("format.hours", hours);
      case BigDecimal ects when field.equals("ects") -> page.text("format.ects", ects);
      case BigDecimal number ->
          item.label() == null
              ? messages.number(number)
              : page.text("format.credits", messages.number(number), item.label());
      case Integer level -> page.text("format.eqf", level);
      case LocalDate day
          when field.equals("start") && day.isBefore(LocalDate.now(ZoneOffset.UTC)) ->
          page.text("compare.begun", messages.date(day));
      case LocalDate day -> messages.date(day);
      case Boolean truth -> item.label() == null ? page.text("truth." + truth) : item.label();
      case String address when field.equals("homepage") -> Links.host(address);
      case String number when field.equals("identifier") -> number;
      case Hit.Price price -> {
        String money = messages.money(price.amount(), price.currency());
        yield item.label() == null ? money : page.text("format.price", money, item.label());
      }
      default -> item.label() == null ? links.name(item.value().toString(), page) : item.label();
    };
  }

  private @Nullable String href(String field, Comparison.Item item) {
    return switch (field) {
      case "provider", "awarding-body", "skill", "subject", "level" ->
          links.thing(item.value().toString());
      case "homepage" -> item.value().toString();
      default -> null;
    };
  }

  private static String address(List<String> ids) {
    return address("/compare", ids);
  }

  private static String address(String path, List<String> ids) {
    return ids.isEmpty()
        ? path
        : path + ids.stream().map(Page::encode).collect(Collectors.joining("&id=", "?id=", ""));
  }

  /**
   * A record.
   *
   * @param without address of the comparison without it
   */
  record Column(Value title, String type, String register, String without) {}

  /**
   * A question with the answers of each record; none where it is silent.
   *
   * @param field end of the field's message key
   * @param differs whether the answers differ
   */
  record Line(String field, List<List<Value>> answers, boolean differs) {}

  /**
   * @param ids of the records
   * @param words for which another record was looked for
   * @param offered records that could be added, each with the address that does
   * @param more whether another record may be added
   */
  record Model(
      List<Column> columns,
      List<Line> lines,
      List<String> ids,
      String words,
      List<Value> offered,
      boolean more,
      String api) {}
}
