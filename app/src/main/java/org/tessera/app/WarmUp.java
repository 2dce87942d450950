package org.tessera.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * Asks a server that has just started for some pages before anybody else does: the first request
 * pays for the loading of classes and templates, some 300 ms, and no visitor should.
 */
final class WarmUp {
  private static final List<String> PATHS =
      List.of("", "search?q=a", "sources", "countries", "data", "api/v1/search?q=a");
  private static final int LONGEST_MILLIS = 5_000;

  private WarmUp() {}

  /**
   * @param address as in {@code http://localhost:8080/}
   */
  static void of(String address) {
    for (String path : PATHS) {
      try {
        HttpURLConnection connection =
            (HttpURLConnection) URI.create(address + path).toURL().openConnection();
        connection.setConnectTimeout(LONGEST_MILLIS);
        connection.setReadTimeout(LONGEST_MILLIS);
        connection.setRequestProperty("Accept", "text/html, */*;q=0.1");
        try (InputStream page = connection.getInputStream()) {
          page.transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        // whoever asks next gets the error, if it is one
      }
    }
  }
}
