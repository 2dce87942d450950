package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.ontology.Definitions.Judgement;
import org.tessera.ontology.Definitions.Outcome;
import org.tessera.ontology.Definitions.Rule;

class DefinitionsTest {
  private static final String EXAMPLE = "https://w3id.org/tessera/id/example/";
  private static final String SCHEME = "https://w3id.org/tessera/scheme/mc-definition/";
  private static final String SH = "http://www.w3.org/ns/shacl#";
  private static final Definitions DEFINITIONS = new Definitions();
  private static final Graph PASS = load("definitions-pass.ttl");
  private static final Graph FAIL = load("definitions-fail.ttl");

  static Set<String> definitions() {
    return Ontology.definitionShapes().keySet();
  }

  @Test
  void everyProfileIsListed() throws IOException {
    Path folder = Path.of("src/main/resources/org/tessera/ontology/shapes/definitions");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          definitions(),
          files
              .map(file -> file.getFileName().toString().replace(".ttl", ""))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void theExampleOfADefinitionMeetsIt(String definition) {
    Judgement judgement = judge(PASS, definition, definition);
    assertEquals(Outcome.MEETS, judgement.outcome(), judgement::toString);
  }

  /** With the two records that contradict and the one that says nothing, each rule speaks once. */
  @ParameterizedTest
  @MethodSource("definitions")
  void everyRuleHasAFailingExample(String definition) {
    Set<Node> spoken = new TreeSet<>((a, b) -> a.getURI().compareTo(b.getURI()));
    for (String record : List.of("low", "high", "bare")) {
      Judgement judgement = judge(FAIL, record, definition);
      Stream.concat(judgement.contradicted().stream(), judgement.lacking().stream())
          .map(Rule::shape)
          .forEach(spoken::add);
    }
    Graph shapes = Objects.requireNonNull(Ontology.definitionShapes().get(definition));
    Set<Node> rules = new TreeSet<>((a, b) -> a.getURI().compareTo(b.getURI()));
    shapes.stream(Node.ANY, NodeFactory.createURI(SH + "message"), Node.ANY)
        .map(Triple::getSubject)
        .forEach(rules::add);
    assertEquals(rules, spoken);
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyRuleSpeaksEnglishAndFrench(String definition) {
    for (String record : List.of("low", "high", "bare")) {
      Judgement judgement = judge(FAIL, record, definition);
      Stream.concat(judgement.contradicted().stream(), judgement.lacking().stream())
          .forEach(rule -> assertEquals(Set.of("en", "fr"), rule.words().keySet()));
    }
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void silenceIsNoFailure(String definition) {
    Outcome outcome = judge(FAIL, "bare", definition).outcome();
    assertEquals(Outcome.NOT_JUDGED, outcome);
  }

  @Test
  void fifteenEctsAreTooManyForSpainAndTheReasonSaysSo() {
    Judgement judgement = judge(FAIL, "high", "es-rd822");
    assertEquals(Outcome.FAILS, judgement.outcome());
    assertTrue(
        judgement.contradicted().stream()
            .anyMatch(rule -> "15 ECTS or more".equals(rule.words().get("en"))),
        judgement::toString);
  }

  @Test
  void theCountryOfTheRegisterIsTheRecordsWhereItNamesNone() {
    Node credential = NodeFactory.createURI(EXAMPLE + "bare");
    Node country =
        NodeFactory.createURI("http://publications.europa.eu/resource/authority/country/LTU");
    assertEquals(List.of("country"), lacksOnlyWithout(credential, country));
  }

  /** What the European profile lacks without the register's country and not with it. */
  private static List<String> lacksOnlyWithout(Node credential, Node country) {
    List<String> without = europeanRules(DEFINITIONS.judge(credential, List.of(), List.of()));
    without.removeAll(europeanRules(DEFINITIONS.judge(credential, List.of(), List.of(country))));
    return without;
  }

  private static List<String> europeanRules(List<Judgement> judgements) {
    return judgements.stream()
        .filter(judgement -> judgement.definition().hasURI(SCHEME + "eu-2022"))
        .flatMap(judgement -> judgement.lacking().stream())
        .map(rule -> rule.shape().getURI().replaceFirst(".*#", ""))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Judgement judge(Graph records, String record, String definition) {
    String topic = EXAMPLE + record;
    Collection<Triple> statements =
        records.stream()
            .filter(triple ->
                triple.getSubject().getURI().equals(topic)
                    || triple.getSubject().getURI().startsWith(topic + "#"))
            .toList();
    assertTrue(!statements.isEmpty(), topic);
    return DEFINITIONS.judge(NodeFactory.createURI(topic), statements, List.of()).stream()
        .filter(judgement -> judgement.definition().hasURI(SCHEME + definition))
        .findFirst()
        .orElseThrow();
  }

  private static Graph load(String file) {
    return RDFDataMgr.loadGraph("org/tessera/ontology/shapes/" + file);
  }
}
