package org.tessera.sparql;

/** A parameter that an address does not have, or a value that it does not take. */
final class WrongParameter extends RuntimeException {
  private final String parameter;

  /**
   * @param detail what is wrong and what would be right
   */
  WrongParameter(String parameter, String detail) {
    super(detail, null, false, false);
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
