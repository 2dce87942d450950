package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a record's page says of dates, of what is over, and of what nobody states. */
class RecordPageTest {
  private static final String OFFERED =
      """
      <%1$s> a elm:LearningAchievementSpecification ; dct:title "Offered"@en ;
        tess:offering <%1$s#a> , <%1$s#b> , <%1$s#c> .
      <%1$s#a> a tess:Offering ; dct:temporal <%1$s#ta> .
      <%1$s#b> a tess:Offering ; dct:temporal <%1$s#tb> .
      <%1$s#c> a tess:Offering ; dct:temporal <%1$s#tc> .
      <%1$s#ta> elm:startDate "2019-01-01"^^xsd:date ; elm:endDate "2019-06-30"^^xsd:date .
      <%1$s#tb> elm:startDate "2021-05-02"^^xsd:date .
      <%1$s#tc> elm:startDate "%2$s"^^xsd:date .
      """;

  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @Test
  void theNextDateComesFirstAndPastOnesSaySo() throws IOException {
    LocalDate next = LocalDate.now(ZoneOffset.UTC).plusDays(40);
    String body = page("coming", OFFERED.formatted("coming", next));
    String coming = "from " + Messages.of("en").date(next);
    assertEquals(List.of(coming), values(body, "Dates"), "the next alone");
    List<Integer> order =
        List.of(
            body.lastIndexOf(coming),
            body.lastIndexOf("from 2 May 2021 · begun"),
            body.lastIndexOf("30 June 2019 · past"));
    assertEquals(order.stream().sorted().toList(), order, body);
    assertFalse(order.contains(-1), body);
  }

  @Test
  void whereAllDatesArePastTheLastOneIsShownAsSuch() throws IOException {
    String body = page("over", OFFERED.formatted("over", "2020-03-04"));
    List<String> dates = values(body, "Dates");
    assertEquals(1, dates.size(), dates.toString());
    assertTrue(dates.getFirst().contains("from 2 May 2021"), dates.toString());
    assertTrue(dates.getFirst().contains("none to come is stated"), dates.toString());
  }

  @Test
  void whatOnlyBeginsAsACodeIsNone() throws IOException {
    String body =
        page(
            "coded",
            """
            <coded> a elm:LearningAchievementSpecification ; dct:title "Coded"@en ;
              tess:occupation <rome-business-school> , <rome-A1101> , <formacode-15073> .
            """);
    assertTrue(body.contains(">rome-business-school<"), body);
    assertTrue(body.contains("ROME A1101") && body.contains("Formacode 15073"), body);
  }

  @Test
  void whatIsClosedSaysSoAboveItsTitle() throws IOException {
    String body =
        page(
            "closed",
            """
            <closed> a elm:LearningAchievementSpecification ; dct:title "Closed one"@en ;
              tess:registrationStatus <https://w3id.org/tessera/scheme/registration-status/withdrawn> ;
              dct:isReplacedBy <c1> .
            """);
    int notice = body.indexOf("Its status, in the terms of this registry: Withdrawn.");
    assertTrue(notice > 0 && notice < body.indexOf("<h1"), body);
    assertFalse(body.contains("“Withdrawn”"), "it is no word of the register");
    assertFalse(PAGES.page("/id/eu-sample/c1.html").contains("Its status, in the terms"));
  }

  @Test
  void aKeyThatWeMadeIsNotTheRegistersIdentifier() throws IOException {
    String record = "<%1$s> a elm:LearningAchievementSpecification ; dct:title \"Keyed\"@en .";
    String made = page("h-0123456789abcdef", record.formatted("h-0123456789abcdef"));
    assertTrue(made.contains("The key h-0123456789abcdef was made here"), made);
    String own = page("number-7", record.formatted("number-7"));
    assertFalse(own.contains("was made here"), own);
    assertTrue(own.contains("Key in this registry"), "it states no identifier");
    String stated =
        page(
            "org-1250",
            """
            <org-1250> a elm:LearningAchievementSpecification ; dct:title "Numbered"@en ;
              adms:identifier <org-1250#i> .
            <org-1250#i> skos:notation "1250" ; elm:schemeName "Register of knots"@en .
            """);
    String origin = stated.substring(stated.indexOf("<section id=\"origin\""));
    assertEquals("1250 Register of knots", values(origin, "Identifier in the register").getFirst());
    assertFalse(stated.contains("Key in this registry"), origin);
  }

  @Test
  void aReferencingThatIsOverIsToldAsSuch() throws IOException {
    String level = "<https://w3id.org/tessera/scheme/framework/rqf/level-2>";
    String record =
        "<over-there> a elm:LearningAchievementSpecification ; dct:title \"Overthere\"@en ; tess:level %s ."
            .formatted(level);
    String over = "a referencing that is no longer in force";
    assertTrue(values(page("over-there", record), "Level").getFirst().contains(over));
    assertTrue(PAGES.page("/search?q=overthere").contains(over), "in a list");
    assertTrue(
        PAGES.page("/compare?id=https://w3id.org/tessera/id/eu-sample/over-there").contains(over),
        "in a comparison");
    assertTrue(PAGES.page("/scheme/framework/rqf").contains(over), "in the scheme");
  }

  @Test
  void aCodeThatNobodyNamesSaysThatItIsOne() throws IOException {
    String body =
        page(
            "short",
            """
            <short> a elm:LearningAchievementSpecification ; dct:title "Short"@en ;
              elm:category "yo"@fi ; dct:replaces <RNCP1> ; tess:occupation <rome-A1101> .
            """);
    assertEquals(
        "yo abbreviation of the register", values(body, "The register’s own type").getFirst());
    assertEquals(
        "RNCP1 a number or code; no record of it has been read",
        values(body, "Replaces").getFirst());
    assertTrue(body.contains("a code; what it stands for is not stated"), body);
  }

  @Test
  void whereAllIsNeededAPathwaySaysSo() throws IOException {
    String body =
        page(
            "way",
            """
            PREFIX ceterms: <https://purl.org/ctdl/terms/>
            <way> a ceterms:Pathway ; dct:title "Way"@en ; ceterms:hasPart <way#a> , <way#b> .
            <way#a> dct:title "End"@en ; ceterms:hasChild <way#b> ; ceterms:hasCondition <way#c> .
            <way#b> dct:title "Beginning"@en .
            <way#c> ceterms:requiredNumber 1 ; ceterms:targetComponent <way#b> .
            """);
    assertTrue(body.contains("requires the following") && !body.contains("1 of 1"), body);
  }

  @Test
  void theFirstOfAMonthIsWrittenAsFrenchWritesIt() {
    assertEquals("1er janvier 2026", Messages.of("fr").date(LocalDate.of(2026, 1, 1)));
    assertEquals("11 janvier 2026", Messages.of("fr").date(LocalDate.of(2026, 1, 11)));
    assertEquals("1 January 2026", Messages.of("en").date(LocalDate.of(2026, 1, 1)));
    assertEquals("22 septembre 2021", Messages.of("fr").partialDate("2021-09-22T00:00:00Z"));
  }

  @Test
  void anEqfLevelThatTheRegisterStatesIsTheBasisOfItsNativeLevel() throws IOException {
    String record =
        """
        <%1$s> a elm:LearningAchievementSpecification ; dct:title "Levelled"@en ;
          tess:level <https://w3id.org/tessera/scheme/framework/nzqcf/level-5> ;
          elm:EQFLevel <http://data.europa.eu/snb/eqf/%2$s> .
        """;
    assertEquals(1, values(page("agrees", record.formatted("agrees", 5)), "Level").size());
    assertEquals(
        2, values(page("differs", record.formatted("differs", 6)), "Level").size(), "both stay");
  }

  @Test
  void whatIsStatedAndDerivedIsSaidOnceWithBothBases() throws IOException {
    String body =
        page(
            "twice",
            """
            <twice> a elm:LearningAchievementSpecification ; dct:title "Twice"@en ;
              dct:subject <twice#forestry> .
            <twice#forestry> a skos:Concept ; skos:prefLabel "FORESTRY"@en .
            """);
    List<String> fields = values(body, "Field");
    assertEquals(1, fields.size(), fields.toString());
    assertTrue(fields.getFirst().startsWith("FORESTRY"), fields.toString());
    assertTrue(fields.getFirst().contains("stated, and derived as well"), fields.toString());
    assertTrue(fields.getFirst().contains("confidence 0.95"), fields.toString());
    String field = body.substring(body.indexOf("<dt>Field</dt>"));
    assertTrue(
        field.contains("<a href=\"http://data.europa.eu/snb/isced-f/0821\">What was derived</a>"),
        field);
  }

  @Test
  void whatNobodyStatesIsOneLine() throws IOException {
    String body =
        page("silent", "<silent> a elm:LearningAchievementSpecification ; dct:title \"S\"@en .");
    assertTrue(
        body.contains(
            "Provided by · Awarded by · Level · Size · Language of teaching · Way of learning ·"
                + " Price · Dates · Entry · Registered · Field"),
        body);
  }

  private String page(String localId, String turtle) throws IOException {
    PAGES.say(localId, turtle);
    return PAGES.page("/id/eu-sample/" + localId + ".html");
  }

  /** The answers to a question among the key facts, without their tags. */
  private static List<String> values(String body, String label) {
    int start = body.indexOf("<dt>" + label + "</dt>");
    assertTrue(start > 0, label);
    String answers = body.substring(start, body.indexOf("</div>", start));
    return List.of(answers.split("<dd>")).stream()
        .skip(1)
        .map(answer -> answer.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip())
        .toList();
  }
}
