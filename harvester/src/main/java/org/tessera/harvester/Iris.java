package org.tessera.harvester;

import java.nio.charset.StandardCharsets;

/** The few questions about IRIs that a mapping asks for each term. */
final class Iris {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final boolean[] FORBIDDEN = new boolean[128];

  static {
    for (int c = 0; c <= ' '; c++) {
      FORBIDDEN[c] = true;
    }
    for (char c : new char[] {'<', '>', '"', '{', '}', '|', '\\', '^', '`', 0x7f}) {
      FORBIDDEN[c] = true;
    }
  }

  private Iris() {}

  /** Whether the text is an absolute IRI without characters that RFC 3987 forbids. */
  static boolean isAbsolute(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !Character.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      if (!(c >= 'a' && c <= 'z'
          || c >= 'A' && c <= 'Z'
          || c >= '0' && c <= '9'
          || c == '+'
          || c == '-'
          || c == '.')) {
        return false;
      }
    }
    for (int i = colon + 1; i < text.length(); i++) {
      if (isForbidden(text.charAt(i))) {
        return false;
      }
    }
    return text.length() > colon + 1;
  }

  static boolean isHttp(String text) {
    int start = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
    return start > 0
        && text.length() > start
        && Character.isLetterOrDigit(text.charAt(start))
        && isAbsolute(text);
  }

  private static boolean isForbidden(char c) {
    return c < 128 && FORBIDDEN[c];
  }

  /** The value with everything but unreserved characters percent-encoded (RML-Core, templates). */
  static String encode(String value) {
    StringBuilder encoded = null;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isUnreserved(c)) {
        if (encoded != null) {
          encoded.append(c);
        }
        continue;
      }
      if (encoded == null) {
        encoded = new StringBuilder(value.substring(0, i));
      }
      if (c >= 0xa0 && !Character.isSurrogate(c) && !Character.isWhitespace(c)) {
        encoded.append(c);
        continue;
      }
      int point = value.codePointAt(i);
      for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
        encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
      i += Character.charCount(point) - 1;
    }
    return encoded == null ? value : encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /** The value as a local id: other characters become hyphens (ontology, section 10). */
  static String localId(String value) {
    StringBuilder id = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      id.append(isUnreserved(value.charAt(i)) ? value.charAt(i) : '-');
    }
    String text = id.toString();
    for (String suffix : new String[] {".ttl", ".jsonld", ".nt", ".rdf", ".html"}) {
      if (text.endsWith(suffix)) {
        return text.substring(0, text.length() - suffix.length()) + suffix.replace('.', '-');
      }
    }
    return text;
  }
}
