package org.tessera.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.dboe.base.file.Location;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sys.JenaSystem;
import org.apache.jena.system.Txn;
import org.apache.jena.tdb2.DatabaseMgr;
import org.apache.jena.tdb2.TDB2;
import org.apache.jena.tdb2.params.StoreParams;
import org.apache.jena.tdb2.params.StoreParamsBuilder;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.tessera.bench.RealRecords.Row;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/**
 * TDB2 alone with the same records in three layouts (docs/decisions/0201).
 *
 * <p>Arguments: folder with {@code data/}, empty folder, records, records a transaction. Rates are
 * by the clock and, in brackets, by the processor's time, which a shared machine distorts less.
 */
public final class StoreLayouts {
  private static final String PREFIXES =
      """
      PREFIX elm: <http://data.europa.eu/snb/model/elm/>
      PREFIX tess: <https://w3id.org/tessera/ontology#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX adms: <http://www.w3.org/ns/adms#>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      """;
  private static final Map<String, String> QUERIES =
      Map.of(
          "star: type, level, category, title",
          "SELECT ?s ?t { ?s a elm:LearningAchievementSpecification ; elm:category 'Learning' ;"
              + " tess:level <https://w3id.org/tessera/scheme/framework/x/Advanced> ;"
              + " dct:title ?t }",
          "two hops: body's name of each credential",
          "SELECT ?s ?n { ?s elm:awardingOpportunity/elm:awardingBody ?o . ?o skos:prefLabel ?n }",
          "group by awarding body, top 10",
          "SELECT ?o (COUNT(*) AS ?n) { ?a elm:awardingBody ?o } GROUP BY ?o"
              + " ORDER BY DESC(?n) LIMIT 10",
          "text filter on titles",
          "SELECT ?s { ?s dct:title ?t FILTER(CONTAINS(LCASE(?t), 'security')) }",
          "count by state over catalogue records",
          "SELECT ?x (COUNT(*) AS ?n) { ?r tess:recordState ?x ; foaf:primaryTopic ?s }"
              + " GROUP BY ?x");

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private enum Layout {
    SIX_INDEXES("graph per record, 6 indexes", "GSPO", "GPOS", "GOSP", "SPOG", "POSG", "OSPG"),
    FOUR_INDEXES("graph per record, 4 indexes", "GSPO", "SPOG", "POSG", "OSPG"),
    TRIPLES("triples, owned by subject", "GSPO", "GPOS", "GOSP", "SPOG", "POSG", "OSPG");

    private final String title;
    private final String[] quadIndexes;

    Layout(String title, String... quadIndexes) {
      this.title = title;
      this.quadIndexes = quadIndexes;
    }
  }

  private final Layout layout;
  private final DatasetGraph dataset;
  private final List<Row> rows;
  private final int batchSize;
  private final Map<String, String> results = new LinkedHashMap<>();

  private StoreLayouts(Layout layout, Path folder, List<Row> rows, int batchSize) {
    this.layout = layout;
    this.rows = rows;
    this.batchSize = batchSize;
    StoreParams parameters =
        StoreParamsBuilder.create("bench", StoreParams.getDftStoreParams())
            .quadIndexes(layout.quadIndexes)
            .build();
    dataset = DatabaseMgr.connectDatasetGraph(Location.create(folder.toString()), parameters);
    dataset.getContext().set(TDB2.symUnionDefaultGraph, layout != Layout.TRIPLES);
  }

  public static void main(String[] args) throws IOException {
    JenaSystem.init();
    List<Row> rows = RealRecords.read(Path.of(args[0]), Integer.parseInt(args[2]));
    Map<Layout, Map<String, String>> table = new LinkedHashMap<>();
    for (Layout layout : Layout.values()) {
      Path folder = Files.createDirectories(Path.of(args[1]).resolve(layout.name()));
      StoreLayouts run = new StoreLayouts(layout, folder, rows, Integer.parseInt(args[3]));
      run.measure(folder);
      TDBInternal.expel(run.dataset);
      table.put(layout, run.results);
    }
    print(table);
  }

  private void measure(Path folder) throws IOException {
    int some = Math.min(10_000, rows.size() / 2);
    rate("write, records/s", rows.size(), () -> inBatches(rows, this::write));
    results.put("size after writing, MB", Long.toString(megabytes(folder)));
    QUERIES.forEach((what, query) -> results.put(what + ", ms", bestOfFive(query)));
    rate(
        "whole record by name, records/s",
        some,
        () -> Txn.executeRead(dataset, () -> rows.subList(0, some).forEach(this::read)));
    rate("same again by difference, records/s", some, () -> replaceSome(some, ""));
    rate("replace a title by difference, records/s", some, () -> replaceSome(some, " II"));
    rate("withdraw, records/s", some, () -> inBatches(rows.subList(0, some), this::withdraw));
    results.put("size at the end, MB", Long.toString(megabytes(folder)));
  }

  private void replaceSome(int some, String suffix) {
    inBatches(rows.subList(0, some), row -> replace(row, row.title() + suffix));
  }

  private void inBatches(List<Row> all, Consumer<Row> action) {
    for (int from = 0; from < all.size(); from += batchSize) {
      List<Row> batch = all.subList(from, Math.min(from + batchSize, all.size()));
      Txn.executeWrite(dataset, () -> batch.forEach(action));
    }
  }

  private void write(Row row) {
    add(row, statements(row, row.title()));
    Node issuerGraph =
        layout == Layout.TRIPLES ? Quad.defaultGraphIRI : RealRecords.issuerWrite(row).record();
    add(issuerGraph, RealRecords.issuerStatements(row));
  }

  private void replace(Row row, String title) {
    Set<Triple> stored = read(row);
    Set<Triple> wanted = new HashSet<>(statements(row, title));
    stored.stream().filter(it -> !wanted.contains(it)).forEach(it -> delete(row, it));
    add(row, wanted.stream().filter(it -> !stored.contains(it)).toList());
  }

  private void withdraw(Row row) {
    read(row).forEach(it -> delete(row, it));
  }

  private Set<Triple> read(Row row) {
    Set<Triple> found = new LinkedHashSet<>();
    if (layout != Layout.TRIPLES) {
      dataset
          .findNG(RealRecords.record(row), Node.ANY, Node.ANY, Node.ANY)
          .forEachRemaining(quad -> found.add(quad.asTriple()));
      return found;
    }
    Node topic = RealRecords.topic(row);
    describe(RealRecords.record(row), found);
    describe(topic, found);
    for (Triple triple : List.copyOf(found)) {
      Node object = triple.getObject();
      if (object.isURI() && object.getURI().startsWith(topic.getURI() + "#")) {
        describe(object, found);
      }
    }
    return found;
  }

  private void describe(Node subject, Set<Triple> found) {
    dataset
        .find(Quad.defaultGraphIRI, subject, Node.ANY, Node.ANY)
        .forEachRemaining(quad -> found.add(quad.asTriple()));
  }

  private void add(Row row, List<Triple> statements) {
    add(graph(row), statements);
  }

  private void add(Node graph, List<Triple> statements) {
    for (Triple triple : statements) {
      dataset.add(graph, triple.getSubject(), triple.getPredicate(), triple.getObject());
    }
  }

  private void delete(Row row, Triple triple) {
    dataset.delete(graph(row), triple.getSubject(), triple.getPredicate(), triple.getObject());
  }

  private Node graph(Row row) {
    return layout == Layout.TRIPLES ? Quad.defaultGraphIRI : RealRecords.record(row);
  }

  private static List<Triple> statements(Row row, String title) {
    List<Triple> statements = new ArrayList<>(RealRecords.statements(row, title));
    Node record = RealRecords.record(row);
    Node now = NodeFactory.createLiteralDT("2026-11-24T00:00:00Z", XSDDatatype.XSDdateTime);
    statements.add(Triple.create(record, Rdf.type, Dcat.CatalogRecord));
    statements.add(Triple.create(record, Foaf.primaryTopic, RealRecords.topic(row)));
    statements.add(Triple.create(record, Tess.inRegister, RealRecords.iri("id/credly")));
    statements.add(Triple.create(record, Tess.sourceIdentifier, text(row.id())));
    statements.add(Triple.create(record, Prov.wasGeneratedBy, RealRecords.iri("id/run/1")));
    statements.add(Triple.create(record, Tess.contentHash, text("sha256:c" + row.id())));
    statements.add(Triple.create(record, Dct.issued, now));
    statements.add(Triple.create(record, Dct.modified, now));
    statements.add(
        Triple.create(record, Tess.recordState, RealRecords.iri("scheme/record-state/active")));
    statements.add(
        Triple.create(
            record, Tess.sequence, NodeFactory.createLiteralDT("1", XSDDatatype.XSDinteger)));
    return statements;
  }

  private static Node text(String value) {
    return NodeFactory.createLiteralString(value);
  }

  private String bestOfFive(String query) {
    long best = Long.MAX_VALUE;
    long first = 0;
    long found = 0;
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      found = Txn.calculateRead(dataset, () -> count(query));
      long taken = (System.nanoTime() - start) / 1_000;
      first = round == 0 ? taken : first;
      best = Math.min(best, taken);
    }
    return "%.1f (%.0f), %d rows".formatted(best / 1e3, first / 1e3, found);
  }

  private long count(String query) {
    try (QueryExec exec = QueryExec.dataset(dataset).query(PREFIXES + query).build()) {
      return exec.select().stream().count();
    }
  }

  private void rate(String what, int records, Runnable work) {
    long start = System.nanoTime();
    long startOnProcessor = PROCESS.getProcessCpuTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double processor = (PROCESS.getProcessCpuTime() - startOnProcessor) / 1e9;
    results.put(what, "%,.0f (%,.0f)".formatted(records / seconds, records / processor));
    System.out.printf("%s: %s %.1f s, processor %.1f s%n", layout, what, seconds, processor);
  }

  private static long megabytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum()
          >> 20;
    }
  }

  private static void print(Map<Layout, Map<String, String>> table) {
    StringBuilder head = new StringBuilder("| |");
    StringBuilder line = new StringBuilder("| --- |");
    table.keySet().forEach(layout -> head.append(' ').append(layout.title).append(" |"));
    table.keySet().forEach(layout -> line.append(" --- |"));
    System.out.println(head + "\n" + line);
    for (String what : table.values().iterator().next().keySet()) {
      StringBuilder row = new StringBuilder("| ").append(what).append(" |");
      table.values().forEach(results -> row.append(' ').append(results.get(what)).append(" |"));
      System.out.println(row);
    }
  }
}
