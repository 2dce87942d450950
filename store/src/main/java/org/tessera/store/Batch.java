package org.tessera.store;

import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * What one transaction changes: all of it or nothing.
 *
 * @param source id of the source, as in {@code fr-rncp}
 * @param run IRI of the harvest run; its graph is replaced by {@code runStatements}
 * @param writes records to add or to replace
 * @param withdrawals catalogue records of this source to turn into tombstones
 * @param runStatements what is to be known of the run so far (PROV, counts, problems)
 */
public record Batch(
    String source,
    Node run,
    List<RecordWrite> writes,
    Set<Node> withdrawals,
    List<Triple> runStatements) {}
