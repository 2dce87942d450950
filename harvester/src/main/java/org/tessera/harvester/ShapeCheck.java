package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Rdfs;
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
  private final Graph person;
  private final Graph advice;
  private final Prefixes prefixes;
  private final Map<Missed, Times> missed = new HashMap<>();

  /** Advice, and the shape that gives it to what the shape is about. */
  private record Missed(Node shape, PropertyShape property) {}

  /** How often, and the first things of which it is. */
  private static final class Times {
    private static final int EXAMPLES = 3;

    private final List<Node> examples = new ArrayList<>();
    private long count;

    void add(@Nullable Node example) {
      count++;
      if (example != null && examples.size() < EXAMPLES && !examples.contains(example)) {
        examples.add(example);
      }
    }
  }

  /**
   * @param core a shapes graph, of what is required
   * @param person another, of what may not be kept, nor told in a report
   * @param advised a shapes graph, of property shapes; labels of its node shapes say of what
   */
  ShapeCheck(Graph core, Graph person, Graph advised) {
    this.required = new TargetedShapes(shapes(List.of(core, person)));
    this.advised = new TargetedShapes(shapes(List.of(advised)));
    this.person = person;
    this.advice = advised;
    this.prefixes = new Prefixes(prefixes(List.of(core, person)));
  }

  /** Without the prefixes of the graphs, which every validation would copy. */
  private static Shapes shapes(List<Graph> graphs) {
    Graph all = GraphFactory.createDefaultGraph();
    for (Graph graph : graphs) {
      graph.find().forEachRemaining(all::add);
    }
    return Shapes.parse(all);
  }

  private static Map<String, String> prefixes(List<Graph> graphs) {
    Map<String, String> namespaces = new HashMap<>();
    graphs.forEach(graph -> namespaces.putAll(graph.getPrefixMapping().getNsPrefixMap()));
    return namespaces;
  }

  long warningCount() {
    return missed.values().stream().mapToLong(times -> times.count).sum();
  }

  /** How often each piece of advice was missed, by its message and what it is about. */
  Map<String, Long> warnings() {
    Map<String, Long> byMessage = new TreeMap<>();
    missed.forEach((it, times) -> {
      String message = message(it);
      if (!message.isEmpty()) {
        byMessage.merge(message + about(it.shape()), times.count, Long::sum);
      }
    });
    return byMessage;
  }

  /** The same with examples, most often missed first. */
  List<Advice> advice() {
    return missed.entrySet().stream()
        .map(it ->
            new Advice(
                it.getKey().property().getShapeNode(),
                it.getKey().shape(),
                message(it.getKey()),
                it.getValue().count,
                List.copyOf(it.getValue().examples)))
        .sorted(
            Comparator.comparingLong(Advice::times)
                .reversed()
                .thenComparing(it -> it.shape().toString())
                .thenComparing(it -> it.about().toString()))
        .toList();
  }

  private static String message(Missed it) {
    return it.property().getMessages().stream()
        .map(Node::getLiteralLexicalForm)
        .findFirst()
        .orElse("");
  }

  private String about(Node shape) {
    return advice.find(shape, Rdfs.label, Node.ANY).toList().stream()
        .map(Triple::getObject)
        .filter(label -> label.getLiteralLanguage().equals("en"))
        .map(label -> ", of " + label.getLiteralLexicalForm())
        .findFirst()
        .orElse("");
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
      return Optional.of(reason(validation.generateReport().getEntries(), write));
    }
    // What records share is brought with each of them, in other words too.
    if (!shared || !sharedThatPassed.containsKey(write.record())) {
      // Who provides may be a person, whose name a run would keep when all else forgets it.
      countWarnings(graph, shared ? null : write.topic());
    }
    if (shared) {
      sharedThatPassed.put(write.record(), write.statements());
    }
    return Optional.empty();
  }

  /** Where something may not be kept, only that is told: another reason could repeat the value. */
  private String reason(Collection<ReportEntry> entries, RecordWrite write) {
    List<ReportEntry> personal =
        entries.stream().filter(it -> person.contains(it.source(), Node.ANY, Node.ANY)).toList();
    return (personal.isEmpty() ? entries : personal)
        .stream()
            .map(entry -> new Violation(entry, write, prefixes, !personal.isEmpty()).reason())
            .distinct()
            .limit(5)
            .collect(Collectors.joining("; "));
  }

  /**
   * @param example of what does not follow the advice; null for none
   */
  private void countWarnings(Graph graph, @Nullable Node example) {
    // A context knows that there is a violation, and not of which shape; so each needs its own.
    ValidationContext validation = ValidationContext.create(advised.shapes(), graph);
    for (Map.Entry<Shape, Collection<Node>> targeted : advised.focusNodes(graph).entrySet()) {
      for (Node focus : targeted.getValue()) {
        for (PropertyShape property : targeted.getKey().getPropertyShapes()) {
          VLib.validateShape(validation, graph, property, focus);
          if (validation.hasViolation()) {
            missed
                .computeIfAbsent(
                    new Missed(targeted.getKey().getShapeNode(), property), it -> new Times())
                .add(example);
            validation = ValidationContext.create(advised.shapes(), graph);
          }
        }
      }
    }
  }
}
