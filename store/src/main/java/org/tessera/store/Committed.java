package org.tessera.store;

import java.util.Map;
import org.apache.jena.graph.Node;

/**
 * What a batch did.
 *
 * @param sequence the sequence number that all its changes carry
 * @param outcomes what became of each record written, by catalogue record
 * @param withdrawn how many records became tombstones
 */
public record Committed(long sequence, Map<Node, Outcome> outcomes, int withdrawn) {
  /** What became of one record. */
  public enum Outcome {
    ADDED,
    CHANGED,
    UNCHANGED
  }
}
