package org.tessera.harvester;

/** Why a harvest, or one step of it, could not go on; its message is one line for a person. */
public final class HarvestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is, so that failures can be counted. */
  public enum Category {
    /** The caller asked for something that does not exist or makes no sense. */
    BAD_REQUEST,
    /** Tessera is being stopped. */
    STOPPED,
    /** The source did not answer, or not in time. */
    SOURCE_DOWN,
    /** The source's data are broken, or another source's. */
    SOURCE_MALFORMED,
    /** A size, ratio or count is over its bound. */
    LIMIT_REACHED,
    /** A descriptor or mapping of ours is wrong. */
    MAPPING
  }

  private final Category category;

  private final String reason;

  HarvestException(Category category, String message) {
    super(message);
    this.category = category;
    this.reason = message;
  }

  HarvestException(Category category, String message, Throwable cause) {
    super(message, cause);
    this.category = category;
    this.reason = message;
  }

  /** What an exception says, without the names of classes that it may come with. */
  static String plain(Throwable e) {
    return plain(e.getMessage() == null ? "" : e.getMessage());
  }

  static String plain(String message) {
    String plain = message.replaceAll("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: ?)?", "").strip();
    return plain.isEmpty() ? "no reason is given" : plain;
  }

  /** The message. */
  public String reason() {
    return reason;
  }

  public Category category() {
    return category;
  }
}
