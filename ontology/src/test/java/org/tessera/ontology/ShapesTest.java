package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;

class ShapesTest {
  /** Shapes see a record's own statements, without catalogue record and vocabulary. */
  private static final String RECORD = "https://w3id.org/tessera/id/example/example-123";

  @Test
  void workedExampleConformsToCoreAndNoPerson() {
    Graph example = GraphFactory.createDefaultGraph();
    RDFDataMgr.loadGraph("org/tessera/ontology/worked-example.ttl").stream()
        .filter(triple -> triple.getSubject().getURI().startsWith(RECORD))
        .forEach(example::add);
    for (Graph shapes : new Graph[] {Ontology.coreShapes(), Ontology.noPersonShapes()}) {
      ValidationReport report = ShaclValidator.get().validate(Shapes.parse(shapes), example);
      assertTrue(report.conforms(), () -> report.getEntries().toString());
    }
  }
}
