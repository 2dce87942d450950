package org.tessera.store;

/**
 * What a harvest must know of a record to tell whether it changed.
 *
 * @param localId key within its source
 * @param contentHash hash of the raw record last mapped
 * @param rank rank of the input it was last read from
 * @param active false for a tombstone
 * @param part true where the record came as part of another
 */
public record KnownRecord(
    String localId, String contentHash, int rank, boolean active, boolean part) {}
