package org.tessera.search.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Ceterms;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Schema;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Sssom;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordKind;

/**
 * What the pages of pathways, frameworks of competencies and of qualifications, definitions,
 * transfer values, mapping sets, projects and funding schemes show.
 */
final class KindSections {
  private static final int MOST_ROWS = 200;
  private static final int MOST_COMPETENCIES = 2_000;

  /** Longer ones are no numbers that somebody counts by. */
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,9}(?!\\d)");

  private final RecordGraph graph;
  private final Links links;
  private final Page page;
  private final Node topic;

  KindSections(RecordGraph graph, Links links, Page page) {
    this.graph = graph;
    this.links = links;
    this.page = page;
    this.topic = graph.topic();
  }

  /**
   * @param competencies of a framework, from their own records
   */
  List<RecordView.Section> of(RecordKind kind, List<Competency> competencies) {
    Stream<RecordView.Section> sections =
        switch (kind) {
          case PATHWAY -> Stream.of(outline("steps", steps()));
          case COMPETENCY_FRAMEWORK -> Stream.of(outline("competencies", tree(competencies)));
          case TRANSFER_VALUE -> Stream.of(facts("transfer", transfer()));
          case ASSESSMENT -> Stream.of(facts("assessment", assessment()));
          case MAPPING_SET -> Stream.of(items("mappings", mappings()));
          case PROJECT -> Stream.of(items("known", notes()));
          case DEFINITION -> Stream.of(facts("elements", elements()));
          case FRAMEWORK ->
              Stream.of(
                  outline("levels", tree(competencies)),
                  items("side-by-side", sideBySide("frameworks", "/frameworks")));
          case FUNDING_SCHEME -> new FundingSections(graph, page).ofScheme();
          default -> Stream.of();
        };
    return sections.filter(section -> !section.empty()).toList();
  }

  private List<Value> sideBySide(String what, String href) {
    return List.of(new Value(page.text(what + ".heading"), null, href, null, 0));
  }

  /** What a definition says of each aspect, with where it was read, and the page of them all. */
  private List<Fact> elements() {
    Map<Node, List<Value>> aspects = new LinkedHashMap<>();
    for (Node element : graph.objects(topic, Tess.element)) {
      graph
          .object(element, Tess.aspect)
          .ifPresent(aspect ->
              aspects.computeIfAbsent(aspect, key -> new ArrayList<>()).addAll(element(element)));
    }
    List<Fact> facts = new ArrayList<>();
    aspects.forEach((aspect, said) -> facts.add(new Fact(graph.label(aspect), said)));
    String id = RecordGraph.id(graph.object(topic, Skos.exactMatch).orElse(topic));
    facts.add(
        new Fact(
            page.text("section.side-by-side"), sideBySide("definitions", "/definitions#" + id)));
    return facts;
  }

  private List<Value> element(Node element) {
    Optional<Node> source = graph.object(element, Dct.source);
    String read =
        Stream.of(
                source.map(it -> it.isURI() ? Links.host(it.getURI()) : graph.value(it).text()),
                graph
                    .object(element, Dct.issued)
                    .map(day -> page.messages().partialDate(day.getLiteralLexicalForm())),
                graph
                    .object(element, Tess.mandatory)
                    .map(it ->
                        page.text(
                            it.getLiteralLexicalForm().equals("true")
                                ? "definitions.mandatory"
                                : "definitions.optional")))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    String address = source.filter(Node::isURI).map(uri -> links.thing(uri.getURI())).orElse(null);
    return graph.texts(element, Tess.statement).stream()
        .map(text -> new Value(text.text(), text.lang(), address, read.isEmpty() ? null : read, 0))
        .toList();
  }

  /** A competency as its own record says it. */
  record Competency(Node node, String label, String lang, String notation, List<Node> broader) {}

  /** The competencies of a framework, by their notations and labels. */
  static List<Competency> competencies(DatasetGraph dataset, Node framework) {
    return dataset.stream(Node.ANY, Node.ANY, Skos.inScheme, framework)
        .limit(MOST_COMPETENCIES)
        .map(quad -> competency(dataset, quad))
        .sorted(
            Comparator.comparing((Competency it) -> numbered(it.notation()))
                .thenComparing(it -> numbered(it.label())))
        .toList();
  }

  /** Text whose numbers compare as numbers: 2 before 10. */
  private static String numbered(String text) {
    return NUMBER
        .matcher(text)
        .replaceAll(found -> "0".repeat(9 - found.group().length()) + found.group());
  }

  private static Competency competency(DatasetGraph dataset, Quad quad) {
    Node node = quad.getSubject();
    Optional<Node> label = objects(dataset, quad, Skos.prefLabel).findFirst();
    return new Competency(
        node,
        label.map(Node::getLiteralLexicalForm).orElse(node.getURI()),
        label.map(Node::getLiteralLanguage).orElse(""),
        objects(dataset, quad, Skos.notation)
            .findFirst()
            .map(Node::getLiteralLexicalForm)
            .orElse(""),
        objects(dataset, quad, Skos.broader).toList());
  }

  private static Stream<Node> objects(DatasetGraph dataset, Quad quad, Node property) {
    return dataset.stream(quad.getGraph(), quad.getSubject(), property, Node.ANY)
        .map(Quad::getObject);
  }

  private List<RecordView.Outline> tree(List<Competency> competencies) {
    Set<Node> known = competencies.stream().map(Competency::node).collect(Collectors.toSet());
    return branches(
        competencies,
        competency -> competency.broader().stream().noneMatch(known::contains),
        new HashSet<>());
  }

  private List<RecordView.Outline> branches(
      List<Competency> competencies, Predicate<Competency> here, Set<Node> shown) {
    List<RecordView.Outline> branches = new ArrayList<>();
    for (Competency competency : competencies) {
      if (here.test(competency) && shown.add(competency.node())) {
        Value value =
            new Value(
                competency.label(),
                competency.lang().isEmpty() ? null : competency.lang(),
                links.record(competency.node().getURI()),
                competency.notation().isEmpty() ? null : competency.notation(),
                0);
        branches.add(
            new RecordView.Outline(
                value,
                branches(
                    competencies, child -> child.broader().contains(competency.node()), shown)));
      }
    }
    return branches;
  }

  /** The components from the destination down, as the pathway orders them. */
  private List<RecordView.Outline> steps() {
    List<Node> parts =
        graph.objects(topic, Ceterms.hasPart).stream()
            .sorted(Comparator.comparing(this::position))
            .toList();
    Set<Node> children =
        parts.stream()
            .flatMap(part -> graph.objects(part, Ceterms.hasChild).stream())
            .collect(Collectors.toSet());
    List<Node> roots = parts.stream().filter(part -> !children.contains(part)).toList();
    return steps(roots.isEmpty() ? parts : roots, parts, new HashSet<>());
  }

  private List<RecordView.Outline> steps(List<Node> here, List<Node> parts, Set<Node> shown) {
    List<RecordView.Outline> steps = new ArrayList<>();
    for (Node part : here) {
      if (parts.contains(part) && shown.add(part)) {
        List<Node> below =
            graph.objects(part, Ceterms.hasChild).stream()
                .sorted(Comparator.comparing(this::position))
                .toList();
        steps.add(new RecordView.Outline(step(part), steps(below, parts, shown)));
      }
    }
    return steps;
  }

  private BigDecimal position(Node part) {
    return graph
        .object(part, Schema.position)
        .map(node -> new BigDecimal(node.getLiteralLexicalForm()))
        .orElse(BigDecimal.ZERO);
  }

  private Value step(Node part) {
    Value title =
        graph.texts(part, Dct.title).stream().findFirst().orElseGet(() -> graph.value(part));
    String href =
        graph.object(part, Ceterms.proxyFor).map(node -> links.record(node.getURI())).orElse(null);
    String note =
        Stream.concat(
                Stream.of(Tess.credentialType, Elm.category)
                    .flatMap(property -> graph.objects(part, property).stream())
                    .map(node -> graph.value(node).text()),
                graph.objects(part, Ceterms.hasCondition).stream().map(this::condition))
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(" · "));
    return new Value(title.text(), title.lang(), href, note.isEmpty() ? null : note, 0);
  }

  private String condition(Node condition) {
    int targets = graph.objects(condition, Ceterms.targetComponent).size();
    Optional<String> number =
        graph.object(condition, Ceterms.requiredNumber).map(Node::getLiteralLexicalForm);
    if (number.filter(all -> all.equals(String.valueOf(targets))).isPresent()) {
      return page.text("pathway.all", targets);
    }
    return number.isPresent()
        ? page.text("pathway.required", number.get(), targets)
        : graph.texts(condition, Dct.title).stream().findFirst().map(Value::text).orElse("");
  }

  private List<Fact> transfer() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "transfer-from", things(Ceterms.transferValueFrom));
    add(
        facts,
        "transfer-value",
        graph.objects(topic, Ceterms.transferValue).stream().map(this::worth).toList());
    add(facts, "transfer-for", things(Ceterms.transferValueFor));
    add(facts, "transfer-owner", graph.values(Ceterms.ownedBy));
    add(
        facts,
        "validity",
        graph.objects(topic, Tess.validity).stream()
            .flatMap(period -> graph.period(period).stream())
            .map(Value::of)
            .toList());
    return facts;
  }

  private Value worth(Node value) {
    String words =
        Stream.of(Elm.point, Dct.type, Ceterms.creditLevelType)
            .flatMap(property -> graph.objects(value, property).stream())
            .map(node -> graph.value(node).text())
            .collect(Collectors.joining(" · "));
    String subject =
        graph.objects(value, Dct.subject).stream()
            .map(node -> graph.value(node).text())
            .collect(Collectors.joining(", "));
    return Value.of(words).withNote(subject.isEmpty() ? null : subject);
  }

  /** Things that only this record describes, or records of their own. */
  private List<Value> things(Node property) {
    return graph.objects(topic, property).stream()
        .map(thing -> {
          Value named =
              graph.texts(thing, Dct.title).stream()
                  .findFirst()
                  .orElseGet(() -> graph.value(thing));
          String page = graph.object(thing, Foaf.homepage).map(Node::getURI).orElse(named.href());
          String category =
              graph.objects(thing, Elm.category).stream()
                  .map(node -> graph.value(node).text())
                  .findFirst()
                  .orElse(null);
          return new Value(named.text(), named.lang(), page, category, 0);
        })
        .toList();
  }

  private List<Fact> assessment() {
    List<Fact> facts = new ArrayList<>();
    add(facts, "method", graph.values(Dct.type));
    add(facts, "mode", graph.values(Elm.mode));
    add(facts, "size", graph.values(Elm.volumeOfLearning));
    add(facts, "provider", graph.values(Elm.providedBy));
    add(facts, "awarding-body", graph.through(Elm.awardingOpportunity, Elm.awardingBody));
    add(facts, "occupation", graph.values(Tess.occupation));
    return facts;
  }

  private List<Value> mappings() {
    List<Value> rows = new ArrayList<>();
    rows.add(new Value(page.text("mappings.open"), null, "/mappings", null, 0));
    graph.objects(topic, Sssom.mappings).stream()
        .map(this::mapping)
        .sorted(Comparator.comparing(Value::text))
        .limit(MOST_ROWS)
        .forEach(rows::add);
    return rows;
  }

  private Value mapping(Node row) {
    String relation =
        MappingPages.relation(
            graph.object(row, Owl.annotatedProperty).map(RecordGraph::id).orElse(null),
            false,
            page);
    return Value.of(
            label(row, Sssom.subject_label) + " " + relation + " " + label(row, Sssom.object_label))
        .withNote(page.text("mappings.stated", label(row, Sssom.predicate_label)));
  }

  private String label(Node row, Node property) {
    return graph.object(row, property).map(Node::getLiteralLexicalForm).orElse("");
  }

  /** What is known, each with its date and source. */
  private List<Value> notes() {
    return graph.objects(topic, Elm.additionalNote).stream()
        .map(note -> {
          Value text =
              graph.texts(note, Elm.noteLiteral).stream()
                  .findFirst()
                  .orElseGet(() -> graph.value(note));
          String source =
              graph.object(note, Dct.source).filter(Node::isURI).map(Node::getURI).orElse(null);
          String about =
              Stream.of(Tess.topic, Dct.date)
                  .flatMap(property -> graph.objects(note, property).stream())
                  .map(node -> graph.value(node).text())
                  .collect(Collectors.joining(" · "));
          return new Value(text.text(), text.lang(), source, about, 0);
        })
        .sorted(Comparator.comparing(value -> Optional.ofNullable(value.note()).orElse("")))
        .toList();
  }

  private void add(List<Fact> facts, String key, List<Value> values) {
    if (!values.isEmpty()) {
      facts.add(new Fact(page.text("fact." + key), values));
    }
  }

  private static RecordView.Section outline(String id, List<RecordView.Outline> outline) {
    return new RecordView.Section(id, List.of(), List.of(), outline);
  }

  private static RecordView.Section facts(String id, List<Fact> facts) {
    return new RecordView.Section(id, facts, List.of());
  }

  private static RecordView.Section items(String id, List<Value> items) {
    return new RecordView.Section(id, List.of(), items);
  }
}
