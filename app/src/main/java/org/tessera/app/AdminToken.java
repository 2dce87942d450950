package org.tessera.app;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secret that opens {@code /admin/**}. Threads may share it. */
final class AdminToken {
  private static final String SCHEME = "Bearer ";
  private final byte[] secret;

  AdminToken(String secret) {
    if (secret.isBlank()) {
      throw new ClearError("The admin token is empty; give it at least one character");
    }
    if (!secret.chars().allMatch(sign -> sign > ' ' && sign < 0x7f)) {
      throw new ClearError(
          "The admin token has a sign that no header can carry; use letters, digits and signs of"
              + " ASCII, without blanks");
    }
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  String secret() {
    return new String(secret, StandardCharsets.UTF_8);
  }

  /** Whether a request carries it; takes the same time whatever the request says. */
  boolean isCarriedBy(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8), secret);
  }
}
