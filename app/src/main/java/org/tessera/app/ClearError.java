package org.tessera.app;

/** Something that the person at the command line can mend; its message is one line that says so. */
final class ClearError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClearError(String message) {
    super(message);
  }

  ClearError(String message, Throwable cause) {
    super(message, cause);
  }
}
