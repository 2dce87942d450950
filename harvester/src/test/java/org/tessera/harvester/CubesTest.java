package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;
import org.tessera.ontology.SdmxDimension;
import org.tessera.ontology.Skos;

/**
 * The form of every cube (docs/architecture.md, Statistics) as far as shapes cannot ask for it:
 * each observation has each dimension of its cube once, no two are alike (IC-11 and IC-12 of RDF
 * Data Cube), and dimensions and their values have labels.
 */
class CubesTest {
  private static final String COUNTRY = "http://publications.europa.eu/resource/authority/country/";

  @TempDir Path temporary;

  @TestFactory
  List<DynamicTest> goldenCubesAreWellFormed() {
    return sources()
        .map(source ->
            DynamicTest.dynamicTest(
                source.id(), () -> assertEquals(Set.of(), faults(golden(source)))))
        .toList();
  }

  @TestFactory
  @Tag("slow")
  List<DynamicTest> bundledCubesAreWellFormed() {
    return sources()
        .filter(SourceDescriptor::bundled)
        .map(source -> DynamicTest.dynamicTest(source.id(), () -> bundled(source)))
        .toList();
  }

  private static Stream<SourceDescriptor> sources() {
    String only = System.getProperty("golden.source", "");
    return MappingsFolder.sources().stream()
        .filter(source -> only.isEmpty() || source.id().equals(only))
        .filter(source -> !cubes(golden(source)).isEmpty());
  }

  private void bundled(SourceDescriptor source) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(source.id()));
    try (TestRegistry registry = new TestRegistry(folder)) {
      registry.harvester.harvest(HarvestRequest.of(source.id()), HarvestListener.NONE);
      Set<String> faults = new TreeSet<>();
      registry.store.forEach(
          Optional.of(source.id()), record -> faults.addAll(faults(record.graph())));
      assertEquals(Set.of(), faults);
    }
  }

  @Test
  void faultsAreFound() {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(
            """
            @prefix qb: <http://purl.org/linked-data/cube#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix d: <http://purl.org/linked-data/sdmx/2009/dimension#> .
            @base <http://example.org/c> .
            <> a qb:DataSet ; qb:structure <#s> .
            <#s> qb:component <#c1> , <#c2> .
            <#c1> qb:dimension d:refPeriod ; qb:order 1 ; rdfs:label "period"@en . <#c2> qb:dimension <#age> .
            <#1> a qb:Observation ; qb:dataSet <> ; d:refPeriod "2020" ; <#age> <#old> .
            <#2> a qb:Observation ; qb:dataSet <> ; d:refPeriod "2020" ; <#age> <#old> .
            <#3> a qb:Observation ; qb:dataSet <> ; d:refPeriod "2020" , "2021" ; <#age> <#old> .
            """,
            Lang.TURTLE)
        .parse(graph);
    Set<String> faults = faults(graph);
    assertEquals(4, faults.size(), faults::toString);
    for (String part : List.of("#c2 lacks", "#old has no label", "alike", "#3 has 2 values")) {
      assertTrue(faults.stream().anyMatch(fault -> fault.contains(part)), part + ": " + faults);
    }
  }

  private static Graph golden(SourceDescriptor source) {
    Path file = MappingsFolder.path().resolve(source.id()).resolve("expected.nq");
    DatasetGraph data = RDFDataMgr.loadDatasetGraph(file.toUri().toString());
    Graph graph = GraphFactory.createDefaultGraph();
    data.stream().forEach(quad -> graph.add(quad.asTriple()));
    return graph;
  }

  private static List<Node> cubes(Graph graph) {
    return graph
        .find(Node.ANY, Rdf.type, Qb.DataSet)
        .mapWith(triple -> triple.getSubject())
        .toList();
  }

  private static Set<String> faults(Graph graph) {
    Set<String> faults = new TreeSet<>();
    for (Node cube : cubes(graph)) {
      List<Node> dimensions = new ArrayList<>();
      for (Node structure : objects(graph, cube, Qb.structure)) {
        for (Node component : objects(graph, structure, Qb.component)) {
          List<Node> ofComponent = objects(graph, component, Qb.dimension);
          dimensions.addAll(ofComponent);
          if (!ofComponent.isEmpty()
              && (!labelled(graph, component) || objects(graph, component, Qb.order).size() != 1)) {
            faults.add(component + " lacks label or order");
          }
        }
      }
      Set<List<Node>> places = new HashSet<>();
      for (Node observation :
          graph.find(Node.ANY, Qb.dataSet, cube).mapWith(triple -> triple.getSubject()).toList()) {
        List<Node> place = new ArrayList<>();
        for (Node dimension : dimensions) {
          List<Node> values = objects(graph, observation, dimension);
          if (values.size() != 1) {
            faults.add(observation + " has " + values.size() + " values of " + dimension);
          }
          values.stream()
              .filter(value -> !dimension.equals(SdmxDimension.refPeriod))
              .filter(value -> !value.isURI() || !labelled(graph, value))
              .forEach(value -> faults.add(value + " has no label"));
          place.addAll(values);
        }
        if (!places.add(place)) {
          faults.add(observation + " and another are alike");
        }
      }
    }
    return faults;
  }

  private static boolean labelled(Graph graph, Node node) {
    return node.getURI().startsWith(COUNTRY)
        || graph.contains(node, Rdfs.label, Node.ANY)
        || graph.contains(node, Skos.prefLabel, Node.ANY);
  }

  private static List<Node> objects(Graph graph, Node subject, Node predicate) {
    return graph.find(subject, predicate, Node.ANY).mapWith(triple -> triple.getObject()).toList();
  }
}
