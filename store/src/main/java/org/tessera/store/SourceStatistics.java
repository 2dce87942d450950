package org.tessera.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/**
 * What is kept of a source so that nobody has to count: its records by kind, its runs, and the rank
 * of its poorer inputs. Read from the source's statistics graph, changed by a batch, and written
 * back in the same transaction.
 */
final class SourceStatistics {
  private static final String SYNTHETIC = "synthetic";
  private static final String WITHDRAWN = "withdrawn";

  private final StoreNames names;
  private final String source;
  private final Map<RecordKind, Long> records = new EnumMap<>(RecordKind.class);
  private final Map<Node, Integer> ranks = new HashMap<>();
  private final Set<Node> runs = new HashSet<>();
  private long synthetic;
  private long tombstones;
  private @Nullable Node lastRun;

  SourceStatistics(StoreNames names, String source) {
    this.names = names;
    this.source = source;
  }

  static SourceStatistics read(Graphs graphs, StoreNames names, String source) {
    SourceStatistics statistics = new SourceStatistics(names, source);
    Map<Node, String> kinds = new HashMap<>();
    Map<Node, Long> counts = new HashMap<>();
    for (Triple statement : graphs.read(names.statistics(source))) {
      Node subject = statement.getSubject();
      Node object = statement.getObject();
      if (statement.getPredicate().equals(Tess.kind)) {
        kinds.put(subject, object.getLiteralLexicalForm());
      } else if (statement.getPredicate().equals(Tess.recordCount)) {
        counts.put(subject, Long.parseLong(object.getLiteralLexicalForm()));
      } else if (statement.getPredicate().equals(Tess.rank)) {
        statistics.ranks.put(subject, Integer.parseInt(object.getLiteralLexicalForm()));
      } else if (statement.getPredicate().equals(Tess.lastRun)) {
        statistics.lastRun = object;
      } else if (object.equals(Tess.Harvest)) {
        statistics.runs.add(subject);
      }
    }
    kinds.forEach((node, kind) -> statistics.set(kind, counts.getOrDefault(node, 0L)));
    return statistics;
  }

  /** Counts a record in, or out again with -1. */
  void count(CatalogueRecord record, int by) {
    if (!record.active()) {
      tombstones += by;
    } else if (record.synthetic()) {
      synthetic += by;
    } else {
      records.merge(record.kind(), (long) by, Long::sum);
    }
  }

  void addRun(Node run) {
    runs.add(run);
    lastRun = run;
  }

  void rank(Node input, int rank) {
    ranks.put(input, rank);
  }

  /** Rank of the input that a record was read from; without a statement of it, the richest. */
  int rank(Optional<Node> readFrom) {
    return readFrom.map(input -> ranks.getOrDefault(input, 0)).orElse(0);
  }

  Map<RecordKind, Long> records() {
    Map<RecordKind, Long> present = new EnumMap<>(RecordKind.class);
    records.forEach((kind, count) -> {
      if (count != 0) {
        present.put(kind, count);
      }
    });
    return present;
  }

  long synthetic() {
    return synthetic;
  }

  long tombstones() {
    return tombstones;
  }

  Optional<Node> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  Set<Node> runs() {
    return runs;
  }

  List<Triple> statements() {
    Node catalogue = names.catalogue(source);
    List<Triple> statements = new ArrayList<>();
    statements.add(Triple.create(catalogue, Rdf.type, Tess.Source));
    if (lastRun != null) {
      statements.add(Triple.create(catalogue, Tess.lastRun, lastRun));
    }
    runs.forEach(run -> statements.add(Triple.create(run, Rdf.type, Tess.Harvest)));
    ranks.forEach((input, rank) ->
        statements.add(Triple.create(input, Tess.rank, CatalogueStatements.number(rank))));
    records.forEach((kind, count) -> addCount(statements, kind.id(), count));
    addCount(statements, SYNTHETIC, synthetic);
    addCount(statements, WITHDRAWN, tombstones);
    return statements;
  }

  private void addCount(List<Triple> statements, String kind, long count) {
    Node node = NodeFactory.createURI(names.statistics(source).getURI() + "#" + kind);
    statements.add(Triple.create(node, Dct.subject, names.catalogue(source)));
    statements.add(Triple.create(node, Tess.kind, CatalogueStatements.text(kind)));
    statements.add(Triple.create(node, Tess.recordCount, CatalogueStatements.number(count)));
  }

  private void set(String kind, long count) {
    switch (kind) {
      case SYNTHETIC -> synthetic = count;
      case WITHDRAWN -> tombstones = count;
      default -> records.put(RecordKind.byId(kind), count);
    }
  }
}
