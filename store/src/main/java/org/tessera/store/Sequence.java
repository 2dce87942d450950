package org.tessera.store;

import java.util.List;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Tess;

/** The number of the last commit that changed a record, kept in the store's own graph. */
final class Sequence {
  private Sequence() {}

  static long read(Graphs graphs, StoreNames names) {
    return graphs
        .object(names.system(), names.system(), Tess.sequence)
        .map(number -> Long.parseLong(number.getLiteralLexicalForm()))
        .orElse(0L);
  }

  static void write(GraphWriter graphs, StoreNames names, long sequence) {
    graphs.replace(
        names.system(),
        List.of(
            Triple.create(names.system(), Tess.sequence, CatalogueStatements.number(sequence))));
  }
}
