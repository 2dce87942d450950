package org.tessera.sparql;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what Jena's parser says of a text that is no query in words, with the place first. */
final class SyntaxErrors {
  private static final int MOST_SHOWN = 100;

  private static final Pattern LEXICAL =
      Pattern.compile(
          "Lexical error at line (\\d+), column (\\d+)\\.\\s+Encountered: (?:<EOF>|'(\\d+)' \\(\\d+\\),)"
              + "(?: ?after prefix \"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\")?(?: \\(in lexical state \\w+\\))?");
  private static final Pattern SYNTACTIC =
      Pattern.compile(
          "Encountered (?:\"<EOF>\"|\" (?:<\\w+>|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\") \"(.*?) \"\")"
              + " at line (\\d+), column (\\d+)\\.");

  private SyntaxErrors() {}

  /** The text with its errors of syntax in words; all else is left as it is. */
  static String inWords(@Nullable String text) {
    String whole = String.valueOf(text);
    return replaced(
        SYNTACTIC, replaced(LEXICAL, whole, SyntaxErrors::lexical), SyntaxErrors::token);
  }

  private static String replaced(
      Pattern pattern, String text, Function<MatchResult, String> inWords) {
    return pattern
        .matcher(text)
        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(inWords.apply(found)));
  }

  private static String lexical(MatchResult found) {
    String what =
        found.group(3) == null
            ? "the query ends too early"
            : character(Integer.parseInt(found.group(3))) + " cannot stand here";
    String after = found.group(4) == null ? "" : ", after: " + begin(unescaped(found.group(4)));
    return "Line %s, column %s: %s%s".formatted(found.group(1), found.group(2), what, after);
  }

  private static String token(MatchResult found) {
    String what =
        found.group(1) == null
            ? "the query ends too early"
            : "\"" + unescaped(found.group(1)) + "\" cannot stand here";
    return "Line %s, column %s: %s.".formatted(found.group(2), found.group(3), what);
  }

  private static String begin(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }

  private static String unescaped(String text) {
    return text.replaceAll("\\\\(['\"\\\\])", "$1");
  }

  private static String character(int code) {
    String name = String.format(Locale.ROOT, "U+%04X", code);
    return switch (code) {
      case ' ' -> "a blank";
      case '\t' -> "a tab";
      case '\n', '\r' -> "a line break";
      default ->
          Character.isISOControl(code)
                  || Character.isSpaceChar(code)
                  || Character.isSurrogate((char) code)
              ? "the character " + name
              : "the character \"" + Character.toString(code) + "\" (" + name + ")";
    };
  }
}
