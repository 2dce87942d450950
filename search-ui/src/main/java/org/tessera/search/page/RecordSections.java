package org.tessera.search.page;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.search.Derivations;
import org.tessera.search.Openness;
import org.tessera.store.RecordKind;

/** The questions of a record's page, answered from one record. For one request. */
final class RecordSections {
  private final RecordGraph graph;
  private final Page page;
  private final Links links;
  private final Node topic;
  private final Derivations derivations;
  private final Offerings offerings;

  RecordSections(RecordGraph graph, Page page, Links links) {
    this(graph, page, links, Derivations.NONE);
  }

  RecordSections(RecordGraph graph, Page page, Links links, Derivations derivations) {
    this.graph = graph;
    this.derivations = derivations;
    this.page = page;
    this.links = links;
    this.topic = graph.topic();
    this.offerings = new Offerings(graph, page, LocalDate.now(ZoneOffset.UTC));
  }

  /** What it is, each with who calls it so. */
  List<Value> types(String register) {
    Map<Node, String> asserted = graph.typeAssertions();
    return graph.objects(topic, Tess.credentialType).stream()
        .map(type ->
            graph
                .value(type)
                .withNote(page.text("record.called-by", asserted.getOrDefault(type, register))))
        .toList();
  }

  /** Who provides and who awards it; only who is named. */
  List<Fact> by() {
    List<Fact> facts = new ArrayList<>();
    addIfAny(facts, "provider", graph.values(Elm.providedBy));
    addIfAny(facts, "awarding-body", graph.through(Elm.awardingOpportunity, Elm.awardingBody));
    addIfAny(facts, "developer", graph.values(Tess.developer));
    return facts;
  }

  /** Why nobody can begin it any more, where the register says so. */
  RecordView.@Nullable Closed closed() {
    return graph
        .object(topic, Tess.registrationStatus)
        .filter(status -> Openness.CLOSED.equals(Openness.of(RecordGraph.id(status))))
        .map(status ->
            new RecordView.Closed(
                graph.value(status).text(), validity(), graph.values(Dct.isReplacedBy)))
        .orElse(null);
  }

  /**
   * The facts that decide; the first ones say it when the source is silent.
   *
   * @param ofRegister countries of its register
   */
  List<Fact> keyFacts(RecordKind kind, List<Node> ofRegister) {
    List<Fact> facts = new ArrayList<>();
    // Those who are named stand under the title.
    addIfNone(facts, "provider", graph.values(Elm.providedBy));
    addIfNone(facts, "awarding-body", graph.through(Elm.awardingOpportunity, Elm.awardingBody));
    facts.add(fact("level", new LevelValues(graph, page).values()));
    facts.add(fact("size", size()));
    facts.add(fact("language", graph.values(Dct.language)));
    facts.add(fact("mode", graph.values(Elm.mode)));
    facts.add(fact("price", offerings.prices()));
    facts.add(fact("dates", offerings.dates()));
    addIfAny(facts, "place", offerings.places());
    facts.add(fact("entry", entry()));
    addIfAny(facts, "status", graph.values(Tess.registrationStatus));
    if (kind == RecordKind.CREDENTIAL) {
      facts.add(fact("validity", validity()));
    } else {
      addIfAny(facts, "validity", validity());
    }
    addIfAny(facts, "award-validity", graph.values(Tess.awardValidityPeriod));
    facts.add(
        fact(
            "field",
            and(
                graph.values(Elm.ISCEDFCode, Dct.subject, Elm.educationSubject),
                derivations.fields())));
    addIfAny(facts, "setting", and(graph.values(Elm.learningSetting), derivations.settings()));
    addIfAny(facts, "provider-family", and(List.of(), derivations.families()));
    addIfAny(facts, "country", countries(ofRegister));
    addIfAny(
        facts,
        "category",
        graph.values(Elm.category).stream().map(value -> Codes.abbreviated(value, page)).toList());
    addIfAny(facts, "identifier", graph.identifiers());
    addIfAny(facts, "other-titles", graph.values(Skos.altLabel));
    return facts;
  }

  /** The facts of an organisation, a concept, a document, a statement or a table. */
  List<Fact> plainFacts(RecordKind kind, List<Node> ofRegister) {
    List<Fact> facts = new ArrayList<>();
    if (kind == RecordKind.POLICY_STATEMENT) {
      facts.add(fact("country", countries(ofRegister)));
    } else {
      addIfAny(facts, "country", graph.values(Tess.jurisdiction));
    }
    addIfAny(facts, "provider-family", graph.values(Tess.providerFamily));
    addIfAny(facts, "provider-kind", graph.values(Tess.providerKind));
    addIfAny(facts, "identifier", graph.identifiers());
    addIfAny(facts, "publisher", graph.values(Dct.publisher, Dct.creator));
    addIfAny(
        facts,
        kind == RecordKind.FUNDING_SCHEME ? "as-of" : "issued",
        graph.dates(Dct.issued, Dct.date, Dct.created));
    addIfAny(facts, "written-in", graph.values(Dct.language));
    addIfAny(facts, "scheme-kind", graph.values(Tess.schemeKind));
    addIfAny(facts, "funder", graph.values(Tess.funder));
    addIfAny(facts, "administrator", graph.values(Tess.administrator));
    addIfAny(facts, "topic", graph.values(Tess.topic, Dct.subject));
    addIfAny(facts, "source", graph.values(Dct.source));
    addIfAny(facts, "notation", graph.values(Skos.notation));
    addIfAny(facts, "scheme", graph.values(Skos.inScheme));
    addIfAny(facts, "broader", graph.values(Skos.broader));
    addIfAny(facts, "narrower", graph.values(Skos.narrower));
    addIfAny(facts, "related", graph.values(Skos.related, Skos.exactMatch, Skos.closeMatch));
    addIfAny(facts, "definition", graph.values(Skos.definition, Skos.scopeNote));
    if (kind != RecordKind.CREDENTIAL) {
      addIfAny(facts, "other-names", graph.values(Skos.altLabel));
    }
    return facts;
  }

  /**
   * The sections between the key facts and the origin.
   *
   * @param parts records that say they are a part of this one
   */
  List<RecordView.Section> all(List<Value> parts) {
    return Stream.of(
            items("outcomes", outcomes()),
            facts("paths", paths(parts)),
            facts("trust", trust()),
            items(
                "skills",
                and(
                    graph.values(Tess.skill, Elm.relatedESCOSkill, Elm.relatedSkill),
                    derivations.skills())),
            items("occupations", graph.values(Tess.occupation)),
            items("offerings", offerings.values()))
        .filter(section -> !section.empty())
        .toList();
  }

  /** The questions that another record of the same credential answers otherwise. */
  List<RecordView.Difference> differences(RecordSections other) {
    List<RecordView.Difference> differences = new ArrayList<>();
    List<Fact> here = compared();
    List<Fact> there = other.compared();
    for (int i = 0; i < here.size(); i++) {
      String mine = joined(here.get(i));
      String theirs = joined(there.get(i));
      if (!mine.equals(theirs)) {
        differences.add(new RecordView.Difference(here.get(i).label(), mine, theirs));
      }
    }
    return differences;
  }

  private List<Fact> compared() {
    return List.of(
        fact("title", List.of(RecordViews.title(graph, topic, page))),
        fact("level", new LevelValues(graph, page).values()),
        fact("size", size()),
        fact("awarding-body", graph.through(Elm.awardingOpportunity, Elm.awardingBody)),
        fact("status", graph.values(Tess.registrationStatus)));
  }

  /**
   * What the source says, then what rules add, each marked with its rule. What both say in the same
   * words is said once, and marked as well.
   */
  private List<Value> and(List<Value> stated, List<Derivations.Derived> derived) {
    List<Value> values = new ArrayList<>(stated);
    for (Derivations.Derived it : derived) {
      Value value = graph.value(it.value());
      String reason = it.reasonIn(page.lang());
      String rule = links.rule(it.rule().getURI());
      int same = 0;
      while (same < stated.size() && !stated.get(same).text().equalsIgnoreCase(value.text())) {
        same++;
      }
      if (same == stated.size()) {
        values.add(value.withMark(new Value.Mark(reason, rule, it.confidence())));
      } else if (values.get(same).mark() == null) {
        values.set(
            same,
            stated
                .get(same)
                .withMark(new Value.Mark(reason, rule, it.confidence(), true, value.href())));
      }
    }
    return values.stream().distinct().toList();
  }

  private String joined(Fact fact) {
    return fact.values().isEmpty()
        ? page.text("not-stated")
        : fact.values().stream().map(Value::text).collect(Collectors.joining(", "));
  }

  /** Its own, else those of its register, which says so once for all its records. */
  private List<Value> countries(List<Node> ofRegister) {
    List<Value> own = graph.values(Tess.jurisdiction);
    return own.isEmpty()
        ? ofRegister.stream()
            .map(country -> graph.value(country).withNote(page.text("compare.basis.register")))
            .toList()
        : own;
  }

  private List<Value> size() {
    List<Value> size = new ArrayList<>(graph.credits());
    size.addAll(graph.values(Elm.volumeOfLearning));
    graph
        .objects(topic, Tess.weeks)
        .forEach(weeks ->
            size.add(
                Value.of(
                    page.text(
                        "format.weeks", new java.math.BigDecimal(weeks.getLiteralLexicalForm())))));
    size.addAll(graph.values(Elm.duration, Elm.maximumDuration));
    return size.stream().distinct().toList();
  }

  private List<Value> entry() {
    List<Value> entry = new ArrayList<>(notes(Elm.entryRequirement));
    entry.addAll(graph.values(Tess.requires));
    return entry;
  }

  private List<Value> notes(Node predicate) {
    return graph.objects(topic, predicate).stream()
        .flatMap(note ->
            note.isLiteral()
                ? Stream.of(graph.value(note))
                : graph.texts(note, Elm.noteLiteral).stream())
        .toList();
  }

  private List<Value> validity() {
    List<Value> values = new ArrayList<>();
    for (Node period : graph.objects(topic, Tess.validity)) {
      graph.period(period).map(Value::of).ifPresent(values::add);
      graph
          .day(period, Tess.lastEnrolmentDate)
          .map(day -> Value.of(page.text("validity.enrolment", day)))
          .ifPresent(values::add);
      graph
          .day(period, Tess.lastAchievementDate)
          .map(day -> Value.of(page.text("validity.achievement", day)))
          .ifPresent(values::add);
    }
    return values;
  }

  private List<Value> outcomes() {
    List<Value> outcomes = new ArrayList<>(notes(Elm.learningOutcomeSummary));
    for (Node outcome : graph.objects(topic, Elm.learningOutcome)) {
      outcomes.addAll(graph.texts(outcome, Dct.title));
    }
    return outcomes;
  }

  private List<Fact> paths(List<Value> parts) {
    List<Fact> facts = new ArrayList<>();
    addIfAny(facts, "part-of", graph.values(Elm.isPartOf));
    List<Value> all =
        Stream.concat(graph.values(Elm.hasPart).stream(), parts.stream()).distinct().toList();
    addIfAny(facts, "has-part", all);
    addIfAny(facts, "stackability", graph.values(Tess.stackability));
    addIfAny(facts, "stacks-into", graph.values(Tess.stacksInto));
    addIfAny(facts, "leads-to", graph.values(Elm.learningAchievementSpecification));
    addIfAny(facts, "referred-to-by", graph.through(Dct.isReferencedBy, Dct.title));
    addIfAny(facts, "replaces", graph.values(Dct.replaces));
    addIfAny(facts, "replaced-by", graph.values(Dct.isReplacedBy));
    addIfAny(facts, "route", graph.values(Tess.acquisitionRoute));
    return facts;
  }

  private List<Fact> trust() {
    List<Fact> facts = new ArrayList<>();
    addIfAny(
        facts,
        "recognition",
        described(Tess.recognition, Tess.recognitionKind, Tess.recognisedIn, Tess.recognisedBy));
    addIfAny(facts, "quality-assurance", graph.values(Tess.qualityAssuranceType));
    addIfAny(
        facts,
        "accreditation",
        described(Elm.accreditation, Dct.title, Elm.accreditingAgent, Elm.status, Elm.decision));
    addIfAny(facts, "funding", new FundingSections(graph, page).eligibilities());
    return facts;
  }

  /** A statement with an authority: what it says in one line, with its dates below. */
  private List<Value> described(Node predicate, Node... parts) {
    return graph.objects(topic, predicate).stream()
        .flatMap(child -> described(child, List.of(parts)).stream())
        .toList();
  }

  private Optional<Value> described(Node child, List<Node> parts) {
    String text =
        parts.stream()
            .flatMap(part -> graph.texts(child, part).stream())
            .map(Value::text)
            .distinct()
            .collect(Collectors.joining(" · "));
    return text.isEmpty() ? Optional.empty() : Optional.of(Value.of(text).withNote(when(child)));
  }

  private @Nullable String when(Node child) {
    return graph.objects(child, Dct.temporal).stream()
        .flatMap(period -> graph.period(period).stream())
        .findFirst()
        .or(() -> graph.day(child, Elm.expiryDate).map(day -> page.text("format.until", day)))
        .orElse(null);
  }

  private Fact fact(String key, List<Value> values) {
    return new Fact(page.text("fact." + key), values);
  }

  private void addIfAny(List<Fact> facts, String key, List<Value> values) {
    if (!values.isEmpty()) {
      facts.add(fact(key, values));
    }
  }

  private void addIfNone(List<Fact> facts, String key, List<Value> values) {
    if (values.isEmpty()) {
      facts.add(fact(key, values));
    }
  }

  private static RecordView.Section items(String id, List<Value> items) {
    return new RecordView.Section(id, List.of(), items);
  }

  private static RecordView.Section facts(String id, List<Fact> facts) {
    return new RecordView.Section(id, facts, List.of());
  }
}
