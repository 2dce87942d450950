package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Sh;

/** Pages say what is an extract, what was left out of it, and what was stored and is not whole. */
class SourceExtractTest {
  private static final String EXTRACT = ">bundled with Tessera<";
  private static final String WARNINGS =
      """
      tess:warning <urn:run#warning-1> ; tess:warningCount 100000 ; tess:notChecked 0 ;
        tess:unmappedValue 'status.csv: on hold (×3)' , 'dates: 31/02/2026 (×2)' ,
        'status.csv: a: b (×1) (×7)' .
      <urn:run#warning-1> a tess:Warning ; tess:warningCount 100000 ;
        <http://www.w3.org/ns/shacl#sourceShape> <https://w3id.org/tessera/shape/quality/description> ;
        <http://www.w3.org/ns/shacl#resultMessage> 'No description (dct:description)'@en ;
        tess:warningAbout <https://w3id.org/tessera/shape/quality/Credential> ;
        <http://www.w3.org/ns/shacl#focusNode> <id/fr-sample/R100> .
      """;

  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @Test
  void whatIsBundledIsMarkedUntilARunReadsElsewhere() throws IOException {
    assertFalse(PAGES.page("/sources/nz-sample").contains(EXTRACT), "not bundled");
    PAGES.server().describe("nz-sample", " tess:bundled true ; tess:bundledPart 'Two pages.'@en ");
    String body = PAGES.page("/sources/nz-sample");
    assertTrue(body.contains(EXTRACT), body);
    assertTrue(body.contains("Two pages."), body);
    assertTrue(PAGES.page("/sources/nz-sample", "fr").contains("lang=\"en\">Two pages."), "en");
    assertTrue(ServedPages.row(PAGES.page("/sources"), "/sources/nz-sample").contains(EXTRACT));
    assertFalse(ServedPages.row(PAGES.page("/sources"), "/sources/papers").contains(EXTRACT));
    assertTrue(
        PAGES.page("/").contains("only those records are here that come with Tessera"), "home");
    assertTrue(
        PAGES.page("/about").contains("only those records are here that come with Tessera"),
        "about");
    String elsewhere = "<http://purl.org/dc/terms/source> 'https://nz.example/all.csv' ";
    PAGES
        .server()
        .ran("nz-sample", 5, elsewhere + "; tess:added 0 ; tess:changed 0 ; tess:unchanged 9 .");
    assertTrue(PAGES.page("/sources/nz-sample").contains(EXTRACT), "all of it was here already");
    PAGES.server().ran("nz-sample", 6, elsewhere + ".");
    assertFalse(PAGES.page("/sources/nz-sample").contains(EXTRACT), "read from its address");
  }

  @Test
  void whatWasLeftOutOnPurposeIsNoSilence() throws IOException {
    assertFalse(PAGES.page("/sources/fr-sample").contains("not taken over"));
    PAGES
        .server()
        .describe(
            "eu-sample",
            " tess:bundled true ; tess:notTakenOver dct:description , tess:registrationStatus ");
    String body = PAGES.page("/sources/eu-sample");
    Pattern leftOut = Pattern.compile("Status</th>\\s*<td class=\"unknown\" colspan");
    assertTrue(leftOut.matcher(body).find(), body);
    assertFalse(
        Pattern.compile("Description</th>\\s*<td class=\"unknown\"").matcher(body).find(),
        "some records have one");
    assertTrue(body.contains("Not taken over: left out"), body);
    PAGES.say("bare", "<bare> a elm:LearningAchievementSpecification ; dct:title \"Bare\"@en .");
    String bare = PAGES.page("/id/eu-sample/bare");
    assertTrue(bare.contains("Descriptions are not taken over into the extract"), bare);
    assertFalse(bare.contains("The register gives no description"), bare);
    assertTrue(PAGES.page("/sources/eu-sample").contains("Not taken over: left out"), "counted");
    PAGES.server().ran("eu-sample", 5, "<http://purl.org/dc/terms/source> 'all.csv' .");
    assertFalse(PAGES.page("/sources/eu-sample").contains("Not taken over: left out"), "all");
  }

  @Test
  void whatIsMadeUpIsOfNoRegister() throws IOException {
    String today = "This is not the register of today.";
    PAGES.server().describe("unread", " tess:bundled true ; tess:notTakenOver dct:description ");
    PAGES
        .server()
        .say(
            Instant.parse("2026-01-10T08:00:00Z"),
            "unread",
            "example-9",
            "sha256:9",
            SampleRegisters.turtle(
                    "<id/unread/example-9> a <http://data.europa.eu/snb/model/elm/LearningAchievementSpecification> ;"
                        + " dct:title 'Invented course' .")
                .find()
                .toList());
    String body = PAGES.page("/sources/unread");
    assertTrue(body.contains(EXTRACT), body);
    assertFalse(body.contains(today), body);
    String record = PAGES.page("/id/unread/example-9");
    assertFalse(record.contains("the register may have one"), record);
    PAGES.server().describe("skills", " tess:bundled true ");
    assertTrue(PAGES.page("/sources/skills").contains(today), "real");
  }

  @Test
  void whatWasStoredAndIsNotWholeIsCounted() throws IOException {
    assertFalse(PAGES.page("/sources/fr-sample").contains("Advice not followed"));
    PAGES.server().ran("fr-sample", 6, WARNINGS);
    String body = PAGES.page("/sources/fr-sample");
    assertTrue(body.contains("Advice not followed (100,000)"), body);
    assertTrue(body.contains("href=\"/id/fr-sample/R100\">R100</a>"), body);
    assertTrue(body.contains("Values that are not known here (12)"), body);
    assertTrue(body.contains("31/02/2026"), body);
    assertTrue(body.contains(">a: b (×1)</span> <span class=\"quiet\">×7<"), body);
    assertTrue(body.contains("The last harvest held nothing back."), body);
    assertTrue(body.contains(", which checked all its 8 records."), body);
    PAGES.server().ran("fr-sample", 7, "tess:added 0 ; tess:unchanged 7 ; tess:notChecked 7 .");
    String later = PAGES.page("/sources/fr-sample");
    assertTrue(later.contains("Advice not followed (100,000)"), later);
    assertTrue(later.contains("after it checked only what was new or changed."), later);
    String french = PAGES.page("/sources/fr-sample", "fr");
    assertTrue(french.contains("dates du calendrier"), french);
    assertFalse(french.contains("No description"), french);
    assertFalse(PAGES.page("/sources/skills").contains("Advice not followed"), "another");
  }

  @Test
  void countsSayOfWhatTheyAre() throws IOException {
    String left = "tess:unmappedValue 'status.csv: on hold (×3)' ; ";
    PAGES.server().ran("papers", 7, left + "tess:changed 1 ; tess:added 0 ; tess:notChecked 1 .");
    String part = PAGES.page("/sources/papers");
    assertTrue(part.contains("checked one record; one was as before and not checked again."), part);
    PAGES.server().ran("papers", 8, "tess:warningCount 396 .");
    String older = PAGES.page("/sources/papers");
    assertTrue(older.contains("The last harvest held nothing back."), older);
    assertTrue(older.contains("396 pieces of advice were not followed"), older);
    assertTrue(older.contains("whether it checked the 1 that"), older);
    String many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "'status.csv: v" + i + " (×2)'")
            .collect(Collectors.joining(" , ", "tess:unmappedValue ", " ."));
    assertFalse(older.contains("not known here (at least"), older);
    PAGES.server().ran("papers", 9, many);
    String cut = PAGES.page("/sources/papers");
    assertTrue(cut.contains("Values that are not known here (at least 2,000)"), cut);
  }

  @Test
  void countsOfARunAddUp() throws IOException {
    String body = PAGES.page("/sources/skills");
    String row = body.substring(body.indexOf("<th scope=\"row\"><time"));
    Matcher cell = Pattern.compile("<td class=\"number\"[^>]*>([0-9,]+)</td>").matcher(row);
    long[] counts = new long[7];
    for (int i = 0; i < counts.length; i++) {
      assertTrue(cell.find(), row);
      counts[i] = Long.parseLong(cell.group(1).replace(",", ""));
    }
    assertEquals(counts[0], counts[1] + counts[2] + counts[3] + counts[4] + counts[5], row);
  }

  @Test
  void numberOfALinkIsWhatIsFoundThere() throws IOException {
    for (String source : new String[] {"fr-sample", "papers"}) {
      Matcher link =
          Pattern.compile("<a href=\"(/search[?]register=[^\"]*)\">[^<0-9]*([0-9]+)")
              .matcher(PAGES.page("/sources/" + source));
      assertTrue(link.find(), source);
      String found = PAGES.page(link.group(1).replace("&amp;", "&"));
      assertTrue(
          Pattern.compile("<h1[^>]*>\\s*" + link.group(2) + "\\b").matcher(found).find(),
          source + ": " + link.group(2) + " in " + found);
    }
  }

  @Test
  void everyAdviceHasWords() {
    List<String> keys =
        Stream.concat(
                Ontology.qualityShapes().stream(
                        Node.ANY, NodeFactory.createURI(Sh.NS + "message"), Node.ANY)
                    .map(shape -> "advice." + end(shape.getSubject())),
                Ontology.qualityShapes().stream(
                        Node.ANY, NodeFactory.createURI(Sh.NS + "targetClass"), Node.ANY)
                    .map(shape -> "advice.of." + end(shape.getSubject())))
            .toList();
    assertTrue(keys.size() > 20, keys::toString);
    for (String lang : Messages.LANGUAGES) {
      keys.forEach(key -> assertNotEquals("", Messages.of(lang).textOr(key, ""), lang + " " + key));
    }
  }

  private static String end(Node shape) {
    return shape.getURI().replaceFirst(".*/", "");
  }
}
