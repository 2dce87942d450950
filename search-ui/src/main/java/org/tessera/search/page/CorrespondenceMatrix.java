package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Tess;

/**
 * Frameworks against the levels of one of them.
 *
 * @param target id of the framework that is the measure
 * @param columns its levels
 */
record CorrespondenceMatrix(String target, List<String> columns, List<Row> rows) {

  /**
   * A framework.
   *
   * @param cells one for each column; without marks where nothing is stated
   * @param none its levels to which nothing corresponds, as somebody found
   * @param notes the documents that say so, each with its basis in words
   */
  record Row(Value framework, List<List<Mark>> cells, List<Mark> none, List<Value> notes) {}

  /**
   * A level in a cell.
   *
   * @param level empty where the framework has none for this column, which somebody found
   * @param basis in words
   * @param shape of the basis: published, derived, indicative
   */
  record Mark(String level, String basis, String shape) {}

  /** A framework's row; empty where nothing at all is stated of it and the target. */
  static Optional<Row> row(
      Value name, Graph framework, Node target, List<Node> columns, Page page) {
    List<List<Mark>> cells = new ArrayList<>();
    List<Node> used = new ArrayList<>();
    for (Node column : columns) {
      List<Node> rows =
          Stream.concat(
                  subjects(framework, Tess.targetLevel, column),
                  subjects(framework, Tess.sourceLevel, column)
                      .filter(row -> framework.contains(row, Tess.targetFramework, Node.ANY)))
              .toList();
      used.addAll(rows);
      cells.add(
          rows.stream()
              .map(row -> mark(framework, row, column, page))
              .sorted(Comparator.comparing(Mark::level))
              .toList());
    }
    List<Node> unmatched = subjects(framework, Tess.targetFramework, target).toList();
    used.addAll(unmatched);
    if (used.isEmpty()) {
      return Optional.empty();
    }
    List<Mark> none =
        unmatched.stream()
            .map(row -> mark(framework, row, target, page))
            .sorted(Comparator.comparing(Mark::level))
            .toList();
    return Optional.of(new Row(name, cells, none, notes(framework, used, page)));
  }

  private static Stream<Node> subjects(Graph graph, Node predicate, Node object) {
    return graph.stream(Node.ANY, predicate, object).map(Triple::getSubject);
  }

  private static Mark mark(Graph graph, Node row, Node column, Page page) {
    String basis = basis(graph, row);
    Optional<Node> level =
        graph.stream(row, Tess.sourceLevel, Node.ANY)
            .map(Triple::getObject)
            .filter(node -> !node.equals(column))
            .findFirst();
    return new Mark(
        level.map(node -> Frameworks.notation(graph, node)).orElse(""),
        known(graph, row, page),
        switch (basis) {
          case "expert-indicative" -> "indicative";
          case "derived-via-other" -> "derived";
          default -> "published";
        });
  }

  private static String basis(Graph graph, Node row) {
    return graph.stream(row, Tess.basis, Node.ANY)
        .map(triple -> RecordGraph.id(triple.getObject()))
        .findFirst()
        .orElse("expert-indicative");
  }

  /** Each document once, with all that it says of how a row is known. */
  private static List<Value> notes(Graph graph, List<Node> rows, Page page) {
    Map<Value, Set<String>> known = new HashMap<>();
    for (Node row : rows) {
      known
          .computeIfAbsent(document(graph, row, page), document -> new TreeSet<>())
          .add(known(graph, row, page));
    }
    return known.entrySet().stream()
        .map(entry -> entry.getKey().withNote(String.join(" · ", entry.getValue())))
        .sorted(Comparator.comparing(Value::text))
        .toList();
  }

  private static String known(Graph graph, Node row, Page page) {
    return page.basis(
        basis(graph, row),
        graph.stream(row, Tess.endorsed, Node.ANY)
            .map(triple -> RecordGraph.id(triple.getObject()))
            .findFirst()
            .orElse(null));
  }

  /** What was read for a correspondence, in the words that its set has in the reader's language. */
  static Value document(Graph graph, Node row, Page page) {
    Stream<Node> sets = graph.stream(row, Dct.isPartOf, Node.ANY).map(Triple::getObject);
    return Stream.concat(sets, Stream.of(row))
        .flatMap(node -> graph.stream(node, Dct.source, Node.ANY))
        .map(Triple::getObject)
        .min(
            Comparator.comparing((Node node) -> !isOf(page.lang(), node))
                .thenComparing(node -> node.toString()))
        .map(node ->
            node.isLiteral()
                ? Value.of(node.getLiteralLexicalForm())
                    .withLang(node.getLiteralLanguage(), page.lang())
                : Value.of(node.getURI()))
        .orElseGet(() -> Value.of(page.text("not-stated")));
  }

  private static boolean isOf(String lang, Node node) {
    return node.isLiteral() && node.getLiteralLanguage().equals(lang);
  }
}
