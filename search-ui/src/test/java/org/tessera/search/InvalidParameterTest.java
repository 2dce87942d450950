package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said in the languages of the pages. */
class InvalidParameterTest {
  @Test
  void aNegativeNumberIsToldWhichNumbersAreRight() {
    InvalidParameter refused =
        assertThrows(
            InvalidParameter.class, () -> SearchQuery.parse(Map.of("max-ects", List.of("-1"))));
    assertEquals(
        "'-1' is no value of max-ects; allowed: a number of at least 0, as in 7.5.",
        refused.detail("en"));
    assertTrue(refused.detail("fr").contains("un nombre d’au moins 0"), refused.detail("fr"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "colour=red",
        "level=99",
        "register=It's",
        "field=X",
        "skill=none",
        "provider=none",
        "language=French",
        "country=France",
        "max-ects=many",
        "max-price=5",
        "currency=euro",
        "starts-after=soon",
        "within=0",
        "near=Lyon",
        "sort=distance",
        "sort=colour",
        "lang=French",
        "page=0",
        "page=10000",
        "size=101",
        "semantic=perhaps",
      })
  void saysWhatIsWrongInEnglishAndFrench(String parameter) {
    String[] parts = parameter.split("=");
    InvalidParameter refused =
        assertThrows(
            InvalidParameter.class, () -> SearchQuery.parse(Map.of(parts[0], List.of(parts[1]))));
    for (String lang : List.of("en", "fr")) {
      String detail = refused.detail(lang);
      assertTrue(detail.contains(parts[0]) || detail.contains(parts[1]), detail);
      assertTrue(detail.endsWith("."), detail);
      assertTrue(!detail.contains("{") && !detail.contains("''"), detail);
    }
    assertNotEquals(refused.detail("en"), refused.detail("fr"));
    assertEquals(refused.detail("en"), refused.detail("xx"), "another language");
  }

  @Test
  void languagesHaveTheSameSentences() throws IOException {
    assertEquals(keys("reasons.properties"), keys("reasons_fr.properties"));
  }

  /** Of the file itself: as a bundle, it would borrow from English what it lacks. */
  private static Set<String> keys(String file) throws IOException {
    Properties sentences = new Properties();
    try (InputStream stream =
        Objects.requireNonNull(InvalidParameter.class.getResourceAsStream(file))) {
      sentences.load(stream);
    }
    return new TreeSet<>(sentences.stringPropertyNames());
  }
}
