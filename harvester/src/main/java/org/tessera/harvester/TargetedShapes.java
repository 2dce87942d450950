package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.VLib;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;

/**
 * A shapes graph that finds the focus nodes of its shapes in a graph (SHACL, section 2.1). Most
 * target a class, and Jena's search for its nodes in a record, shape by shape, costs more than the
 * checks.
 */
final class TargetedShapes {
  private final Shapes shapes;
  private final List<Targeted> targeted = new ArrayList<>();

  TargetedShapes(Shapes shapes) {
    this.shapes = shapes;
    for (Shape shape : shapes.getTargetShapes()) {
      targeted.add(new Targeted(shape, classes(shape.getTargets())));
    }
  }

  Shapes shapes() {
    return shapes;
  }

  /** The shapes that have focus nodes in this graph, with them, in the order of the shapes. */
  Map<Shape, Collection<Node>> focusNodes(Graph graph) {
    Map<Node, Set<Node>> instances = new HashMap<>();
    graph
        .find(Node.ANY, Rdf.type, Node.ANY)
        .forEachRemaining(it ->
            instances
                .computeIfAbsent(it.getObject(), type -> new LinkedHashSet<>())
                .add(it.getSubject()));
    // An instance of a class is one of its superclass too, and only Jena's own search knows that.
    boolean flat = !graph.contains(Node.ANY, Rdfs.subClassOf, Node.ANY);
    Map<Shape, Collection<Node>> found = new LinkedHashMap<>();
    for (Targeted it : targeted) {
      Collection<Node> nodes =
          flat && it.classes().isPresent()
              ? instances(it.classes().get(), instances)
              : VLib.focusNodes(graph, it.shape());
      if (!nodes.isEmpty()) {
        found.put(it.shape(), nodes);
      }
    }
    return found;
  }

  private static Set<Node> instances(Set<Node> classes, Map<Node, Set<Node>> byClass) {
    Set<Node> instances = new LinkedHashSet<>();
    classes.forEach(it -> instances.addAll(byClass.getOrDefault(it, Set.of())));
    return instances;
  }

  private static Optional<Set<Node>> classes(Collection<Target> targets) {
    return targets.stream().allMatch(it -> it.getTargetType() == TargetType.targetClass)
        ? Optional.of(targets.stream().map(Target::getObject).collect(Collectors.toSet()))
        : Optional.empty();
  }

  /**
   * @param classes the classes it targets, where it targets nothing else
   */
  private record Targeted(Shape shape, Optional<Set<Node>> classes) {}
}
