package org.tessera.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.tdb2.store.tupletable.TupleIndex;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Rdf;

/** Proves that every record is whole and that what is kept agrees with what is there. */
final class StoreCheck {
  private final Graphs graphs;
  private final StoreNames names;
  private final long sequence;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, SourceStatistics> counted = new HashMap<>();

  StoreCheck(Graphs graphs, StoreNames names) {
    this.graphs = graphs;
    this.names = names;
    this.sequence = Sequence.read(graphs, names);
  }

  /** What is wrong, a line each; to be called once, inside a read transaction. */
  List<String> run() {
    Iter.forEach(graphs.dataset().listGraphNodes(), this::checkGraph);
    if (graphs.dataset().contains(Quad.defaultGraphIRI, Node.ANY, Node.ANY, Node.ANY)) {
      problems.add("There are statements outside all named graphs");
    }
    checkIndexes();
    Set<String> sources = new LinkedHashSet<>(counted.keySet());
    new SourceDescriptions(graphs, names).all().forEach(summary -> sources.add(summary.id()));
    sources.forEach(this::checkCounts);
    return problems;
  }

  /** A torn write would leave a statement in one index and not in another. */
  private void checkIndexes() {
    TupleIndex[] indexes =
        TDBInternal.requireStorage(graphs.dataset())
            .getQuadTable()
            .getNodeTupleTable()
            .getTupleTable()
            .getIndexes();
    for (TupleIndex index : indexes) {
      compare(
          "Statements in " + indexes[0].getName() + " and " + index.getName(),
          indexes[0].size(),
          index.size());
    }
  }

  private void checkGraph(Node name) {
    Set<Triple> graph = graphs.read(name);
    for (Triple statement : graph) {
      if (statement.getSubject().isBlank() || statement.getObject().isBlank()) {
        problems.add(name + " has a blank node: " + statement);
      }
    }
    boolean hasCatalogueRecord = graph.contains(Triple.create(name, Rdf.type, Dcat.CatalogRecord));
    if (hasCatalogueRecord) {
      checkRecord(name, graph);
    } else if (names.isRecordGraph(name)) {
      problems.add(name + " is a record's graph without a catalogue record");
    }
  }

  private void checkRecord(Node name, Set<Triple> graph) {
    Optional<CatalogueRecord> read;
    try {
      read = CatalogueStatements.read(name, graph, names);
    } catch (StoreException e) {
      problems.add(e.getMessage());
      return;
    }
    if (read.isEmpty()) {
      problems.add("The catalogue record " + name + " has no foaf:primaryTopic");
      return;
    }
    CatalogueRecord record = read.get();
    counted
        .computeIfAbsent(record.source(), source -> new SourceStatistics(names, source))
        .count(record, 1);
    if (record.sequence() > sequence) {
      problems.add(
          "%s changed at %d, after the store's last change %d"
              .formatted(name, record.sequence(), sequence));
    }
    record
        .partOf()
        .filter(whole -> record.active() && !isActive(whole))
        .ifPresent(whole -> problems.add(name + " is active, but its whole " + whole + " is not"));
  }

  private boolean isActive(Node record) {
    return CatalogueStatements.read(record, graphs.read(record), names)
        .filter(CatalogueRecord::active)
        .isPresent();
  }

  private void checkCounts(String source) {
    SourceStatistics kept = SourceStatistics.read(graphs, names, source);
    SourceStatistics found = counted.getOrDefault(source, new SourceStatistics(names, source));
    compare(source + ": records", kept.records(), found.records());
    compare(source + ": synthetic records", kept.synthetic(), found.synthetic());
    compare(source + ": tombstones", kept.tombstones(), found.tombstones());
  }

  private void compare(String what, Object kept, Object found) {
    if (!kept.equals(found)) {
      problems.add("%s: kept %s, found %s".formatted(what, kept, found));
    }
  }
}
