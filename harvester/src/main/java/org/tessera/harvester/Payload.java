package org.tessera.harvester;

import java.io.IOException;
import java.io.InputStream;

/**
 * One file of a source, decompressed and bounded, that can be read more than once.
 *
 * @param name its file name without {@code .gz}, for patterns and messages
 */
record Payload(String name, Opener opener) {

  /** Opens the bytes from their start. */
  interface Opener {
    InputStream open() throws IOException;
  }

  InputStream open() throws IOException {
    return opener.open();
  }
}
