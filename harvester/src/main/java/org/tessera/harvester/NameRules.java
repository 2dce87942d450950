package org.tessera.harvester;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/** The rules that tell an organisation's family by its name. */
final class NameRules {
  private static final Node RULES =
      NodeFactory.createURI("https://w3id.org/tessera/scheme/derivation-rule");

  private final List<Rule> rules;

  record Rule(String id, Pattern name, Node family) {}

  private NameRules(List<Rule> rules) {
    this.rules = rules;
  }

  static NameRules of(DatasetGraph dataset) {
    return new NameRules(
        dataset.stream(RULES, Node.ANY, Tess.namePattern, Node.ANY)
            .map(quad ->
                new Rule(
                    one(dataset, quad.getSubject(), Skos.notation).getLiteralLexicalForm(),
                    Pattern.compile(
                        quad.getObject().getLiteralLexicalForm(),
                        Pattern.CASE_INSENSITIVE
                            | Pattern.UNICODE_CASE
                            | Pattern.UNICODE_CHARACTER_CLASS),
                    one(dataset, quad.getSubject(), Tess.derivedValue)))
            .toList());
  }

  private static Node one(DatasetGraph dataset, Node rule, Node property) {
    return dataset.stream(RULES, rule, property, Node.ANY)
        .map(Quad::getObject)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(rule + " has no " + property));
  }

  /** The rule that applies to a name; none where two would say different things. */
  Optional<Rule> find(String name) {
    List<Rule> found = rules.stream().filter(rule -> rule.name().matcher(name).find()).toList();
    return found.stream().map(Rule::family).distinct().count() == 1
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }
}
