package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tessera.store.Samples.SOURCE;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;
import static org.tessera.store.Samples.iri;
import static org.tessera.store.Samples.run;
import static org.tessera.store.Samples.runStatements;
import static org.tessera.store.Samples.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Tess;

/** What every kind of record store tells of its sources. */
interface SourceSummaryContract {
  RecordStore store();

  @Test
  default void syntheticRecordsAreCountedApart() {
    store()
        .commit(
            batch(
                1, credential("a", "Welding", "5"), synthetic(credential("example-1", "X", "1"))));
    assertEquals(Map.of(RecordKind.CREDENTIAL, 1L), summary().records());
    assertEquals(1, summary().synthetic());
    store().commit(batch(2, credential("example-1", "X", "1")));
    assertEquals(Map.of(RecordKind.CREDENTIAL, 2L), summary().records());
    assertEquals(0, summary().synthetic());
  }

  @Test
  default void aSourceIsSummarisedFromItsDescriptionAndItsLastRun() {
    Graph description = GraphMemFactory.createDefaultGraph();
    Node catalogue = iri("id/" + SOURCE);
    description.add(catalogue, Dct.title, NodeFactory.createLiteralLang("Sample", "en"));
    description.add(catalogue, Dct.title, NodeFactory.createLiteralLang("Échantillon", "fr"));
    description.add(catalogue, Dct.license, NodeFactory.createURI("https://example.org/licence"));
    description.add(
        catalogue,
        Tess.jurisdiction,
        NodeFactory.createURI("http://publications.europa.eu/resource/authority/country/FRA"));
    description.add(catalogue, Tess.protocol, NodeFactory.createLiteralString("http"));
    store().putGraph(catalogue, description);
    store().putGraph(catalogue, description);
    Node problem = NodeFactory.createURI(run(2).getURI() + "#problem-1");
    List<Triple> statements = new ArrayList<>(runStatements(run(2)));
    statements.add(Triple.create(run(2), Tess.seen, CatalogueStatements.number(7)));
    statements.add(Triple.create(run(2), Tess.problem, problem));
    statements.add(text(problem, Tess.problemRecord, "r7"));
    statements.add(text(problem, Tess.problemPlace, "rows.csv, row 8"));
    statements.add(text(problem, Tess.problemReason, "no title"));

    store().commit(batch(1, credential("a", "Welding", "5")));
    store().commit(new Batch(SOURCE, run(2), List.of(), Set.of(), statements));

    SourceSummary summary = summary();
    assertEquals(Map.of("en", "Sample", "fr", "Échantillon"), summary.names());
    assertEquals(Optional.of("FR"), summary.jurisdiction());
    assertEquals("http", summary.protocol());
    assertEquals(Optional.of("https://example.org/licence"), summary.licence());
    assertEquals(7, summary.lastRun().orElseThrow().seen());
    assertEquals(run(2), summary.lastRun().orElseThrow().run());
    List<RunReport> runs = store().runs(SOURCE, 10);
    assertEquals(List.of(run(2), run(1)), runs.stream().map(it -> it.run().run()).toList());
    assertEquals(
        List.of(new RunReport.Problem("r7", "rows.csv, row 8", "no title")),
        runs.getFirst().problems());
    assertEquals(1, store().runs(SOURCE, 1).size());
  }

  @Test
  default void ofOlderRunsWhatTheyMetIsReadWhereTheyMappedRecords() {
    for (int number = 1; number <= 4; number++) {
      Node run = run(number);
      Node problem = NodeFactory.createURI(run.getURI() + "#problem-1");
      List<Triple> statements = new ArrayList<>(runStatements(run));
      statements.add(
          Triple.create(run, Tess.changed, CatalogueStatements.number(number == 2 ? 1 : 0)));
      statements.add(text(run, Tess.unmappedValue, "t.csv: a: b (×2)"));
      if (number != 2) {
        statements.removeIf(it -> it.getPredicate().equals(Tess.unmappedValue));
      }
      statements.add(Triple.create(run, Tess.problem, problem));
      statements.add(text(problem, Tess.problemReason, "no title"));
      store().commit(new Batch(SOURCE, run, List.of(), Set.of(), statements));
    }
    List<RunReport> runs = store().runs(SOURCE, 10);
    assertEquals(List.of(1, 0, 1, 0), runs.stream().map(it -> it.problems().size()).toList());
    assertEquals(List.of(new RunReport.UnmappedValue("t.csv", "a: b", 2)), runs.get(2).unmapped());
    assertEquals(1, runs.get(2).run().changed());
  }

  default SourceSummary summary() {
    return store().sources().stream()
        .filter(it -> it.id().equals(SOURCE))
        .findFirst()
        .orElseThrow();
  }

  private static Triple text(Node subject, Node predicate, String value) {
    return Triple.create(subject, predicate, NodeFactory.createLiteralString(value));
  }
}
