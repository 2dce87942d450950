package org.tessera.sparql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.G;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.Batch;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/** Real stores filled from a TriG file that lies beside the tests. */
final class Fixture {
  static final String BASE = "https://w3id.org/tessera/";

  private Fixture() {}

  /**
   * A store in memory with the ontology and what the file says. In the file, a graph with a {@code
   * foaf:primaryTopic} is a record's, of which the file gives the register, the identifier and the
   * state; any other graph is stored as it is.
   */
  static RecordStore store(String file) {
    JenaSystem.init();
    RecordStore store = RecordStore.inMemory(BASE);
    Ontology.graphs().forEach(store::putGraph);
    DatasetGraph data = RDFParser.source("org/tessera/sparql/" + file).toDatasetGraph();
    Map<String, List<RecordWrite>> writes = new HashMap<>();
    Map<String, Set<Node>> withdrawn = new HashMap<>();
    data.listGraphNodes()
        .forEachRemaining(name -> {
          Graph graph = data.getGraph(name);
          if (graph.contains(name, Foaf.primaryTopic, Node.ANY)) {
            String register = G.getOneSP(graph, name, Tess.inRegister).getURI();
            String source = register.substring(register.lastIndexOf('/') + 1);
            writes.computeIfAbsent(source, key -> new ArrayList<>()).add(write(name, graph));
            if (G.getOneSP(graph, name, Tess.recordState).getURI().endsWith("withdrawn")) {
              withdrawn.computeIfAbsent(source, key -> new HashSet<>()).add(name);
            }
          } else {
            store.putGraph(name, graph);
          }
        });
    writes.forEach((source, records) -> store.commit(batch(source, "1", records, Set.of())));
    withdrawn.forEach((source, records) -> store.commit(batch(source, "2", List.of(), records)));
    return store;
  }

  /** Commits a withdrawn record of such a file again, as its register now says it once more. */
  static void restore(RecordStore store, String file, String record) {
    Node name = NodeFactory.createURI(record);
    Graph graph = RDFParser.source("org/tessera/sparql/" + file).toDatasetGraph().getGraph(name);
    String register = G.getOneSP(graph, name, Tess.inRegister).getURI();
    String source = register.substring(register.lastIndexOf('/') + 1);
    store.commit(batch(source, "3", List.of(write(name, graph)), Set.of()));
  }

  private static RecordWrite write(Node name, Graph graph) {
    Node topic = G.getOneSP(graph, name, Foaf.primaryTopic);
    List<Triple> statements =
        graph.stream().filter(statement -> !statement.getSubject().equals(name)).toList();
    return new RecordWrite(
        name,
        topic,
        kind(graph, topic),
        G.getOneSP(graph, name, Tess.sourceIdentifier).getLiteralLexicalForm(),
        "sha256:" + "0".repeat(64),
        NodeFactory.createURI(BASE + "id/fixture#input"),
        0,
        RecordWrite.IdentifierBasis.REGISTER,
        graph.contains(name, Tess.synthetic, Node.ANY),
        RecordWrite.Role.MAIN,
        Optional.empty(),
        statements);
  }

  private static RecordKind kind(Graph graph, Node topic) {
    return Arrays.stream(RecordKind.values())
        .filter(kind -> kind.classes().stream().anyMatch(it -> graph.contains(topic, Rdf.type, it)))
        .findFirst()
        .orElseThrow();
  }

  private static Batch batch(
      String source, String number, List<RecordWrite> writes, Set<Node> withdrawals) {
    Node run = NodeFactory.createURI(BASE + "id/run/" + source + "/2026010203040" + number + "Z");
    Node started = NodeFactory.createLiteralDT("2026-01-02T03:04:05Z", XSDDatatype.XSDdateTime);
    return new Batch(
        source, run, writes, withdrawals, List.of(Triple.create(run, Prov.startedAtTime, started)));
  }
}
