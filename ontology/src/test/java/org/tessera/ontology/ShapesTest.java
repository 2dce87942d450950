package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
  private static final String FOLDER = "org/tessera/ontology/";

  /** Shapes see a record's own statements, without catalogue record and vocabulary. */
  private static final String RECORD = "https://w3id.org/tessera/id/example/example-123";

  private static final Node MESSAGE = shacl("message");
  private static final Node PATH = shacl("path");
  private static final Map<String, Graph> PROFILES =
      Map.of(
          "core", Ontology.coreShapes(),
          "quality", Ontology.qualityShapes(),
          "no-person", Ontology.noPersonShapes());

  @Test
  void workedExampleConformsToCoreAndNoPerson() {
    Graph example = GraphFactory.createDefaultGraph();
    RDFDataMgr.loadGraph(FOLDER + "worked-example.ttl").stream()
        .filter(triple -> triple.getSubject().getURI().startsWith(RECORD))
        .forEach(example::add);
    assertEquals(Set.of(), messages(validate("core", example)));
    assertEquals(Set.of(), messages(validate("no-person", example)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "quality", "no-person"})
  void fullRecordConforms(String profile) {
    assertEquals(Set.of(), messages(validate(profile, load("pass.ttl"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "quality", "no-person"})
  void everyRuleHasAFailingExample(String profile) {
    Set<String> rules =
        shapes(profile).stream(Node.ANY, MESSAGE, Node.ANY)
            .map(triple -> triple.getObject().getLiteralLexicalForm())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> failed = messages(validate(profile, load(profile + "-fail.ttl")));
    assertEquals(Set.of(), without(rules, failed), "no example in " + profile + "-fail.ttl fails");
    assertEquals(Set.of(), without(failed, rules), "failed without a message of their own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "quality"})
  void everyPathIsPresentInThePassingExample(String profile) {
    Graph record = load("pass.ttl");
    shapes(profile).stream(Node.ANY, PATH, Node.ANY)
        .map(triple -> triple.getObject())
        .filter(Node::isURI)
        .forEach(path -> assertTrue(record.contains(Node.ANY, path, Node.ANY), path.getURI()));
  }

  @Test
  void qualityOnlyWarns() {
    validate("quality", load("quality-fail.ttl"))
        .getEntries()
        .forEach(entry -> assertEquals(shacl("Warning"), entry.severity().level()));
  }

  private static ValidationReport validate(String profile, Graph record) {
    return ShaclValidator.get().validate(Shapes.parse(shapes(profile)), record);
  }

  private static Graph shapes(String profile) {
    Graph shapes = PROFILES.get(profile);
    if (shapes == null) {
      throw new IllegalArgumentException(profile);
    }
    return shapes;
  }

  private static Graph load(String file) {
    return RDFDataMgr.loadGraph(FOLDER + "shapes/" + file);
  }

  private static Set<String> messages(ValidationReport report) {
    return report.getEntries().stream()
        .map(entry -> entry.message())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static Node shacl(String term) {
    return NodeFactory.createURI("http://www.w3.org/ns/shacl#" + term);
  }
}
