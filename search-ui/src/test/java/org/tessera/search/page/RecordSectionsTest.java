package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the pages of records of each kind say, and who says it. */
class RecordSectionsTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

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
  void aDefinitionSaysWhatItSaysAndLeadsToTheOthers() throws IOException {
    String body = PAGES.page("/id/papers/definition-nz", "en");
    String section = body.substring(body.indexOf("<section id=\"elements\""));
    assertTrue(
        section.contains("1 to 40 credits") && section.contains("Invented rules, mandatory"),
        section);
    assertTrue(section.contains("href=\"/definitions#nz-nzqcf\""), section);
    assertFalse(body.contains("gives no description"), "what it says describes it");
  }

  @Test
  void whatIsNoCredentialSaysThatItIsNotDescribedToo() throws IOException {
    assertTrue(PAGES.page("/id/papers/pathway-1", "en").contains("gives no description"));
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
  void whatARuleSaysIsMarkedAndOpensItsRule() throws IOException {
    String silent = PAGES.page("/id/fr-sample/R100", "en");
    assertTrue(silent.contains("derived, not stated"), silent);
    assertTrue(
        silent.contains("Samples are learnt by the way. Assigned by Tessera, confidence 0.8."));
    String rule = "/id?iri=https%3A%2F%2Fw3id.org%2Ftessera%2Fid%2Ffr-sample%23setting-rule";
    assertTrue(silent.contains("<a href=\"" + rule + "\">The rule</a>"), silent);
    String told = PAGES.page(rule, "en");
    assertTrue(told.contains("Samples are learnt by the way.") && told.contains("0.8"), told);
    assertTrue(told.contains("href=\"/id/fr-sample\"") && told.contains("/id/fr-sample.ttl"), told);
    assertEquals(404, PAGES.get(rule.replace("setting", "no")).statusCode());
    String french = PAGES.page("/id/fr-sample/R100", "fr");
    assertTrue(french.contains("On apprend les modèles en passant."));
    String stated = PAGES.page("/id/nz-sample/4711-1", "en");
    assertFalse(stated.contains("Samples are learnt by the way."));
    assertTrue(stated.contains("<a href=\"/scheme/derivation-rule/skill-similarity\">"));
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
  void aCodeThatNobodyLabelsIsACodeOfItsScheme() throws IOException {
    String body = PAGES.page("/id/eu-sample/c1");
    assertTrue(body.contains("ROME A1101"), body);
    assertFalse(body.contains(">rome-A1101"), body);
  }
}
