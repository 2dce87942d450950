package org.tessera.search.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short names of licences by their IRIs. */
final class Licence {
  private static final Pattern CREATIVE_COMMONS =
      Pattern.compile("https?://creativecommons\\.org/licenses/([a-z-]+)/([0-9.]+).*");

  private Licence() {}

  /** {@code CC BY 4.0} for a Creative Commons licence, else the end of the address. */
  static String name(String iri) {
    Matcher matcher = CREATIVE_COMMONS.matcher(iri);
    if (matcher.matches()) {
      return "CC " + matcher.group(1).toUpperCase(java.util.Locale.ROOT) + " " + matcher.group(2);
    }
    if (iri.contains("creativecommons.org/publicdomain/zero")) {
      return "CC0";
    }
    String[] parts = iri.replaceFirst("^https?://", "").split("/");
    String last = parts[parts.length - 1].replaceFirst("\\.(html?|md|txt)$", "");
    return last.isBlank() ? iri : last.replace('_', ' ');
  }
}
