package org.tessera.search.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows of the request that it answers: whose language, which look, where it
 * stands.
 *
 * @param messages texts in the reader's language
 * @param theme {@code light}, {@code dark}, or null to follow the reader's system
 * @param path path of the request, still encoded
 * @param query query string without {@code lang}; empty or begins with {@code ?}
 * @param terms labels of the ontology's concepts
 * @param assets addresses of style sheets, scripts and fonts
 */
record Page(
    Messages messages,
    @Nullable String theme,
    String path,
    String query,
    Assets assets,
    Terms terms) {
  private static final Pattern PLACE = Pattern.compile(", (line|row|column) (?=[0-9])");

  String text(String key, Object... arguments) {
    return messages.text(key, arguments);
  }

  String lang() {
    return messages.lang();
  }

  List<String> languages() {
    return Messages.LANGUAGES;
  }

  /** Label of a concept by the ids of its scheme and of itself. */
  String label(String scheme, String id) {
    return terms.label(scheme, id, lang());
  }

  /**
   * On what a correspondence of levels rests, in words.
   *
   * @param basis id of the scheme level-basis, or {@code stated}
   * @param endorsement id of the scheme endorsement; null where nothing is said of that
   */
  String basis(String basis, @Nullable String endorsement) {
    String words = messages.textOr("basis." + basis, basis);
    return endorsement == null
        ? words
        : messages.textOr(
            "basis." + basis + "." + endorsement,
            text("format.eqf-basis", words, label("endorsement", endorsement)));
  }

  /** What search calls a type: a type of credential, or a kind of record that is none. */
  String type(String id) {
    String key = "kind." + id;
    return messages.textOr(key, label("credential-type", id));
  }

  /** Where something stands in a file, in the reader's language. */
  String place(String place) {
    return PLACE.matcher(place).replaceAll(found -> ", " + text("place." + found.group(1)) + " ");
  }

  String asset(String file) {
    return assets.address(file);
  }

  /** This page in another language. */
  String in(String language) {
    return path + (query.isEmpty() ? "?" : query + "&") + "lang=" + language;
  }

  /** The theme that the switch leads to: system, dark, light, and round again. */
  String nextTheme() {
    return theme == null ? "dark" : theme.equals("dark") ? "light" : "system";
  }

  String here() {
    return path + query;
  }

  /** Whether this page lies in a section of the site, for its mark in the menu. */
  @Nullable String current(String section) {
    boolean inside = path.equals(section) || path.startsWith(section + "/");
    return inside ? (path.equals(section) ? "page" : "true") : null;
  }

  /** A name as a part of a path, as addresses of records have it. */
  static String path(String name) {
    return encode(name).replace("+", "%20").replace("%7E", "~");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
