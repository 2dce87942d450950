package org.tessera.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * The same credentials in other registers, by the links that the store holds. Links change without
 * the records, so they are read from the store, once for a page.
 */
final class AlsoIn {
  private AlsoIn() {}

  /** The links of some credentials, to records that a search could find. */
  static Map<String, List<Hit.AlsoIn>> of(Collection<String> topics, RecordStore store, View view)
      throws IOException {
    if (topics.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Link>> links =
        store.read(dataset -> {
          Map<String, List<Link>> found = new HashMap<>();
          topics.forEach(topic -> found.put(topic, links(dataset, topic)));
          return found;
        });
    Map<String, List<Hit.AlsoIn>> alsoIn = new HashMap<>();
    for (Map.Entry<String, List<Link>> entry : links.entrySet()) {
      List<Hit.AlsoIn> others = new ArrayList<>();
      for (Link link : entry.getValue()) {
        view.result(link.other())
            .ifPresent(record ->
                others.add(
                    new Hit.AlsoIn(record.source(), link.other(), link.confidence().orElse(null))));
      }
      alsoIn.put(entry.getKey(), others);
    }
    return alsoIn;
  }

  private static List<Link> links(DatasetGraph dataset, String topic) {
    Node subject = NodeFactory.createURI(topic);
    Set<Node> others = new LinkedHashSet<>();
    dataset
        .find(Node.ANY, subject, Tess.sameCredentialAs, Node.ANY)
        .forEachRemaining(quad -> others.add(quad.getObject()));
    dataset
        .find(Node.ANY, Node.ANY, Tess.sameCredentialAs, subject)
        .forEachRemaining(quad -> others.add(quad.getSubject()));
    return others.stream()
        .filter(other -> other.isURI() && !other.equals(subject))
        .map(other -> new Link(other.getURI(), confidence(dataset, subject, other)))
        .toList();
  }

  private static Optional<BigDecimal> confidence(DatasetGraph dataset, Node one, Node other) {
    return assertion(dataset, one, other)
        .or(() -> assertion(dataset, other, one))
        .map(literal -> new BigDecimal(literal.getLiteralLexicalForm()).stripTrailingZeros());
  }

  private static Optional<Node> assertion(DatasetGraph dataset, Node subject, Node object) {
    Iterator<Quad> assertions = dataset.find(Node.ANY, Node.ANY, Tess.subjectCredential, subject);
    while (assertions.hasNext()) {
      Quad assertion = assertions.next();
      Node graph = assertion.getGraph();
      if (dataset.contains(graph, assertion.getSubject(), Tess.objectCredential, object)) {
        Iterator<Quad> confidence =
            dataset.find(graph, assertion.getSubject(), Tess.confidence, Node.ANY);
        if (confidence.hasNext()) {
          return Optional.of(confidence.next().getObject());
        }
      }
    }
    return Optional.empty();
  }

  private record Link(String other, Optional<BigDecimal> confidence) {}
}
