package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.store.Samples.BASE;
import static org.tessera.store.Samples.SOURCE;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;
import static org.tessera.store.Samples.organisation;
import static org.tessera.store.Samples.record;
import static org.tessera.store.Samples.run;
import static org.tessera.store.Samples.runStatements;
import static org.tessera.store.Samples.topic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.dboe.base.record.RecordFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.store.tupletable.TupleIndexRecord;
import org.apache.jena.tdb2.store.tupletable.TupleTable;
import org.apache.jena.tdb2.sys.SystemTDB;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Skos;

/** Batches so large that several threads fill the store's indexes while nodes are still written. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
final class LargeBatchTest {
  private static final int RECORDS = 5_000;

  @TempDir private Path folder;
  private RecordStore store;

  @BeforeEach
  void open() {
    store = RecordStore.open(folder, BASE);
  }

  @AfterEach
  void storeIsWhole() {
    assertEquals(List.of(), store.check());
    store.close();
  }

  @Test
  void everyStatementIsInEveryIndex() {
    List<RecordWrite> writes = records();
    writes.add(organisation("org", "Guild"));
    writes.add(organisation("org", "Gilde"));

    store.commit(batch(1, writes, Set.of()));

    List<Integer> sizes = new ArrayList<>();
    store.forEach(
        Optional.of(SOURCE),
        record -> {
          if (record.catalogueRecord().kind() == RecordKind.CREDENTIAL) {
            sizes.add(record.graph().size());
          }
        });
    assertEquals(RECORDS, sizes.size());
    assertEquals(Set.of(14), Set.copyOf(sizes));
    StoredRecord shared = store.find(topic("org")).orElseThrow();
    assertEquals(2, shared.graph().find(topic("org"), Skos.prefLabel, Node.ANY).toList().size());
  }

  @Test
  void aLargeChangeLeavesNothingOfWhatWas() {
    store.commit(batch(1, records(), Set.of()));
    List<RecordWrite> changed = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      changed.add(credential("r" + i, "Changed " + i, "2"));
      changed.add(credential("new" + i, "New " + i, "3"));
    }

    store.commit(batch(2, changed, Set.of()));

    List<Node> titles = new ArrayList<>();
    store.read(data -> {
      Iter.forEach(
          data.findNG(Node.ANY, topic("r7"), Dct.title, Node.ANY),
          quad -> titles.add(quad.getObject()));
      return titles;
    });
    assertEquals(1, titles.size(), titles::toString);
  }

  @Test
  void aLargeBatchThatFailsAtItsEndLeavesNothing() {
    store.commit(batch(1, credential("taken", "Welding", "5")));
    long before = quads();
    List<RecordWrite> writes = records();
    writes.add(credential("taken", "Of another", "5"));
    Batch ofAnother = new Batch("yy-other", run(2), writes, Set.of(), runStatements(run(2)));

    assertThrows(StoreException.class, () -> store.commit(ofAnother));

    assertEquals(before, quads());
    assertEquals(Optional.empty(), store.find(record("r0")));
    store.commit(batch(3, records(), Set.of()));
    assertEquals(RECORDS + 1, store.known(SOURCE).size());
  }

  @Test
  void whatBreaksOffWhileIndexesAreFilledIsUndone() {
    List<Triple> statements =
        records().stream()
            .flatMap(record -> record.statements().stream())
            .limit(AddedStatements.MOST_WAITING)
            .toList();

    assertThrows(
        IllegalStateException.class,
        () ->
            Txn.executeWrite(
                store.dataset(),
                () -> {
                  try (GraphWriter writer = new GraphWriter(store.dataset())) {
                    writer.add(topic("graph"), statements);
                    throw new IllegalStateException("broken off");
                  }
                }));

    assertEquals(0, quads());
    // Its threads must not write on into what the next transaction writes.
    store.commit(batch(1, records(), Set.of()));
    assertEquals(RECORDS, store.known(SOURCE).size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aThreadThatFailsUndoesTheWholeBatch(int index) {
    store.commit(batch(1, credential("kept", "Welding", "5")));
    long before = quads();
    TupleTable indexes =
        TDBInternal.requireStorage(store.dataset())
            .getQuadTable()
            .getNodeTupleTable()
            .getTupleTable();
    TupleIndexRecord whole = (TupleIndexRecord) indexes.getIndex(index);
    for (Throwable fault :
        List.of(new IllegalStateException("no space"), new StackOverflowError())) {
      indexes.setTupleIndex(index, new FailingIndex(whole, fault));
      Throwable told =
          assertThrows(Throwable.class, () -> store.commit(batch(2, records(), Set.of())));
      indexes.setTupleIndex(index, whole);

      assertTrue(
          told == fault || told instanceof StoreException && told.toString().contains("no space"),
          told::toString);
      assertEquals(before, quads());
      assertEquals(List.of(), store.check());
      assertEquals(Optional.empty(), store.find(record("r0")));
      assertEquals(1, store.sequence());
    }
    store.commit(batch(3, records(), Set.of()));
    assertEquals(RECORDS + 1, store.known(SOURCE).size());
    for (TupleIndex each : indexes.getIndexes()) {
      assertEquals(quads(), store.<Long>read(data -> each.size()), each::getName);
    }
  }

  /** Breaks off in the middle, in a thread that fills it beside the writer. */
  private static final class FailingIndex extends TupleIndexRecord {
    private final Throwable fault;

    FailingIndex(TupleIndexRecord whole, Throwable fault) {
      super(
          whole.getTupleLength(),
          whole.getMapping(),
          whole.getName(),
          new RecordFactory(SystemTDB.LenIndexQuadRecord, 0),
          whole.getRangeIndex());
      this.fault = fault;
    }

    @Override
    public void addAll(Collection<Tuple<NodeId>> tuples) {
      if (!Thread.currentThread().getName().equals("store-" + getName())) {
        super.addAll(tuples);
        return;
      }
      super.addAll(List.copyOf(tuples).subList(0, tuples.size() / 2));
      if (fault instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) fault;
    }
  }

  private long quads() {
    return store.read(data -> Iter.count(data.find()));
  }

  private static List<RecordWrite> records() {
    List<RecordWrite> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(credential("r" + i, "Welding " + i, "1"));
    }
    return records;
  }
}
