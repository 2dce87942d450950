package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page of results says of its results, and of having none. */
class SearchPageTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @Test
  void comparesWhatIsChosenAmongTheResults() throws IOException {
    String results = PAGES.page("/search");
    assertTrue(results.contains("<form class=\"compare-form\" id=\"compare\""), "the form");
    assertTrue(results.contains("form=\"compare\""), "its boxes");
    String body =
        PAGES.page(
            "/compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/id/eu-sample/c2");
    assertTrue(body.contains("75") && body.contains("computed: price divided by ECTS"), "derived");
    assertTrue(body.contains("not stated"), "unknown is a word");
    assertTrue(body.contains("role=\"table\"") && body.contains("role=\"rowheader\""), "a table");
    assertTrue(body.contains("class=\"whose\""), "on a phone each answer names its record");
    String alone = PAGES.page("/compare?id=https://w3id.org/tessera/id/eu-sample/c1");
    assertFalse(alone.contains("class=\"whose\""), "the only one");
  }

  @Test
  void whatALearnerAsksFirstStandsInAComparisonThoughNobodyStatesIt() throws IOException {
    for (String id : new String[] {"silent-1", "silent-2"}) {
      PAGES.say(
          id,
          "<%s> a elm:LearningAchievementSpecification ; dct:title \"Silence\"@en .".formatted(id));
    }
    String base = "https://w3id.org/tessera/id/eu-sample/";
    String body = PAGES.page("/compare?id=" + base + "silent-1&id=" + base + "silent-2");
    for (String field :
        List.of("Provided by", "Awarded by", "Level", "Credits", "Price", "Language of teaching")) {
      assertTrue(
          Pattern.compile(
                  "rowheader\"[^>]*>\\s*" + field + "\\b(?:(?!</tr>).)*not stated", Pattern.DOTALL)
              .matcher(body)
              .find(),
          body);
    }
    assertFalse(body.contains("Assessment"), "what is asked later");
  }

  @Test
  void whatACampaignAddsToAnAddressIsNoCondition() throws IOException {
    String body = PAGES.page("/search?q=badge&utm_source=news&utm_medium=mail&fbclid=x");
    assertFalse(body.contains("name=\"utm_source\""), "carried along by no form");
    assertEquals(400, PAGES.get("/search?q=badge&utility=1").statusCode());
  }

  @Test
  void whatSomebodySaysOfFundingComesBeforeARule() throws IOException {
    String status = "https://w3id.org/tessera/scheme/eligibility-status/";
    PAGES.say(
        "of-funding",
        """
        <of-funding> a elm:LearningAchievementSpecification ; dct:title "Glassblowing"@en ;
          tess:fundingEligibility <of-funding#said> , <of-funding#ruled> .
        <of-funding#said> tess:eligibilityStatus <%1$snot-eligible> .
        <of-funding#ruled> tess:eligibilityStatus <%1$sconditional> ; tess:rule <of-funding#rule> .
        """
            .formatted(status));
    assertTrue(PAGES.page("/search?q=glassblowing&funded=false").contains("Glassblowing</"));
    assertFalse(PAGES.page("/search?q=glassblowing&funded=true").contains("Glassblowing</"));
  }

  @Test
  void narrowerFieldsStandBelowTheBroaderOneThatIsChosen() throws IOException {
    PAGES.say(
        "of-field",
        """
        <of-field> a elm:LearningAchievementSpecification ; dct:title "Basketry"@en ;
          elm:ISCEDFCode <http://data.europa.eu/snb/isced-f/0214> .
        """);
    String all = PAGES.page("/search?q=basketry");
    assertTrue(all.contains("href=\"/search?q=basketry&amp;field=02\""), all);
    assertFalse(all.contains("field=021"), "narrower than what was chosen");
    String broad = PAGES.page("/search?q=basketry&field=02");
    assertTrue(
        Pattern.compile("<li class=\"below-1\">\\s*<a href=\"/search\\?q=basketry&amp;field=021\"")
            .matcher(broad)
            .find(),
        broad);
    assertFalse(broad.contains("field=0214"), "two steps below");
    String narrow = PAGES.page("/search?q=basketry&field=0214");
    for (String way : new String[] {"02", "021"}) {
      assertTrue(narrow.contains("href=\"/search?q=basketry&amp;field=" + way + "\""), way);
    }
    assertTrue(narrow.contains("class=\"below-2\""), narrow);
    String none = PAGES.page("/search?q=zzzqqq&field=0214&field=0311");
    assertEquals(2, none.split("aria-current=\"true\" rel=\"nofollow\"", -1).length - 1, none);
  }

  @Test
  void levelsOfOneFrameworkStandFromTheLowestToTheHighest() throws IOException {
    for (String level : new String[] {"10", "9"}) {
      PAGES.say(
          "of-level-" + level,
          """
          <of-level-%s> a elm:LearningAchievementSpecification ; dct:title "Embroidery"@en ;
            tess:level <https://w3id.org/tessera/scheme/framework/nzqcf/level-%s> .
          """
              .formatted(level, level));
    }
    String body = PAGES.page("/search?q=embroidery");
    assertTrue(
        Pattern.compile(
                "native-level=nzqcf\\W\\w*level-9\".*native-level=nzqcf\\W\\w*level-10\"",
                Pattern.DOTALL)
            .matcher(body)
            .find(),
        body);
  }

  @Test
  void aLevelOfItsOwnFrameworkCanBeChosen() throws IOException {
    PAGES.say(
        "own-level",
        """
        <own-level> a elm:LearningAchievementSpecification ; dct:title "Quilting"@en ;
          tess:level <https://w3id.org/tessera/scheme/framework/fr/level-4> .
        """);
    String body = PAGES.page("/search?native-level=fr/level-4");
    assertTrue(body.contains("Quilting"), body);
    assertTrue(body.contains("France level 4"), body);
    PAGES.say(
        "eqf-level",
        """
        <eqf-level> a elm:LearningAchievementSpecification ; dct:title "Patchwork"@en ;
          elm:EQFLevel <http://data.europa.eu/snb/eqf/4> .
        """);
    String base = "https://w3id.org/tessera/id/eu-sample/";
    String compared =
        PAGES.page("/compare?id=" + base + "own-level&id=" + base + "eqf-level&lang=en");
    assertTrue(compared.contains("no published counterpart"), compared);
  }

  @Test
  void beyondTheLastPageIsAWayToIt() throws IOException {
    var response = PAGES.get("/search?q=badge&page=40&lang=en", "Accept", ServedPages.HTML);
    assertEquals(404, response.statusCode());
    assertTrue(response.body().contains("The last is page 1."), response.body());
    assertTrue(response.body().contains("<a href=\"/search?q=badge\">Go to the last page"));
    assertEquals(
        200, PAGES.get("/api/v1/search?q=badge&page=40").statusCode(), "an API's empty list");
    assertEquals(200, PAGES.get("/search?q=badge&size=0").statusCode());
    var beyondAll = PAGES.get("/search?q=badge&page=600&lang=en", "Accept", ServedPages.HTML);
    assertEquals(404, beyondAll.statusCode());
    assertTrue(beyondAll.body().contains("<a href=\"/search?q=badge\">Go to the last page"));
    var nothing = PAGES.get("/search?q=zzzzqqqq&page=600&lang=en", "Accept", ServedPages.HTML);
    assertEquals(200, nothing.statusCode(), "as it has no page at all");
    assertEquals(200, PAGES.get("/search?size=0&page=9999999999").statusCode());
    for (String wrong : new String[] {"page=0", "page=x", "page=600&level=99", "page=1&page=2"}) {
      assertEquals(400, PAGES.get("/search?" + wrong).statusCode(), wrong);
    }
  }

  @Test
  void aStatementOfPolicyIsCalledByHowItBegins() throws IOException {
    PAGES.say(
        "policy",
        """
        <policy> a tess:PolicyStatement ; dct:title "student-support"@en ; tess:statement
          "Wickerwork learners get back half of what they paid, from the first of the month after the last lesson."@en .
        """);
    String called =
        "Student support: Wickerwork learners get back half of what they paid, from the first of the month…<";
    assertTrue(PAGES.page("/search?q=wickerwork").contains(called));
    assertTrue(PAGES.page("/id/eu-sample/policy").contains(called));
  }

  @Test
  void whatATitleSaysWholeIsNotSaidAgain() throws IOException {
    PAGES.say(
        "short-policy",
        """
        <short-policy> a tess:PolicyStatement ; dct:title "fees"@en ;
          tess:statement "Basketry is free"@en .
        """);
    for (String search : new String[] {"/search?q=basketry", "/search?type=policy-statement"}) {
      assertEquals(2, PAGES.page(search).split("Basketry is free", -1).length, search);
    }
  }

  @Test
  void wordsFoundInATitleAreMarkedThereAndTheDescriptionIsShown() throws IOException {
    PAGES.say(
        "netting",
        """
        <netting> a elm:LearningAchievementSpecification ; dct:title "All about netting"@en ;
          dct:description "How cords are knotted."@en .
        """);
    String body = PAGES.page("/search?q=netting");
    assertTrue(body.contains(">All about <mark>netting</mark></a>"), body);
    assertTrue(body.contains("How cords are knotted."), body);
  }

  @Test
  void withoutWordsWhatSaysMostComesFirst() throws IOException {
    PAGES.say(
        "aa-mute",
        "<aa-mute> a elm:LearningAchievementSpecification ; dct:title \"AAA mute\"@en .");
    String body = PAGES.page("/search?size=100");
    assertTrue(body.contains("value=\"relevance\" selected>most facts stated"), body);
    assertTrue(body.indexOf("AAA mute") > body.indexOf("/id/nz-sample/4711-1"), body);
    assertTrue(PAGES.page("/search?q=sample").contains(">best match<"), "with words");
  }

  @Test
  void whatARuleSaysOfFundingIsMarkedInAComparison() throws IOException {
    String body = PAGES.page("/compare?id=https://w3id.org/tessera/id/fr-sample/R100", "en");
    String funded = body.substring(body.indexOf("Publicly funded"));
    funded = funded.substring(0, funded.indexOf("</tr>"));
    assertTrue(funded.contains("Eligible on conditions"), funded);
    assertTrue(funded.contains("derived, not stated"), funded);
    assertTrue(funded.contains("Registered certifications are paid"), funded);
    assertTrue(funded.contains("href=\"/id/fr-sample/rule-1\""), funded);
    String country = PAGES.page("/countries/FR", "en");
    assertTrue(country.contains("of them by a rule, not stated"), country);
  }

  @Test
  void aFieldThatIsStatedAndDerivedIsCalledSoInAComparisonToo() throws IOException {
    PAGES.say(
        "twice",
        """
        <twice> a elm:LearningAchievementSpecification ; dct:title "Twice"@en ;
          dct:subject <twice#forestry> ; elm:volumeOfLearning "PT6H"^^xsd:duration .
        <twice#forestry> a skos:Concept ; skos:prefLabel "FORESTRY"@en .
        """);
    String body = PAGES.page("/compare?id=https://w3id.org/tessera/id/eu-sample/twice", "en");
    assertTrue(body.contains("stated, and derived as well"), body);
    assertTrue(body.contains("6 hours"), body);
  }

  @Test
  void anIdentifierInAComparisonHasItsScheme() throws IOException {
    PAGES.say(
        "numbered",
        """
        <numbered> a elm:LearningAchievementSpecification ; dct:title "Numbered"@en ;
          adms:identifier <numbered#i> .
        <numbered#i> skos:notation "4711" ; elm:schemeName "Register of knots"@en .
        """);
    String body = PAGES.page("/compare?id=https://w3id.org/tessera/id/eu-sample/numbered");
    assertTrue(
        Pattern.compile("4711</span>\\s*<span class=\"basis\">Register of knots")
            .matcher(body)
            .find(),
        body);
  }

  @Test
  void levelsThatNoConditionFindsAreTold() throws IOException {
    PAGES.say(
        "own-level",
        """
        <own-level> a elm:LearningAchievementSpecification ; dct:title "Quilting"@en ;
          tess:level <https://w3id.org/tessera/scheme/framework/fr/level-4> .
        """);
    String own = "state a level of their own framework only";
    assertTrue(PAGES.page("/search?q=quilting").contains(own), "the only result");
    assertFalse(
        PAGES.page("/search?register=nz-sample").contains(own), "levels with a counterpart");
    assertFalse(PAGES.page("/search?q=badge").contains(own), "no level at all");
  }

  @Test
  void aChosenLevelSaysWhatItCannotFind() throws IOException {
    PAGES.say(
        "own-level",
        """
        <own-level> a elm:LearningAchievementSpecification ; dct:title "Quilting"@en ;
          tess:level <https://w3id.org/tessera/scheme/framework/fr/level-4> .
        """);
    String body = PAGES.page("/search?q=quilting&level=4");
    assertTrue(body.contains("One more has a level whose EQF counterpart"), body);
    assertTrue(body.contains("<a href=\"/search?q=quilting\">See the search without"), body);
    assertTrue(
        PAGES.page("/search?q=quilting&level=4&lang=fr").contains("Une autre fiche indique"));
    assertFalse(PAGES.page("/search?q=quilting").contains("One more has"), "no level is chosen");
    assertFalse(PAGES.page("/search?q=badge&level=4").contains("more ha"), "none states a level");
  }

  @Test
  void anAnswerEmptiedByFiltersIsNoMatterOfSpelling() throws IOException {
    String body = PAGES.page("/search?q=forestry&country=FR&mode=online&type=badge&sort=title");
    assertTrue(
        Pattern.compile(
                "(One record|[0-9]+ records) without the filters[.] <a href=\"/search[?]q=forestry&amp;sort=title\">Show")
            .matcher(body)
            .find(),
        body);
    assertFalse(body.contains("Check the spelling"), body);
    String chips = body.substring(body.indexOf("class=\"chips\""), body.indexOf("result-bar"));
    assertEquals(3, ServedPages.count(chips, "Remove:"), "each filter can be taken away");
    String unknown = PAGES.page("/search?q=nothinglikeit&country=FR&mode=online");
    assertFalse(unknown.contains("without the filters"), unknown);
  }

  @Test
  void tellsWhichConditionToDrop() throws IOException {
    String body = PAGES.page("/search?q=forestry&country=FR");
    assertTrue(body.contains("No record answers all of this"));
    assertTrue(body.contains("Without "), body);
  }

  @Test
  void anEmptyAnswerSaysThatMadeUpRecordsAreLeftOut() throws IOException {
    String body = PAGES.page("/search?q=specimen+badge&type=badge");
    assertTrue(body.contains("One made-up example answers it"), body);
    String href = "/search?q=specimen+badge&type=badge&synthetic=include";
    assertTrue(body.contains("href=\"" + href.replace("&", "&amp;") + "\">Show it"), body);
    assertTrue(PAGES.page(href).contains("/id/eu-sample/example-1"), "the same search with them");
    assertFalse(PAGES.page("/search?q=badge").contains("made-up"), "something was found");
    assertFalse(PAGES.page("/search?q=nothinglikeit").contains("made-up"), "nor is it made up");
  }

  @Test
  void wordsWithoutALetterAreNoMatterOfSpelling() throws IOException {
    String body = PAGES.page("/search?q=*");
    assertTrue(body.contains("There is no word in “*”"), body);
    assertTrue(body.contains("leave the field empty"), body);
    assertFalse(body.contains("Check the spelling"), body);
  }

  @Test
  void anEmptyAnswerSaysWhatWasUnderstood() throws IOException {
    String path = "/search?country=FR&q=" + Page.encode("forestry\" \"not together\"");
    String body = PAGES.page(path);
    assertTrue(
        body.contains("that have all of this: “forestry”, the phrase “not together”."), body);
    String nothing = PAGES.page("/search?lang=fr&q=%22");
    assertTrue(nothing.contains("Aucun mot dans « \" »"), nothing);
    String operators = PAGES.page("/search?q=forestry+OR+sea");
    assertTrue(operators.contains("AND, OR and NOT are no operators here"), operators);
  }

  @Test
  void offersTheCurrenciesOfTheResults() throws IOException {
    String priced = PAGES.page("/search");
    assertTrue(priced.contains("<option>EUR</option>"), priced);
    assertFalse(priced.contains("<option>ZAR</option>"), "a currency of no record");
    String free = PAGES.page("/search?register=nz-sample");
    assertFalse(free.contains("id=\"max-price\""), "a bound on prices that nobody states");
    String asked = PAGES.page("/search?register=nz-sample&currency=AUD");
    assertTrue(asked.contains("<option selected>AUD</option>"), asked);
  }

  @Test
  void aHistogramIsReadAndChosenWithoutSeeingIt() throws IOException {
    String page = PAGES.page("/search?lang=en");
    assertTrue(page.contains("<ol class=\"histogram\""), page);
    Matcher step =
        Pattern.compile("href=\"(/search\\?max-hours=[0-9]+)\"[^>]*title=\"([^\"]+)\"")
            .matcher(page);
    assertTrue(step.find(), page);
    assertTrue(step.group(2).endsWith("one record"), step.group(2));
    String bounded = PAGES.page(step.group(1) + "&lang=en");
    assertTrue(bounded.contains("<span class=\"visually-hidden\">Remove:"), bounded);
  }

  @Test
  void aRefusalIsInTheReadersLanguage() throws IOException {
    String french =
        PAGES.get("/search?level=99", "Accept", ServedPages.HTML, "Accept-Language", "fr").body();
    assertTrue(french.contains("« 99 » n’est pas une valeur de level ; permis : 1, 2"), french);
    assertFalse(french.contains("is no value"), french);
  }

  @Test
  void resultsOfOneTitleSayWhatTellsThemApart() throws IOException {
    String namesake =
        """
        <%1$s> a elm:LearningAchievementSpecification ; dct:title "Rope work"@en ;
          elm:category "Sailing"@en ; adms:identifier <%1$s#i> .
        <%1$s#i> skos:notation "%2$s" .
        """;
    PAGES.say("rope-1", namesake.formatted("rope-1", "603/0001/X"));
    PAGES.say("rope-2", namesake.formatted("rope-2", "603/0002/1"));
    PAGES.say(
        "rope-3", "<rope-3> a elm:LearningAchievementSpecification ; dct:title \"Rope work\"@en .");
    String body = PAGES.page("/search?q=rope+work");
    assertTrue(result(body, "rope-1").contains("no. 603/0001/X"), body);
    assertTrue(result(body, "rope-2").contains("no. 603/0002/1"), body);
    assertTrue(result(body, "rope-2").contains("Sailing"), "which the third does not say");
    assertFalse(result(body, "rope-3").contains("no. "), body);
    String alone = PAGES.page("/search?q=603/0001/X");
    assertEquals(1, alone.split("<li>\\s*<h2>", -1).length - 1, alone);
    assertFalse(result(alone, "rope-1").contains("no. "), "nothing to be told apart from");
  }

  @Test
  void whatTellsNamesakesApartKeepsItsLanguageAndIsShort() throws IOException {
    String namesake =
        """
        <%1$s> a elm:LearningAchievementSpecification ; dct:title "Knots"@en ;
          elm:category "%2$s"@fr ; adms:identifier %3$s .
        """;
    PAGES.say(
        "knots-1",
        namesake.formatted("knots-1", "Navigation", "<knots-1#a> , <knots-1#b>")
            + "<knots-1#a> skos:notation \"K-1\" . <knots-1#b> skos:notation \"K-2\" .");
    StringBuilder many = new StringBuilder("<knots-2#0>");
    StringBuilder notations = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      many.append(i == 0 ? "" : " , <knots-2#" + i + ">");
      notations.append("<knots-2#%1$d> skos:notation \"N-%1$d\" . ".formatted(i));
    }
    PAGES.say("knots-2", namesake.formatted("knots-2", "Matelotage", many) + notations);
    String body = PAGES.page("/search?q=knots");
    String second = result(body, "knots-2");
    assertTrue(second.contains("<span lang=\"fr\" dir=\"auto\">Matelotage</span>"), second);
    assertEquals(3, second.split("N-[0-9]", -1).length - 1, second);
    String first = result(body, "knots-1");
    assertTrue(first.contains("K-1, K-2"), first);
  }

  private static String result(String body, String localId) {
    int link = body.indexOf("href=\"/id/eu-sample/" + localId + "\"");
    assertTrue(link > 0, localId);
    return body.substring(link, body.indexOf("</li>", link));
  }
}
