package org.tessera.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Ontology;
import org.tessera.store.Batch;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/** A store with vocabularies and records written in Turtle, and an index on it. */
final class TestRegistry implements AutoCloseable {
  static final String BASE = "https://w3id.org/tessera/";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

  private static final String PREFIXES =
      """
      @prefix tess: <https://w3id.org/tessera/ontology#> .
      @prefix s: <https://w3id.org/tessera/scheme/> .
      @prefix elm: <http://data.europa.eu/snb/model/elm/> .
      @prefix dct: <http://purl.org/dc/terms/> .
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix qb: <http://purl.org/linked-data/cube#> .
      @prefix adms: <http://www.w3.org/ns/adms#> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix foaf: <http://xmlns.com/foaf/0.1/> .
      @prefix locn: <http://www.w3.org/ns/locn#> .
      @prefix clv: <http://data.europa.eu/m8g/> .
      @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @prefix country: <http://publications.europa.eu/resource/authority/country/> .
      @prefix language: <http://publications.europa.eu/resource/authority/language/> .
      @prefix currency: <http://publications.europa.eu/resource/authority/currency/> .
      @prefix eqf: <http://data.europa.eu/snb/eqf/> .
      @prefix isced: <http://data.europa.eu/snb/isced-f/> .
      @prefix type: <https://w3id.org/tessera/scheme/credential-type/> .
      @prefix status: <https://w3id.org/tessera/scheme/registration-status/> .
      @prefix id: <https://w3id.org/tessera/id/> .
      """;

  private final RecordStore store = RecordStore.inMemory(BASE);
  private final Map<String, List<RecordWrite>> pending = new HashMap<>();
  private int runs;
  private int derivations;

  TestRegistry() {
    Ontology.graphs().forEach(store::putGraph);
  }

  RecordStore store() {
    return store;
  }

  /** Describes a source, in a country or in none. */
  TestRegistry source(String id, String name, String country) {
    String jurisdiction = country.isEmpty() ? "" : "tess:jurisdiction country:" + country + " ;";
    put(
        BASE + "id/" + id,
        "<> a dcat:Catalog , tess:Source ; dct:identifier '%s' ; dct:title '%s'@en ; %s tess:protocol 'file' ; dct:license <https://example.org/licence> ."
            .formatted(id, name, jurisdiction));
    return this;
  }

  /** Puts a graph that is no record. */
  void put(String name, String turtle) {
    store.putGraph(NodeFactory.createURI(name), parse(name, turtle));
  }

  /** Puts a graph of derived facts, as the last of a derivation. */
  void derive(String name, String turtle) {
    put(name, turtle);
    derivations++;
    put(
        BASE + "id/derived",
        "<> tess:sequence %d ; <http://www.w3.org/2002/07/owl#versionInfo> 'rules' ."
            .formatted(derivations));
  }

  /** Adds a record to the next commit; {@code <>} in the Turtle is its topic. */
  TestRegistry record(String source, String localId, RecordKind kind, String turtle) {
    return record(source, localId, kind, turtle, false);
  }

  TestRegistry record(
      String source, String localId, RecordKind kind, String turtle, boolean synthetic) {
    String topic = BASE + "id/" + source + "/" + localId;
    boolean shared = kind == RecordKind.ORGANISATION || kind == RecordKind.CONCEPT;
    String typed = "<> a <%s> .\n%s".formatted(kind.classes().getFirst().getURI(), turtle);
    pending
        .computeIfAbsent(source, key -> new ArrayList<>())
        .add(
            new RecordWrite(
                NodeFactory.createURI(BASE + "record/" + source + "/" + localId),
                NodeFactory.createURI(topic),
                kind,
                localId,
                "sha256:" + "0".repeat(64),
                NodeFactory.createURI(BASE + "id/" + source + "#input"),
                0,
                RecordWrite.IdentifierBasis.REGISTER,
                synthetic,
                shared ? RecordWrite.Role.SHARED : RecordWrite.Role.MAIN,
                Optional.empty(),
                parse(topic, typed).find().toList()));
    return this;
  }

  /** A record that has a title in one language and a type, and what else is said. */
  TestRegistry credential(String source, String localId, String title, String more) {
    return record(
        source,
        localId,
        RecordKind.CREDENTIAL,
        "<> dct:title %s ; tess:credentialType type:qualification . %s".formatted(title, more));
  }

  /** Writes what was added, one commit for each source. */
  TestRegistry commit() {
    pending.forEach((source, writes) -> commit(source, writes, Set.of()));
    pending.clear();
    return this;
  }

  void withdraw(String source, String localId) {
    commit(
        source,
        List.of(),
        Set.of(NodeFactory.createURI(BASE + "record/" + source + "/" + localId)));
  }

  SearchIndex index(Path folder) {
    try {
      return SearchIndex.open(folder, store, CLOCK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void commit(String source, List<RecordWrite> writes, Set<Node> withdrawals) {
    runs++;
    Node run = NodeFactory.createURI(BASE + "id/run/" + source + "/" + runs);
    Graph said =
        parse(
            run.getURI(),
            """
            @prefix prov: <http://www.w3.org/ns/prov#> .
            <> a tess:Harvest ; tess:inRegister id:%s ; tess:complete true ;
              prov:startedAtTime "2026-11-24T10:00:00Z"^^xsd:dateTime ;
              prov:endedAtTime "2026-11-24T10:00:05Z"^^xsd:dateTime .
            """
                .formatted(source));
    store.commit(new Batch(source, run, writes, withdrawals, said.find().toList()));
  }

  private static Graph parse(String base, String turtle) {
    Graph graph = GraphFactory.createDefaultGraph();
    RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).base(base).parse(graph);
    return graph;
  }

  @Override
  public void close() {
    store.close();
  }
}
