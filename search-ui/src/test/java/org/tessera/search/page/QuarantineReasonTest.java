package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Sh;
import org.tessera.store.RunReport;

/** Reasons are said in words of the field, with the words of the checks behind a click. */
class QuarantineReasonTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dct:title has \"a; b (https://w3id.org/tessera/shape/core/name)\" (fr); the rule: Any words (https://w3id.org/tessera/shape/core/title) | title",
        "dct:title is missing; the rule: Any words (https://w3id.org/tessera/shape/core/learning-outcome-title) | outcomes",
        "elm:unit of #a is missing; the rule: Any words (https://w3id.org/tessera/shape/core/amount-unit); dct:language has https://x.org/1; the rule: Others (https://w3id.org/tessera/shape/core/language) | price,language",
        "dct:title has what it may not have; the rule: Any words (https://w3id.org/tessera/shape/no-person/Value) | person",
        "it makes statements on <urn:a> as well as on <urn:b>; right are statements on one thing | one-thing",
        "dct:title is missing; the rule: Any words (https://w3id.org/tessera/shape/core/to-come) | other",
        "dct:title is missing; the rule: Any words (https://w3id.org/tessera/shape/core/title); elm:point is missing; the rule: One of before shapes had addresses | title,other",
        "its header has no column \"Title\", which the mapping reads; columns that nothing reads: \"Titel\" | column",
        "#period: \"2026-02-31\" is no xsd:date | dates",
        "has no value for {id}, so it has no key | no-identifier",
        "is no JSON: a comma is missing | other"
      })
  void isToldByTheShapeOfEachClause(String reason, String fields) {
    assertEquals(fields, String.join(",", QuarantineReason.of(reason).sentences()));
  }

  @Test
  void whatDiffersIsLeftOutOfTheWordsOfSeveralAndTheRuleIsNot() {
    String rule = "; the rule: a decimal from 0 to 1 (https://w3id.org/tessera/shape/core/level)";
    List<ProblemGroup> groups =
        ProblemGroup.of(
            Stream.of("7", "8.5", "\"; the rule: 9\"")
                .map(value -> new RunReport.Problem("", "", "tess:level has " + value + rule))
                .toList());
    assertEquals(
        List.of("tess:level has …" + rule),
        groups.stream().map(group -> group.reason().technical()).toList());
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

  /** What a shape refuses is never told in English alone. */
  @Test
  void everyShapeThatRefusesHasItsSentence() {
    List<String> shapes =
        Stream.of(Ontology.coreShapes(), Ontology.noPersonShapes())
            .flatMap(
                graph -> graph.stream(Node.ANY, NodeFactory.createURI(Sh.NS + "message"), Node.ANY))
            .map(message -> message.getSubject().toString())
            .toList();
    assertTrue(shapes.size() > 50, shapes::toString);
    for (String shape : shapes) {
      String reason = "it is missing; the rule: Any words (" + shape + ")";
      String sentence = QuarantineReason.of(reason).sentences().getFirst();
      assertNotEquals("other", sentence, shape);
      for (String lang : Messages.LANGUAGES) {
        assertNotEquals("", Messages.of(lang).textOr("quarantine." + sentence, ""), lang);
      }
    }
  }

  @Test
  void whatNoShapeRefusedIsToldInTheReadersLanguageOnce() throws IOException {
    PAGES.server().refused("skills", "is no JSON: a comma is missing");
    String french = PAGES.page("/sources/skills", "fr");
    assertTrue(french.contains("<p>Cela n’a pu être lu"), french);
    assertEquals(1, ServedPages.count(problems(french), "a comma is missing"), french);
    assertTrue(french.contains("<details class=\"more\" open>"), "they alone say what is wrong");
  }

  private static String problems(String body) {
    int examples = body.indexOf("<th scope=\"col\">Exemples");
    return body.substring(examples, body.indexOf("</table>", examples));
  }

  @Test
  void theChecksOwnWordsAreBehindAClick() throws IOException {
    String reason =
        "rdf:value of #amount has \"-5\"; the rule: An elm:Amount has one rdf:value, a decimal of"
            + " at least 0 (https://w3id.org/tessera/shape/core/amount-value)";
    PAGES.server().refused("fr-sample", reason);
    String body = PAGES.page("/sources/fr-sample");
    assertTrue(body.contains("<p>Price: no amount"), body);
    assertEquals("\"-5\"", QuarantineReason.of(reason).found());
    assertEquals(
        "\"A\" (fr) and \"B\" (fr)",
        QuarantineReason.of(
                "dct:title has \"A\" (fr) and \"B\" (fr); the rule: One dct:title (https://w3id.org/tessera/shape/core/title)")
            .found());
    assertTrue(
        Pattern.compile("<details class=\"more\">\\s*<summary>In the words of the checks")
            .matcher(body)
            .find(),
        body);
    assertTrue(PAGES.page("/sources/fr-sample", "fr").contains("<p>Prix : sans montant"), "French");
  }
}
