package org.tessera.search.page;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.search.Derivations;
import org.tessera.search.Facet;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchQuery;
import org.tessera.search.SearchResult;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordHistory;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/** Puts together what a record's page shows, in a handful of reads of the store. */
@Component
final class RecordViews {
  /** Links to other registers and parts beyond this are no help to a reader. */
  private static final int MAX_LINKS = 12;

  private static final int MAX_PARTS = 200;
  private static final int FIRST_RECORDS = 10;

  private final RecordStore store;
  private final SearchIndex index;
  private final Sources sources;
  private final RawSource raw;
  private final Links links;
  private final Terms terms;
  private final Extracts extracts;
  private final ObjectProvider<Conformance> conformance;

  RecordViews(
      RecordStore store,
      SearchIndex index,
      Sources sources,
      RawSource raw,
      Links links,
      Terms terms,
      Extracts extracts,
      ObjectProvider<Conformance> conformance) {
    this.store = store;
    this.index = index;
    this.sources = sources;
    this.raw = raw;
    this.links = links;
    this.terms = terms;
    this.extracts = extracts;
    this.conformance = conformance;
  }

  RecordView view(StoredRecord whole, Page page) {
    CatalogueRecord catalogue = whole.catalogueRecord();
    Optional<RecordHistory> history =
        catalogue.shared() || catalogue.lastChanged().equals(catalogue.firstSeen())
            ? Optional.empty()
            : store.history(catalogue.record());
    return view(whole, history, null, page);
  }

  /**
   * What a record said for a time; of what surrounds it today, nothing is said of an earlier one.
   */
  RecordView view(RecordHistory history, RecordHistory.Form form, Page page) {
    RecordView.AsOf asOf =
        new RecordView.AsOf(
            form.from(),
            form.until().orElse(null),
            links.record(history.record().catalogueRecord().topic().getURI()));
    return form.until().isEmpty()
        ? view(history.record(), Optional.of(history), asOf, page)
        : view(
            new StoredRecord(
                catalogue(history.record().catalogueRecord(), form), form.statements()),
            Optional.empty(),
            asOf,
            page);
  }

  private static CatalogueRecord catalogue(CatalogueRecord today, RecordHistory.Form form) {
    return new CatalogueRecord(
        today.record(),
        today.topic(),
        today.source(),
        today.localId(),
        today.kind(),
        form.active(),
        today.firstSeen(),
        form.from(),
        today.run(),
        today.contentHash(),
        today.readFrom(),
        today.partOf(),
        today.identifierBasis(),
        today.sequence(),
        today.synthetic(),
        today.shared());
  }

  private RecordView view(
      StoredRecord whole,
      Optional<RecordHistory> history,
      RecordView.@Nullable AsOf asOf,
      Page page) {
    StoredRecord record = CubeExtract.of(whole);
    CatalogueRecord catalogue = record.catalogueRecord();
    Node topic = catalogue.topic();
    boolean former = asOf != null && asOf.until() != null;
    Around around = store.read(dataset -> around(dataset, record, former, page));
    Set<Node> named = new HashSet<>(RecordGraph.named(record.graph(), topic));
    named.addAll(around.partsElsewhere());
    around.derivations().named().forEach(named::add);
    history.ifPresent(known -> named.addAll(EarlierForms.named(known)));
    RecordGraph graph = graph(record, named, page);
    List<Value> described = descriptions(graph, topic);
    Optional<SourceSummary> source = sources.find(catalogue.source());
    String register = source.map(known -> Sources.name(known, page)).orElse(catalogue.source());
    boolean learning =
        catalogue.kind() == RecordKind.CREDENTIAL
            || catalogue.kind() == RecordKind.LEARNING_OPPORTUNITY;
    RecordSections sections = new RecordSections(graph, page, links, around.derivations());
    return new RecordView(
        topic.getURI(),
        catalogue.kind() == RecordKind.POLICY_STATEMENT
            ? PolicyTopic.title(title(graph, topic, page), described)
            : title(graph, topic, page),
        catalogue.kind().id(),
        catalogue.synthetic(),
        catalogue.active(),
        learning ? sections.closed() : null,
        sections.types(register),
        learning ? sections.by() : List.of(),
        described,
        described.isEmpty()
            && source.filter(it -> extracts.leftOut(it).contains(Dct.description)).isPresent(),
        learning
            ? sections.keyFacts(catalogue.kind(), around.countries())
            : sections.plainFacts(catalogue.kind(), around.countries()),
        learning
            ? sections.all(values(graph, around.partsElsewhere()))
            : new KindSections(graph, links, page).of(catalogue.kind(), around.competencies()),
        catalogue.kind() == RecordKind.CREDENTIAL && catalogue.active() && !former
            ? conformance.getObject().of(topic, record.statements(), around.countries(), page)
            : List.of(),
        elsewhere(around, record, page),
        learning || former ? null : records(catalogue.kind(), topic, page),
        graph.homepage().orElse(null),
        history.map(known -> EarlierForms.of(known, graph, links)).orElse(null),
        asOf,
        origin(catalogue, graph.identifiers(), source, register, around, former, page),
        new RecordView.Statements(
            graph.statements(), whole.statements().size(), CubeExtract.isCube(record)));
  }

  private RecordGraph graph(StoredRecord record, Set<Node> named, Page page) {
    return new RecordGraph(
        record.graph(),
        record.catalogueRecord().topic(),
        index.labels(named, page.lang()),
        index.vocabulary(),
        terms,
        links,
        page);
  }

  private static List<Value> values(RecordGraph graph, List<Node> nodes) {
    return nodes.stream().map(graph::value).toList();
  }

  static Value title(RecordGraph graph, Node topic, Page page) {
    return Stream.of(Dct.title, Skos.prefLabel, Foaf.name)
        .map(property -> graph.texts(topic, property))
        .filter(values -> !values.isEmpty())
        .map(List::getFirst)
        .findFirst()
        .orElseGet(() -> Value.of(page.text("record.untitled")));
  }

  /** What it is; a statement of policy is described by what it states. */
  private static List<Value> descriptions(RecordGraph graph, Node topic) {
    List<Value> described = graph.texts(topic, Dct.description);
    return described.isEmpty() ? graph.texts(topic, Tess.statement) : described;
  }

  private static @Nullable Value rights(DatasetGraph dataset, Node register, Page page) {
    return dataset.stream(register, register, Dct.rights, Node.ANY)
        .map(Quad::getObject)
        .filter(Node::isLiteral)
        .min(Comparator.comparing(node -> !own(node, page)))
        .map(node ->
            Value.of(node.getLiteralLexicalForm()).withLang(node.getLiteralLanguage(), page.lang()))
        .orElse(null);
  }

  private @Nullable String text(DatasetGraph dataset, Node subject, Node predicate, Page page) {
    return dataset.stream(subject, subject, predicate, Node.ANY)
        .map(Quad::getObject)
        .min(
            Comparator.comparing((Node node) -> !own(node, page))
                .thenComparing(node -> node.toString()))
        .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI())
        .orElse(null);
  }

  private static boolean own(Node node, Page page) {
    return node.isLiteral() && node.getLiteralLanguage().equals(page.lang());
  }

  private Around around(DatasetGraph dataset, StoredRecord record, boolean former, Page page) {
    CatalogueRecord catalogue = record.catalogueRecord();
    Node topic = catalogue.topic();
    Node register = NodeFactory.createURI(links.baseIri() + "id/" + catalogue.source());
    // A record's own licence goes before its register's.
    Node own =
        record.graph().stream(topic, Dct.license, Node.ANY)
            .map(Triple::getObject)
            .findFirst()
            .orElse(null);
    String licence =
        own != null && own.isURI() ? own.getURI() : text(dataset, register, Dct.license, page);
    Value rights = rights(dataset, register, page);
    if (former) {
      return new Around(
          List.of(), List.of(), List.of(), licence, rights, List.of(), Derivations.NONE);
    }
    return new Around(
        same(dataset, topic),
        subjects(dataset, Elm.isPartOf, topic, MAX_PARTS),
        catalogue.kind() == RecordKind.COMPETENCY_FRAMEWORK
                || catalogue.kind() == RecordKind.FRAMEWORK
            ? KindSections.competencies(dataset, topic)
            : List.of(),
        licence,
        rights,
        dataset.stream(register, register, Tess.jurisdiction, Node.ANY)
            .map(Quad::getObject)
            .toList(),
        Derivations.read(dataset, register, topic, record.graph()));
  }

  private static List<Same> same(DatasetGraph dataset, Node topic) {
    Set<Node> others = new HashSet<>(subjects(dataset, Tess.sameCredentialAs, topic, MAX_LINKS));
    dataset.stream(Node.ANY, topic, Tess.sameCredentialAs, Node.ANY)
        .limit(MAX_LINKS)
        .map(Quad::getObject)
        .forEach(others::add);
    return others.stream()
        .sorted(Comparator.comparing(Node::toString))
        .map(other -> new Same(other, assertion(dataset, topic, other)))
        .toList();
  }

  private static @Nullable Assertion assertion(DatasetGraph dataset, Node one, Node other) {
    return Stream.of(List.of(one, other), List.of(other, one))
        .flatMap(pair ->
            subjects(dataset, Tess.subjectCredential, pair.get(0), MAX_LINKS).stream()
                .filter(assertion ->
                    dataset.contains(Node.ANY, assertion, Tess.objectCredential, pair.get(1))))
        .findFirst()
        .map(assertion ->
            new Assertion(
                first(dataset, assertion, Tess.method), first(dataset, assertion, Tess.confidence)))
        .orElse(null);
  }

  private static @Nullable Node first(DatasetGraph dataset, Node subject, Node predicate) {
    return dataset.stream(Node.ANY, subject, predicate, Node.ANY)
        .map(Quad::getObject)
        .findFirst()
        .orElse(null);
  }

  private static List<Node> subjects(DatasetGraph dataset, Node predicate, Node object, int limit) {
    return dataset.stream(Node.ANY, Node.ANY, predicate, object)
        .map(Quad::getSubject)
        .filter(Node::isURI)
        .distinct()
        .limit(limit)
        .toList();
  }

  private List<RecordView.Elsewhere> elsewhere(Around around, StoredRecord record, Page page) {
    if (around.same().isEmpty()) {
      return List.of();
    }
    RecordSections here = new RecordSections(labelled(record, page), page, links);
    return around.same().stream()
        .flatMap(same ->
            store.find(same.other()).stream().map(other -> elsewhere(same, other, here, page)))
        .toList();
  }

  private RecordView.Elsewhere elsewhere(
      Same same, StoredRecord other, RecordSections here, Page page) {
    RecordGraph graph = labelled(other, page);
    Assertion assertion = same.assertion();
    Node method = assertion == null ? null : assertion.method();
    Node confidence = assertion == null ? null : assertion.confidence();
    String source = other.catalogueRecord().source();
    Value title = title(graph, graph.topic(), page);
    return new RecordView.Elsewhere(
        new Value(title.text(), title.lang(), links.record(same.other().getURI()), null, 0),
        sources.find(source).map(known -> Sources.name(known, page)).orElse(source),
        method == null ? null : graph.value(method).text(),
        confidence == null ? null : confidence.getLiteralLexicalForm(),
        here.differences(new RecordSections(graph, page, links)));
  }

  private RecordGraph labelled(StoredRecord record, Page page) {
    return graph(record, RecordGraph.named(record.graph(), record.catalogueRecord().topic()), page);
  }

  private RecordView.@Nullable Records records(RecordKind kind, Node topic, Page page) {
    Facet facet =
        switch (kind) {
          case ORGANISATION -> Facet.PROVIDER;
          case CONCEPT -> Facet.SKILL;
          default -> null;
        };
    if (facet == null) {
      return null;
    }
    SearchQuery query = SearchQuery.EVERYTHING.withLang(page.lang()).with(facet, topic.getURI());
    SearchResult result = index.search(query);
    List<Value> first =
        result.items().stream()
            .limit(FIRST_RECORDS)
            .map(hit -> ResultFacts.link(hit, links, page))
            .toList();
    return new RecordView.Records(result.total(), query.address("/search"), first);
  }

  private RecordView.Origin origin(
      CatalogueRecord catalogue,
      List<Value> stated,
      Optional<SourceSummary> source,
      String register,
      Around around,
      boolean former,
      Page page) {
    String iri = catalogue.topic().getURI();
    String licence = around.licence();
    return new RecordView.Origin(
        catalogue,
        catalogue.localId(),
        // Where the register's own IRI is kept, that is how it calls the thing.
        iri.startsWith(links.baseIri()) ? own(stated, catalogue.localId()) : List.of(Value.of(iri)),
        new Value(register, null, "/sources/" + catalogue.source(), null, 0),
        licence == null ? source.flatMap(SourceSummary::licence).orElse(null) : licence,
        around.rights(),
        catalogue.readFrom().filter(Node::isURI).map(RecordGraph::id).orElse(null),
        former
            ? RecordView.Form.all(
                links.record(catalogue.record().getURI()) + "?at=" + catalogue.lastChanged())
            : RecordView.Form.ofRecord(links.record(iri), catalogue),
        // Only these come from a raw record of their own; to look for others costs a whole archive.
        former || catalogue.shared() || catalogue.partOf().isPresent()
            ? null
            : raw.find(catalogue).orElse(null));
  }

  /** The one that is its key here as well, else all that the register states. */
  private static List<Value> own(List<Value> stated, String key) {
    List<Value> same = stated.stream().filter(value -> value.text().equals(key)).toList();
    return same.isEmpty() ? stated : same;
  }

  /** What other graphs say around a record. */
  private record Around(
      List<Same> same,
      List<Node> partsElsewhere,
      List<KindSections.Competency> competencies,
      @Nullable String licence,
      @Nullable Value rights,
      List<Node> countries,
      Derivations derivations) {}

  private record Same(Node other, @Nullable Assertion assertion) {}

  private record Assertion(@Nullable Node method, @Nullable Node confidence) {}
}
