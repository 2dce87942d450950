package org.tessera.store;

import java.util.List;
import org.apache.jena.graph.Node;

/**
 * A harvest run with what it met.
 *
 * @param problems every one of them, by record and place
 * @param warnings advice that stored records do not follow, most often missed first
 * @param unmapped values that the mapping does not know, most frequent first
 */
public record RunReport(
    SourceSummary.Run run,
    List<Problem> problems,
    List<Warning> warnings,
    List<UnmappedValue> unmapped) {
  /**
   * A record that was not stored, or not whole.
   *
   * @param record its key within the source, or empty where the key could not be read
   * @param place file and line or position
   * @param reason what is wrong and what would be right
   */
  public record Problem(String record, String place, String reason) {}

  /**
   * Advice, counted.
   *
   * @param shape IRI of who gives it
   * @param about IRI of the shape of what it is for
   * @param message in English
   * @param examples topics of records that do not follow it
   */
  public record Warning(
      String shape, String about, String message, long times, List<Node> examples) {}

  /**
   * A value that was left out, since no table knows it.
   *
   * @param table file name of the table; {@code dates} for a date that is none
   */
  public record UnmappedValue(String table, String value, long times) {}
}
