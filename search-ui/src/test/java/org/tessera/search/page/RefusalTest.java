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
        "dct:title has \"a; b\" (fr); the rule: One dct:title for each language (urn:s) | title",
        "dct:title is missing; the rule: An elm:LearningOutcome has a dct:title (https://x.org/s) | outcomes",
        "elm:unit of #a is missing; the rule: An elm:Amount has one elm:unit; dct:language has https://x.org/1; the rule: dct:language is a language (https://x.org/s) | price,language",
        "it makes statements on <urn:a> as well as on <urn:b>; right are statements on one thing | one-thing",
        "dct:title is missing; the rule: One dct:title for each language; something else | ''",
        "rdf:value is missing; the rule: A tess:FundingRate has an amount or a share | ''"
      })
  void namesTheFieldOfEachClauseOrNone(String reason, String fields) {
    assertEquals(fields, String.join(",", Refusal.of(reason).words()));
  }

  @Test
  void rowsThatDifferAreToldWithTheirReasons() throws IOException {
    for (String id : List.of("RNCP1", "RNCP2")) {
      PAGES
          .server()
          .refused(
              "nz-sample",
              "2 different rows have the identifier \"%s\" and differ in \"Level\". Read as one record: dct:title is missing; the rule: One dct:title"
                  .formatted(id));
    }
    String body = PAGES.page("/sources/nz-sample");
    assertTrue(body.contains("<p>Rows of one identifier do not say the same"), body);
    assertTrue(
        body.contains("differ in &#34;Level&#34;") || body.contains("differ in \"Level\""), body);
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
    String reason =
        "rdf:value of #amount has \"-5\"; the rule: An elm:Amount has one rdf:value, a decimal of"
            + " at least 0 (https://w3id.org/tessera/shapes/Amount)";
    PAGES.server().refused("fr-sample", reason);
    String body = PAGES.page("/sources/fr-sample");
    assertTrue(body.contains("<p>Price: no amount"), body);
    assertEquals("\"-5\"", Refusal.of(reason).found());
    assertEquals(
        "\"A\" (fr) and \"B\" (fr)",
        Refusal.of("dct:title has \"A\" (fr) and \"B\" (fr); the rule: One dct:title").found());
    assertTrue(
        Pattern.compile("<details class=\"more\">\\s*<summary>In the words of the checks")
            .matcher(body)
            .find(),
        body);
    assertTrue(PAGES.page("/sources/fr-sample", "fr").contains("<p>Prix : sans montant"), "French");
  }
}
