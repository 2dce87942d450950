package org.tessera.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/**
 * How many records {@link Redistribution} gives as metadata and link. Counted once for each state
 * of the records, since all licences are read for it and anybody may ask.
 */
public final class MetadataOnlyCounts {
  private final RecordStore store;
  private long countedAt = -1;
  private Map<String, Map<RecordKind, Long>> counts = Map.of();

  public MetadataOnlyCounts(RecordStore store) {
    this.store = store;
  }

  /** By id of each source that has any: its real, active records that are given so. */
  public Map<String, Long> bySource() {
    return bySource(kind -> true);
  }

  /** The same of the records of some kinds. */
  public synchronized Map<String, Long> bySource(Predicate<RecordKind> counted) {
    long sequence = store.sequence();
    if (sequence != countedAt) {
      counts = store.read(this::count);
      countedAt = sequence;
    }
    Map<String, Long> bySource = new HashMap<>();
    counts.forEach((source, byKind) ->
        byKind.forEach((kind, count) -> {
          if (count > 0 && counted.test(kind)) {
            bySource.merge(source, count, Long::sum);
          }
        }));
    return bySource;
  }

  private Map<String, Map<RecordKind, Long>> count(DatasetGraph dataset) {
    Map<Node, String> silent = new HashMap<>();
    Map<String, Map<RecordKind, Long>> unlicensed = new HashMap<>();
    for (SourceSummary source : store.sources()) {
      if (source.licence().isEmpty()) {
        silent.put(source.catalogue(), source.id());
        unlicensed.put(source.id(), new HashMap<>(source.records()));
      }
    }
    for (Node record : licensed(dataset)) {
      String source = silent.get(register(dataset, record));
      if (source != null && !dataset.contains(record, record, Tess.synthetic, Node.ANY)) {
        kind(dataset, record)
            .ifPresent(kind ->
                unlicensed.getOrDefault(source, new HashMap<>()).merge(kind, -1L, Long::sum));
      }
    }
    return unlicensed;
  }

  /** Active records with a licence of their own: a tombstone has lost it. */
  private static Set<Node> licensed(DatasetGraph dataset) {
    Set<Node> records = new HashSet<>();
    Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Dct.license, Node.ANY))
        .filter(quad -> quad.getObject().isURI())
        .filter(quad ->
            dataset.contains(
                quad.getGraph(), quad.getGraph(), Foaf.primaryTopic, quad.getSubject()))
        .forEach(quad -> records.add(quad.getGraph()));
    return records;
  }

  private static Optional<RecordKind> kind(DatasetGraph dataset, Node record) {
    Optional<Node> topic = new Graphs(dataset).object(record, record, Foaf.primaryTopic);
    return topic.flatMap(it ->
        Arrays.stream(RecordKind.values())
            .filter(kind ->
                kind.classes().stream()
                    .anyMatch(type -> dataset.contains(record, it, Rdf.type, type)))
            .findFirst());
  }

  private static Node register(DatasetGraph dataset, Node record) {
    Iterator<Quad> found = dataset.findNG(record, record, Tess.inRegister, Node.ANY);
    try {
      return found.hasNext() ? found.next().getObject() : Node.ANY;
    } finally {
      Iter.close(found);
    }
  }
}
