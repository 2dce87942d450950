package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.store.Committed.Outcome.ADDED;
import static org.tessera.store.Committed.Outcome.CHANGED;
import static org.tessera.store.Committed.Outcome.UNCHANGED;
import static org.tessera.store.Samples.SOURCE;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;
import static org.tessera.store.Samples.organisation;
import static org.tessera.store.Samples.part;
import static org.tessera.store.Samples.readFrom;
import static org.tessera.store.Samples.record;
import static org.tessera.store.Samples.run;
import static org.tessera.store.Samples.runStatements;
import static org.tessera.store.Samples.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Skos;
import org.tessera.store.RecordWrite.Role;

/** What every kind of record store does. */
abstract class RecordStoreContract implements SourceSummaryContract {
  private RecordStore store;

  abstract RecordStore open();

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void storeIsWhole() {
    assertEquals(List.of(), store.check());
    store.close();
  }

  @Override
  public RecordStore store() {
    return store;
  }

  @Test
  void anEmptyStoreHasNoSequenceNoSourcesAndNoRecords() {
    assertEquals(0, store.sequence());
    assertEquals(List.of(), store.sources());
    assertEquals(Map.of(), store.known(SOURCE));
    assertEquals(Optional.empty(), store.find(topic("a")));
    assertEquals(List.of(), store.changesAt(1));
  }

  @Test
  void aNewRecordIsFoundByItsTopicAndByItsCatalogueRecord() {
    Committed committed = store.commit(batch(1, credential("a", "Welding", "5")));

    assertEquals(Map.of(record("a"), ADDED), committed.outcomes());
    assertEquals(1, committed.sequence());
    assertEquals(1, store.sequence());
    CatalogueRecord found = store.find(topic("a")).orElseThrow().catalogueRecord();
    assertEquals(found, store.find(record("a")).orElseThrow().catalogueRecord());
    assertEquals(topic("a"), found.topic());
    assertEquals(SOURCE, found.source());
    assertEquals("a", found.localId());
    assertEquals(RecordKind.CREDENTIAL, found.kind());
    assertEquals("sha256:raw-a", found.contentHash());
    assertEquals(run(1), found.run());
    assertTrue(found.active());
    assertEquals(found.firstSeen(), found.lastChanged());
    assertEquals(14, store.find(topic("a")).orElseThrow().graph().size());
  }

  @Test
  void theSameStatementsAgainChangeNothingButTheContentHash() {
    RecordWrite first = credential("a", "Welding", "5");
    store.commit(batch(1, first));

    Committed again = store.commit(batch(2, readFrom(first, "rows", 0, "sha256:other-bytes")));

    assertEquals(Map.of(record("a"), UNCHANGED), again.outcomes());
    assertEquals(1, again.sequence());
    CatalogueRecord found = store.find(topic("a")).orElseThrow().catalogueRecord();
    assertEquals("sha256:other-bytes", found.contentHash());
    assertEquals(1, found.sequence());
    assertEquals(run(1), found.run());
  }

  @Test
  void aNumberWrittenInAnotherWayIsNoChange() {
    store.commit(batch(1, credential("a", "Welding", "5")));
    Committed again = store.commit(batch(2, credential("a", "Welding", "5.00")));
    assertEquals(Map.of(record("a"), UNCHANGED), again.outcomes());
  }

  @Test
  void aChangedRecordIsReplacedAndLeavesOthersAlone() {
    store.commit(batch(1, credential("a", "Welding", "5"), credential("b", "Baking", "3")));
    Graph before = store.find(topic("b")).orElseThrow().graph();

    Committed changed = store.commit(batch(2, credential("a", "Welding II", "6")));

    assertEquals(Map.of(record("a"), CHANGED), changed.outcomes());
    assertEquals(2, changed.sequence());
    StoredRecord a = store.find(topic("a")).orElseThrow();
    assertEquals(14, a.graph().size());
    assertTrue(
        a.graph()
            .contains(topic("a"), Dct.title, NodeFactory.createLiteralLang("Welding II", "en")));
    assertTrue(before.isIsomorphicWith(store.find(topic("b")).orElseThrow().graph()));
    assertEquals(List.of("a"), localIds(store.changesAt(2)));
    assertEquals(List.of("b"), localIds(store.changesAt(1)));
  }

  @Test
  void aWithdrawnRecordLeavesATombstoneWithItsName() {
    store.commit(batch(1, credential("a", "Welding", "5"), credential("b", "Baking", "3")));

    Committed committed = store.commit(batch(2, List.of(), Set.of(record("a"))));

    assertEquals(1, committed.withdrawn());
    assertEquals(2, committed.sequence());
    StoredRecord tombstone = store.find(topic("a")).orElseThrow();
    assertFalse(tombstone.catalogueRecord().active());
    assertEquals(RecordKind.CREDENTIAL, tombstone.catalogueRecord().kind());
    assertTrue(tombstone.graph().contains(topic("a"), Dct.title, Node.ANY));
    assertFalse(tombstone.graph().contains(Node.ANY, Elm.creditPoint, Node.ANY));
    assertEquals(List.of("a"), localIds(store.changesAt(2)));
    assertEquals(List.of("b"), activeIds());
    assertFalse(known("a").active());
    assertEquals(1, summary().tombstones());
    assertEquals(Map.of(RecordKind.CREDENTIAL, 1L), summary().records());
  }

  @Test
  void withdrawingTwiceOrWhatIsNotThereDoesNothing() {
    store.commit(batch(1, credential("a", "Welding", "5")));
    store.commit(batch(2, List.of(), Set.of(record("a"))));

    Committed again = store.commit(batch(3, List.of(), Set.of(record("a"), record("never"))));

    assertEquals(0, again.withdrawn());
    assertEquals(2, again.sequence());
  }

  @Test
  void aTombstoneWrittenAgainIsActiveAgainAndKeepsItsFirstDay() {
    store.commit(batch(1, credential("a", "Welding", "5")));
    CatalogueRecord first = store.find(topic("a")).orElseThrow().catalogueRecord();
    store.commit(batch(2, List.of(), Set.of(record("a"))));

    Committed back = store.commit(batch(3, credential("a", "Welding", "5")));

    assertEquals(Map.of(record("a"), CHANGED), back.outcomes());
    CatalogueRecord found = store.find(topic("a")).orElseThrow().catalogueRecord();
    assertTrue(found.active());
    assertEquals(first.firstSeen(), found.firstSeen());
    assertEquals(first.contentHash(), found.contentHash());
    assertEquals(0, summary().tombstones());
  }

  @Test
  void aPartThatItsWholeNoLongerBringsIsWithdrawn() {
    store.commit(batch(1, credential("w", "Whole", "9"), part("p1", "w"), part("p2", "w")));

    Committed committed = store.commit(batch(2, credential("w", "Whole", "9"), part("p2", "w")));

    assertEquals(1, committed.withdrawn());
    assertEquals(Map.of(record("w"), UNCHANGED, record("p2"), UNCHANGED), committed.outcomes());
    assertEquals(List.of("p2", "w"), activeIds());
    assertTrue(known("p2").part());
    assertFalse(known("w").part());
  }

  @Test
  void withdrawingAWholeWithdrawsItsParts() {
    store.commit(batch(1, part("p1", "w"), credential("w", "Whole", "9")));
    Committed committed = store.commit(batch(2, List.of(), Set.of(record("w"))));
    assertEquals(2, committed.withdrawn());
    assertEquals(List.of(), activeIds());
  }

  @Test
  void anOrganisationOnlyGrowsAndIsNobodysToWithdraw() {
    store.commit(batch(1, credential("a", "Welding", "5"), organisation("org", "Guild")));

    assertEquals(
        UNCHANGED, store.commit(batch(2, organisation("org"))).outcomes().get(record("org")));
    assertEquals(
        CHANGED,
        store.commit(batch(2, organisation("org", "Gilde"))).outcomes().get(record("org")));
    assertEquals(
        UNCHANGED,
        store.commit(batch(3, organisation("org", "Guild"))).outcomes().get(record("org")));

    StoredRecord org = store.find(topic("org")).orElseThrow();
    assertEquals(2, org.graph().find(topic("org"), Skos.prefLabel, Node.ANY).toList().size());
    assertEquals(Set.of("a"), store.known(SOURCE).keySet());
    assertEquals(
        Map.of(RecordKind.CREDENTIAL, 1L, RecordKind.ORGANISATION, 1L), summary().records());
  }

  @Test
  void aMentionDoesNotTouchWhatItsSourceDescribesInARecordOfItsOwn() {
    RecordWrite mention = organisation("org", "Guild");
    RecordWrite own =
        new RecordWrite(
            mention.record(),
            mention.topic(),
            mention.kind(),
            mention.localId(),
            "sha256:raw",
            mention.readFrom(),
            0,
            mention.identifierBasis(),
            false,
            Role.MAIN,
            Optional.empty(),
            organisation("org", "The Guild").statements());

    store.commit(batch(1, mention));
    assertEquals(CHANGED, store.commit(batch(2, own)).outcomes().get(record("org")));
    assertEquals(UNCHANGED, store.commit(batch(3, mention)).outcomes().get(record("org")));
    assertEquals(UNCHANGED, store.commit(batch(4, own)).outcomes().get(record("org")));
    assertEquals(Set.of("org"), store.known(SOURCE).keySet());
  }

  @Test
  void aPoorerInputNeverReplacesARicherOne() {
    RecordWrite rich = readFrom(credential("a", "Welding in full", "5"), "full", 0, "sha256:rich");
    RecordWrite poor = readFrom(credential("a", "Welding", "5"), "index", 1, "sha256:poor");

    store.commit(batch(1, poor));
    assertEquals(1, known("a").rank());
    assertEquals(CHANGED, store.commit(batch(2, rich)).outcomes().get(record("a")));
    assertEquals(UNCHANGED, store.commit(batch(3, poor)).outcomes().get(record("a")));

    KnownRecord known = known("a");
    assertEquals("sha256:rich", known.contentHash());
    assertEquals(0, known.rank());
  }

  @Test
  void aBatchThatFailsLeavesEverythingAsItWas() {
    store.commit(batch(1, credential("a", "Welding", "5"), organisation("org", "Guild")));
    List<String> before = quads();
    Triple blank = Triple.create(topic("c"), Elm.creditPoint, NodeFactory.createBlankNode());
    List<Triple> bad = new ArrayList<>(credential("c", "Broken", "1").statements());
    bad.add(blank);
    RecordWrite other = readFrom(credential("x", "Of another", "1"), "rows", 0, "sha256:x");

    assertThrows(
        StoreException.class,
        () ->
            store.commit(
                batch(2, credential("b", "Baking", "3"), Samples.write("c", Role.MAIN, bad))));
    assertThrows(
        StoreException.class,
        () ->
            store.commit(
                new Batch(
                    "yy-other",
                    run(3),
                    List.of(other, organisation("new", "New"), credential("a", "Taken", "5")),
                    Set.of(record("a")),
                    runStatements(run(3)))));
    assertThrows(
        StoreException.class,
        () ->
            store.commit(
                new Batch(
                    "yy-other",
                    run(3),
                    List.of(organisation("new", "New"), other),
                    Set.of(record("a")),
                    runStatements(run(3)))));
    assertEquals(before, quads());
    // What the failed batches remembered of shared records must be forgotten too.
    store.commit(batch(4, organisation("new", "New")));
    assertTrue(store.find(topic("new")).isPresent());
  }

  @Test
  void aStatementAboutSomethingElseIsRefused() {
    List<Triple> statements = new ArrayList<>(credential("a", "Welding", "5").statements());
    statements.add(Triple.create(topic("b"), Dct.title, NodeFactory.createLiteralString("B")));
    StoreException refused =
        assertThrows(
            StoreException.class,
            () -> store.commit(batch(1, Samples.write("a", Role.MAIN, statements))));
    assertTrue(refused.toString().contains(topic("b").getURI()), refused.toString());
  }

  @Test
  void theDefaultGraphOfQueriesIsTheUnion() {
    store.commit(batch(1, credential("a", "Welding", "5"), credential("b", "Baking", "3")));
    assertEquals(2, countTitles());
  }

  @Test
  void compactionKeepsEverything() {
    store.commit(batch(1, credential("a", "Welding", "5")));
    store.commit(batch(2, credential("a", "Welding II", "5")));
    List<String> before = quads();
    store.compact();
    assertEquals(before, quads());
    assertEquals(1, countTitles());
    store.commit(batch(3, credential("b", "Baking", "3")));
    assertEquals(2, countTitles());
  }

  private KnownRecord known(String localId) {
    return Objects.requireNonNull(store.known(SOURCE).get(localId), localId);
  }

  private long countTitles() {
    return store.read(dataset -> {
      try (QueryExec query =
          QueryExec.dataset(dataset)
              .query("SELECT ?t { ?s <http://purl.org/dc/terms/title> ?t }")
              .build()) {
        return query.select().stream().count();
      }
    });
  }

  private List<String> quads() {
    return store.read(dataset -> {
      List<String> quads = new ArrayList<>();
      dataset.find().forEachRemaining(quad -> quads.add(quad.toString()));
      return quads.stream().sorted().toList();
    });
  }

  private List<String> activeIds() {
    Set<String> ids = new TreeSet<>();
    store.forEach(Optional.empty(), it -> ids.add(it.catalogueRecord().localId()));
    return List.copyOf(ids);
  }

  private static List<String> localIds(List<CatalogueRecord> records) {
    return records.stream().map(CatalogueRecord::localId).sorted().toList();
  }
}
