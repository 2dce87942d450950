package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Tess;

/** Which definitions a source's records are said to meet or to contradict. */
class DefinitionConformanceTest {
  private static final String HEADER =
      "title,provider,ects,hours,mode,language,price,level,startDate,url,readAt\n";

  @TempDir Path temporary;

  @Test
  void sixteenEctsContradictSpainAndTheReasonSaysSo() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("es-microcredentials", microcredential("16"));
      Graph facts = facts(registry, "es-microcredentials");
      Set<String> reasons =
          facts.stream(Node.ANY, Tess.failureReason, Node.ANY)
              .map(triple -> triple.getObject().toString())
              .collect(Collectors.toSet());
      assertTrue(reasons.contains("\"15 ECTS or more\"@en"), reasons::toString);
      assertEquals(0, facts.stream(Node.ANY, Tess.conformsToDefinition, Node.ANY).count());
    }
  }

  @Test
  void aCorrectedSizeTakesTheFailureAway() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("es-microcredentials", microcredential("16"));
      assertFalse(failed(facts(registry, "es-microcredentials")).isEmpty());
      registry.pass("es-microcredentials", microcredential("6"));
      assertEquals(Set.of(), failed(facts(registry, "es-microcredentials")));
    }
  }

  /** Of the golden files some have New Zealand's credits, level and status, some lack them. */
  @Test
  void whatIsNotStatedIsNeitherMetNorFailed() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("nz-nzqa", MappingsFolder.path().resolve("nz-nzqa").resolve("golden"));
      Graph facts = facts(registry, "nz-nzqa");
      Set<String> met =
          facts.stream(Node.ANY, Tess.conformsToDefinition, Node.ANY)
              .map(triple -> triple.getObject().getURI().replaceFirst(".*/", ""))
              .collect(Collectors.toSet());
      assertEquals(Set.of("nz-nzqcf"), met);
    }
  }

  private Path microcredential(String ects) throws IOException {
    Path file = temporary.resolve("records.csv");
    Files.writeString(
        file, HEADER + "Cuidado,Universidad de Ejemplo," + ects + ",,online,es,,,,,\n");
    return file;
  }

  private static Set<String> failed(Graph facts) {
    return facts.stream(Node.ANY, Tess.failedDefinition, Node.ANY)
        .map(triple -> triple.getObject().getURI().replaceFirst(".*/", ""))
        .filter(definition -> definition.startsWith("es-"))
        .collect(Collectors.toSet());
  }

  private static Graph facts(TestRegistry registry, String source) {
    registry.harvester.derive();
    Node name = NodeFactory.createURI(MappingsFolder.BASE + "id/" + source + "/conformance");
    return registry.store.read(dataset -> {
      Graph copy = GraphFactory.createDefaultGraph();
      dataset.getGraph(name).find().forEachRemaining(copy::add);
      return copy;
    });
  }
}
