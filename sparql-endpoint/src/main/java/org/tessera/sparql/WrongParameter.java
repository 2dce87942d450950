package org.tessera.sparql;

/** A parameter that an address does not have, or a value that it does not take. */
final class WrongParameter extends RuntimeException {
  private final int status;
  private final String title;
  private final String parameter;

  /**
   * @param detail what is wrong and what would be right
   */
  WrongParameter(String parameter, String detail) {
    this(400, "Bad Request", parameter, detail);
  }

  private WrongParameter(int status, String title, String parameter, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.parameter = parameter;
  }

  /** A value that was right and is so no longer. */
  static WrongParameter gone(String parameter, String detail) {
    return new WrongParameter(410, "Gone", parameter, detail);
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String parameter() {
    return parameter;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
