package org.tessera.sparql;

import java.io.IOException;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.Txn;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/** A process of its own for {@link HostileQueriesTest}: prints its port, ends with its input. */
final class HostileServer {
  private static final int CREDENTIALS = 10_000;

  private HostileServer() {}

  public static void main(String[] args) throws IOException {
    try (RecordStore store = Fixture.store("records.trig")) {
      DatasetGraph dataset = store.dataset();
      Txn.executeWrite(dataset, () -> fill(dataset));
      try (TestServer server =
          new TestServer(store, TestServer.search(), SparqlLimits.defaults())) {
        System.out.println("port " + server.port());
        System.out.flush();
        System.in.read();
      }
    }
  }

  private static void fill(DatasetGraph dataset) {
    for (int i = 0; i < CREDENTIALS; i++) {
      Node credential = iri("id/example/example-" + i);
      Node graph = iri("record/example/example-" + i);
      dataset.add(graph, credential, Rdf.type, Elm.LearningAchievementSpecification);
      dataset.add(
          graph,
          credential,
          Dct.title,
          NodeFactory.createLiteralLang("Made-up credential number " + i, "en"));
      dataset.add(graph, credential, Tess.credentialType, iri("scheme/credential-type/course"));
      dataset.add(graph, credential, Tess.level, iri("scheme/framework/fr/level-" + (1 + i % 8)));
      dataset.add(
          graph, credential, Elm.isPartOf, iri("id/example/example-" + (i * 7 % CREDENTIALS)));
    }
  }

  private static Node iri(String path) {
    return NodeFactory.createURI("https://w3id.org/tessera/" + path);
  }
}
