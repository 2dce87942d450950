package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page over HTTP, on a real store and index. */
class PagesTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/search, 200",
    "/search?q=forestry, 200",
    "/search?q=forestry&type=badge&level=2, 200",
    "/search?level=99, 400",
    "/search?max-price=5, 400",
    "/id/nz-sample/4711-1, 200",
    "/id/nz-sample/4711-1.html, 200",
    "/record/nz-sample/4711-1, 200",
    "/id/fr-sample/R100, 200",
    "/id/fr-sample/org-1, 200",
    "/id/fr-sample/scheme-1, 200",
    "/id/eu-sample/c1, 200",
    "/id/eu-sample/c2, 200",
    "/id?iri=https://example.org/credentials/c3, 200",
    "/id/eu-sample/example-1, 200",
    "/id/run/eu-sample/2026-11-21, 200",
    "/id/no-such-source, 404",
    "/id/eu-sample/gone, 410",
    "/id/eu-sample/never, 404",
    "/id/skills/s1, 200",
    "/id/papers/p1, 200",
    "/id/papers/d1, 200",
    "/countries, 200",
    "/countries/KE, 200",
    "/countries/fr, 200",
    "/countries/EU, 200",
    "/countries/BR, 200",
    "/countries/AQ, 404",
    "/countries/nowhere, 404",
    "/statistics, 200",
    "/statistics/papers/cube-1, 200",
    "/statistics/papers/cube-1?refArea=NZL&refArea=FRA, 200",
    "/statistics/papers/cube-1?refArea=XXX&page=99, 200",
    "/statistics/papers/cube-empty, 200",
    "/statistics/papers/cube-bare, 200",
    "/statistics/papers/d1, 404",
    "/statistics/papers/none, 404",
    "/compare, 200",
    "/compare?q=forestry, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/c1, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/c1&q=forestry, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/id/nz-sample/4711-1, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/never, 404",
    "/compare?id=a&id=b&id=c&id=d&id=e&id=f, 400",
    "/sources, 200",
    "/sources/eu-sample, 200",
    "/sources/papers, 200",
    "/sources/none, 404",
    "/sparql, 200",
    "/sparql?worked=countries, 200",
    "/sparql?query=SELECT, 200",
    "/sparql?query=ASK, 200",
    "/sparql?query=BUSY, 503",
    "/sparql?query=NONSENSE&format=html, 400",
    "/data, 200",
    "/frameworks, 200",
    "/definitions, 200",
    "/id/papers/definition-nz, 200",
    "/about, 200",
    "/api, 200",
    "/ontology, 200",
    "/mappings, 200",
    "/mappings?schema=ctdl-sample, 200",
    "/mappings?schema=ctdl-sample&q=zzz, 200",
    "/mappings?schema=other-sample, 200",
    "/mappings?schema=none, 404",
    "/id/papers/mapping-1, 200",
    "/id/papers/pathway-1, 200",
    "/id/papers/framework-1, 200",
    "/id/papers/transfer-1, 200",
    "/id/papers/project-1, 200",
    "/scheme/credential-type, 200",
    "/scheme/framework/nzqcf/level-5, 200",
    "/scheme/nothing, 404",
    "/nothing/here, 404",
  })
  void answersInBothLanguages(String path, int status) throws IOException {
    for (String lang : Messages.LANGUAGES) {
      HttpResponse<String> response =
          PAGES.get(path, "Accept", ServedPages.HTML, "Accept-Language", lang);
      assertEquals(status, response.statusCode(), path);
      assertTrue(
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/html"), path);
      assertTrue(response.body().contains("<html lang=\"" + lang + "\""), path);
      assertEquals(1, count(response.body(), "<h1"), path);
      assertTrue(
          path.equals("/") || response.body().contains(" · Tessera</title>"),
          "the title of " + path);
      assertTrue(response.body().contains("<main id=\"main\""), path);
      assertTrue(
          response.headers().firstValue("Content-Security-Policy").orElse("").contains("'self'"),
          path);
      assertFalse(Pattern.compile(" style=|<style|onclick=").matcher(response.body()).find(), path);
    }
  }

  @Test
  void everyAssetOfAPageIsThereAndMayBeKept() throws IOException {
    Matcher asset =
        Pattern.compile("(?:href|src)=\"(/(?:assets|webjars)/[^\"]+)\"")
            .matcher(PAGES.page("/sparql"));
    int found = 0;
    while (asset.find()) {
      HttpResponse<String> response = PAGES.get(asset.group(1));
      assertEquals(200, response.statusCode(), asset.group(1));
      assertTrue(
          response.headers().firstValue("Cache-Control").orElse("").contains("immutable"),
          asset.group(1));
      found++;
    }
    assertTrue(found >= 7, "only " + found + " assets");
  }

  @Test
  void tellsCrawlersThatCombinationsOfFacetsAreNoPages() throws IOException {
    HttpResponse<String> robots = PAGES.get("/robots.txt");
    assertEquals(200, robots.statusCode());
    assertTrue(robots.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    assertTrue(robots.body().contains("Disallow: /search"), robots.body());
  }

  @Test
  void showsWhatCorrespondsToATermFromBothSides() throws IOException {
    String sample = PAGES.page("/mappings?schema=ctdl-sample");
    assertTrue(sample.contains("is narrower than"), "the relation in words");
    assertTrue(sample.contains("stated as rdfs:subClassOf"), "and word for word");
    assertTrue(sample.contains("corresponds, relation not stated, to"), "none is none");
    String other = PAGES.page("/mappings?schema=other-sample&q=work");
    assertTrue(other.contains("is broader than"), "the relation turned round");
    assertFalse(other.contains("other:Thing"), "the filter leaves other terms out");
    String sets = PAGES.page("/mappings");
    assertTrue(sets.contains("Sample of CTDL → prefix other-sample"), sets);
  }

  @Test
  void showsThePartsOfAPathwayAndOfAFrameworkInTheirOrder() throws IOException {
    String pathway = PAGES.page("/id/papers/pathway-1");
    assertTrue(
        pathway.indexOf("Diploma of growing") < pathway.indexOf("First badge"), "from the end");
    assertTrue(pathway.indexOf("First badge") < pathway.indexOf("Second badge"), "in order");
    assertTrue(pathway.contains("1 of 2 of the following"), "what is required");
    String framework = PAGES.page("/id/papers/framework-1");
    assertTrue(
        framework.indexOf("Growing things") < framework.indexOf("Growing trees"), "whole first");
    assertTrue(framework.contains("creativecommons.org/licenses/by/4.0"), "its own licence");
    String transfer = PAGES.page("/id/papers/transfer-1");
    assertTrue(transfer.contains("Exam in growing"), "what it is for");
    assertTrue(transfer.contains("3 · Degree Credit"), "what it is worth");
  }

  @Test
  void saysALevelInItsOwnFrameworkFirst() throws IOException {
    String body = PAGES.page("/id/nz-sample/4711-1");
    assertTrue(body.contains("NZQCF level 5"), "own level");
    assertTrue(body.indexOf("NZQCF level 5") < body.indexOf("EQF 5,"), "EQF second, with a basis");
  }

  @Test
  void saysThatASourceIsSilent() throws IOException {
    String body = PAGES.page("/id/eu-sample/c2");
    assertTrue(body.contains("not stated"));
    assertTrue(body.contains("<h1 lang=\"ar\" dir=\"auto\">"), "title has its own language");
  }

  @Test
  void saysWhichDefinitionsACredentialMeetsFailsAndLeavesOpen() throws IOException {
    String body = PAGES.page("/id/nz-sample/4711-1");
    String section =
        body.substring(body.indexOf("<section id=\"definitions\""), body.indexOf("id=\"origin\""));
    assertTrue(finding(section, "nz-nzqcf").contains("class=\"tag good\""), section);
    assertTrue(finding(section, "cmf-2019").contains("More than 150 hours"), section);
    assertTrue(finding(section, "eu-2022").contains("Assessment is not stated"), section);
    assertFalse(finding(section, "eu-2022").contains("country"), "the register has a country");
  }

  private static String finding(String section, String definition) {
    int link = section.indexOf("/definitions#" + definition + "\"");
    assertTrue(link >= 0, definition);
    return section.substring(section.lastIndexOf("<li>", link), section.indexOf("</li>", link));
  }

  @Test
  void comparesFrameworksWithTheBasisInWordsAndShape() throws IOException {
    String body = PAGES.page("/frameworks");
    String row = row(body, "/scheme/framework/nzqcf");
    assertTrue(row.contains("published comparison"), row);
    assertTrue(row.contains("basis-mark published"), row);
    String african = row(body, "/scheme/framework/ke");
    assertTrue(african.contains("basis-mark indicative"), african);
    assertFalse(african.contains("basis-mark published"), african);
    assertTrue(row(body, "/scheme/framework/rqf").contains("No longer in force"), "endorsement");
    assertTrue(row(body, "/scheme/framework/aqf").contains("not stated"), "AQF and EQF 1");
  }

  @Test
  void whatWeSayOfCorrespondencesIsInTheReadersLanguage() throws IOException {
    String french = PAGES.page("/frameworks", "fr");
    assertFalse(french.contains("was read"), french);
    assertTrue(
        french.contains("aucun tableau du CEC pour les cadres africains n&#39;a été lu")
            || french.contains("aucun tableau du CEC pour les cadres africains n'a été lu"),
        french);
    assertTrue(
        french.contains("<span lang=\"en\" dir=\"auto\">Comparative Analysis of the European"),
        "a title stays as it is");
    assertTrue(PAGES.page("/frameworks").contains("no EQF table for the African"), "in English");
    String level = PAGES.page("/scheme/framework/ke/level-5", "fr");
    assertTrue(level.contains("aucun tableau du CEC"), level);
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
  void countsRecordsAtTheLevelThatTheirSourceStates() throws IOException {
    String body = PAGES.page("/frameworks");
    String card = body.substring(body.indexOf("<section id=\"nzqcf\""));
    String levels = card.substring(0, card.indexOf("</section>"));
    String five = levels.substring(levels.indexOf("NZQCF level 5"));
    assertTrue(five.substring(0, five.indexOf("</li>")).contains("1 record<"), levels);
  }

  @Test
  void comparesDefinitionsAndLeavesSilenceSilent() throws IOException {
    String body = PAGES.page("/definitions");
    String row = body.substring(body.indexOf("<tr id=\"nz-nzqcf\""));
    row = row.substring(0, row.indexOf("</tr>"));
    assertTrue(row.contains("1 to 40 credits"), row);
    assertTrue(row.contains("https://example.org/rules"), row);
    assertTrue(row.contains("not stated"), row);
  }

  private static String row(String body, String href) {
    int link = body.indexOf("<a href=\"" + href + "\"");
    assertTrue(link >= 0, href);
    return body.substring(link, body.indexOf("</tr>", link));
  }

  @Test
  void showsWhatTheRegisterSaid() throws IOException {
    String body = PAGES.page("/id/nz-sample/4711-1");
    assertTrue(body.contains("records.csv, row 12"), "place");
    assertTrue(body.contains("/id/nz-sample/4711-1.ttl"), "RDF form");
    assertTrue(body.contains("nz-sample%2F4711-1&amp;profile=elm\""), "form for other registries");
    String statement = PAGES.page("/id/papers/definition-nz");
    assertFalse(statement.contains("profile=elm"), "which have no form for a definition");
    assertTrue(body.contains("0.97"), "confidence of the link");
  }

  @Test
  void saysWhatASchemePaysToWhom() throws IOException {
    String body = PAGES.page("/id/fr-sample/scheme-1");
    assertTrue(body.contains("Individual learning account"), "kind");
    assertTrue(body.contains("500\u00a0EUR a year · up to 75 % of the fee"), "rate");
    assertTrue(body.contains("own share of 102.23\u00a0EUR for each training"), "own share");
    assertTrue(body.contains("from 1 January 2025"), "period");
    assertTrue(body.contains("as of 2025"), "a year is a date too");
    assertTrue(body.contains("href=\"https://example.org/age\""), "source of a condition");
  }

  @Test
  void tellsADerivedEligibilityByItsRule() throws IOException {
    String body = PAGES.page("/id/fr-sample/R100");
    assertTrue(body.contains("Training account of the samples: Eligible on conditions"));
    assertTrue(body.contains("Derived by a rule"));
    assertTrue(body.contains("href=\"/id/fr-sample/rule-1\""), "the rule has a page");
    assertTrue(body.contains("confidence 0.8"));
  }

  @Test
  void escapesWhatRecordsSay() throws IOException {
    String body = PAGES.page("/id/eu-sample/c1");
    assertTrue(body.contains("&lt;what&gt;"));
    assertFalse(body.contains("<what>"));
  }

  @Test
  void marksWhatIsMadeUp() throws IOException {
    assertTrue(PAGES.page("/id/eu-sample/example-1").contains("Made-up example"));
  }

  @Test
  void tellsWhatTheRecordsOfARegisterAreTheMostFirst() throws IOException {
    String table = row(PAGES.page("/sources"), "/sources/papers");
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
  void aCodeThatNobodyLabelsIsACodeOfItsScheme() throws IOException {
    String body = PAGES.page("/id/eu-sample/c1");
    assertTrue(body.contains("ROME A1101"), body);
    assertFalse(body.contains(">rome-A1101"), body);
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
          count(french, "The title is missing"),
          (int) Pattern.compile(reason).matcher(french).results().count(),
          path);
    }
    String refused = PAGES.get("/sparql?lang=fr&query=NONSENSE", "Accept", ServedPages.HTML).body();
    assertTrue(refused.contains("La requête est illisible"), refused);
    assertTrue(Pattern.compile("lang=\"en\"[^>]*>Encountered").matcher(refused).find(), refused);
  }

  @Test
  void nothingIsChosenAmongTheSchemasBeforeSomebodyChooses() throws IOException {
    String sets = PAGES.page("/mappings");
    assertTrue(sets.contains("<option value=\"\">choose a schema</option>"), sets);
    assertFalse(sets.contains(" selected"), sets);
    String one = PAGES.page("/mappings?schema=ctdl-sample");
    assertTrue(one.contains("<option value=\"ctdl-sample\" selected>"), one);
    assertFalse(one.contains("<option value=\"\">"), one);
  }

  @Test
  void tellsHowFarAHarvestIs() throws IOException {
    HttpResponse<String> live = PAGES.get("/live", "Accept", ServedPages.HTML);
    assertEquals(200, live.statusCode());
    assertTrue(live.body().contains("so far"), live.body());
    assertFalse(live.body().contains("<html"));
  }

  @Test
  void remembersTheLanguage() throws IOException {
    HttpResponse<String> asked = PAGES.get("/about?lang=fr", "Accept", ServedPages.HTML);
    String cookie = asked.headers().firstValue("Set-Cookie").orElseThrow();
    String name = cookie.substring(0, cookie.indexOf(';'));
    assertTrue(PAGES.get("/about", "Cookie", name).body().contains("<html lang=\"fr\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example"})
  void neverLeadsElsewhere(String back) throws IOException {
    HttpResponse<String> response = PAGES.get("/preferences?theme=dark&back=" + Page.encode(back));
    assertEquals(303, response.statusCode());
    assertEquals("/", response.headers().firstValue("Location").orElse(""));
  }

  @Test
  void completesFromThisStore() throws IOException {
    String terms = PAGES.get("/sparql/terms").body();
    assertTrue(terms.contains("https://w3id.org/tessera/ontology#credentialType"));
    assertTrue(terms.contains("http://purl.org/dc/terms/title"));
  }

  @Test
  void anAnswerIsATableThatAsksForNoScript() throws IOException {
    HttpResponse<String> answer =
        PAGES.get("/sparql?lang=en&query=SELECT+1", "Accept", ServedPages.HTML);
    String page = answer.body();
    assertTrue(page.contains(">SELECT 1</textarea>"), page);
    assertTrue(page.contains("1,700 rows, of which the first 2 are shown"), page);
    assertTrue(page.contains("42 ms"), page);
    assertTrue(page.contains("<a href=\"/id/nz-sample/4711-1\""), page);
    assertTrue(page.contains("<td lang=\"mi\" dir=\"auto\">&lt;b&gt;Bold&lt;/b&gt;</td>"), page);
    assertFalse(page.contains("href=\"http://elsewhere.example/x\""), page);
    assertTrue(page.contains("/sparql?format=csv&amp;query=SELECT+1"), page);
    HttpResponse<String> busy = PAGES.get("/sparql?lang=en&query=BUSY", "Accept", ServedPages.HTML);
    assertEquals("5", busy.headers().firstValue("Retry-After").orElse(""));
    assertTrue(busy.body().contains("Only 4 queries at once from one address."), busy.body());
  }

  @Test
  void whatARuleSaysIsMarkedAndOpensItsRule() throws IOException {
    String silent = PAGES.page("/id/fr-sample/R100", "en");
    assertTrue(silent.contains("derived, not stated"), silent);
    assertTrue(
        silent.contains("Samples are learnt by the way. Assigned by Tessera, confidence 0.8."));
    assertTrue(silent.contains("<a href=\"/id/fr-sample\">The rule</a>"));
    String french = PAGES.page("/id/fr-sample/R100", "fr");
    assertTrue(french.contains("On apprend les modèles en passant."));
    String stated = PAGES.page("/id/nz-sample/4711-1", "en");
    assertFalse(stated.contains("Samples are learnt by the way."));
    assertTrue(stated.contains("<a href=\"/scheme/derivation-rule/skill-similarity\">"));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void thePageOnDataCountsWhatIsNotPassedOnWhole() throws Exception {
    String page = PAGES.page("/data");
    assertTrue(page.contains("1 record of 1 register is given so"), page);
    assertTrue(page.contains("<a href=\"/sources/skills\">Sample register skills</a>: 1 record"));
    String french = PAGES.page("/data", "fr");
    assertTrue(french.contains("1 fiche de 1 registre est donnée ainsi"), french);
  }
}
