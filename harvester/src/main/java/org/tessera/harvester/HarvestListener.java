package org.tessera.harvester;

/** Is told how a harvest goes; called often, from the harvesting thread. */
public interface HarvestListener {
  /** Does nothing. */
  HarvestListener NONE = new HarvestListener() {};

  /**
   * @param expected how many records there are, or -1
   */
  default void progress(String source, long seen, long expected) {}

  /** A batch of this source is in the store. */
  default void committed(String source) {}
}
