package org.tessera.harvester;

import java.util.List;

/** A record, or a part of one, as a mapping sees it. Not for several threads. */
interface RecordView {
  /** The parts that an iterator selects, in document order. */
  List<RecordView> iterate(String iterator);

  /** The values that a reference selects; blanks and nulls are none. */
  List<Value> values(String reference);
}
