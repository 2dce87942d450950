package org.tessera.harvester;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.tessera.ontology.Dct;
import org.tessera.store.RecordStore;

/** The runs of sources by their IRIs. Used by the harvesting thread alone. */
final class RunNames {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String baseIri;
  private final RecordStore store;
  private final Map<String, Instant> lastRuns = new HashMap<>();

  RunNames(String baseIri, RecordStore store) {
    this.baseIri = baseIri;
    this.store = store;
  }

  /**
   * The runs of a source and their archive files are named by the second they begin in, and their
   * order is that of their names: the next is later than all before, whoever harvested them and by
   * whatever clock.
   */
  Node next(SourceDescriptor source) {
    String runs = prefix(source);
    Instant begun = lastRuns.getOrDefault(source.id(), Instant.EPOCH);
    Instant before =
        store.runs(source.id(), 1).stream()
            .map(last -> last.run().run().getURI().substring(runs.length()))
            .map(second -> RUN_ID.parse(second, Instant::from))
            .findFirst()
            .filter(begun::isBefore)
            .orElse(begun);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant next = now.isAfter(before) ? now : before.plusSeconds(1);
    lastRuns.put(source.id(), next);
    return NodeFactory.createURI(runs + RUN_ID.format(next));
  }

  /** Whether a run read, or tried to, what is at an address; of which nothing else may be kept. */
  boolean isKnown(SourceDescriptor source, String address) {
    Node from = NodeFactory.createLiteralString(address);
    String runs = prefix(source);
    return store.read(dataset ->
        dataset.stream(Node.ANY, Node.ANY, Dct.source, from)
            .anyMatch(quad -> quad.getSubject().toString().startsWith(runs)));
  }

  private String prefix(SourceDescriptor source) {
    return baseIri + "id/run/" + source.id() + "/";
  }
}
