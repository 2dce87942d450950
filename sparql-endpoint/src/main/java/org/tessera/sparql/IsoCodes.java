package org.tessera.sparql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The codes that search and its API have for the countries and languages of the EU's authority
 * tables, whose IRIs end in three letters: {@code FR} and {@code fr} for {@code FRA}.
 */
final class IsoCodes {
  private final Map<String, String> countries =
      byThreeLetters(Locale.getISOCountries(), code -> Locale.of("", code).getISO3Country());
  private final Map<String, String> languages =
      byThreeLetters(Locale.getISOLanguages(), code -> Locale.of(code).getISO3Language());

  IsoCodes() {
    // The table's own codes for what ISO 3166-1 has not.
    countries.put("EUR", "EU");
    countries.put("1A0", "XK");
  }

  /** ISO 3166-1 alpha-2, or {@code EU}; the code itself where there is none. */
  String country(String code) {
    return countries.getOrDefault(code, code);
  }

  /** ISO 639-1; the code in small letters where there is none. */
  String language(String code) {
    return languages.getOrDefault(code, code.toLowerCase(Locale.ROOT));
  }

  private static Map<String, String> byThreeLetters(String[] codes, UnaryOperator<String> letters) {
    return Arrays.stream(codes)
        .collect(
            Collectors.toMap(
                code -> {
                  try {
                    return letters.apply(code).toUpperCase(Locale.ROOT);
                  } catch (MissingResourceException e) {
                    // It cannot stand in a table of three letters.
                    return code;
                  }
                },
                code -> code,
                (first, second) -> first,
                java.util.HashMap::new));
  }
}
