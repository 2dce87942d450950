package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.VLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;

/** The focus nodes are those that Jena finds. */
class TargetedShapesTest {
  private static final List<Shapes> ALL =
      List.of(
          Shapes.parse(Ontology.coreShapes()),
          Shapes.parse(Ontology.noPersonShapes()),
          Shapes.parse(Ontology.qualityShapes()));

  @TestFactory
  List<DynamicTest> everyGoldenRecord() {
    return MappingsFolder.sources().stream()
        .map(source -> DynamicTest.dynamicTest(source.id(), () -> check(source.id())))
        .toList();
  }

  private static void check(String source) {
    Path file = MappingsFolder.path().resolve(source).resolve("expected.nq");
    DatasetGraph golden = RDFDataMgr.loadDatasetGraph(file.toUri().toString());
    List<Node> records = new ArrayList<>();
    golden.listGraphNodes().forEachRemaining(records::add);
    assertTrue(!records.isEmpty(), file + " holds no record");
    for (Node record : records) {
      Graph graph = golden.getGraph(record);
      for (Shapes shapes : ALL) {
        assertEquals(ofJena(shapes, graph), ours(shapes, graph), "of " + record);
      }
    }
  }

  @Test
  void anInstanceOfAStatedSubclassIsAnInstanceOfItsClass() {
    Graph graph = GraphFactory.createDefaultGraph();
    Node narrower = NodeFactory.createURI("https://example.org/Narrower");
    graph.add(Triple.create(narrower, Rdfs.subClassOf, Elm.LearningAchievementSpecification));
    graph.add(Triple.create(NodeFactory.createURI("https://example.org/it"), Rdf.type, narrower));
    for (Shapes shapes : ALL) {
      assertEquals(ofJena(shapes, graph), ours(shapes, graph));
    }
    assertTrue(!ours(ALL.getFirst(), graph).isEmpty());
  }

  private static Map<Shape, Set<Node>> ofJena(Shapes shapes, Graph graph) {
    Map<Shape, Set<Node>> found = new HashMap<>();
    for (Shape shape : shapes.getTargetShapes()) {
      Set<Node> nodes = Set.copyOf(VLib.focusNodes(graph, shape));
      if (!nodes.isEmpty()) {
        found.put(shape, nodes);
      }
    }
    return found;
  }

  private static Map<Shape, Set<Node>> ours(Shapes shapes, Graph graph) {
    Map<Shape, Set<Node>> found = new HashMap<>();
    new TargetedShapes(shapes)
        .focusNodes(graph)
        .forEach((shape, nodes) -> found.put(shape, Set.copyOf(nodes)));
    return found;
  }
}
