package org.tessera.harvester;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * What {@code source.ttl} says of a source.
 *
 * @param id as in {@code fr-rncp}
 * @param catalogue IRI of its catalogue
 * @param description the descriptor as a graph without blank nodes, for the store
 * @param inputs in the descriptor's order of rank
 * @param withdrawalLimit share of the active records that a pass may withdraw unasked, 0 to 1
 * @param quarantineLimit share of the records read that may be quarantined in a good run, 0 to 1
 * @param bundled whether {@code sample/} holds real records
 * @param personalFields names or dotted paths of fields that are dropped before anything else
 * @param folder its mapping, tables and samples
 */
record SourceDescriptor(
    String id,
    Node catalogue,
    Graph description,
    List<Input> inputs,
    double withdrawalLimit,
    double quarantineLimit,
    boolean bundled,
    List<String> personalFields,
    SourceFolder folder) {

  boolean hasRanks() {
    return inputs.stream().mapToInt(Input::rank).distinct().count() > 1;
  }
}
