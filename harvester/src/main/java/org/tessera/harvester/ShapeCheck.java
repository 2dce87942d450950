package org.tessera.harvester;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.PropertyShape;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.store.RecordWrite;

/**
 * Checks records against shapes: what violates the required ones is not stored, what the advised
 * ones miss is counted. Runs the steps of Jena's validator itself, since the report that it makes
 * for each record, as a graph, costs more than all the checks; here only a violation gets one.
 */
final class ShapeCheck {
  private static final int SHARED_REMEMBERED = 20_000;

  private final TargetedShapes required;
  private final TargetedShapes advised;
  private final Map<Node, List<Triple>> sharedThatPassed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, List<Triple>> eldest) {
          return size() > SHARED_REMEMBERED;
        }
      };
  private final Map<PropertyShape, Long> missed = new HashMap<>();

  /**
   * @param required shapes graphs, read as one
   * @param advised a shapes graph, of property shapes
   */
  ShapeCheck(List<Graph> required, Graph advised) {
    this.required = new TargetedShapes(shapes(required));
    this.advised = new TargetedShapes(shapes(List.of(advised)));
  }

  /** Without the prefixes of the graphs, which every validation would copy. */
  private static Shapes shapes(List<Graph> graphs) {
    Graph all = GraphFactory.createDefaultGraph();
    for (Graph graph : graphs) {
      graph.find().forEachRemaining(all::add);
    }
    return Shapes.parse(all);
  }

  long warningCount() {
    return missed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How often each of the advised property shapes was missed, by its message. */
  Map<String, Long> warnings() {
    Map<String, Long> byMessage = new TreeMap<>();
    missed.forEach((shape, count) ->
        shape.getMessages().stream()
            .map(Node::getLiteralLexicalForm)
            .findFirst()
            .ifPresent(message -> byMessage.merge(message, count, Long::sum)));
    return byMessage;
  }

  /** Why the record must not be stored; empty if it may. */
  Optional<String> violation(RecordWrite write) {
    boolean shared = write.role() == RecordWrite.Role.SHARED;
    if (shared && write.statements().equals(sharedThatPassed.get(write.record()))) {
      return Optional.empty();
    }
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    write.statements().forEach(graph::add);
    ValidationContext validation = ValidationContext.create(required.shapes(), graph);
    required
        .focusNodes(graph)
        .forEach((shape, nodes) ->
            nodes.forEach(node -> VLib.validateShape(validation, graph, shape, node)));
    if (validation.hasViolation()) {
      Collection<ReportEntry> entries = validation.generateReport().getEntries();
      List<String> reasons = entries.stream().map(ShapeCheck::reason).distinct().limit(5).toList();
      return Optional.of(String.join("; ", reasons));
    }
    countWarnings(graph);
    if (shared) {
      sharedThatPassed.put(write.record(), write.statements());
    }
    return Optional.empty();
  }

  private void countWarnings(Graph graph) {
    // A context knows that there is a violation, and not of which shape; so each needs its own.
    ValidationContext validation = ValidationContext.create(advised.shapes(), graph);
    for (Map.Entry<Shape, Collection<Node>> targeted : advised.focusNodes(graph).entrySet()) {
      for (Node focus : targeted.getValue()) {
        for (PropertyShape property : targeted.getKey().getPropertyShapes()) {
          VLib.validateShape(validation, graph, property, focus);
          if (validation.hasViolation()) {
            missed.merge(property, 1L, Long::sum);
            validation = ValidationContext.create(advised.shapes(), graph);
          }
        }
      }
    }
  }

  private static String reason(ReportEntry entry) {
    StringBuilder reason = new StringBuilder(entry.message());
    if (entry.value() != null) {
      String value =
          entry.value().isLiteral()
              ? "\"" + entry.value().getLiteralLexicalForm() + "\""
              : entry.value().toString();
      reason
          .append(" (found ")
          .append(value.length() > 120 ? value.substring(0, 120) + "…" : value)
          .append(")");
    }
    return reason.append(" at <").append(entry.focusNode()).append(">").toString();
  }
}
