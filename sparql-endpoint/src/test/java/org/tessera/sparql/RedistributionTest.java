package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.system.G;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Tess;
import org.tessera.store.MetadataOnlyCounts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever gives many records gives metadata and a link of those without a licence. */
class RedistributionTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BB = "https://w3id.org/tessera/id/bb/";
  private static final Node REGISTER_B = NodeFactory.createURI("https://w3id.org/tessera/id/bb");
  private static final Node CLOSED =
      NodeFactory.createURI("https://w3id.org/tessera/record/bb/closed");

  /** What is not metadata: words, and facts that the register found out. */
  private static final List<String> KEPT_BACK =
      List.of("kept back", "PT77H", "4.5", "level-3", "snb/eqf");

  @RegisterExtension private static final ServedFixture SERVED = new ServedFixture("licences.trig");

  @ParameterizedTest
  @EnumSource(RecordDump.Format.class)
  void ofDumps(RecordDump.Format format) throws IOException {
    String dump = dump(format);
    assertGivenIsMetadata(dump);
    for (String link : List.of("B-1", "https://example.org/closed", BB + "org-body")) {
      boolean column = format != RecordDump.Format.CSV || !link.equals("B-1");
      assertTrue(!column || dump.contains(link), link);
    }
    if (format != RecordDump.Format.CSV) {
      assertTrue(dump.contains("words of A") && dump.contains("words under a licence"), dump);
      assertTrue(dump.contains("Badge College"), dump);
    }
  }

  @Test
  void aDumpSaysWhatItHoldsOfEachSource() throws IOException {
    DatasetGraph dump =
        RDFParser.fromString(dump(RecordDump.Format.NQUADS), Lang.NQUADS).toDatasetGraph();
    Graph register = dump.getGraph(REGISTER_B);
    assertEquals("3", count(register, Tess.recordCount));
    assertEquals("2", count(register, Tess.metadataOnlyCount));
    Graph other = dump.getGraph(NodeFactory.createURI("https://w3id.org/tessera/id/aa"));
    assertTrue(other.contains(Node.ANY, Dct.license, Node.ANY));
    assertTrue(dump.getGraph(CLOSED).contains(CLOSED, Dct.rights, Node.ANY));
    Node own = NodeFactory.createURI("https://w3id.org/tessera/record/bb/own");
    assertFalse(dump.getGraph(own).contains(own, Dct.rights, Node.ANY));
  }

  @Test
  void aTableNamesTheLicences() throws IOException {
    String table = dump(RecordDump.Format.CSV);
    assertTrue(table.lines().findFirst().orElse("").endsWith(",licence"), table);
    assertTrue(table.contains(",https://creativecommons.org/licenses/by/4.0/\r\n"), table);
    assertTrue(table.contains(",https://example.org/licence/own\r\n"), table);
    assertTrue(line(table, BB + "closed").endsWith(","), table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tessera", "elm", "ctdl", "schema"})
  void ofTheFeed(String profile) throws Exception {
    String text = SERVED.server().get("/api/v1/changes?profile=" + profile).body();
    assertGivenIsMetadata(text);
    Map<String, JsonNode> items = new TreeMap<>();
    for (JsonNode item : JSON.readTree(text).path("items")) {
      items.put(item.path("id").asString(), item);
    }
    JsonNode closed = Objects.requireNonNull(items.get(BB + "closed"));
    assertEquals("metadata-and-link", closed.path("given").asString());
    assertTrue(closed.path("licence").isNull());
    assertFalse(closed.has("error"));
    assertTrue(closed.path("data").toString().contains("B-1"), closed::toString);
    JsonNode own = Objects.requireNonNull(items.get(BB + "own"));
    assertEquals("whole", own.path("given").asString());
    assertTrue(own.path("data").toString().contains("words under a licence"), own::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/catalog.ttl", "/.well-known/void.ttl"})
  void theDescriptionsCount(String path) throws Exception {
    Graph description =
        RDFParser.fromString(SERVED.server().get(path).body(), Lang.TURTLE).toGraph();
    assertEquals("2", count(description, Tess.metadataOnlyCount));
    Node registry = NodeFactory.createURI("https://w3id.org/tessera/catalog");
    assertTrue(description.contains(registry, Dct.rights, Node.ANY));
  }

  @Test
  void madeUpRecordsAndLicensedOnesAreNotCounted() {
    assertEquals(Map.of("bb", 2L), new MetadataOnlyCounts(SERVED.store()).bySource());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/record?id=https://w3id.org/tessera/id/bb/closed", "/id/bb/closed.ttl"})
  void aRecordThatIsAskedForByItselfIsWhole(String path) throws Exception {
    assertTrue(SERVED.server().get(path).body().contains("words kept back"));
  }

  private static void assertGivenIsMetadata(String text) {
    KEPT_BACK.forEach(it -> assertFalse(text.contains(it), () -> it + " is in " + text));
    assertTrue(text.contains("Under no licence"), text);
  }

  private static String count(Graph graph, Node property) {
    return G.getOneSP(graph, REGISTER_B, property).getLiteralLexicalForm();
  }

  private static String line(String table, String id) {
    return table.lines().filter(it -> it.startsWith(id + ",")).findFirst().orElseThrow();
  }

  private static String dump(RecordDump.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(4, new RecordDump(SERVED.store()).write(format, Optional.empty(), out));
    return out.toString(StandardCharsets.UTF_8);
  }
}
