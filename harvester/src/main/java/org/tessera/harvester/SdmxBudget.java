package org.tessera.harvester;

/** What the figures and labels of one message weigh, in however many cubes they are held. */
final class SdmxBudget {
  private final String file;
  private long size;

  SdmxBudget(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  /**
   * @param what the message was too large for
   */
  void add(long weight, String what) {
    size += weight;
    if (size > RecordReader.MOST_CHARACTERS) {
      throw RecordReader.tooLarge(file, what);
    }
  }
}
