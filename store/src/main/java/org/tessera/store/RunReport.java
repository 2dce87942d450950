package org.tessera.store;

import java.util.List;

/** A harvest run with every problem that it met, by record and place. */
public record RunReport(SourceSummary.Run run, List<Problem> problems) {
  /**
   * A record that was not stored, or not whole.
   *
   * @param record its key within the source, or empty where the key could not be read
   * @param place file and line or position
   * @param reason what is wrong and what would be right
   */
  public record Problem(String record, String place, String reason) {}
}
