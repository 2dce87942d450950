package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frameworks, definitions and schemas side by side. */
class SideBySideTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @Test
  void comparesFrameworksWithTheBasisInWordsAndShape() throws IOException {
    String body = PAGES.page("/frameworks");
    String row = ServedPages.row(body, "/scheme/framework/nzqcf");
    assertTrue(row.contains("published comparison"), row);
    assertTrue(row.contains("basis-mark published"), row);
    String african = ServedPages.row(body, "/scheme/framework/ke");
    assertTrue(african.contains("basis-mark indicative"), african);
    assertFalse(african.contains("basis-mark published"), african);
    assertTrue(
        ServedPages.row(body, "/scheme/framework/rqf")
            .contains("a referencing that is no longer in force"),
        "endorsement");
    assertTrue(
        ServedPages.row(body, "/scheme/framework/aqf").contains("not stated"), "AQF and EQF 1");
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

  @Test
  void showsWhatCorrespondsToATermFromBothSides() throws IOException {
    String sample = PAGES.page("/mappings?schema=ctdl-sample");
    assertTrue(sample.contains("is narrower than"), "the relation in words");
    assertTrue(sample.contains("stated as rdfs:subClassOf"), "and word for word");
    assertTrue(sample.contains("corresponds, relation not stated, to"), "none is none");
    String other = PAGES.page("/mappings?schema=other-sample&q=work");
    assertTrue(other.contains("is broader than"), "the relation turned round");
    assertFalse(other.contains("other:Thing"), "the filter leaves other terms out");
    assertEquals(
        sample, PAGES.page("/mappings?schema=CTDL-Sample").replace("CTDL-Sample", "ctdl-sample"));
    var unknown = PAGES.get("/mappings?schema=none&lang=en", "Accept", ServedPages.HTML);
    assertEquals(404, unknown.statusCode());
    assertTrue(
        unknown.body().contains("There is no schema “none”. Choose one of the "), unknown.body());
    assertTrue(unknown.body().contains("<option value=\"ctdl-sample\""), unknown.body());
    String sets = PAGES.page("/mappings");
    assertTrue(sets.contains("Sample of CTDL → prefix other-sample"), sets);
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
}
