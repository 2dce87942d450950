package org.tessera.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.search.Comparison.Answer;
import org.tessera.search.Comparison.From;
import org.tessera.search.Comparison.Item;

/** What one record answers, by field. For one comparison. */
final class ComparedAnswers {
  private final Map<String, Answer> answers = new HashMap<>();
  private final IndexedRecord read;
  private final Statements statements;
  private final Node topic;
  private final boolean ofRegister;
  private final Vocabulary vocabulary;
  private final Derivations derivations;
  private final String lang;

  ComparedAnswers(
      IndexedRecord read,
      Statements statements,
      boolean ofRegister,
      Vocabulary vocabulary,
      Derivations derivations,
      String lang) {
    this.read = read;
    this.statements = statements;
    this.topic = NodeFactory.createURI(read.topic());
    this.ofRegister = ofRegister;
    this.vocabulary = vocabulary;
    this.derivations = derivations;
    this.lang = lang;
  }

  Map<String, Answer> all() {
    stated("title", Dct.title, texts(read.titles()));
    stated("type", Tess.credentialType, concepts("credential-type", types()));
    stated("provider", Elm.providedBy, things(read.providers()));
    stated(
        "provider-family", Tess.providerFamily, concepts("provider-family", read.providerTypes()));
    derived("provider-family", Tess.derivedProviderFamily, derivations.families());
    stated("awarding-body", Elm.awardingBody, things(read.awardingBodies()));
    add("country", Tess.jurisdiction, countryBasis(), countries());
    stated(
        "status",
        Tess.registrationStatus,
        concepts(
            "registration-status", read.status() == null ? List.of() : List.of(read.status())));
    stated(
        "level",
        Tess.level,
        read.levels().stream()
            .flatMap(pair -> Stream.ofNullable(pair.level()))
            .map(this::concept)
            .toList());
    if (read.eqfBasis() != null) {
      add(
          "eqf-level",
          read.eqfBasis().equals("stated") ? Elm.EQFLevel : Tess.targetLevel,
          read.eqfBasis(),
          read.eqf().stream().map(level -> new Item(level, null)).toList());
    }
    stated("credits", Elm.creditPoint, credits());
    stated("ects", Elm.creditPoint, number(read.ects()));
    stated("hours", Elm.volumeOfLearning, number(read.hours()));
    stated("price", Elm.priceDetail, prices(read.prices()));
    add("cost-per-ects", Elm.priceDetail, "derived", prices(costs()));
    stated("language", Dct.language, languages());
    stated("mode", Elm.mode, concepts("mode", read.modes()));
    stated("setting", Elm.learningSetting, concepts("setting", read.settings()));
    derived("setting", Elm.learningSetting, derivations.settings());
    stated("start", Elm.startDate, read.starts().stream().map(day -> new Item(day, null)).toList());
    stated(
        "field",
        Elm.ISCEDFCode,
        read.fields().stream()
            .map(code -> new Item(code, label(DerivedFacts.ISCED_F + code).orElse(null)))
            .toList());
    derived("field", Elm.ISCEDFCode, derivations.fields());
    stated("subject", Dct.subject, things(read.subjects()));
    stated("skill", Tess.skill, things(read.skills()));
    stated(
        "assessment",
        Elm.provenBy,
        statements.objects(topic, Elm.provenBy).stream()
            .flatMap(proof -> texts(statements.texts(proof, Dct.title)).stream())
            .toList());
    stated("stackable", Tess.stackability, truth(read.stackable()));
    stated("quality-assured", Tess.qualityAssuranceType, truth(read.qualityAssured()));
    stated(
        "recognition",
        Tess.recognition,
        statements.objects(topic, Tess.recognition).stream()
            .flatMap(recognition ->
                Stream.of(Tess.recognisedIn, Tess.recognisedBy, Tess.recognitionKind)
                    .flatMap(said -> statements.objects(recognition, said).stream()))
            .filter(Node::isURI)
            .distinct()
            .map(said -> concept(said.getURI()))
            .toList());
    if (derivations.funding().isEmpty()) {
      stated("funded", Tess.fundingEligibility, truth(read.funded()));
    } else {
      add("funded", Tess.fundingEligibility, "derived", fundedByRule());
    }
    stated("identifier", Adms.identifier, identifiers());
    stated(
        "homepage",
        Foaf.homepage,
        read.homepage() == null ? List.of() : List.of(new Item(read.homepage(), null)));
    return answers;
  }

  private void stated(String field, Node property, List<Item> items) {
    add(field, property, "stated", items);
  }

  /** Nothing where it is stated. */
  private void derived(String field, Node property, List<Derivations.Derived> derived) {
    add(
        field,
        property,
        "derived",
        derived.stream()
            .map(it ->
                new Item(
                    Vocabulary.id(it.value()),
                    vocabulary.label(it.value(), lang).orElse(null),
                    new Comparison.Derived(it.rule().getURI(), it.reasonIn(lang), it.confidence())))
            .distinct()
            .toList());
  }

  /** The answer with each rule that gave it. */
  private List<Item> fundedByRule() {
    return read.funded().equals("unknown")
        ? List.of()
        : derivations.funding().stream()
            .map(it ->
                new Item(
                    !Vocabulary.id(it.value()).equals("not-eligible"),
                    vocabulary.label(it.value(), lang).orElse(null),
                    new Comparison.Derived(it.rule().getURI(), it.reasonIn(lang), it.confidence())))
            .distinct()
            .toList();
  }

  private void add(String field, Node property, String basis, List<Item> items) {
    if (!items.isEmpty()) {
      From from = new From(read.source(), read.record(), property.getURI(), basis);
      answers.put(field, new Answer(items, from));
    }
  }

  /** Only what the source calls it; the index gives every record some type. */
  private List<String> types() {
    return statements.objects(topic, Tess.credentialType).stream().map(Vocabulary::id).toList();
  }

  private String countryBasis() {
    if (!statements.objects(topic, Tess.jurisdiction).isEmpty()) {
      return "stated";
    }
    return ofRegister ? "register" : "provider";
  }

  private List<Item> countries() {
    return read.countries().stream()
        .map(code -> new Item(code, Authority.countryName(code, lang)))
        .toList();
  }

  private List<Item> languages() {
    return read.languages().stream()
        .map(code -> new Item(code, Authority.languageName(code, lang)))
        .toList();
  }

  /** Each with its scheme as label. */
  private List<Item> identifiers() {
    List<Item> identifiers = new ArrayList<>();
    for (Node identifier : statements.objects(topic, Adms.identifier)) {
      Optional<Node> id = statements.object(identifier, Elm.schemeId);
      List<Text> names = statements.texts(identifier, Elm.schemeName);
      Optional<String> name = Text.choose(names, lang).map(Text::value);
      String scheme = id.flatMap(node -> vocabulary.label(node, lang)).or(() -> name).orElse(null);
      statements
          .texts(identifier, Skos.notation)
          .forEach(number -> identifiers.add(new Item(number.value(), scheme)));
    }
    return identifiers;
  }

  private List<Item> credits() {
    List<Item> credits = new ArrayList<>();
    for (Node credit : statements.objects(topic, Elm.creditPoint)) {
      String system =
          statements
              .object(credit, Elm.framework)
              .flatMap(node -> vocabulary.label(node, lang))
              .orElse(null);
      statements
          .object(credit, Elm.point)
          .filter(Node::isLiteral)
          .ifPresent(point ->
              credits.add(new Item(new BigDecimal(point.getLiteralLexicalForm()), system)));
    }
    return credits;
  }

  /** Prices divided by ECTS, where both are stated and there is something to divide by. */
  private List<Hit.Price> costs() {
    BigDecimal ects = read.ects();
    if (ects == null || ects.signum() <= 0) {
      return List.of();
    }
    return read.prices().stream()
        .map(price ->
            new Hit.Price(
                price.amount().divide(ects, 2, RoundingMode.HALF_UP),
                price.currency(),
                price.kind()))
        .toList();
  }

  private List<Item> prices(List<Hit.Price> prices) {
    return prices.stream()
        .map(price ->
            new Item(
                price,
                price.kind() == null
                    ? null
                    : label(Vocabulary.SCHEMES + "price-kind/" + price.kind()).orElse(null)))
        .toList();
  }

  private List<Item> concepts(String scheme, List<String> ids) {
    return ids.stream()
        .map(id -> new Item(id, label(Vocabulary.SCHEMES + scheme + "/" + id).orElse(null)))
        .toList();
  }

  private Item concept(String iri) {
    return new Item(iri, label(iri).orElse(null));
  }

  private Optional<String> label(String iri) {
    return vocabulary.label(NodeFactory.createURI(iri), lang);
  }

  private List<Item> things(List<IndexedRecord.Thing> things) {
    return things.stream()
        .map(thing ->
            new Item(thing.id(), Text.choose(thing.labels(), lang).map(Text::value).orElse(null)))
        .toList();
  }

  private List<Item> texts(List<Text> texts) {
    return Text.choose(texts, lang)
        .map(text -> List.of(new Item(text.value(), null)))
        .orElse(List.of());
  }

  private static List<Item> number(@Nullable BigDecimal number) {
    return number == null ? List.of() : List.of(new Item(number, null));
  }

  private static List<Item> truth(String value) {
    return value.equals("unknown") ? List.of() : List.of(new Item(Boolean.valueOf(value), null));
  }
}
