package org.tessera.search;

import java.io.IOException;
import java.io.Reader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.BaseCharFilter;
import org.jspecify.annotations.Nullable;

/**
 * Writes signs out that belong to a name, as in C++, C#, A+ and .NET: no tokenizer keeps them, and
 * without them another name is left. A single plus after a longer word (Network+, Erasmus+) is an
 * ornament: who leaves it out must find the same.
 */
final class Signs extends BaseCharFilter {
  /** Looks for the sign first: most characters are none, and every text is read. */
  private static final Pattern OF_NAMES =
      Pattern.compile(
          "(?=[+#.])(?:(?<=\\p{L})\\+\\+(?![\\p{L}\\p{N}+])"
              + "|(?<=(?<![\\p{L}\\p{N}])\\p{L})\\+(?![\\p{L}\\p{N}+])"
              + "|(?<=\\p{L})#(?![\\p{L}\\p{N}#])"
              + "|(?<![\\p{L}\\p{N}\\p{Pe}\\p{Pf}.\"'])\\.(?=(?i:net)(?!\\p{L})))");

  private @Nullable String written;
  private int next;

  Signs(Reader text) {
    super(text);
  }

  /** A text with such signs in letters. */
  static String inLetters(String text) {
    return OF_NAMES.matcher(text).replaceAll(sign -> word(sign.group()));
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    String all = written;
    if (all == null) {
      all = write();
      written = all;
    }
    int size = Math.min(length, all.length() - next);
    if (size <= 0) {
      return length == 0 ? 0 : -1;
    }
    all.getChars(next, next + size, buffer, offset);
    next += size;
    return size;
  }

  /** Each letter that was added stands at the end of its sign. */
  private String write() throws IOException {
    StringBuilder all = new StringBuilder();
    char[] some = new char[1024];
    for (int size = input.read(some); size >= 0; size = input.read(some)) {
      all.append(some, 0, size);
    }
    String text = all.toString();
    if (text.indexOf('+') < 0 && text.indexOf('#') < 0 && text.indexOf('.') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    Matcher sign = OF_NAMES.matcher(text);
    int added = 0;
    while (sign.find()) {
      String word = word(sign.group());
      sign.appendReplacement(result, word);
      int shown = result.length() - word.length() + sign.group().length();
      while (shown < result.length()) {
        addOffCorrectMap(shown++, --added);
      }
    }
    return sign.appendTail(result).toString();
  }

  private static String word(String sign) {
    return switch (sign) {
      case "++" -> "plusplus";
      case "+" -> "plus";
      case "#" -> "sharp";
      default -> "dot";
    };
  }
}
