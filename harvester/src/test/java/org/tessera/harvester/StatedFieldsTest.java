package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;

/** How many records must agree before a subject has a field. */
class StatedFieldsTest {
  private static final Node SUBJECT = NodeFactory.createURI("https://example.org/id/a/subject-1");
  private static final String ISCED_F = "http://data.europa.eu/snb/isced-f/";

  @Test
  void manyCodesOfOneRecordAreOneRecord() {
    DatasetGraph dataset = DatasetGraphFactory.create();
    Origins origins = Origins.unknown("https://example.org/");
    for (int i = 0; i < 6; i++) {
      state(dataset, "r1", "061" + i);
    }
    for (String record : new String[] {"r2", "r3", "r4"}) {
      state(dataset, record, "0611");
    }
    assertTrue(StatedFields.of(dataset, origins).field(SUBJECT).isEmpty(), "four records");
    state(dataset, "r5", "0611");
    assertEquals(
        NodeFactory.createURI(ISCED_F + "061"),
        StatedFields.of(dataset, origins).field(SUBJECT).orElseThrow());
  }

  private static void state(DatasetGraph dataset, String record, String code) {
    Node iri = NodeFactory.createURI("https://example.org/id/a/" + record);
    dataset.add(iri, iri, Dct.subject, SUBJECT);
    dataset.add(iri, iri, Elm.ISCEDFCode, NodeFactory.createURI(ISCED_F + code));
  }
}
