package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tessera.store.RecordStore;

/** Dumps of a store with one active, one withdrawn and one made-up record. */
class RecordDumpTest {
  private static final Node RECORD =
      NodeFactory.createURI("https://w3id.org/tessera/record/fr-rncp/RNCP1");

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @BeforeAll
  static void open() {
    store = Fixture.store("records.trig");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void nquadsHoldOneGraphARecord() throws IOException {
    DatasetGraph dump =
        RDFParser.fromString(dump(RecordDump.Format.NQUADS), Lang.NQUADS).toDatasetGraph();
    assertEquals(2, dump.size(), "the record and its source");
    assertTrue(dump.getGraph(RECORD).isIsomorphicWith(stored()));
  }

  @Test
  void turtleHoldsTheStatements() throws IOException {
    Graph dump = RDFParser.fromString(dump(RecordDump.Format.TURTLE), Lang.TURTLE).toGraph();
    dump.remove(NodeFactory.createURI("https://w3id.org/tessera/id/fr-rncp"), Node.ANY, Node.ANY);
    assertTrue(dump.isIsomorphicWith(stored()));
  }

  @Test
  void jsonLdHoldsOneGraphARecord() throws IOException {
    DatasetGraph dump =
        RDFParser.fromString(dump(RecordDump.Format.JSONLD), Lang.JSONLD).toDatasetGraph();
    assertTrue(dump.getGraph(RECORD).isIsomorphicWith(stored()));
  }

  @Test
  void csvHasOneRowARecord() throws IOException {
    List<String> lines = dump(RecordDump.Format.CSV).lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).startsWith("id,source,identifier,kind,title,"));
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "https://w3id.org/tessera/id/fr-rncp/RNCP1,fr-rncp,RNCP1,credential,Dog trainer,en,"
                    + "qualification,,"),
        lines.get(1));
    assertTrue(lines.get(1).contains(",60.0,0.5|7.5|110,"), lines.get(1));
  }

  @Test
  void csvPairsLevelsAndSaysWhatThePageSays() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RecordStore levels = Fixture.store("levels.trig")) {
      new RecordDump(levels).write(RecordDump.Format.CSV, Optional.of("uk-ofqual"), out);
    }
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().sorted().toList();
    String one = "https://w3id.org/tessera/scheme/framework/rqf/level-1";
    String two = "https://w3id.org/tessera/scheme/framework/rqf/level-2";
    String organisation = "https://w3id.org/tessera/id/uk-ofqual/org-";
    String awarded = lines.get(0);
    assertTrue(awarded.contains("," + two + "|" + one + ",3|2,"), awarded);
    assertTrue(awarded.contains(",published-referencing|published-referencing,"), awarded);
    assertTrue(awarded.contains(",GB," + organisation + "1,"), awarded);
    String stated = lines.get(1);
    assertTrue(stated.contains("," + one + "|" + two + ",2|,"), stated);
    assertTrue(stated.contains(",stated|,"), stated);
    assertTrue(stated.contains(",IE," + organisation + "2,"), stated);
  }

  @Test
  void unknownSourceGivesNothing() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(
        0, new RecordDump(store).write(RecordDump.Format.NQUADS, Optional.of("us-none"), out));
    assertEquals(0, out.size());
  }

  private static String dump(RecordDump.Format format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(1, new RecordDump(store).write(format, Optional.empty(), out));
    String text = out.toString(StandardCharsets.UTF_8);
    assertFalse(text.contains("example.org/own"), "made-up records are left out");
    assertFalse(text.contains("RNCP2"), "withdrawn records are left out");
    return text;
  }

  private static Graph stored() {
    return store.find(RECORD).orElseThrow().graph();
  }
}
