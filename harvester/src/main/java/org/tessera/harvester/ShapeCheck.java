package org.tessera.harvester;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.store.RecordWrite;

/**
 * Checks records against the shapes: what violates them is not stored, what they warn of is
 * counted.
 */
final class ShapeCheck {
  private static final int SHARED_REMEMBERED = 20_000;

  private final Shapes shapes;
  private final Map<Node, List<Triple>> sharedThatPassed =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, List<Triple>> eldest) {
          return size() > SHARED_REMEMBERED;
        }
      };
  private long warnings;

  /**
   * @param graphs shapes graphs, read as one
   */
  ShapeCheck(List<Graph> graphs) {
    Graph all = GraphFactory.createDefaultGraph();
    for (Graph graph : graphs) {
      graph.find().forEachRemaining(all::add);
    }
    this.shapes = Shapes.parse(all);
  }

  long warnings() {
    return warnings;
  }

  /** Why the record must not be stored; empty if it may. */
  Optional<String> violation(RecordWrite write) {
    boolean shared = write.role() == RecordWrite.Role.SHARED;
    if (shared && write.statements().equals(sharedThatPassed.get(write.record()))) {
      return Optional.empty();
    }
    Graph graph = GraphFactory.createDefaultGraph();
    write.statements().forEach(graph::add);
    ValidationReport report = ShaclValidator.get().validate(shapes, graph);
    List<String> reasons = new ArrayList<>();
    for (ReportEntry entry : report.getEntries()) {
      if (entry.severity().equals(Severity.Violation)) {
        reasons.add(reason(entry));
      } else {
        warnings++;
      }
    }
    if (!reasons.isEmpty()) {
      return Optional.of(String.join("; ", reasons.stream().distinct().limit(5).toList()));
    }
    if (shared) {
      sharedThatPassed.put(write.record(), write.statements());
    }
    return Optional.empty();
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
