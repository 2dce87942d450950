package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

/** What is left out is what Jena finds no focus node of. */
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
        assertEquals(withFocus(shapes, graph), targeting(shapes, graph), "of " + record);
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
      assertEquals(withFocus(shapes, graph), targeting(shapes, graph));
    }
    assertTrue(!targeting(ALL.getFirst(), graph).isEmpty());
  }

  /** Those that Jena finds a focus node of. */
  private static List<Shape> withFocus(Shapes shapes, Graph graph) {
    return shapes.getTargetShapes().stream()
        .filter(shape -> !VLib.focusNodes(graph, shape).isEmpty())
        .toList();
  }

  private static List<Shape> targeting(Shapes shapes, Graph graph) {
    return new TargetedShapes(shapes)
        .targeting(graph).stream()
            .filter(shape -> !VLib.focusNodes(graph, shape).isEmpty())
            .toList();
  }
}
