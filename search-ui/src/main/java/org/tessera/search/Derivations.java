package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/**
 * What rules say of a record where its source is silent: of its setting, its provider's family, its
 * fields, of what its skills are called elsewhere, and of who pays for it.
 */
public record Derivations(
    List<Derived> settings,
    List<Derived> families,
    List<Derived> fields,
    List<Derived> skills,
    List<Derived> funding) {
  public static final Derivations NONE =
      new Derivations(List.of(), List.of(), List.of(), List.of(), List.of());

  /**
   * One derived statement.
   *
   * @param subject what it is said of
   * @param rule which, a concept or a part of the description of its source
   * @param reason the rule in words, in every language
   */
  public record Derived(Node subject, Node value, Node rule, List<Node> reason, String confidence) {
    /** The rule in a language, else in another. */
    public String reasonIn(String lang) {
      return reason.stream()
          .min(Comparator.comparing(text -> !text.getLiteralLanguage().equals(lang)))
          .map(Node::getLiteralLexicalForm)
          .orElse("");
    }
  }

  /** What rules say of a record of a register. */
  public static Derivations read(DatasetGraph dataset, Node register, Node topic, Graph record) {
    List<Node> providers = objects(record, topic, Elm.providedBy);
    List<Node> organisations =
        providers.isEmpty()
            ? objects(record, topic, Elm.awardingOpportunity).stream()
                .flatMap(awarding -> objects(record, awarding, Elm.awardingBody).stream())
                .distinct()
                .toList()
            : providers;
    Set<Node> types = Set.copyOf(objects(record, topic, Tess.credentialType));
    List<Node> families =
        organisations.stream()
            .flatMap(organisation -> values(dataset, organisation, Tess.providerFamily).stream())
            .toList();
    return new Derivations(
        unlessStated(
            objects(record, topic, Elm.learningSetting),
            () -> rules(dataset, register, Tess.settingRule, types)),
        unlessStated(
            families,
            () -> {
              List<Derived> bySource = rules(dataset, register, Tess.familyRule, types);
              return bySource.isEmpty()
                  ? said(dataset, organisations, "provider-family")
                  : bySource;
            }),
        unlessStated(
            objects(record, topic, Elm.ISCEDFCode),
            () -> said(dataset, objects(record, topic, Dct.subject), DerivedFacts.ISCED_F)),
        said(dataset, objects(record, topic, Tess.skill), "http://data.europa.eu/esco/"),
        funding(dataset, topic, record));
  }

  /** Eligibilities by the rules that gave them; none where somebody states one. */
  private static List<Derived> funding(DatasetGraph dataset, Node topic, Graph record) {
    List<Node> eligibilities = objects(record, topic, Tess.fundingEligibility);
    boolean stated =
        eligibilities.stream().anyMatch(it -> objects(record, it, Tess.rule).isEmpty());
    return stated
        ? List.of()
        : eligibilities.stream()
            .flatMap(it ->
                objects(record, it, Tess.eligibilityStatus).stream()
                    .flatMap(status ->
                        objects(record, it, Tess.rule).stream()
                            .map(rule -> of(dataset, topic, status, rule, it))))
            .distinct()
            .toList();
  }

  /** What rules say, where no source says anything: a stated value comes before a derived one. */
  static <T> List<T> unlessStated(List<?> stated, Supplier<List<T>> derived) {
    return stated.isEmpty() ? derived.get() : List.of();
  }

  /** The things that it names. */
  public Stream<Node> named() {
    return Stream.of(settings, families, fields, skills).flatMap(List::stream).map(Derived::value);
  }

  private static List<Node> objects(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY)
        .map(Triple::getObject)
        .filter(Node::isURI)
        .toList();
  }

  private static List<Derived> rules(
      DatasetGraph dataset, Node register, Node property, Set<Node> types) {
    List<Derived> derived = new ArrayList<>();
    for (Node rule : values(dataset, register, property)) {
      List<Node> only = values(dataset, rule, Tess.appliesToType);
      if (only.isEmpty() || only.stream().anyMatch(types::contains)) {
        for (Node value : values(dataset, rule, Tess.derivedValue)) {
          derived.add(of(dataset, register, value, rule, rule));
        }
      }
    }
    return derived;
  }

  /** What is derived of things themselves, with values of one kind. */
  private static List<Derived> said(DatasetGraph dataset, List<Node> things, String kind) {
    return things.stream()
        .flatMap(thing ->
            dataset.stream(Node.ANY, Node.ANY, Owl.annotatedSource, thing)
                .map(Quad::getSubject)
                .flatMap(fact -> derived(dataset, thing, fact).stream()))
        .filter(derived -> derived.value().getURI().contains(kind))
        .distinct()
        .toList();
  }

  private static Optional<Derived> derived(DatasetGraph dataset, Node thing, Node fact) {
    Optional<Node> value = values(dataset, fact, Owl.annotatedTarget).stream().findFirst();
    Optional<Node> rule = values(dataset, fact, Tess.rule).stream().findFirst();
    return value.isPresent() && rule.isPresent()
        ? Optional.of(of(dataset, thing, value.get(), rule.get(), fact))
        : Optional.empty();
  }

  private static Derived of(
      DatasetGraph dataset, Node subject, Node value, Node rule, Node confident) {
    List<Node> reason =
        Stream.of(Dct.description, Skos.definition, Dct.title)
            .map(text -> values(dataset, rule, text).stream().filter(Node::isLiteral).toList())
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse(List.of());
    return new Derived(
        subject,
        value,
        rule,
        reason,
        values(dataset, confident, Tess.confidence).stream()
            .filter(Node::isLiteral)
            .map(Node::getLiteralLexicalForm)
            .findFirst()
            .orElse(""));
  }

  private static List<Node> values(DatasetGraph dataset, Node subject, Node property) {
    return dataset.stream(Node.ANY, subject, property, Node.ANY)
        .map(Quad::getObject)
        .distinct()
        .toList();
  }
}
