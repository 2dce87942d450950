package org.tessera.harvester;

/** Takes what a reader cuts from a file, in the file's order. */
interface RowHandler {
  /**
   * @param place file and line, as in {@code certifications.csv, line 12}
   */
  void row(Content content, String place);

  /** One row is broken but the reader can go on behind it. */
  void broken(String place, String reason);
}
