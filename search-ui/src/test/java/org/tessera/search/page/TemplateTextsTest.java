package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rule: every text of a page stands in the message files, in every language. */
class TemplateTextsTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path SOURCES = Path.of("src/main/java/org/tessera/search/page");
  private static final Pattern KEY = Pattern.compile("text\\(\\s*\"([a-z0-9.-]*[a-z0-9])\"[,)]");

  @Test
  void noTemplateHoldsText() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path template : files(TEMPLATES)) {
      String[] lines = withoutMarkup(Files.readString(template)).split("\n");
      for (int i = 0; i < lines.length; i++) {
        if (Pattern.compile("\\p{L}{2,}").matcher(lines[i]).find()) {
          found.add(template.getFileName() + ":" + (i + 1) + ": " + lines[i].strip());
        }
      }
    }
    assertEquals(List.of(), found, "these belong in messages.properties");
  }

  @Test
  void everyKeyIsInEveryLanguage() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : Stream.concat(files(TEMPLATES).stream(), files(SOURCES).stream()).toList()) {
      Matcher key = KEY.matcher(Files.readString(file));
      while (key.find()) {
        used.add(key.group(1));
      }
    }
    assertTrue(used.size() > 100, "the search for keys found only " + used);
    for (String lang : Messages.LANGUAGES) {
      Set<String> missing = new TreeSet<>(used);
      missing.removeAll(keys(lang));
      assertEquals(Set.of(), missing, "missing in " + lang);
    }
  }

  @Test
  void languagesHaveTheSameKeys() {
    for (String lang : Messages.LANGUAGES) {
      assertEquals(keys("en"), keys(lang), lang);
    }
  }

  private static Set<String> keys(String lang) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            "org.tessera.search.page.messages",
            Locale.of(lang),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new TreeSet<>(lang.equals("en") ? bundle.keySet() : own(lang));
  }

  /** The keys of a language's own file, without those that it would borrow from English. */
  private static Set<String> own(String lang) {
    try (var in = Messages.class.getResourceAsStream("messages_" + lang + ".properties")) {
      var properties = new java.util.Properties();
      properties.load(in);
      return properties.stringPropertyNames();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a reader would see as words: expressions, directives, tags and code are taken out. */
  private static String withoutMarkup(String template) {
    String text = template.replaceAll("(?m)^@(import|param) .*$", "");
    text = text.replaceAll("(?m)^`?, content = @`$", "");
    text = withoutBracketed(text, "\\$\\{", '{', '}');
    text = withoutBracketed(text, "@(?:if|elseif|for|template\\.[a-z]+)\\(", '(', ')');
    text = text.replaceAll("@(else|endif|endfor)", "");
    text = text.replaceAll("(?s)<code>.*?</code>", "");
    text = text.replaceAll("(aria-label|title|placeholder|alt)=\"([^\"]*\\p{L}[^\"]*)\"", "> $2 <");
    return text.replaceAll("<[^>]*>", "");
  }

  /** Cuts from each opening to its closing bracket; a layout's content is no part of it. */
  private static String withoutBracketed(String text, String opening, char open, char close) {
    StringBuilder rest = new StringBuilder();
    Matcher matcher = Pattern.compile(opening).matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      rest.append(text, from, matcher.start());
      int depth = 1;
      int at = matcher.end();
      while (depth > 0 && text.charAt(at) != '`') {
        depth += text.charAt(at) == open ? 1 : text.charAt(at) == close ? -1 : 0;
        at++;
      }
      from = at;
    }
    return rest.append(text.substring(from)).toString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
