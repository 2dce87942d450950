package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordKind;
import org.tessera.store.StoredRecord;

/**
 * Reads from a record's graph what the index keeps of it. One reader serves one read transaction.
 */
final class RecordReader {
  private final SharedThings things;
  private final Vocabulary vocabulary;
  private final Map<String, String> jurisdictions;
  private final Optional<DerivedFacts> derivedFacts;

  /**
   * @param jurisdictions alpha-2 code by source, for records that state no country
   */
  RecordReader(
      DatasetGraph dataset,
      Vocabulary vocabulary,
      Map<String, String> jurisdictions,
      DerivedFacts derivedFacts) {
    this(dataset, vocabulary, jurisdictions, Optional.of(derivedFacts));
  }

  /** Reads what records state, and nothing that is derived. */
  static RecordReader ofStated(
      DatasetGraph dataset, Vocabulary vocabulary, Map<String, String> jurisdictions) {
    return new RecordReader(dataset, vocabulary, jurisdictions, Optional.empty());
  }

  private RecordReader(
      DatasetGraph dataset,
      Vocabulary vocabulary,
      Map<String, String> jurisdictions,
      Optional<DerivedFacts> derivedFacts) {
    this.things = new SharedThings(dataset);
    this.vocabulary = vocabulary;
    this.jurisdictions = jurisdictions;
    this.derivedFacts = derivedFacts;
  }

  /** Labels of an organisation or concept. */
  SharedThings.Description thing(Node topic) {
    return things.find(topic);
  }

  IndexedRecord read(StoredRecord record) {
    CatalogueRecord catalogue = record.catalogueRecord();
    Statements statements = Statements.of(record.statements());
    Node topic = catalogue.topic();
    List<Node> providers = statements.objects(topic, Elm.providedBy);
    List<Node> awarding =
        statements.along(topic, Elm.awardingOpportunity, Elm.awardingBody).distinct().toList();
    List<Node> organisations = providers.isEmpty() ? awarding : providers;
    List<String> types = types(statements, catalogue);
    StatedFigures figures = new StatedFigures(statements, topic);
    List<String> derived = new ArrayList<>();
    return new IndexedRecord(
        catalogue.record().getURI(),
        topic.getURI(),
        catalogue.kind().id(),
        catalogue.source(),
        catalogue.localId(),
        catalogue.synthetic(),
        catalogue.firstSeen(),
        titles(statements, catalogue),
        statements.texts(topic, Skos.altLabel),
        descriptions(statements, topic),
        Stream.concat(
                statements.texts(topic, Elm.learningOutcome, Dct.title).stream(),
                statements.texts(topic, Elm.learningOutcomeSummary, Elm.noteLiteral).stream())
            .toList(),
        statements.texts(topic, Elm.category),
        identifiers(statements, catalogue.topic()),
        types,
        statements.object(topic, Tess.registrationStatus).map(Vocabulary::id).orElse(null),
        vocabulary
            .levels()
            .pairs(statements.objects(topic, Tess.level), statements.objects(topic, Elm.EQFLevel)),
        orDerived(
            Facet.FIELD,
            derived,
            ids(statements, topic, Elm.ISCEDFCode),
            facts ->
                statements
                    .along(topic, Dct.subject)
                    .flatMap(subject -> things.find(subject).fields().stream())
                    .distinct()
                    .toList()),
        named(statements.along(topic, Dct.subject)),
        named(
            Stream.of(
                    statements.along(topic, Tess.skill),
                    statements.along(topic, Elm.learningOutcome, Elm.relatedESCOSkill),
                    statements.along(topic, Elm.learningOutcome, Elm.relatedSkill))
                .flatMap(skills -> skills)),
        named(statements.along(topic, Tess.occupation)),
        named(providers.stream()),
        named(awarding.stream()),
        orDerived(
            Facet.PROVIDER_TYPE,
            derived,
            families(organisations, SharedThings.Description::families),
            facts -> {
              List<String> bySource = facts.families(catalogue.source(), types);
              return bySource.isEmpty()
                  ? families(organisations, SharedThings.Description::derivedFamilies)
                  : bySource;
            }),
        orDerived(
            Facet.SETTING,
            derived,
            ids(statements, topic, Elm.learningSetting),
            facts -> facts.settings(catalogue.source(), types)),
        ids(statements, topic, Elm.mode),
        Stream.concat(
                statements.along(topic, Dct.language), statements.along(topic, Elm.defaultLanguage))
            .flatMap(language -> Authority.language(language).stream())
            .distinct()
            .toList(),
        countries(statements, catalogue, organisations),
        figures.ects(),
        figures.hours(),
        figures.prices(),
        figures.starts(),
        stackable(statements, topic),
        qualityAssured(statements, topic),
        funded(statements, topic, derived),
        orDerived(
            Facet.DEFINITION,
            derived,
            List.of(),
            facts -> facts.definitions(catalogue.source(), topic)),
        ids(statements, topic, Tess.acquisitionRoute),
        Place.of(statements, topic),
        derived,
        statements.object(topic, Foaf.homepage).filter(Node::isURI).map(Node::getURI).orElse(null));
  }

  /** What the source states, else what follows from a rule, which is noted. */
  private List<String> orDerived(
      Facet facet,
      List<String> derived,
      List<String> stated,
      Function<DerivedFacts, List<String>> rule) {
    List<String> values =
        derivedFacts
            .map(facts -> Derivations.unlessStated(stated, () -> rule.apply(facts)))
            .orElse(List.of());
    if (values.isEmpty()) {
      return stated;
    }
    derived.add(facet.parameter());
    return values;
  }

  private List<String> families(
      List<Node> organisations, Function<SharedThings.Description, List<Node>> families) {
    return organisations.stream()
        .flatMap(organisation -> families.apply(things.find(organisation)).stream())
        .map(Vocabulary::id)
        .distinct()
        .toList();
  }

  /** A record without a title is shown by its key, as a list needs something to click. */
  private static List<Text> titles(Statements statements, CatalogueRecord catalogue) {
    for (Node property : List.of(Dct.title, Skos.prefLabel, Skos.altLabel)) {
      List<Text> titles = statements.texts(catalogue.topic(), property);
      if (!titles.isEmpty()) {
        return titles;
      }
    }
    return List.of(new Text("", catalogue.localId()));
  }

  /** What it is; a statement of policy is described by what it states. */
  private static List<Text> descriptions(Statements statements, Node topic) {
    List<Text> described = statements.texts(topic, Dct.description);
    return described.isEmpty() ? statements.texts(topic, Tess.statement) : described;
  }

  private static List<String> identifiers(Statements statements, Node topic) {
    return statements
        .along(topic, Adms.identifier, Skos.notation)
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> types(Statements statements, CatalogueRecord catalogue) {
    List<String> types =
        ids(statements, catalogue.topic(), Tess.credentialType).stream()
            .sorted(Comparator.comparingInt(RecordTypes.ALL::indexOf))
            .toList();
    if (!types.isEmpty()) {
      return types;
    }
    return switch (catalogue.kind()) {
      case CREDENTIAL -> List.of("other");
      case LEARNING_OPPORTUNITY -> List.of("course");
      default -> List.of(catalogue.kind().id());
    };
  }

  private List<String> countries(
      Statements statements, CatalogueRecord catalogue, List<Node> organisations) {
    List<String> stated = codes(statements.along(catalogue.topic(), Tess.jurisdiction));
    if (!stated.isEmpty()) {
      return stated;
    }
    String ofSource = jurisdictions.get(catalogue.source());
    if (ofSource != null) {
      return List.of(ofSource);
    }
    return codes(
        organisations.stream()
            .flatMap(organisation -> things.find(organisation).countries().stream()));
  }

  private static List<String> codes(Stream<Node> countries) {
    return countries.flatMap(country -> Authority.country(country).stream()).distinct().toList();
  }

  private static String stackable(Statements statements, Node topic) {
    Set<String> said = Set.copyOf(ids(statements, topic, Tess.stackability));
    if (said.contains("stackable")
        || said.contains("standalone-and-stackable")
        || !statements.objects(topic, Tess.stacksInto).isEmpty()) {
      return "true";
    }
    return said.contains("standalone") ? "false" : "unknown";
  }

  private static String qualityAssured(Statements statements, Node topic) {
    boolean assured =
        !statements.objects(topic, Elm.accreditation).isEmpty()
            || ids(statements, topic, Tess.qualityAssuranceType).stream()
                .anyMatch(type -> type.startsWith("external-") || type.equals("internal-only"));
    return assured ? "true" : "unknown";
  }

  /** What is paid for, as said by somebody or, which is noted, as a rule alone gives it. */
  private static String funded(Statements statements, Node topic, List<String> derived) {
    List<Node> all = statements.objects(topic, Tess.fundingEligibility);
    List<Node> stated =
        all.stream().filter(it -> statements.objects(it, Tess.rule).isEmpty()).toList();
    Set<String> said =
        (stated.isEmpty() ? all : stated)
            .stream()
                .flatMap(it -> statements.objects(it, Tess.eligibilityStatus).stream())
                .map(Vocabulary::id)
                .collect(Collectors.toSet());
    if (stated.isEmpty() && !said.isEmpty()) {
      derived.add(Facet.FUNDED.parameter());
    }
    if (said.contains("eligible") || said.contains("conditional")) {
      return "true";
    }
    return said.contains("not-eligible") ? "false" : "unknown";
  }

  private List<IndexedRecord.Thing> named(Stream<Node> nodes) {
    return nodes
        .filter(Node::isURI)
        .distinct()
        .map(node -> new IndexedRecord.Thing(node.getURI(), things.find(node).labels()))
        .toList();
  }

  private static List<String> ids(Statements statements, Node topic, Node property) {
    return statements.objects(topic, property).stream()
        .filter(Node::isURI)
        .map(Vocabulary::id)
        .distinct()
        .toList();
  }

  /** Whether a record of this kind is a search result, and not only a name in others. */
  static boolean isResult(RecordKind kind) {
    return switch (kind) {
      case ORGANISATION, CONCEPT -> false;
      default -> true;
    };
  }
}
