package org.tessera.search.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short names of licences by their IRIs. */
final class Licence {
  private static final Pattern CREATIVE_COMMONS =
      Pattern.compile("https?://creativecommons\\.org/licenses/([a-z-]+)/([0-9.]+).*");

  private static final Map<String, String> NAMES =
      Map.of(
          "data.europa.eu/eli/dec/2011/833/oj", "Decision 2011/833/EU",
          "joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12", "EUPL 1.2",
          "opensource.org/license/bsd-3-clause", "BSD 3-Clause",
          "opensource.org/licenses/MIT", "MIT",
          "www.apache.org/licenses/LICENSE-2.0", "Apache 2.0",
          "www.etalab.gouv.fr/licence-ouverte-open-licence", "Licence Ouverte",
          "www.nationalarchives.gov.uk/doc/open-government-licence/version/3", "OGL v3.0");

  private Licence() {}

  /** The licence's usual short name, else the end of its address. */
  static String name(String iri) {
    String known = NAMES.get(iri.replaceFirst("^https?://", "").replaceFirst("/$", ""));
    if (known != null) {
      return known;
    }
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
