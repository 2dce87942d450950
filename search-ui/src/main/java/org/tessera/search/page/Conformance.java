package org.tessera.search.page;

import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Definitions;
import org.tessera.ontology.Definitions.Judgement;
import org.tessera.ontology.Definitions.Outcome;
import org.tessera.ontology.Definitions.Rule;

/**
 * What the definitions of a micro-credential say of one record. Made when first asked for, as its
 * rules take a moment to read.
 */
@Component
@Lazy
class Conformance {
  private final Definitions definitions = new Definitions();

  /**
   * @param countries of the record's register
   */
  List<Finding> of(
      Node credential, Collection<Triple> statements, List<Node> countries, Page page) {
    return definitions.judge(credential, statements, countries).stream()
        .sorted((one, other) -> one.outcome().compareTo(other.outcome()))
        .map(judgement -> finding(judgement, page))
        .toList();
  }

  private static Finding finding(Judgement judgement, Page page) {
    String id = RecordGraph.id(judgement.definition());
    Outcome outcome = judgement.outcome();
    List<Rule> rules = outcome == Outcome.FAILS ? judgement.contradicted() : judgement.lacking();
    return new Finding(
        id,
        page.label("mc-definition", id),
        outcome,
        rules.stream()
            .map(
                rule -> rule.words().getOrDefault(page.lang(), rule.words().getOrDefault("en", "")))
            .toList());
  }

  /**
   * @param definition id of the scheme mc-definition
   * @param reasons why it fails, or what is not stated
   */
  record Finding(String definition, String label, Outcome outcome, List<String> reasons) {
    /** Key of the text that says the outcome. */
    String message() {
      return switch (outcome) {
        case MEETS -> "conformance.meets";
        case FAILS -> "conformance.fails";
        case NOT_JUDGED -> "conformance.open";
      };
    }
  }
}
