package org.tessera.store;

import java.util.Map;

/** What the harvester is doing now, for those who show it and must not know the harvester. */
public interface HarvestActivity {
  /** Activity by source id; a source that is not named is idle. */
  Map<String, Progress> now();

  /** Nothing is being harvested. */
  HarvestActivity IDLE = Map::of;

  /**
   * @param state what the source is doing
   * @param seen records read so far
   * @param expected estimate of all records, or -1
   * @param perSecond records a second over the last seconds
   */
  record Progress(State state, long seen, long expected, double perSecond) {}

  /** As in the HTTP contract. */
  enum State {
    WAITING,
    HARVESTING
  }
}
