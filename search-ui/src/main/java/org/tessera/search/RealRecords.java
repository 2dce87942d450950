package org.tessera.search;

import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Tess;

/** Tells the records that counts and lists are made of: neither withdrawn nor made up. */
public final class RealRecords {
  private static final Node ACTIVE =
      NodeFactory.createURI(Vocabulary.SCHEMES + "record-state/active");

  private RealRecords() {}

  /** Whether a graph is that of such a record. */
  public static boolean contain(DatasetGraph dataset, Node graph) {
    return dataset.contains(graph, graph, Tess.recordState, ACTIVE)
        && !dataset.contains(graph, graph, Tess.synthetic, Node.ANY);
  }

  /** How many different things among these such a record describes. */
  public static long describing(DatasetGraph dataset, Stream<Node> topics) {
    return topics
        .distinct()
        .filter(topic ->
            dataset.stream(Node.ANY, Node.ANY, Foaf.primaryTopic, topic)
                .anyMatch(quad -> contain(dataset, quad.getGraph())))
        .count();
  }
}
