package org.tessera.harvester;

import java.util.List;
import java.util.Set;
import org.tessera.store.RecordWrite;

/** From one raw record to what the store shall hold of it. Not for several threads. */
interface Mapper {
  /**
   * @param notes where it says what it noticed
   */
  Mapping map(HarvestedRecord record, MappingNotes notes);

  /** The columns that it reads of an input whose rows it takes as they are; else none. */
  Set<String> columns(Input input);

  /** What came of one raw record. */
  sealed interface Mapping {}

  /** The record first, then its parts and what it shares with others. */
  record Mapped(List<RecordWrite> writes) implements Mapping {}

  /**
   * @param reason names the triples map and the value, and what would be right
   */
  record Failed(String reason) implements Mapping {}
}
