package org.tessera.store;

import java.time.Instant;
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
 * @param contentHash hash of the raw record
 * @param graphHash hash of its statements
 * @param readFrom input of the descriptor it was read from
 * @param sequence sequence number of its last change
 * @param synthetic true for a made-up record
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
    String graphHash,
    Node readFrom,
    long sequence,
    boolean synthetic) {}
