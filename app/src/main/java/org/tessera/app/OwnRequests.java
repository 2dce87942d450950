package org.tessera.app;

import jakarta.servlet.http.HttpServletRequest;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Marks what this server asks of itself, which counts for no visitor of its machine. The mark is a
 * secret of this process and opens nothing.
 */
final class OwnRequests {
  private static final String HEADER = "Tessera-Own-Request";
  private final String secret;

  OwnRequests() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.secret = HexFormat.of().formatHex(random);
  }

  void mark(HttpURLConnection request) {
    request.setRequestProperty(HEADER, secret);
  }

  boolean isOne(HttpServletRequest request) {
    String mark = request.getHeader(HEADER);
    return mark != null
        && MessageDigest.isEqual(
            mark.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }
}
