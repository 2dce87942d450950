package org.tessera.store;

import java.time.Instant;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * What the registry knows about a record, as against what the record says.
 *
 * @param record IRI of the catalogue record and name of the record's graph
 * @param topic the thing described
 * @param source id of its source
 * @param localId key within the source
 * @param kind what the topic is
 * @param active false for a tombstone
 * @param firstSeen when the registry first stored it
 * @param lastChanged when what it says last changed
 * @param run the harvest that last changed it
 * @param contentHash hash of the raw record; of a shared record, which has none, of its statements
 * @param readFrom input of the descriptor it was read from, where that is not the richest
 * @param partOf the catalogue record of its whole, where it came as a part
 * @param identifierBasis whether its key is the register's or made from the content
 * @param sequence sequence number of its last change
 * @param synthetic true for a made-up record
 * @param shared true for an organisation or concept that other records name, see {@link
 *     RecordWrite.Role#SHARED}
 */
public record CatalogueRecord(
    Node record,
    Node topic,
    String source,
    String localId,
    RecordKind kind,
    boolean active,
    Instant firstSeen,
    Instant lastChanged,
    Node run,
    String contentHash,
    Optional<Node> readFrom,
    Optional<Node> partOf,
    RecordWrite.IdentifierBasis identifierBasis,
    long sequence,
    boolean synthetic,
    boolean shared) {}
