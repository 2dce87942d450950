package org.tessera.search;

import org.jspecify.annotations.Nullable;

/** A request parameter that cannot be understood; the message says what would be right. */
public final class InvalidParameter extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /**
   * @param parameter name of the parameter as the caller wrote it
   * @param detail one sentence that names the wrong value and the allowed ones
   */
  public InvalidParameter(String parameter, String detail) {
    super(detail);
    this.parameter = parameter;
  }

  /** Name of the parameter as the caller wrote it. */
  public String parameter() {
    return parameter;
  }

  /** What is wrong and what would be right, for the caller's eyes. */
  public String detail() {
    @Nullable String message = getMessage();
    return message == null ? parameter : message;
  }
}
