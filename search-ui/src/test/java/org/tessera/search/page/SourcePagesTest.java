package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pages of registers say of their records and of what was held back. */
class SourcePagesTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @Test
  void aRunReadToItsEndIsNotTheWholeRegister() throws IOException {
    String body = PAGES.page("/sources/eu-sample");
    assertTrue(body.contains("<th scope=\"col\">Read to the end</th>"), body);
    assertTrue(body.contains("It does not say that this is the whole register."), body);
  }

  @Test
  void wordsOfASourceHaveTheirLanguage() throws IOException {
    String register = PAGES.page("/sources/eu-sample", "fr");
    assertTrue(register.contains("lang=\"en\">Ministry of Samples, CC BY 4.0"), register);
    assertTrue(register.contains("<p lang=\"en\">Invented records that show"), register);
    assertFalse(PAGES.page("/sources/eu-sample").contains("lang=\"en\">Ministry"), "no need");
    String tables = PAGES.page("/statistics", "fr");
    assertTrue(tables.contains("lang=\"en\">Did you take part"), tables);
  }

  @Test
  void tellsWhatTheRecordsOfARegisterAreTheMostFirst() throws IOException {
    String table = ServedPages.row(PAGES.page("/sources"), "/sources/papers");
    List<Long> counts = new ArrayList<>();
    Matcher kind = Pattern.compile("<li>[A-Z][a-z ]+\u00a0([0-9]+)</li>").matcher(table);
    while (kind.find()) {
      counts.add(Long.parseLong(kind.group(1)));
    }
    assertEquals(3, counts.size(), table);
    assertTrue(table.contains("more kinds"), table);
    assertEquals(counts.stream().sorted(Comparator.reverseOrder()).toList(), counts, table);
    assertFalse(table.contains("Organisations"), table);
    String one = PAGES.page("/sources/fr-sample");
    assertTrue(one.indexOf("<dt>Credentials") < one.indexOf("<dt>Organisations"), one);
  }

  @Test
  void whoHasOnlyMadeUpRecordsLeadsToThem() throws IOException {
    Graph example =
        SampleRegisters.turtle(
            "<id/unread/example-9> a <http://data.europa.eu/snb/model/elm/LearningAchievementSpecification> ;"
                + " dct:title 'Invented course' .");
    PAGES
        .server()
        .say(
            Instant.parse("2026-01-10T08:00:00Z"),
            "unread",
            "example-9",
            "sha256:9",
            example.find().toList());
    String body = PAGES.page("/sources/unread");
    assertTrue(
        body.contains(
            "<a href=\"/search?register=unread&amp;synthetic=include\">See its made-up example<"),
        body);
    String found = PAGES.page("/search?register=unread&synthetic=include");
    assertTrue(found.contains("Invented course"), found);
    assertTrue(
        PAGES.page("/sources/eu-sample").contains("<a href=\"/search?register=eu-sample\">"),
        "one with real records");
  }

  @Test
  void listsWhatWasHeldBack() throws IOException {
    String body = PAGES.page("/sources/eu-sample");
    assertTrue(body.contains("courses.csv, row 9"));
    assertTrue(body.contains("The title is missing"));
    assertTrue(PAGES.page("/sources/eu-sample", "fr").contains("courses.csv, ligne 9"));
    assertTrue(PAGES.page("/id/nz-sample/4711-1", "fr").contains("records.csv, ligne 12"));
  }

  @Test
  void whatChecksSayIsMarkedAsEnglish() throws IOException {
    String reason = "lang=\"en\"[^>]*>The title is missing";
    for (String path : List.of("/sources/eu-sample", "/id/run/eu-sample/2026-11-21")) {
      String french = PAGES.page(path, "fr");
      assertTrue(Pattern.compile(reason).matcher(french).find(), french);
      assertEquals(
          ServedPages.count(french, "The title is missing"),
          (int) Pattern.compile(reason).matcher(french).results().count(),
          path);
    }
    String refused = PAGES.get("/sparql?lang=fr&query=NONSENSE", "Accept", ServedPages.HTML).body();
    assertTrue(refused.contains("La requête est illisible"), refused);
    assertTrue(Pattern.compile("lang=\"en\"[^>]*>Encountered").matcher(refused).find(), refused);
  }
}
