package org.tessera.search.page;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/**
 * Of which registers only the extract is here that comes with Tessera: those that have one, have no
 * address of their own to be read from, and of which no run took records from another place. What
 * was taken stays when the extract is read again. Threads may share it.
 */
@Component
final class Extracts {
  private final RecordStore store;

  /** Runs are never pruned: they are walked once for each last run of a register. */
  private final Map<String, Taken> takenBySource = new ConcurrentHashMap<>();

  Extracts(RecordStore store) {
    this.store = store;
  }

  /** Ids of the registers among some of which only the extract is here. */
  Set<String> among(List<SourceSummary> sources) {
    return store.read(dataset ->
        sources.stream()
            .filter(source -> isExtract(dataset, source))
            .map(SourceSummary::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * What was left out of the extract on purpose, whatever the register says: properties of its
   * records. None where more than the extract is here.
   */
  Set<Node> leftOut(SourceSummary source) {
    return store.read(dataset ->
        isExtract(dataset, source)
            ? Iter.toSet(
                Iter.map(
                    dataset.findNG(
                        source.catalogue(), source.catalogue(), Tess.notTakenOver, Node.ANY),
                    Quad::getObject))
            : Set.of());
  }

  private boolean isExtract(DatasetGraph dataset, SourceSummary source) {
    Node catalogue = source.catalogue();
    return source.lastRun().isPresent()
        && Iter.anyMatch(
            dataset.findNG(catalogue, catalogue, Tess.bundled, Node.ANY),
            quad -> Boolean.parseBoolean(quad.getObject().getLiteralLexicalForm()))
        && !dataset.contains(catalogue, Node.ANY, Dcat.downloadURL, Node.ANY)
        && !tookFromElsewhere(dataset, source, source.lastRun().get());
  }

  private boolean tookFromElsewhere(
      DatasetGraph dataset, SourceSummary source, SourceSummary.Run last) {
    Taken known = takenBySource.get(source.id());
    if (known != null && known.last().equals(last.run())) {
      return known.fromElsewhere();
    }
    boolean taken =
        Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Prov.used, source.catalogue()))
            .map(Quad::getSubject)
            .filter(run -> dataset.contains(run, run, Dct.source, Node.ANY))
            .anyMatch(run -> tookRecords(dataset, run));
    if (last.ended().isPresent()) {
      takenBySource.put(source.id(), new Taken(last.run(), taken));
    }
    return taken;
  }

  /** A file that could not be read, held nothing right or what is here already changes nothing. */
  private static boolean tookRecords(DatasetGraph dataset, Node run) {
    return Stream.of(Tess.added, Tess.changed)
        .flatMap(count -> Iter.toList(dataset.findNG(run, run, count, Node.ANY)).stream())
        .anyMatch(quad -> !quad.getObject().getLiteralLexicalForm().equals("0"));
  }

  /** Of the runs up to the last one, which has ended. */
  private record Taken(Node last, boolean fromElsewhere) {}
}
