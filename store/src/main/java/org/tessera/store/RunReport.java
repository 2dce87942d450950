package org.tessera.store;

import java.util.List;
import java.util.OptionalLong;
import org.apache.jena.graph.Node;

/**
 * A harvest run with what it met.
 *
 * @param notChecked unchanged records that it did not check again; empty where it does not say
 * @param warningCount how often advice was not followed, also where no warnings are kept
 * @param problems every one of them, by record and place
 * @param warnings advice that stored records do not follow, most often missed first
 * @param unmapped values that the mapping does not know, most frequent first
 */
public record RunReport(
    SourceSummary.Run run,
    OptionalLong notChecked,
    long warningCount,
    List<Problem> problems,
    List<Warning> warnings,
    List<UnmappedValue> unmapped) {
  /** Records of which it is sure that the run mapped and checked them, and kept them. */
  public long checked() {
    return run.added() + run.changed() + run.unchanged() - notChecked.orElse(run.unchanged());
  }

  /** Whether it checked all records that it read, and read to the end. */
  public boolean checkedAll() {
    return run.complete() && checked() > 0 && notChecked.orElse(run.unchanged()) == 0;
  }

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
