package org.tessera.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;

/**
 * A statement of a record with the times between which it stood, as a node of the record's history.
 * It is not asserted there, so no query for its property takes it for one that stands.
 *
 * @param until null for one that stands today
 * @param node that it was read from; null where it is not written yet
 */
record FormerStatement(
    Triple statement, Instant from, @Nullable Instant until, @Nullable Node node) {

  /** One that is not written yet. */
  static FormerStatement begun(Triple statement, Instant from) {
    return new FormerStatement(statement, from, null, null);
  }

  /** The same, ended; its name tells when it began and so stays. */
  FormerStatement ended(Instant now) {
    return new FormerStatement(statement, from, now, node);
  }

  /** The same, as if it had not ended. */
  FormerStatement reopened() {
    return new FormerStatement(statement, from, null, node);
  }

  boolean holdsAt(Instant moment) {
    return !moment.isBefore(from) && (until == null || moment.isBefore(until));
  }

  boolean ended() {
    return until != null;
  }

  /** When it was last news: it ended then, or else it began. */
  Instant lastNews() {
    return until == null ? from : until;
  }

  /** When it began and ended, as far as that is after a time. */
  List<Instant> changes(Instant since) {
    return Stream.of(from, lastNews()).filter(it -> it.isAfter(since)).toList();
  }

  void write(Node history, Collection<Triple> into) {
    Node name = node == null ? name(history) : node;
    into.add(Triple.create(name, Rdf.subject, statement.getSubject()));
    into.add(Triple.create(name, Rdf.predicate, statement.getPredicate()));
    into.add(Triple.create(name, Rdf.object, statement.getObject()));
    into.add(Triple.create(name, Prov.generatedAtTime, CatalogueStatements.instant(from)));
    if (until != null) {
      into.add(Triple.create(name, Prov.invalidatedAtTime, CatalogueStatements.instant(until)));
    }
  }

  private Node name(Node history) {
    String hash =
        HexFormat.of()
            .formatHex(
                CanonicalStatements.sha256().digest(CanonicalStatements.line(statement)), 0, 8);
    return NodeFactory.createURI(history.getURI() + "#" + hash + "-" + from.getEpochSecond());
  }

  /** All of a history's graph. */
  static List<FormerStatement> read(Collection<Triple> graph) {
    Map<Node, Map<Node, Node>> nodes = new HashMap<>();
    for (Triple triple : graph) {
      nodes
          .computeIfAbsent(triple.getSubject(), node -> new HashMap<>())
          .put(triple.getPredicate(), triple.getObject());
    }
    List<FormerStatement> statements = new ArrayList<>();
    for (Map.Entry<Node, Map<Node, Node>> entry : nodes.entrySet()) {
      Map<Node, Node> node = entry.getValue();
      Node subject = node.get(Rdf.subject);
      Node predicate = node.get(Rdf.predicate);
      Node object = node.get(Rdf.object);
      Node from = node.get(Prov.generatedAtTime);
      Node until = node.get(Prov.invalidatedAtTime);
      if (subject != null && predicate != null && object != null && from != null) {
        statements.add(
            new FormerStatement(
                Triple.create(subject, predicate, object),
                CatalogueStatements.instant(from),
                until == null ? null : CatalogueStatements.instant(until),
                entry.getKey()));
      }
    }
    return statements;
  }
}
