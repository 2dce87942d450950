package org.tessera.store;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * One record as a harvest hands it to the store: everything that its graph shall say, without its
 * catalogue record, which the store writes.
 *
 * @param record IRI of the catalogue record, which is also the name of the record's graph
 * @param topic the thing described; the only subject of {@code statements} that is no hash IRI
 * @param kind what the topic is
 * @param localId key of the record within its source
 * @param contentHash {@code sha256:} and 64 hex digits over the raw record
 * @param readFrom IRI of the input of the descriptor that the record was read from
 * @param rank rank of that input, 0 the richest; a poorer input never replaces a richer one
 * @param identifierBasis whether the key is the register's or made from the content
 * @param synthetic true for a record made up to exercise a mapping
 * @param role how the record stands to the raw record that brought it
 * @param partOf for {@link Role#PART}: catalogue record of its whole; else empty
 * @param statements the topic's statements and those of its hash IRIs, no blank nodes, no
 *     duplicates
 */
public record RecordWrite(
    Node record,
    Node topic,
    RecordKind kind,
    String localId,
    String contentHash,
    Node readFrom,
    int rank,
    IdentifierBasis identifierBasis,
    boolean synthetic,
    Role role,
    Optional<Node> partOf,
    List<Triple> statements) {

  /** How a record stands to the raw record that brought it. */
  public enum Role {
    /** The record itself. */
    MAIN,
    /** A part with a code of its own, such as a bloc of a qualification; lives and dies with it. */
    PART,
    /** An organisation or concept that other records name too; its graph only grows. */
    SHARED,
    /** The same, and all that it is to say: what else its graph said goes. */
    SHARED_ANEW
  }

  /** Where a record's key comes from. */
  public enum IdentifierBasis {
    REGISTER,
    CONTENT_KEY
  }
}
