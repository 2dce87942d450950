package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;

/**
 * Links credentials and learning opportunities of different registers that bear the same identifier
 * of the same scheme ({@code elm:schemeId}): an accepted assertion with its evidence, never a
 * merge. The links stand in a graph of their own, which is made anew from all registers that state
 * such identifiers when one of them changed, and replaced only if it differs.
 */
final class IdentityLinker {
  private static final String SCHEME = "https://w3id.org/tessera/scheme/";
  private static final int MOST_REGISTERS = 20;

  private final RecordStore store;
  private final String baseIri;

  IdentityLinker(RecordStore store, String baseIri) {
    this.store = store;
    this.baseIri = baseIri;
  }

  private record Bearer(Node graph, Node topic, String register, Node identifier) {}

  void link(Origins origins) {
    Node name = NodeFactory.createURI(baseIri + "id/identity-links");
    store
        .read(dataset -> {
          List<Quad> stated =
              dataset.stream(Node.ANY, Node.ANY, Elm.schemeId, Node.ANY)
                  .filter(quad -> origins.source(quad.getGraph()).isPresent())
                  .toList();
          Set<String> registers =
              stated.stream()
                  .flatMap(quad -> origins.source(quad.getGraph()).stream())
                  .collect(Collectors.toSet());
          return origins.isTouched(name, registers)
              ? Optional.of(links(dataset, stated, origins, dataset.getGraph(name)))
              : Optional.<Graph>empty();
        })
        .ifPresent(links -> store.putGraph(name, links));
  }

  private Graph links(DatasetGraph dataset, List<Quad> stated, Origins origins, Graph before) {
    SortedMap<String, List<Bearer>> bearers = new TreeMap<>();
    for (Quad quad : stated) {
      String identifier = quad.getSubject().getURI();
      int hash = identifier.lastIndexOf('#');
      if (hash < 0) {
        continue;
      }
      Node topic = NodeFactory.createURI(identifier.substring(0, hash));
      String register = origins.source(quad.getGraph()).orElseThrow();
      Iterator<Quad> notations =
          dataset.find(quad.getGraph(), quad.getSubject(), Skos.notation, Node.ANY);
      while (notations.hasNext()) {
        String key = quad.getObject() + " " + notations.next().getObject().getLiteralLexicalForm();
        bearers
            .computeIfAbsent(key, k -> new ArrayList<>())
            .add(new Bearer(quad.getGraph(), topic, register, quad.getSubject()));
      }
    }
    Graph links = GraphFactory.createDefaultGraph();
    for (List<Bearer> same : bearers.values()) {
      if (same.stream().map(Bearer::register).distinct().count() > 1) {
        assertPairs(
            same.stream().filter(it -> isLinked(dataset, it.graph(), it.topic())).toList(),
            before,
            links);
      }
    }
    if (!links.isEmpty()) {
      add(links, agent(), Rdf.type, Prov.SoftwareAgent);
      add(links, agent(), Skos.prefLabel, NodeFactory.createLiteralString("Tessera"));
    }
    return links;
  }

  /** Organisations too bear identifiers, and registers share them; they are no credentials. */
  private static boolean isLinked(DatasetGraph dataset, Node graph, Node topic) {
    return Stream.of(RecordKind.CREDENTIAL, RecordKind.LEARNING_OPPORTUNITY)
        .flatMap(kind -> kind.classes().stream())
        .anyMatch(type -> dataset.contains(graph, topic, Rdf.type, type));
  }

  private void assertPairs(List<Bearer> same, Graph before, Graph links) {
    Map<String, List<Bearer>> byRegister =
        same.stream().collect(Collectors.groupingBy(Bearer::register));
    if (byRegister.size() < 2 || byRegister.size() > MOST_REGISTERS) {
      return;
    }
    List<Bearer> distinct =
        byRegister.values().stream()
            .flatMap(bearers -> onlyOne(bearers).stream())
            .sorted((a, b) -> a.topic().getURI().compareTo(b.topic().getURI()))
            .toList();
    for (int i = 0; i < distinct.size(); i++) {
      for (int j = i + 1; j < distinct.size(); j++) {
        if (!distinct.get(i).topic().equals(distinct.get(j).topic())) {
          assertion(distinct.get(i), distinct.get(j), before, links);
        }
      }
    }
  }

  /** What two records of one register bear tells which of them is meant of neither. */
  private static Optional<Bearer> onlyOne(List<Bearer> ofOneRegister) {
    boolean many = ofOneRegister.stream().map(Bearer::topic).distinct().count() > 1;
    return many
        ? Optional.empty()
        : ofOneRegister.stream()
            .min((a, b) -> a.identifier().getURI().compareTo(b.identifier().getURI()));
  }

  private void assertion(Bearer one, Bearer other, Graph before, Graph links) {
    String operands = one.topic().getURI() + "\n" + other.topic().getURI();
    String hash = Hash.hex(operands.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    Node assertion = NodeFactory.createURI(baseIri + "id/identity/" + hash);
    Node created =
        before.find(assertion, Dct.created, Node.ANY).mapWith(Triple::getObject).toList().stream()
            .findFirst()
            .orElseGet(() ->
                NodeFactory.createLiteralDT(Instant.now().toString(), XSDDatatype.XSDdateTime));
    add(links, assertion, Rdf.type, Tess.IdentityAssertion);
    add(links, assertion, Tess.subjectCredential, one.topic());
    add(links, assertion, Tess.objectCredential, other.topic());
    add(links, assertion, Tess.method, concept("identity-method/shared-identifier"));
    add(links, assertion, Tess.assertionStatus, concept("assertion-status/accepted"));
    add(
        links,
        assertion,
        Tess.confidence,
        NodeFactory.createLiteralDT("1.0", XSDDatatype.XSDdecimal));
    add(links, assertion, Tess.evidence, one.identifier());
    add(links, assertion, Tess.evidence, other.identifier());
    add(links, assertion, Prov.wasAttributedTo, agent());
    add(links, assertion, Dct.created, created);
    add(links, one.topic(), Tess.sameCredentialAs, other.topic());
    add(links, other.topic(), Tess.sameCredentialAs, one.topic());
  }

  private Node agent() {
    return NodeFactory.createURI(baseIri + "id/agent/tessera");
  }

  private static Node concept(String path) {
    return NodeFactory.createURI(SCHEME + path);
  }

  private static void add(Graph graph, Node subject, Node predicate, Node object) {
    graph.add(Triple.create(subject, predicate, object));
  }
}
