package org.tessera.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sys.JenaSystem;
import org.tessera.bench.RealRecords.Row;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.Batch;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/**
 * The record store through its door: write, repeat, replace, withdraw, read.
 *
 * <p>Arguments: folder with {@code data/}, empty folder for the store, records, records a batch.
 */
public final class StoreSpeed {
  private static final Node RUN = RealRecords.iri("id/run/credly/20261124T000000Z");

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final Map<String, Double> perSecond = new LinkedHashMap<>();
  private final RecordStore store;
  private final List<Row> rows;
  private final int batchSize;

  private StoreSpeed(RecordStore store, List<Row> rows, int batchSize) {
    this.store = store;
    this.rows = rows;
    this.batchSize = batchSize;
  }

  public static void main(String[] args) throws IOException {
    JenaSystem.init();
    List<Row> rows = RealRecords.read(Path.of(args[0]), Integer.parseInt(args[2]));
    Path folder = Path.of(args[1]);
    try (RecordStore store = RecordStore.open(folder, RealRecords.BASE)) {
      StoreSpeed speed = new StoreSpeed(store, rows, Integer.parseInt(args[3]));
      speed.measure();
      speed.print();
    }
  }

  private void measure() {
    int some = Math.min(10_000, rows.size() / 2);
    time("write", rows.size(), () -> commit(rows, ""));
    time("the same again, mapped", some, () -> commit(rows.subList(0, some), ""));
    time("known", rows.size(), () -> store.known(RealRecords.SOURCE));
    time("known, warm", rows.size(), () -> store.known(RealRecords.SOURCE));
    time("replace, title changed", some, () -> commit(rows.subList(0, some), " II"));
    time("changesAt", some, () -> store.changesAt(store.sequence()));
    time("find", some, () -> rows.subList(0, some).forEach(r -> store.find(RealRecords.topic(r))));
    AtomicLong seen = new AtomicLong();
    time(
        "forEach",
        rows.size(),
        () -> store.forEach(Optional.empty(), record -> seen.addAndGet(record.graph().size())));
    time("withdraw", some, () -> withdraw(rows.subList(0, some)));
    time("check", rows.size(), () -> System.out.println(store.check()));
    time("compact", rows.size(), store::compact);
  }

  private void commit(List<Row> changed, String suffix) {
    for (int from = 0; from < changed.size(); from += batchSize) {
      List<RecordWrite> writes = new ArrayList<>();
      for (Row row : changed.subList(from, Math.min(from + batchSize, changed.size()))) {
        writes.add(RealRecords.write(row, row.title() + suffix));
        writes.add(RealRecords.issuerWrite(row));
      }
      store.commit(new Batch(RealRecords.SOURCE, RUN, writes, Set.of(), runStatements()));
    }
  }

  private void withdraw(List<Row> withdrawn) {
    Set<Node> records = Set.copyOf(withdrawn.stream().map(RealRecords::record).toList());
    store.commit(new Batch(RealRecords.SOURCE, RUN, List.of(), records, runStatements()));
  }

  private static List<Triple> runStatements() {
    return List.of(
        Triple.create(RUN, Rdf.type, Tess.Harvest),
        Triple.create(
            RUN,
            Prov.startedAtTime,
            NodeFactory.createLiteralDT("2026-11-24T00:00:00Z", XSDDatatype.XSDdateTime)));
  }

  private void time(String what, int records, Runnable work) {
    long start = System.nanoTime();
    long startOnProcessor = PROCESS.getProcessCpuTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    // On a shared machine the processor's time tells more than the clock's.
    double processor = (PROCESS.getProcessCpuTime() - startOnProcessor) / 1e9;
    System.out.printf("%s: %.2f s, processor %.2f s%n", what, seconds, processor);
    perSecond.put(what, records / seconds);
  }

  private void print() {
    System.out.println("| step | records/s |\n| --- | --- |");
    perSecond.forEach((what, rate) -> System.out.printf("| %s | %,.0f |%n", what, rate));
  }
}
