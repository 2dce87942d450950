package org.tessera.ontology;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * Countries, languages and currencies of the EU's authority tables: their ISO codes, and their
 * names in any language, which the JDK carries.
 */
public final class Authority {
  private static final String BASE = "http://publications.europa.eu/resource/authority/";
  private static final String COUNTRY = BASE + "country/";
  private static final String LANGUAGE = BASE + "language/";
  private static final String CURRENCY = BASE + "currency/";

  private static final Map<String, String> ALPHA_2 = countries();
  private static final Map<String, String> ISO_639_1 = languages();

  private Authority() {}

  /** ISO 3166-1 alpha-2 of a country of the table, or {@code EU}. */
  public static Optional<String> country(Node country) {
    return after(COUNTRY, country).map(ALPHA_2::get);
  }

  /** ISO 639-1 of a language of the table; its own code in small letters where it has none. */
  public static Optional<String> language(Node language) {
    return after(LANGUAGE, language).map(Authority::languageOrCode);
  }

  /** The same by the table's own code; that code where ISO 3166-1 has none. */
  public static String countryOrCode(String code) {
    return ALPHA_2.getOrDefault(code, code);
  }

  /** The same by the table's own code. */
  public static String languageOrCode(String code) {
    return ISO_639_1.getOrDefault(code, code.toLowerCase(Locale.ROOT));
  }

  /** ISO 4217 of a currency of the table. */
  public static Optional<String> currency(Node currency) {
    return after(CURRENCY, currency);
  }

  /** Name of a country by its alpha-2 code. */
  public static String countryName(String alpha2, String lang) {
    return Locale.of("", alpha2).getDisplayCountry(Locale.of(lang));
  }

  /** Name of a language by its ISO 639 code. */
  public static String languageName(String code, String lang) {
    return Locale.of(code).getDisplayLanguage(Locale.of(lang));
  }

  private static Optional<String> after(String base, Node node) {
    return node.isURI() && node.getURI().startsWith(base)
        ? Optional.of(node.getURI().substring(base.length()))
        : Optional.empty();
  }

  private static Map<String, String> countries() {
    Map<String, String> codes = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      codes.put(Locale.of("", alpha2).getISO3Country(), alpha2);
    }
    // The table's own codes for what ISO 3166-1 has not.
    codes.put("EUR", "EU");
    codes.put("1A0", "XK");
    return Map.copyOf(codes);
  }

  private static Map<String, String> languages() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      try {
        codes.putIfAbsent(Locale.of(code).getISO3Language().toUpperCase(Locale.ROOT), code);
      } catch (MissingResourceException e) {
        // A language without a three-letter code cannot stand in the table.
        continue;
      }
    }
    return Map.copyOf(codes);
  }
}
