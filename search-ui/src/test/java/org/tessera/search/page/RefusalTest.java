package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals are said in words of the field, with the words of the checks behind a click. */
class RefusalTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One dct:title for each language (found \"a; b\") at <urn:x> | title",
        "An elm:LearningOutcome has a dct:title with a language tag at <urn:x> | outcomes",
        "An elm:Amount has one elm:unit at <urn:x>; dct:language is a language at <urn:y> | price,language",
        "graph <urn:g> speaks of <urn:a> beside <urn:b>: a graph has one topic and its hash IRIs | one-thing",
        "One dct:title for each language; something else | ''",
        "A tess:FundingRate has an amount or a share at <urn:x> | ''"
      })
  void namesTheFieldOfEachClauseOrNone(String reason, String fields) {
    assertEquals(fields, String.join(",", Refusal.of(reason).words()));
  }

  @Test
  void whatTheRowsShowNeedsNoTranslation() {
    String rows = "2 different rows have the identifier RNCP1; right is one row for each.";
    Refusal refusal =
        Refusal.of(rows + " As one record: One dct:title for each language at <urn:x>");
    assertEquals(rows, refusal.plain());
    assertTrue(refusal.isPlain());
  }

  @Test
  void everyFieldHasItsSentence() throws IOException {
    String source =
        java.nio.file.Files.readString(
            java.nio.file.Path.of("src/main/java/org/tessera/search/page/Refusal.java"));
    Set<String> fields = new TreeSet<>();
    Matcher put = Pattern.compile("fields[.]put[(]\"[^\"]+\", \"([a-z-]+)\"").matcher(source);
    while (put.find()) {
      fields.add(put.group(1));
    }
    assertTrue(fields.size() > 10, fields::toString);
    for (String lang : List.of("en", "fr")) {
      fields.forEach(field ->
          assertFalse(Messages.of(lang).textOr("refusal." + field, "").isEmpty(), lang + field));
    }
  }

  @Test
  void theChecksOwnWordsAreBehindAClick() throws IOException {
    String reason = "An elm:Amount has one rdf:value, a decimal of at least 0 at <urn:x>";
    PAGES.server().refused("fr-sample", reason);
    String body = PAGES.page("/sources/fr-sample");
    assertTrue(body.contains("<p>Price: no amount"), body);
    assertTrue(
        Pattern.compile("<details class=\"more\">\\s*<summary>In the words of the checks")
            .matcher(body)
            .find(),
        body);
    assertTrue(PAGES.page("/sources/fr-sample", "fr").contains("<p>Prix : sans montant"), "French");
  }
}
