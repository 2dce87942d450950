package org.tessera.sparql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rov;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/**
 * A record amid what the registry says of the things that it names: what an organisation is called
 * and where it is, of which class another record is, which official IRI a concept has. What was
 * looked up once is remembered, so one of these serves one request and no other.
 */
final class Surroundings {
  private static final int REMEMBERED = 2_000;
  private static final String OUR_CONCEPTS = "https://w3id.org/tessera/scheme/";

  /** The lists whose IRIs stand for ours in an exchange, the preferred one first. */
  private static final List<String> OFFICIAL =
      List.of("http://data.europa.eu/", "https://data.acqf-qcp.africa/");

  private static final Set<Node> TOLD =
      Set.of(
          Rdf.type,
          Dct.title,
          Skos.prefLabel,
          Skos.notation,
          Skos.inScheme,
          Skos.exactMatch,
          Rov.legalName,
          Foaf.homepage,
          Adms.identifier,
          Elm.schemeName,
          Elm.schemeId,
          Tess.jurisdiction);

  /** Their objects are addresses, and nothing is known of them. */
  private static final Set<Node> TO_ADDRESSES = Set.of(Rdf.type, Foaf.homepage, Dct.source);

  private final RecordStore store;
  private final Map<Node, List<Triple>> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Node, List<Triple>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Surroundings(RecordStore store) {
    this.store = store;
  }

  /**
   * The record's statements without those of its catalogue record, with what is known of the things
   * around, each concept by its official IRI where it has one.
   */
  Graph of(StoredRecord record) {
    Node catalogueRecord = record.catalogueRecord().record();
    List<Triple> statements =
        record.statements().stream()
            .filter(statement -> !statement.getSubject().equals(catalogueRecord))
            .toList();
    List<Triple> around = store.read(dataset -> around(statements, dataset));
    Map<Node, Node> official = official(around);
    Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
    statements.forEach(statement -> graph.add(renamed(statement, official)));
    around.forEach(statement -> graph.add(renamed(statement, official)));
    Node topic = record.catalogueRecord().topic();
    if (graph.contains(topic, Rdf.type, Elm.Qualification)) {
      graph.add(topic, Rdf.type, Elm.LearningAchievementSpecification);
    }
    return graph;
  }

  private List<Triple> around(Collection<Triple> statements, DatasetGraph dataset) {
    Set<Node> own = new HashSet<>();
    statements.forEach(statement -> own.add(statement.getSubject()));
    Set<Node> named = new HashSet<>();
    for (Triple statement : statements) {
      Node object = statement.getObject();
      if (object.isURI()
          && !own.contains(object)
          && !TO_ADDRESSES.contains(statement.getPredicate())) {
        named.add(object);
      }
    }
    List<Triple> around = new ArrayList<>();
    for (Node thing : named) {
      List<Triple> told = told(thing, dataset);
      around.addAll(told);
      for (Triple statement : told) {
        if (statement.getPredicate().equals(Adms.identifier)) {
          around.addAll(told(statement.getObject(), dataset));
        }
      }
    }
    return around;
  }

  private List<Triple> told(Node thing, DatasetGraph dataset) {
    List<Triple> remembered = known.get(thing);
    if (remembered == null) {
      remembered =
          Iter.iter(dataset.findNG(Node.ANY, thing, Node.ANY, Node.ANY))
              .filter(quad -> TOLD.contains(quad.getPredicate()))
              .map(quad -> quad.asTriple())
              .distinct()
              .toList();
      known.put(thing, remembered);
    }
    return remembered;
  }

  private static Map<Node, Node> official(Collection<Triple> around) {
    Map<Node, List<String>> matches = new HashMap<>();
    for (Triple statement : around) {
      if (statement.getPredicate().equals(Skos.exactMatch)
          && statement.getSubject().getURI().startsWith(OUR_CONCEPTS)
          && statement.getObject().isURI()) {
        matches
            .computeIfAbsent(statement.getSubject(), concept -> new ArrayList<>())
            .add(statement.getObject().getURI());
      }
    }
    Map<Node, Node> official = new HashMap<>();
    matches.forEach((concept, iris) ->
        first(iris).ifPresent(iri -> official.put(concept, NodeFactory.createURI(iri))));
    return official;
  }

  private static Optional<String> first(List<String> iris) {
    return OFFICIAL.stream()
        .flatMap(list -> iris.stream().filter(iri -> iri.startsWith(list)).sorted())
        .findFirst();
  }

  private static Triple renamed(Triple statement, Map<Node, Node> official) {
    Node subject = official.getOrDefault(statement.getSubject(), statement.getSubject());
    Node object = official.getOrDefault(statement.getObject(), statement.getObject());
    return Triple.create(subject, statement.getPredicate(), object);
  }
}
