package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Tess;
import org.tessera.store.Batch;

/** When what follows from records by rules is made. */
class DerivationTest {
  private static final Node STATE = NodeFactory.createURI(MappingsFolder.BASE + "id/derived");

  @TempDir Path temporary;

  @Test
  void manySourcesAreFollowedByOneDerivation() {
    try (TestRegistry registry = harvested("mu-mqa", "nz-nzqa", "ke-knqa")) {
      assertEquals(Set.of(), derivedGraphs(registry), "nothing is derived between sources");
      assertTrue(registry.harvester.derive());
      assertTrue(
          derivedGraphs(registry)
              .containsAll(List.of("nz-nzqa/conformance", "derived/mu-mqa", "derived/ke-knqa")),
          () -> "" + derivedGraphs(registry));
      assertFalse(registry.harvester.derive(), "nothing has changed since");
    }
  }

  @Test
  void anEmptyStoreHasNothingToDeriveFrom() {
    try (TestRegistry registry = harvested()) {
      assertFalse(registry.harvester.derive());
      assertEquals(List.of(), state(registry));
    }
  }

  @Test
  void whatAKilledProcessLeftIsMadeByTheNext() {
    try (TestRegistry registry = harvested("nz-nzqa")) {
      registry.harvester.derive();
      // The process ends here, between harvest and derivation.
      registry.pass("mu-mqa", golden("mu-mqa"));
      Harvester next =
          new Harvester(TestRegistry.settings(temporary, 1L << 30, false), registry.store);
      assertFalse(derivedGraphs(registry).contains("derived/mu-mqa"));
      assertTrue(next.derive());
      assertTrue(derivedGraphs(registry).contains("derived/mu-mqa"));
      assertFalse(next.derive());
    }
  }

  @Test
  void aStopLeavesItToBeMade() {
    try (TestRegistry registry = harvested("nz-nzqa")) {
      registry.harvester.stop();
      assertFalse(registry.harvester.derive());
      assertEquals(List.of(), state(registry));
    }
  }

  @Test
  void aStoreOfAnOlderVersionSaysNothingOfItsRules() {
    try (TestRegistry registry = harvested("nz-nzqa")) {
      registry.harvester.derive();
      registry.store.putGraph(STATE, GraphFactory.createDefaultGraph());
      assertTrue(registry.harvester.derive());
      assertFalse(registry.harvester.derive());
    }
  }

  @Test
  void otherRulesMakeItAnew() {
    try (TestRegistry registry = harvested("nz-nzqa")) {
      Derivation before = new Derivation(registry.store, MappingsFolder.BASE, "before");
      assertTrue(before.make(() -> false));
      assertTrue(before.isCurrent());
      assertFalse(new Derivation(registry.store, MappingsFolder.BASE, "after").isCurrent());
    }
  }

  @Test
  void theRulesAreTheSameUntilSomethingOfThemDiffers() {
    var description = GraphFactory.createDefaultGraph();
    String rules = Derivation.rules(List.of(description));
    assertEquals(rules, Derivation.rules(List.of(description)));
    description.add(Triple.create(STATE, Dct.title, NodeFactory.createLiteralString("other")));
    assertNotEquals(rules, Derivation.rules(List.of(description)));
  }

  @Test
  void whatNoLongerFollowsIsTakenAway() {
    try (TestRegistry registry = harvested("nz-nzqa")) {
      registry.harvester.derive();
      assertTrue(derivedGraphs(registry).contains("nz-nzqa/conformance"));
      withdrawAll(registry, "nz-nzqa");
      assertTrue(registry.harvester.derive());
      assertEquals(Set.of(), derivedGraphs(registry));
    }
  }

  @Test
  void theStateTellsOfWhichRecordsAndByWhichRules() {
    try (TestRegistry registry = harvested("nz-nzqa")) {
      registry.harvester.derive();
      assertEquals(
          Set.of(Long.toString(registry.store.sequence())),
          state(registry).stream()
              .filter(triple -> triple.getPredicate().equals(Tess.sequence))
              .map(triple -> triple.getObject().getLiteralLexicalForm())
              .collect(Collectors.toSet()));
      assertTrue(
          state(registry).stream()
              .anyMatch(triple -> triple.getPredicate().equals(Owl.versionInfo)));
      assertEquals(List.of(), registry.store.check());
    }
  }

  private TestRegistry harvested(String... sources) {
    TestRegistry registry = new TestRegistry(temporary);
    registry.harvester.describe();
    for (String source : sources) {
      registry.pass(source, golden(source));
    }
    return registry;
  }

  private static Path golden(String source) {
    return MappingsFolder.path().resolve(source).resolve("golden");
  }

  private static void withdrawAll(TestRegistry registry, String source) {
    Set<Node> records =
        registry.active(source).stream()
            .map(id -> MappingsFolder.BASE + "record/" + source + "/" + id)
            .map(NodeFactory::createURI)
            .collect(Collectors.toSet());
    Node run = NodeFactory.createURI(MappingsFolder.BASE + "id/run/" + source + "/end");
    Node start = NodeFactory.createLiteralDT("2026-01-01T00:00:00Z", XSDDatatype.XSDdateTime);
    registry.store.commit(
        new Batch(
            source,
            run,
            List.of(),
            records,
            List.of(Triple.create(run, Prov.startedAtTime, start))));
  }

  private static List<Triple> state(TestRegistry registry) {
    return registry.store.read(dataset -> dataset.getGraph(STATE).find().toList());
  }

  /** Names of graphs with derived facts, without the base. */
  private static TreeSet<String> derivedGraphs(TestRegistry registry) {
    String ids = MappingsFolder.BASE + "id/";
    return registry.store.read(dataset ->
        dataset.stream()
            .map(quad -> quad.getGraph().toString())
            .filter(name -> name.startsWith(ids))
            .map(name -> name.substring(ids.length()))
            .filter(name -> name.startsWith("derived/") || name.endsWith("/conformance"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
