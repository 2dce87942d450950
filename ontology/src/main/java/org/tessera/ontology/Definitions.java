package org.tessera.ontology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.engine.ValidationContext;
import org.apache.jena.shacl.parser.Shape;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.apache.jena.shacl.validation.VLib;

/**
 * The definitions of a micro-credential that are SHACL profiles, and what each says of a
 * credential. Threads may share one.
 *
 * <p>Three outcomes of a rule are told by severity alone, so that any SHACL engine tells them too:
 * a violation contradicts what the source states, a warning lacks a fact that the source does not
 * state, and what has neither is met.
 */
public final class Definitions {
  private static final Node SUBJECT = Dct.subject;
  private static final Node MESSAGE = NodeFactory.createURI("http://www.w3.org/ns/shacl#message");

  private final List<Profile> profiles =
      Ontology.definitionShapes().values().stream().map(Profile::of).toList();

  private record Profile(Node definition, Graph graph, Shapes shapes) {
    static Profile of(Graph graph) {
      Node definition =
          graph.stream(Node.ANY, SUBJECT, Node.ANY)
              .map(Triple::getObject)
              .findFirst()
              .orElseThrow();
      return new Profile(definition, graph, Shapes.parse(graph));
    }
  }

  /**
   * What each definition says of a credential, in the order of their names.
   *
   * @param statements the credential's own and its children's
   * @param countries of its register, which a record repeats only where its own differs
   */
  public List<Judgement> judge(
      Node credential, Collection<Triple> statements, Collection<Node> countries) {
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    statements.forEach(graph::add);
    if (!graph.contains(credential, Tess.jurisdiction, Node.ANY)) {
      countries.forEach(country -> graph.add(credential, Tess.jurisdiction, country));
    }
    return profiles.stream().map(profile -> judge(profile, credential, graph)).toList();
  }

  private static Judgement judge(Profile profile, Node credential, Graph graph) {
    ValidationContext validation = ValidationContext.create(profile.shapes(), graph);
    for (Shape shape : profile.shapes().getTargetShapes()) {
      VLib.validateShape(validation, graph, shape, credential);
    }
    List<Rule> contradicted = new ArrayList<>();
    List<Rule> lacking = new ArrayList<>();
    for (ReportEntry entry : validation.generateReport().getEntries()) {
      Rule rule = rule(profile.graph(), entry.source());
      List<Rule> rules =
          entry.severity().level().equals(Severity.Violation.level()) ? contradicted : lacking;
      if (!rules.contains(rule)) {
        rules.add(rule);
      }
    }
    return new Judgement(profile.definition(), List.copyOf(contradicted), List.copyOf(lacking));
  }

  private static Rule rule(Graph shapes, Node shape) {
    Map<String, String> words = new TreeMap<>();
    shapes.stream(shape, MESSAGE, Node.ANY)
        .map(Triple::getObject)
        .forEach(text -> words.put(text.getLiteralLanguage(), text.getLiteralLexicalForm()));
    return new Rule(shape, words);
  }

  /**
   * What one definition says of one credential.
   *
   * @param definition concept of the scheme mc-definition
   * @param contradicted rules against which the source states something
   * @param lacking rules of which the source does not state the fact that they need
   */
  public record Judgement(Node definition, List<Rule> contradicted, List<Rule> lacking) {
    /** What comes of it: one contradiction fails, and else one missing fact leaves it open. */
    public Outcome outcome() {
      return !contradicted.isEmpty()
          ? Outcome.FAILS
          : lacking.isEmpty() ? Outcome.MEETS : Outcome.NOT_JUDGED;
    }
  }

  /** Whether a credential meets a definition. */
  public enum Outcome {
    MEETS,
    FAILS,
    NOT_JUDGED
  }

  /**
   * A rule that is not met.
   *
   * @param shape its IRI
   * @param words what is wrong or not stated, by language
   */
  public record Rule(Node shape, Map<String, String> words) {}
}
