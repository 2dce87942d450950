package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Schema;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.search.RealRecords;
import org.tessera.store.RecordStore;

/**
 * The qualifications frameworks with their levels and correspondences, and who is at which level.
 */
@Component
final class Frameworks {
  private static final String SCHEME = Links.TERMS_BASE + "scheme/framework/";

  private final Terms terms;
  private final Links links;
  private final RecordStore store;
  private volatile Counts counts = new Counts(-1, Map.of(), Map.of());

  Frameworks(Terms terms, Links links, RecordStore store) {
    this.terms = terms;
    this.links = links;
    this.store = store;
  }

  /** Records at each level and of each framework, where one with two levels is one. */
  private record Counts(long sequence, Map<Node, Long> byLevel, Map<Node, Long> byFramework) {}

  /** All frameworks of the ontology, by name. */
  List<FrameworkView> all(Page page) {
    Counts known = counts();
    return frameworks()
        .map(framework -> view(framework, known, page))
        .sorted(Comparator.comparing(view -> view.name().text()))
        .toList();
  }

  /** Frameworks that only a source describes. */
  List<Value> ofSources(Page page) {
    return store.read(dataset ->
        dataset.stream(Node.ANY, Node.ANY, Rdf.type, Tess.QualificationsFramework)
            .filter(quad -> quad.getGraph().getURI().startsWith(links.baseIri() + "record/"))
            .filter(quad -> RealRecords.contain(dataset, quad.getGraph()))
            .filter(quad -> !isKnown(quad.getSubject()))
            .map(quad -> ofSource(dataset, quad, page))
            .sorted(Comparator.comparing(Value::text))
            .toList());
  }

  private boolean isKnown(Node framework) {
    return frameworks().anyMatch(own -> graph(own).contains(own, Skos.exactMatch, framework));
  }

  private Value ofSource(DatasetGraph dataset, Quad quad, Page page) {
    Optional<Node> title =
        dataset.stream(quad.getGraph(), quad.getSubject(), Dct.title, Node.ANY)
            .map(Quad::getObject)
            .findFirst();
    String country =
        dataset.stream(quad.getGraph(), quad.getSubject(), Tess.jurisdiction, Node.ANY)
            .map(found -> terms.label(found.getObject(), page.lang()).orElse(""))
            .findFirst()
            .orElse("");
    String name = title.map(Node::getLiteralLexicalForm).orElse(quad.getSubject().getURI());
    return new Value(
        country.isEmpty() ? name : page.text("format.of-country", country, name),
        null,
        links.record(quad.getSubject().getURI()),
        null,
        0);
  }

  /**
   * What the levels of each framework correspond to in another.
   *
   * @param target id of the framework that is the measure
   */
  CorrespondenceMatrix matrix(String target, Page page) {
    Node measure = NodeFactory.createURI(SCHEME + target);
    List<Node> columns = levels(graph(measure));
    List<CorrespondenceMatrix.Row> rows = new ArrayList<>();
    frameworks()
        .filter(framework -> !framework.equals(measure))
        .sorted(Comparator.comparing(framework -> name(framework, page)))
        .forEach(framework ->
            CorrespondenceMatrix.row(
                    named(framework, page), graph(framework), measure, columns, page)
                .ifPresent(rows::add));
    return new CorrespondenceMatrix(
        target, columns.stream().map(level -> notation(graph(measure), level)).toList(), rows);
  }

  /** The reports that state correspondences, and how many rows each has. */
  List<FrameworkView.Report> reports(Page page) {
    return terms.graphs().values().stream()
        .flatMap(graph ->
            graph.stream(Node.ANY, Rdf.type, Tess.CorrespondenceSet)
                .map(triple -> report(graph, triple.getSubject(), page)))
        .sorted(Comparator.comparing(FrameworkView.Report::title))
        .toList();
  }

  private FrameworkView.Report report(Graph graph, Node report, Page page) {
    List<Node> rows = graph.stream(Node.ANY, Dct.isPartOf, report).map(Triple::getSubject).toList();
    List<String> bases =
        rows.stream()
            .flatMap(row -> graph.stream(row, Tess.basis, Node.ANY))
            .map(triple -> page.text("basis." + RecordGraph.id(triple.getObject())))
            .distinct()
            .sorted()
            .toList();
    return new FrameworkView.Report(
        terms.label(report, page.lang()).orElse(report.getURI()),
        text(graph, report, Dct.issued),
        CorrespondenceMatrix.document(graph, report, page),
        bases,
        rows.size());
  }

  private Stream<Node> frameworks() {
    return terms.graphs().entrySet().stream()
        .filter(entry ->
            entry.getValue().contains(entry.getKey(), Rdf.type, Tess.QualificationsFramework))
        .map(Map.Entry::getKey);
  }

  private FrameworkView view(Node framework, Counts known, Page page) {
    Graph graph = graph(framework);
    List<FrameworkView.Level> levels =
        levels(graph).stream()
            .map(level ->
                new FrameworkView.Level(
                    notation(graph, level),
                    terms.label(level, page.lang()).orElse(""),
                    links.thing(level.getURI()),
                    known.byLevel().getOrDefault(level, 0L)))
            .toList();
    return new FrameworkView(
        RecordGraph.id(framework),
        named(framework, page),
        text(graph, framework, Skos.altLabel),
        graph.stream(framework, Tess.jurisdiction, Node.ANY)
            .map(triple -> terms.label(triple.getObject(), page.lang()).orElse(""))
            .findFirst()
            .orElse(null),
        levels,
        known.byFramework().getOrDefault(framework, 0L));
  }

  private Value named(Node framework, Page page) {
    return new Value(name(framework, page), null, links.thing(framework.getURI()), null, 0);
  }

  private String name(Node framework, Page page) {
    return terms.label(framework, page.lang()).orElseGet(() -> RecordGraph.id(framework));
  }

  private Graph graph(Node framework) {
    return terms.graphs().getOrDefault(framework, Graph.emptyGraph);
  }

  /** A framework's levels, the lowest first. */
  private static List<Node> levels(Graph graph) {
    Map<Node, Integer> places = new LinkedHashMap<>();
    graph.stream(Node.ANY, Rdf.type, Skos.Concept)
        .map(Triple::getSubject)
        .forEach(level -> places.put(level, Integer.parseInt(text(graph, level, Schema.position))));
    return places.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A level's number as it is read, as in entry 3. */
  static String notation(Graph graph, Node level) {
    return text(graph, level, Skos.notation).replace('-', ' ');
  }

  static String text(Graph graph, Node subject, Node predicate) {
    return graph.stream(subject, predicate, Node.ANY)
        .map(Triple::getObject)
        .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI())
        .findFirst()
        .orElse("");
  }

  private Counts counts() {
    Counts known = counts;
    long sequence = store.sequence();
    if (known.sequence() != sequence) {
      known = store.read(dataset -> count(sequence, dataset));
      counts = known;
    }
    return known;
  }

  private Counts count(long sequence, DatasetGraph dataset) {
    Map<Node, Node> frameworks = new HashMap<>();
    frameworks()
        .forEach(framework ->
            levels(graph(framework)).forEach(level -> frameworks.put(level, framework)));
    Map<Node, Set<Node>> atLevel = new HashMap<>();
    Map<Node, Set<Node>> ofFramework = new HashMap<>();
    String records = links.baseIri() + "record/";
    for (Node statement : List.of(Tess.level, Elm.EQFLevel)) {
      Iterator<Quad> quads = dataset.find(Node.ANY, Node.ANY, statement, Node.ANY);
      while (quads.hasNext()) {
        Quad quad = quads.next();
        Node framework = frameworks.get(quad.getObject());
        if (framework != null
            && quad.getGraph().isURI()
            && quad.getGraph().getURI().startsWith(records)
            && RealRecords.contain(dataset, quad.getGraph())) {
          atLevel.computeIfAbsent(quad.getObject(), l -> new HashSet<>()).add(quad.getGraph());
          ofFramework.computeIfAbsent(framework, f -> new HashSet<>()).add(quad.getGraph());
        }
      }
    }
    return new Counts(sequence, sizes(atLevel), sizes(ofFramework));
  }

  private static Map<Node, Long> sizes(Map<Node, Set<Node>> sets) {
    return sets.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> (long) entry.getValue().size()));
  }
}
