package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.Target;
import org.apache.jena.shacl.engine.TargetType;
import org.apache.jena.shacl.parser.Shape;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;

/**
 * A shapes graph that knows which of its shapes can have a focus node in a graph (SHACL, section
 * 2.1). Most target a class, and Jena's search for its nodes in a record that has none costs more
 * than the checks.
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

  /** The shapes that may have a focus node in this graph, in the order of the shapes graph. */
  List<Shape> targeting(Graph graph) {
    // A class of a superclass is of both, and only Jena's own search knows that.
    boolean flat = !graph.contains(Node.ANY, Rdfs.subClassOf, Node.ANY);
    Set<Node> types = new HashSet<>();
    graph
        .find(Node.ANY, Rdf.type, Node.ANY)
        .forEachRemaining(triple -> types.add(triple.getObject()));
    return targeted.stream()
        .filter(it ->
            !flat
                || it.classes().isEmpty()
                || it.classes().get().stream().anyMatch(types::contains))
        .map(Targeted::shape)
        .toList();
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
