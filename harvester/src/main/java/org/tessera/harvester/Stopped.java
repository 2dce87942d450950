package org.tessera.harvester;

/** Somebody asked a run to stop. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super(null, null, false, false);
  }
}
