package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** The page of a record that changed, by a clock of the test's. */
class EarlierFormsTest {
  private static final String PAGE = "/id/eu-sample/changing.html";
  private static final Node TOPIC =
      NodeFactory.createURI("https://w3id.org/tessera/id/eu-sample/changing");

  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @BeforeAll
  static void start() {
    say("2026-01-10T08:00:00Z", "one", said("Seamanship", "formal", "4"));
    say("2026-02-10T08:00:00Z", "two", said("Seamanship", "non-formal", "4"));
    say("2026-03-10T08:00:00Z", "three", said("Seamanship", "non-formal", "5"));
    say("2026-04-10T08:00:00Z", "", List.of());
    say("2026-05-10T08:00:00Z", "four", said("Seamanship and knots", "non-formal", "5"));
  }

  @Test
  void thePageListsEachChangeWithWhatWasAndWhatIs() throws IOException {
    String text = section("en");
    List<String> heads =
        Pattern.compile("<h3>(.*?)</h3>")
            .matcher(text)
            .results()
            .map(it -> it.group(1).replaceAll("<[^>]*>", ""))
            .toList();
    assertEquals(4, heads.size(), heads::toString);
    assertTrue(heads.get(0).endsWith("in the register again"), heads::toString);
    assertTrue(heads.get(1).endsWith("withdrawn"), heads::toString);
    assertTrue(heads.get(2).startsWith("10 March 2026"), heads::toString);
    assertTrue(heads.get(3).startsWith("10 February 2026"), heads::toString);
    assertTrue(heads.get(3).endsWith("changed"), heads::toString);
    String oldest = text.substring(text.indexOf("10 February 2026"));
    assertTrue(
        oldest.replaceAll("<[^>]*>|\\s+", " ").matches("(?is).*\\bformal\\b.*non-formal.*"),
        oldest);
    assertFalse(oldest.contains("Seamanship"), "the title did not change: " + oldest);
    String back = text.substring(0, text.indexOf("10 April 2026"));
    assertTrue(back.contains("Seamanship and knots"), back);
    assertTrue(back.contains("<th scope=\"row\">Title</th>"), "a property in words: " + back);
    assertFalse(text.contains("<th scope=\"row\">http"), text);
    assertTrue(text.contains("<th scope=\"row\">qb:value</th>"), "not any value is an amount");
    assertTrue(text.contains("credit · Credits</th>"), text);
    assertTrue(text.contains("/record/eu-sample/changing.ttl?at=2026-01-10T08:00:00Z"), text);
  }

  @Test
  void aChangeOfManyValuesIsCutAndTheRestCounted() throws IOException {
    int values = EarlierForms.MOST_VALUES + 10;
    PAGES
        .server()
        .say(
            Instant.parse("2026-01-10T08:00:00Z"),
            "eu-sample",
            "wide",
            "sha256:one",
            wide("Old", values));
    PAGES
        .server()
        .say(
            Instant.parse("2026-02-10T08:00:00Z"),
            "eu-sample",
            "wide",
            "sha256:two",
            wide("New", values));
    String section = section("/id/eu-sample/wide.html", "en");
    for (String word : List.of("Old", "New")) {
      long shown = Pattern.compile(word + " no ").matcher(section).results().count();
      assertEquals(EarlierForms.MOST_VALUES, shown, section);
    }
    assertTrue(section.contains("10 more differences"), section);
  }

  private static List<Triple> wide(String word, int values) {
    Node topic = NodeFactory.createURI(TOPIC.getURI().replace("changing", "wide"));
    List<Triple> statements = new ArrayList<>();
    statements.add(Triple.create(topic, Rdf.type, Elm.LearningAchievementSpecification));
    statements.add(Triple.create(topic, Dct.title, NodeFactory.createLiteralLang("Wide", "en")));
    for (int i = 0; i < values; i++) {
      statements.add(
          Triple.create(
              topic, Dct.description, NodeFactory.createLiteralLang(word + " no " + i, "en")));
    }
    return statements;
  }

  @Test
  void anEarlierFormIsAPageThatSaysSo() throws IOException {
    String before = PAGES.page("/id/eu-sample/changing?at=2026-02-01");
    assertTrue(before.contains("10 January 2026, 08:00 UTC until 10 February 2026"), before);
    assertTrue(before.contains("<a href=\"/id/eu-sample/changing\">See what it says"), before);
    assertTrue(before.contains(">Seamanship</h1>"), before);
    assertTrue(before.contains("Formal") && !before.contains("Non-formal"), before);
    assertTrue(before.contains("/record/eu-sample/changing.ttl?at=2026-01-10T08:00:00Z"), before);
    assertFalse(before.contains("id=\"earlier\""), "the list stands on today's page");
    String later = PAGES.page("/record/eu-sample/changing?at=2026-02-20T00:00:00Z", "fr");
    assertTrue(later.contains("Une forme antérieure de cette fiche."), later);
    assertTrue(later.contains("Non formel"), later);
    String present = PAGES.page("/id/eu-sample/changing?at=2026-06-01");
    assertTrue(present.contains("The time asked for has the present form."), present);
    assertTrue(present.contains("id=\"earlier\""), present);
    assertTrue(
        section("en").contains("href=\"/record/eu-sample/changing?at=2026-01-10T08:00:00Z\""));
  }

  @Test
  void anEarlierFormHasTheLicenceOfItsTime() throws IOException {
    for (String licence : List.of("one", "two")) {
      PAGES
          .server()
          .say(
              Instant.parse(
                  licence.equals("one") ? "2026-01-10T08:00:00Z" : "2026-02-10T08:00:00Z"),
              "eu-sample",
              "licensed",
              "sha256:" + licence,
              licensed("https://licence.example/" + licence));
    }
    String before = PAGES.page("/id/eu-sample/licensed?at=2026-01-20");
    assertTrue(before.contains("https://licence.example/one"), before);
    assertFalse(before.contains("https://licence.example/two"), before);
    assertTrue(
        PAGES.page("/id/eu-sample/licensed").contains("<a href=\"https://licence.example/two\""));
  }

  private static List<Triple> licensed(String licence) {
    Node topic = NodeFactory.createURI(TOPIC.getURI().replace("changing", "licensed"));
    return List.of(
        Triple.create(topic, Rdf.type, Elm.LearningAchievementSpecification),
        Triple.create(topic, Dct.title, NodeFactory.createLiteralLang("Licensed", "en")),
        Triple.create(topic, Dct.license, NodeFactory.createURI(licence)));
  }

  @Test
  void searchEnginesAreToldEarlierFormsApart() throws IOException {
    assertTrue(
        PAGES
            .page("/id/eu-sample/changing?at=2026-02-01")
            .contains("<title>Seamanship (until 10 February 2026, 08:00 UTC) · Tessera</title>"));
    assertTrue(
        PAGES
            .page("/id/eu-sample/changing?at=2026-02-01", "fr")
            .contains("<title>Seamanship (jusqu’au 10 février 2026"));
    Pattern.compile("<a [^>]*[?]at=[^>]*>")
        .matcher(section("en"))
        .results()
        .forEach(link -> assertTrue(link.group().contains("rel=\"nofollow\""), link.group()));
    List<String> rules = PAGES.get("/robots.txt").body().lines().toList();
    for (String rule : List.of("Disallow: /*?at=", "Disallow: /*&at=")) {
      assertTrue(rules.contains(rule), rules::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/id/run/eu-sample/2026-11-21?at=2026-12-01, 404, There is no such page",
    "/id/eu-sample?at=2026-12-01, 404, There is no such page",
    "/id/eu-sample/changing?at=2026-02-20&at=2026-06-01, 400, is no time",
    "/id/eu-sample/changing?at=2026-04-20, 410, withdrawn",
    "/id/eu-sample/changing?at=2025-01-01, 404, did not have the record yet",
    "/id/eu-sample/changing?at=yesterday, 400, is no time",
    "/id/eu-sample/never?at=2026-04-20, 404, There is no such page",
  })
  void aTimeWithoutAFormIsSaidInWords(String path, int status, String words) throws IOException {
    HttpResponse<String> page =
        PAGES.get(path, "Accept", ServedPages.HTML, "Accept-Language", "en");
    assertEquals(status, page.statusCode(), page.body());
    assertTrue(page.body().contains(words), page.body());
    assertTrue(page.body().contains("<h1"), page.body());
  }

  @Test
  void itIsSaidInFrench() throws IOException {
    assertTrue(section("fr").contains("Formes antérieures"));
  }

  @Test
  void aRecordThatNeverChangedHasNoSuchList() throws IOException {
    HttpResponse<String> page = PAGES.get("/id/eu-sample/c1.html");
    assertEquals(200, page.statusCode());
    assertFalse(page.body().contains("id=\"earlier\""));
  }

  private String section(String lang) throws IOException {
    return section(PAGE, lang);
  }

  private String section(String path, String lang) throws IOException {
    HttpResponse<String> page = PAGES.get(path, "Accept-Language", lang);
    assertEquals(200, page.statusCode(), page.body());
    String body = page.body();
    int start = body.indexOf("<section id=\"earlier\"");
    assertTrue(start > 0, "no such section");
    return body.substring(start, body.indexOf("</section>", start));
  }

  private static void say(String time, String hash, List<Triple> statements) {
    PAGES.server().say(Instant.parse(time), "eu-sample", "changing", "sha256:" + hash, statements);
  }

  private static List<Triple> said(String title, String setting, String credits) {
    Node credit = NodeFactory.createURI(TOPIC.getURI() + "#credit");
    List<Triple> statements = new ArrayList<>();
    statements.add(Triple.create(TOPIC, Rdf.type, Elm.LearningAchievementSpecification));
    statements.add(Triple.create(TOPIC, Dct.title, NodeFactory.createLiteralLang(title, "en")));
    statements.add(
        Triple.create(
            TOPIC,
            Elm.learningSetting,
            NodeFactory.createURI("https://w3id.org/tessera/scheme/setting/" + setting)));
    statements.add(
        Triple.create(
            TOPIC,
            Tess.credentialType,
            NodeFactory.createURI("https://w3id.org/tessera/scheme/credential-type/badge")));
    statements.add(
        Triple.create(
            TOPIC,
            NodeFactory.createURI(Qb.NS + "value"),
            NodeFactory.createLiteralString(credits)));
    statements.add(Triple.create(TOPIC, Elm.creditPoint, credit));
    statements.add(
        Triple.create(
            credit, Elm.point, NodeFactory.createLiteralDT(credits, XSDDatatype.XSDdecimal)));
    return statements;
  }
}
