package org.tessera.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.loader.LoaderFactory;
import org.apache.jena.tdb2.loader.base.LoaderOps;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.tessera.harvester.HarvestListener;
import org.tessera.harvester.HarvestReport;
import org.tessera.harvester.HarvestRequest;
import org.tessera.harvester.HarvestSettings;
import org.tessera.harvester.Harvester;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.search.IndexProgress;
import org.tessera.search.SearchIndex;
import org.tessera.store.Batch;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;
import org.tessera.store.StoredRecord;

/**
 * A harvest of one file end to end and each arrow alone, against TDB2 with the same quads, all in
 * one process. The clock of a shared machine moves, so the processor's time stands beside it; the
 * first step pays for the warming up of Java, as a command does.
 *
 * <p>Arguments: source, file in its native format, empty folder.
 */
public final class HarvestArrows {
  private static final int BATCH = 10_000;

  private static final Node STARTED =
      NodeFactory.createLiteralDT("2026-01-01T00:00:00Z", XSDDatatype.XSDdateTime);

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final String source;
  private final String file;
  private final Path folder;
  private final Map<String, Cost> costs = new LinkedHashMap<>();

  private record Cost(double seconds, double processorSeconds) {}

  private interface Work {
    void run() throws IOException;
  }

  private HarvestArrows(String source, String file, Path folder) {
    this.source = source;
    this.file = file;
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    JenaSystem.init();
    new HarvestArrows(args[0], args[1], Path.of(args[2])).measure();
  }

  private void measure() throws IOException {
    long records = 0;
    List<StoredRecord> stored = new ArrayList<>();
    Path data = folder.resolve("data");
    try (RecordStore store = RecordStore.open(data.resolve("store"), RealRecords.BASE)) {
      Harvester harvester = new Harvester(HarvestSettings.of(data, RealRecords.BASE), store);
      harvester.describe();
      try (SearchIndex index = SearchIndex.open(data.resolve("index"), store)) {
        List<HarvestReport> reports = new ArrayList<>();
        time(
            "end to end: read, archive, map, check, store, index",
            () -> {
              reports.add(harvest(harvester, false, false, following(index)));
              harvester.derive();
              index.catchUp();
            });
        records = reports.getFirst().seen();
        time(
            "again, nothing changed: known, read",
            () -> harvest(harvester, false, false, HarvestListener.NONE));
        time(
            "read, map, check (dry run)",
            () -> harvest(harvester, true, true, HarvestListener.NONE));
        time("index (made anew)", () -> index.reindex(true, IndexProgress.NONE));
      }
      store.forEach(Optional.of(source), stored::add);
    }
    time("store (the same records, mapped)", () -> storeAlone(stored));
    Path quads = folder.resolve("records.nq");
    write(stored, quads);
    time("TDB2 alone, as shipped: transactions of the same size", () -> tdb2(stored));
    time("TDB2 alone, as shipped: its bulk loader, from N-Quads", () -> bulk(quads));
    print(records);
  }

  private HarvestReport harvest(
      Harvester harvester, boolean full, boolean dryRun, HarvestListener listener) {
    HarvestRequest request =
        new HarvestRequest(source, Optional.of(file), true, full, dryRun, false);
    HarvestReport report = harvester.harvest(request, listener);
    if (!report.complete()) {
      throw new IllegalStateException("The harvest failed: " + report.failure().orElse(""));
    }
    return report;
  }

  /** Indexes on another thread while the harvest goes on, as the server does. */
  private static HarvestListener following(SearchIndex index) {
    return new HarvestListener() {
      @Override
      public void committed(String source) {
        Thread.startVirtualThread(() -> {
          try {
            index.catchUp();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
      }
    };
  }

  private void storeAlone(List<StoredRecord> records) {
    Node run = NodeFactory.createURI(RealRecords.BASE + "id/run/bench/1");
    try (RecordStore store = RecordStore.open(folder.resolve("alone"), RealRecords.BASE)) {
      for (int from = 0; from < records.size(); from += BATCH) {
        List<RecordWrite> writes =
            records.subList(from, Math.min(from + BATCH, records.size())).stream()
                .map(HarvestArrows::write)
                .toList();
        List<Triple> about =
            List.of(
                Triple.create(run, Rdf.type, Tess.Harvest),
                Triple.create(run, Prov.startedAtTime, STARTED));
        store.commit(new Batch(source, run, writes, Set.of(), about));
      }
    }
  }

  private static RecordWrite write(StoredRecord record) {
    var catalogue = record.catalogueRecord();
    return new RecordWrite(
        catalogue.record(),
        catalogue.topic(),
        catalogue.kind(),
        catalogue.localId(),
        catalogue.contentHash(),
        catalogue.run(),
        0,
        catalogue.identifierBasis(),
        catalogue.synthetic(),
        RecordWrite.Role.MAIN,
        Optional.empty(),
        record.statements().stream()
            .filter(statement -> !statement.getSubject().equals(catalogue.record()))
            .toList());
  }

  private void tdb2(List<StoredRecord> records) {
    DatasetGraph dataset = DatabaseMgr.connectDatasetGraph(folder.resolve("tdb2").toString());
    for (int from = 0; from < records.size(); from += BATCH) {
      List<StoredRecord> batch = records.subList(from, Math.min(from + BATCH, records.size()));
      Txn.executeWrite(dataset, () -> batch.forEach(record -> quads(record).forEach(dataset::add)));
    }
    TDBInternal.expel(dataset, true);
  }

  private void bulk(Path quads) {
    DatasetGraph dataset = DatabaseMgr.connectDatasetGraph(folder.resolve("bulk").toString());
    var loader = LoaderFactory.phasedLoader(dataset, LoaderOps.outputToLog());
    loader.startBulk();
    loader.load(quads.toString());
    loader.finishBulk();
    TDBInternal.expel(dataset, true);
  }

  private static void write(List<StoredRecord> records, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      StreamRDF writer = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
      writer.start();
      records.forEach(record -> quads(record).forEach(writer::quad));
      writer.finish();
    }
  }

  private static List<Quad> quads(StoredRecord record) {
    return record.statements().stream()
        .map(statement -> Quad.create(record.catalogueRecord().record(), statement))
        .toList();
  }

  private void time(String what, Work work) throws IOException {
    long start = System.nanoTime();
    long processor = PROCESS.getProcessCpuTime();
    work.run();
    costs.put(
        what,
        new Cost(
            (System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - processor) / 1e9));
  }

  private void print(long records) {
    Cost whole = costs.values().iterator().next();
    System.out.printf("%n%,d records of %s%n%n", records, source);
    System.out.println("| step | s | processor s | records/s | end to end is slower by |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    costs.forEach((what, cost) ->
        System.out.printf(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %,.0f | %.1f× |%n",
            what,
            cost.seconds(),
            cost.processorSeconds(),
            records / cost.seconds(),
            whole.seconds() / cost.seconds()));
  }
}
