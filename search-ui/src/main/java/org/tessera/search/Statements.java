package org.tessera.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;

/** The statements of one graph, by subject and property. Detached from the store. */
final class Statements {
  private final Map<Node, Map<Node, List<Node>>> bySubject = new HashMap<>();

  static Statements of(Iterable<Triple> triples) {
    Statements statements = new Statements();
    for (Triple triple : triples) {
      statements.add(triple.getSubject(), triple.getPredicate(), triple.getObject());
    }
    return statements;
  }

  /** Reads a named graph; to be called inside a read transaction. */
  static Statements ofGraph(DatasetGraph dataset, Node graph) {
    Statements statements = new Statements();
    Iterator<Quad> quads = dataset.find(graph, Node.ANY, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      statements.add(quad.getSubject(), quad.getPredicate(), quad.getObject());
    }
    return statements;
  }

  private void add(Node subject, Node property, Node object) {
    bySubject
        .computeIfAbsent(subject, key -> new HashMap<>())
        .computeIfAbsent(property, key -> new ArrayList<>(1))
        .add(object);
  }

  List<Node> objects(Node subject, Node property) {
    return bySubject.getOrDefault(subject, Map.of()).getOrDefault(property, List.of());
  }

  /** All that is said of a subject, by property. */
  Map<Node, List<Node>> of(Node subject) {
    return bySubject.getOrDefault(subject, Map.of());
  }

  Optional<Node> object(Node subject, Node property) {
    return objects(subject, property).stream().findFirst();
  }

  /** The objects at the end of a path of properties. */
  Stream<Node> along(Node subject, Node... path) {
    Stream<Node> nodes = Stream.of(subject);
    for (Node property : path) {
      nodes = nodes.flatMap(node -> objects(node, property).stream());
    }
    return nodes;
  }

  /** The literals of a property, blank ones left out. */
  List<Text> texts(Node subject, Node... path) {
    return along(subject, path)
        .filter(Node::isLiteral)
        .map(Text::of)
        .filter(text -> !text.value().isEmpty())
        .toList();
  }

  /** Subjects that have the property. */
  Stream<Node> subjectsOf(Node property) {
    return bySubject.entrySet().stream()
        .filter(entry -> entry.getValue().containsKey(property))
        .map(Map.Entry::getKey);
  }
}
