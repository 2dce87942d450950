package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/**
 * What is known of countries and of the EU besides their credentials: frameworks, statements,
 * schemes, definitions and documents. Read once for each state of the store, from their few hundred
 * graphs. Threads may share it.
 */
@Component
public final class Jurisdictions {
  private static final List<RecordKind> KINDS =
      List.of(
          RecordKind.FRAMEWORK,
          RecordKind.FUNDING_SCHEME,
          RecordKind.DEFINITION,
          RecordKind.POLICY_STATEMENT,
          RecordKind.DOCUMENT);
  private static final Comparator<Fact> NEWEST_FIRST =
      Comparator.comparing(Fact::date, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
          .reversed()
          .thenComparing(Fact::iri);

  private final RecordStore store;
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

  Jurisdictions(RecordStore store) {
    this.store = store;
  }

  /** The facts by alpha-2 code or {@code EU}; one of which nothing is known is absent. */
  public Map<String, List<Fact>> all() {
    long sequence = store.sequence();
    Kept known = kept.get();
    if (known == null || known.sequence() != sequence) {
      Map<String, String> ofSources = new HashMap<>();
      for (SourceSummary source : store.sources()) {
        source.jurisdiction().ifPresent(code -> ofSources.put(source.catalogue().getURI(), code));
      }
      known = new Kept(sequence, store.read(dataset -> read(dataset, ofSources)));
      kept.set(known);
    }
    return known.facts();
  }

  private static Map<String, List<Fact>> read(DatasetGraph dataset, Map<String, String> ofSources) {
    Map<String, List<Fact>> facts = new TreeMap<>();
    for (RecordKind kind : KINDS) {
      for (Node type : kind.classes()) {
        dataset.stream(Node.ANY, Node.ANY, Rdf.type, type)
            .toList()
            .forEach(quad -> add(facts, kind, quad, dataset, ofSources));
      }
    }
    facts.values().forEach(some -> some.sort(NEWEST_FIRST));
    return facts;
  }

  private static void add(
      Map<String, List<Fact>> facts,
      RecordKind kind,
      Quad quad,
      DatasetGraph dataset,
      Map<String, String> ofSources) {
    Node graph = quad.getGraph();
    Node topic = quad.getSubject();
    boolean ofVocabulary = graph.equals(topic);
    if (!ofVocabulary && !dataset.contains(graph, graph, Foaf.primaryTopic, topic)) {
      return;
    }
    if (!ofVocabulary && !RealRecords.contain(dataset, graph)) {
      return;
    }
    Statements statements = Statements.ofGraph(dataset, graph);
    String register =
        statements.object(graph, Tess.inRegister).map(Node::toString).orElse(graph.getURI());
    List<String> stated =
        statements
            .along(topic, Tess.jurisdiction)
            .flatMap(country -> Authority.country(country).stream())
            .distinct()
            .toList();
    @Nullable String ofSource = ofSources.get(register);
    Fact fact = fact(kind, topic, register, statements);
    (stated.isEmpty() && ofSource != null ? List.of(ofSource) : stated)
        .forEach(code -> facts.computeIfAbsent(code, key -> new ArrayList<>()).add(fact));
  }

  private static Fact fact(RecordKind kind, Node topic, String register, Statements statements) {
    List<Text> titles =
        Stream.of(Dct.title, Skos.prefLabel)
            .map(property -> statements.texts(topic, property))
            .filter(texts -> !texts.isEmpty())
            .findFirst()
            .orElse(List.of());
    return new Fact(
        kind,
        topic.getURI(),
        Vocabulary.id(NodeFactory.createURI(register)),
        titles,
        statements.texts(topic, Tess.statement),
        Stream.of(Dct.date, Dct.issued)
            .flatMap(property -> statements.objects(topic, property).stream())
            .filter(Node::isLiteral)
            .map(Node::getLiteralLexicalForm)
            .findFirst()
            .orElse(null),
        Stream.of(Dct.source, Foaf.homepage)
            .flatMap(property -> statements.objects(topic, property).stream())
            .filter(Node::isURI)
            .map(Node::getURI)
            .filter(address -> address.startsWith("http"))
            .findFirst()
            .orElse(null));
  }

  private record Kept(long sequence, Map<String, List<Fact>> facts) {}

  /**
   * One of them.
   *
   * @param register id of the source that says it; of the scheme for a framework of the ontology
   * @param texts what it states, for a statement
   * @param date as the source writes it, ISO from the left; null where it has none
   * @param evidence address where it was read; null where none is given
   */
  public record Fact(
      RecordKind kind,
      String iri,
      String register,
      List<Text> titles,
      List<Text> texts,
      @Nullable String date,
      @Nullable String evidence) {}
}
