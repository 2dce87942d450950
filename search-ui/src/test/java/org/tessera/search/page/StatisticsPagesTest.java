package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.query.QueryFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.store.RunReport;

/** What the pages of countries and of statistics say, over the invented cubes of the samples. */
class StatisticsPagesTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @ParameterizedTest
  @ValueSource(strings = {"/countries", "/countries/NZ", "/countries/FR", "/countries/BR"})
  void aPageOfCountriesReadsTheStoreOnce(String path) throws IOException {
    assertEquals(200, PAGES.get(path).statusCode());
    PAGES.server().reads();
    assertEquals(200, PAGES.get(path).statusCode());
    assertEquals(1, PAGES.server().reads(), path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NZ", "FR", "KE", "BR"})
  void everyRecordOfACountryIsInOneOfTheWords(String code) throws IOException {
    Matcher total =
        Pattern.compile("\"total\":(\\d+)")
            .matcher(PAGES.get("/api/v1/search?size=1&country=" + code).body());
    assertTrue(total.find());
    String lead = get("/countries/" + code);
    lead = lead.substring(lead.indexOf("</h1>"));
    lead = lead.substring(0, lead.indexOf("</header>"));
    long said = 0;
    Matcher words = Pattern.compile("(?i)(one|\\d+) (?:other )?records?\\b").matcher(lead);
    while (words.find()) {
      said += words.group(1).equalsIgnoreCase("one") ? 1 : Long.parseLong(words.group(1));
    }
    assertEquals(Long.parseLong(total.group(1)), said, lead);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NZ", "FR", "KE"})
  void everyPageCountsTheSameRecordsOfACountry(String code) throws IOException {
    Matcher bar =
        Pattern.compile("href=\"/search\\?country=" + code + "\">[^<]*</a>\\s*<span[^>]*>([0-9]+)<")
            .matcher(get("/"));
    assertTrue(bar.find(), code);
    String table = get("/countries");
    String row = ServedPages.row(table.substring(table.indexOf("<table")), "/countries/" + code);
    Matcher records = Pattern.compile("data-label=\"Records\"><span>([0-9]+)</span>").matcher(row);
    assertTrue(records.find(), row);
    assertEquals(bar.group(1), records.group(1));
  }

  @Test
  void whatIsKnownByAnotherRecordIsNoStatement() throws IOException {
    String place =
        "dct:title 'Report'@en ; tess:jurisdiction"
            + " <http://publications.europa.eu/resource/authority/country/%s> .";
    say("d-pt", "<id/papers/d-pt> a <http://xmlns.com/foaf/0.1/Document> ; " + place, "PRT");
    say("c-is", "<id/papers/c-is> a <http://purl.org/linked-data/cube#DataSet> ; " + place, "ISL");
    String table = get("/countries");
    String row = ServedPages.row(table.substring(table.indexOf("<table")), "/countries/PT");
    assertTrue(row.contains("other records only"), row);
    assertTrue(get("/countries/PT").contains("only one record of other kinds"), "in a sentence");
    String figures = table.substring(table.indexOf("</table>"));
    assertTrue(figures.contains("<a href=\"/countries/IS\">"), "it is a table of figures");
    String lead = get("/countries/IS");
    assertTrue(lead.contains("Only tables of figures name this country; one record is a"), lead);
  }

  private static void say(String id, String turtle, String country) {
    PAGES
        .server()
        .say(
            Instant.parse("2026-01-10T08:00:00Z"),
            "papers",
            id,
            "sha256:" + id,
            SampleRegisters.turtle(turtle.formatted(country)).find().toList());
  }

  @Test
  void aFigureOfACountryIsToldByWhatItIsBrokenDownBy() throws IOException {
    String figures = get("/countries/IS");
    figures = figures.substring(figures.indexOf("id=\"figures\""));
    String first = figures.substring(figures.indexOf("<dt"), figures.indexOf("</dt>"));
    assertEquals(
        "Copying a file age: 16 to 24",
        first.replaceAll("<[^>]*>", " ").strip().replaceAll("\\s+", " "));
    String french = PAGES.page("/countries/IS", "fr");
    assertTrue(french.contains("<span lang=\"en\" dir=\"auto\">Copying a file</span>"), french);
    assertTrue(french.contains("(le tableau les nomme en anglais)"), french);
    assertFalse(figures.contains("its table names them in"), figures);
    assertFalse(french.contains("non ventilé"), french);
  }

  @Test
  void listsRealCubesOnly() throws IOException {
    String body = get("/statistics");
    assertTrue(body.contains("Adults who learn"), "a cube");
    assertTrue(body.contains("2018 to 2022"), "its period");
    assertTrue(body.contains("Did you take part"), "its question");
    assertTrue(body.contains("no figure"), "a cube without figures says so");
    assertFalse(body.contains("Random figures"), "a made-up cube");
  }

  @Test
  void drawsBarsOfTheNewestPeriodAndSaysWhatItHolds() throws IOException {
    String body = get("/statistics/papers/cube-1?refPeriod=2022");
    assertTrue(body.contains("period: 2022"), "the caption names the period");
    assertTrue(body.contains("who: women"), "and the value at which another dimension is held");
    assertTrue(body.contains("value by country surveyed"), "columns as the structure heads them");
    assertTrue(body.contains("27.5"), "Brazil's figure");
  }

  @Test
  void drawsLinesOfChosenAreas() throws IOException {
    String body = get("/statistics/papers/cube-1?refArea=NZL&refArea=KEN&refArea=");
    assertTrue(body.contains("class=\"lines\""), "lines");
    assertEquals(2, count(body, "class=\"line l\\d\" d=\"M7"), "one for each area");
    assertTrue(body.contains("10 figures of 20"), "the table has the same choice");
  }

  @Test
  void saysInWordsThatACubeIsEmpty() throws IOException {
    String body = get("/statistics/papers/cube-empty");
    assertTrue(body.contains("No figure could be read."), body);
    assertTrue(body.contains("The figure exists as an image only."), "its own note");
    assertTrue(
        body.contains("It counts jurisdictions.") && !body.contains("Seulement"), "all notes");
    assertFalse(body.contains("<table"), "no empty table");
  }

  @Test
  void givesCsvOfTheChoice() throws IOException {
    HttpResponse<String> response =
        PAGES.get("/statistics/papers/cube-1.csv?refArea=KEN&refPeriod=2022");
    assertTrue(
        response.headers().firstValue("Content-Type").orElse("").startsWith("text/csv"), "type");
    List<String> lines = List.of(response.body().split("\r\n"));
    assertEquals(
        "refArea,refArea_label,refPeriod,dimension-who,dimension-who_label,obsValue,unitMeasure,unitMeasure_label",
        lines.getFirst());
    assertEquals(
        List.of(
            "KEN,Kenya,2022,code-female,\"women, \"\"and girls\"\"\",7.5,code-percent,percent",
            "KEN,Kenya,2022,code-total,everybody,6.5,code-percent,percent"),
        lines.subList(1, lines.size()));
  }

  @Test
  void linksAQueryThatCanBeParsedAndKeepsTheChoice() throws IOException {
    for (String page :
        List.of(
            "/statistics/papers/cube-1?refArea=KEN&refPeriod=2022",
            "/statistics/papers/cube-bare",
            "/countries/FR")) {
      Matcher link = Pattern.compile("/sparql\\?show=([^\"]+)").matcher(get(page));
      assertTrue(link.find(), page);
      String query = URLDecoder.decode(link.group(1), StandardCharsets.UTF_8);
      QueryFactory.create(query);
      assertEquals(page.contains("KEN"), query.contains("VALUES ?refArea"), query);
    }
    assertTrue(get("/sparql?show=ASK%20%7B%7D").contains(">ASK {}</textarea>"), "the editor");
  }

  @Test
  void readsACubeWithoutStructureByItsFigures() throws IOException {
    String body = get("/statistics/papers/cube-bare");
    assertTrue(body.contains("count") && body.contains("<td class=\"number\">5</td>"), body);
  }

  @Test
  void saysWhereTheEvidenceIsThin() throws IOException {
    String body = get("/countries/KE");
    assertTrue(body.contains("No record of a credential was read"), "no record");
    assertTrue(body.contains("No register of this jurisdiction has been harvested"), "no register");
    assertTrue(body.contains("The newest dated statement is of March 2021"), "old");
    assertTrue(body.contains("One of 2 statements has no date"), "undated");
    assertFalse(body.contains("No funding scheme known"), "it has one");
    assertTrue(body.contains("Sample learning account"), "the scheme");
    assertFalse(body.contains("Made-up statement"), "synthetic records stay out");
    assertTrue(body.contains("6.5 percent"), "its newest figure with its unit");
    assertTrue(
        body.indexOf("Register of micro-credentials opened")
            < body.indexOf("Micro-credential policy in preparation"),
        "dated statements first");
  }

  @Test
  void saysOnTheMapAndInTheTableTheSame() throws IOException {
    String body = get("/countries");
    assertTrue(
        Pattern.compile(
                "<tr>\\s*<th scope=\"row\"><a href=\"/countries/FR\">[^/]*</a></th>\\s*<td[^>]*>records of credentials")
            .matcher(body)
            .find(),
        "in words");
    assertTrue(
        Pattern.compile("href=\"/countries/FR\" tabindex=\"-1\"><path class=\"records\"")
            .matcher(body)
            .find(),
        "on the map");
    assertTrue(
        Pattern.compile("href=\"/countries/KE\" tabindex=\"-1\"><path class=\"statements\"")
            .matcher(body)
            .find(),
        "statements only");
    assertTrue(
        Pattern.compile("href=\"/countries/BR\" tabindex=\"-1\"><path class=\"figures\"")
            .matcher(body)
            .find(),
        "figures only");
    assertTrue(body.contains("<path class=\"nothing\""), "the rest");
  }

  @Test
  void countsCountriesOfRegistersThatWereRead() throws IOException {
    assertTrue(
        Pattern.compile("<dt>countries of these registers</dt><dd>2</dd>", Pattern.CASE_INSENSITIVE)
            .matcher(get("/"))
            .find(),
        "New Zealand and France; neither the union nor a country of an unread register");
  }

  @Test
  void linksTheQueriesBehindTheCountsOfTheFirstPage() throws IOException {
    Matcher link = Pattern.compile("/sparql\\?show=([^\"]+)").matcher(get("/"));
    int links = 0;
    while (link.find()) {
      QueryFactory.create(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8));
      links++;
    }
    assertEquals(3, links);
  }

  @Test
  void groupsProblemsByWhatIsWrong() {
    List<ProblemGroup> groups =
        ProblemGroup.of(
            List.of(
                new RunReport.Problem("a", "row 1", "The level '9' is none of 8."),
                new RunReport.Problem("b", "row 2", "The title is missing."),
                new RunReport.Problem("c", "row 3", "The level 'x' is none of 8.")));
    assertEquals(2, groups.size());
    assertEquals("The level … is none of ….", groups.getFirst().reason().technical());
    assertEquals(2, groups.getFirst().count());
    assertEquals("a", groups.getFirst().examples().getFirst().record());
  }

  @Test
  void problemsThatSayTheVerySameKeepTheirNumbers() {
    List<ProblemGroup> groups =
        ProblemGroup.of(
            List.of(
                new RunReport.Problem("", "", "refused: it would withdraw 9 of 10 records"),
                new RunReport.Problem("a", "row 1", "more than 500 outcomes"),
                new RunReport.Problem("b", "row 2", "more than 500 outcomes")));
    assertEquals(
        List.of("more than 500 outcomes", "refused: it would withdraw 9 of 10 records"),
        groups.stream().map(group -> group.reason().technical()).toList());
  }

  private String get(String path) throws IOException {
    return PAGES.page(path).replace("&amp;", "&");
  }

  private static int count(String text, String pattern) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }
}
