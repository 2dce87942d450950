package org.tessera.search;

import org.jspecify.annotations.Nullable;

/** Whether what is registered can still be begun. */
public final class Openness {
  public static final String CURRENT = "current";
  public static final String CLOSED = "closed";

  private Openness() {}

  /**
   * {@link #CURRENT} or {@link #CLOSED}; null where the status says neither.
   *
   * @param status id of the scheme registration-status
   */
  public static @Nullable String of(@Nullable String status) {
    return switch (status) {
      case "current", "expiring" -> CURRENT;
      case "expired-teachout", "superseded", "withdrawn" -> CLOSED;
      case null, default -> null;
    };
  }
}
