package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.store.RunReport;

/** What cannot be read says in which file, where and why; in no words of Java. */
class PlacesOfErrorsTest {
  private static final Pattern JAVA_NAME =
      Pattern.compile("\\w+\\.[a-z]+\\.[A-Z]|[A-Za-z]+Exception|get[A-Z]\\w+\\(|JAXP");
  private static final String WHERE = "a, line %d: not UTF-8 at byte %s; the %s encoding is UTF-8";

  @TempDir Path temporary;

  /** The letter after the number sign is no UTF-8. */
  @ParameterizedTest
  @CsvSource({
    "fr-reva, certifications.csv, 'Code RNCP,a|1,b|2,#', 3, 19, source's",
    "ec2u, OfferingsPoitiers.json, '[{|\"code\":|\"#\"}]', 3, 13, source's",
    "credly, badge-templates.jsonl, '{\"id\":1}|{\"id\":\"#\"}', 2, 17, source's",
    "ec2u, OfferingsPavia.xml, '<r>|<af>|<afId>#</afId></af></r>', 3, 16, document's"
  })
  void aWrongEncoding(String source, String name, String text, int line, String at, String whose)
      throws IOException {
    byte[] bytes = text.replace('|', '\n').replace('#', 'é').getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        WHERE.formatted(line, at, whose).replaceFirst("^a", name), failure(source, name, bytes));
  }

  /** As where a file is cut within a quoted field and something is put behind it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Code RNCP,a|1,b|2,\"cut,\"abc",
        "Code RNCP,a|1,b|2,\"cut|here\"abc|3,c",
        "Code RNCP,a|1,\"b\"|2,\"x\"y\"|"
      })
  void aTextBehindAClosedQuote(String text) throws IOException {
    Path file = Files.writeString(temporary.resolve("certifications.csv"), text.replace('|', '\n'));
    assertEquals(
        "certifications.csv, line 3: a field of the row that begins here goes on behind its closing"
            + " quote; right is a delimiter or the end of the line there, and a quote within a"
            + " quoted field written twice",
        failure("fr-reva", file));
  }

  @Test
  void rowsOfOneIdentifierThatContradictEachOther() throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    List<String> lines = Files.readAllLines(golden).subList(0, 3);
    String other = lines.get(2).replaceFirst(",[^,]*(,[^,]*),\\d,", ",Autre titre$1,5,");
    Path file = temporary.resolve("certifications.csv");
    Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(2), other, lines.get(2)));
    HarvestReport report;
    try (TestRegistry registry = new TestRegistry(temporary)) {
      report = registry.harvester.validate("fr-reva", file, HarvestListener.NONE);
    }
    assertEquals(1, report.problems().size(), report::toString);
    HarvestReport.Problem problem = report.problems().getFirst();
    assertEquals("certifications.csv, line 3, line 4", problem.place());
    String id = "RNCP" + lines.get(2).replaceFirst(",.*", "");
    assertEquals(id, problem.record());
    String right =
        "2 different rows have the identifier \""
            + id
            + "\" and differ in \"Nom la certification\", \"Niveau de diplôme\"; if that is an error, right is one row"
            + " for each identifier, or an identifier of its own for each row. Read as one record: ";
    String title = lines.get(2).split(",", 4)[2];
    assertEquals(
        right
            + "dct:title has \"%s\" (fr) and \"Autre titre\" (fr); the rule: One dct:title for each"
                .formatted(title)
            + " language, with a language tag (und where it is unknown)"
            + " (https://w3id.org/tessera/shape/core/title)",
        problem.reason());
    assertEquals(4, report.rows());
    assertEquals(2, report.seen());
  }

  /** The degree's own word stays in the first, and the level in the second. */
  @ParameterizedTest
  @CsvSource({
    "',Bac Pro,4,', ',Master,4,', Type de diplôme, 'the register''s word for the type (elm:category) in the language fr has \"Bac Pro\" and \"Master\"; right is one of them'",
    "',Bac Pro,4,', ',Bac Pro,5,', Niveau de diplôme, 'the level in the framework fr (tess:level) has level-4 and level-5; right is one of them'"
  })
  void rowsOfOneIdentifierWithTwoTypesOrLevels(
      String said, String otherwise, String field, String reason) throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    List<String> lines = Files.readAllLines(golden).subList(0, 3);
    Path file = temporary.resolve("certifications.csv");
    Files.write(file, List.of(lines.get(0), lines.get(1), lines.get(2)));
    String id = "RNCP" + lines.get(2).replaceFirst(",.*", "");
    String right = new Difference(2, List.of(field)).told(id) + reason;
    try (TestRegistry registry = new TestRegistry(temporary)) {
      assertEquals(0, registry.pass("fr-reva", file).quarantined());
      Files.writeString(
          file, lines.get(2).replace(said, otherwise) + "\n", StandardOpenOption.APPEND);
      HarvestReport report = registry.pass("fr-reva", file);
      assertEquals(
          List.of(new HarvestReport.Problem(id, "certifications.csv, line 3, line 4", right)),
          report.problems());
    }
  }

  @Test
  void aRunKeepsWhatWasStoredAndIsNotWhole() throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    List<String> lines = Files.readAllLines(golden).subList(0, 3);
    Path file = temporary.resolve("certifications.csv");
    String row = lines.get(2).replaceFirst(",,", ",on verra,");
    Files.write(file, List.of(lines.get(0), lines.get(1), row));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass("fr-reva", file);
      RunReport kept = registry.store.runs("fr-reva", 1).getFirst();
      assertEquals(
          List.of(new RunReport.UnmappedValue("status.csv", "on verra", 1)), kept.unmapped());
      assertEquals(
          report.warnings(), kept.warnings().stream().mapToLong(RunReport.Warning::times).sum());
      RunReport.Warning description =
          kept.warnings().stream()
              .filter(it -> it.shape().endsWith("/quality/description"))
              .findFirst()
              .orElseThrow();
      assertEquals(2, description.times());
      assertEquals(2, description.examples().size());
      assertEquals("https://w3id.org/tessera/shape/quality/Described", description.about());
      assertEquals("No description (dct:description)", description.message());
      assertEquals(List.of(), kept.problems());
      assertTrue(kept.checkedAll(), kept::toString);
      Files.write(file, List.of(lines.get(0), lines.get(1), row.replace("on verra", "on attend")));
      registry.pass("fr-reva", file);
      RunReport part = registry.store.runs("fr-reva", 1).getFirst();
      assertEquals(1, part.checked(), part::toString);
      assertEquals(OptionalLong.of(1), part.notChecked());
      List<RunReport> both = registry.store.runs("fr-reva", 2);
      assertEquals(kept, both.get(1), "what the one that checked all met is read too");
      registry.fullPass("fr-reva", file);
      RunReport full = registry.store.runs("fr-reva", 1).getFirst();
      assertEquals(2, full.run().unchanged(), full::toString);
      assertTrue(full.checkedAll(), full::toString);
    }
  }

  @Test
  void whatNoTableKnowsIsCountedOnceThoughRowsAreComparedByTheirMapping() throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    List<String> lines = Files.readAllLines(golden).subList(0, 3);
    String row = lines.get(2).replaceFirst(",,", ",on verra,");
    Path file = temporary.resolve("certifications.csv");
    Files.write(file, List.of(lines.get(0), lines.get(1), row, row.replace(",4,", ",5,")));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.harvester.validate("fr-reva", file, HarvestListener.NONE);
      assertEquals(Map.of("status.csv: on verra", 1L), report.unmapped());
      assertEquals(1, report.quarantined());
    }
  }

  @Test
  void aReplayTellsOfThemToo() throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    List<String> lines = Files.readAllLines(golden).subList(0, 3);
    Path file = temporary.resolve("certifications.csv");
    Files.write(
        file,
        List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(2).replace(",4,", ",5,")));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass("fr-reva", file);
      assertEquals(1, report.quarantined());
      assertEquals(
          report.problems(), registry.harvester.replay("fr-reva", HarvestListener.NONE).problems());
    }
  }

  @Test
  void aFileOfAnotherSourceIsTheCallersMistakeAndNoNewsOfTheRegister() {
    Path other =
        MappingsFolder.path().resolve("uk-ofqual/golden/compare-qualifications-download.csv");
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("fr-reva", MappingsFolder.path().resolve("fr-reva/golden"));
      HarvestReport report = registry.pass("fr-reva", other);
      assertEquals("", report.run());
      assertEquals(1, report.exitCode());
      String reason = report.failure().orElseThrow();
      String said = "compare-qualifications-download.csv, line 1: its header has no column ";
      assertEquals(said, reason.substring(0, said.length()));
      assertEquals(1, registry.store.runs("fr-reva", 9).size());
    }
  }

  @Test
  void farIntoACompressedFileAndAtItsEnd() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("Code RNCP,Intitulé\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 20_000; i++) {
      text.writeBytes((i + ",é\n").getBytes(StandardCharsets.UTF_8));
    }
    int size = text.size();
    text.write(0xc3);
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      text.writeTo(out);
    }
    assertEquals(
        "certifications.csv, line 20002: not UTF-8 at byte %,d; the source's encoding is UTF-8"
            .formatted(size + 1),
        failure("fr-reva", "certifications.csv.gz", compressed.toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1"})
  void anXmlDocumentTellsItsOwnEncoding(String encoding) throws IOException {
    Path golden =
        MappingsFolder.path().resolve("ec2u").resolve("golden/OfferingsPavia-courses.xml");
    String text =
        Files.readString(golden)
            .replaceFirst("<\\?xml.*?\\?>", "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>")
            .replaceAll("[^\\x00-\\xff]", "");
    HarvestReport report = validated("ec2u", "OfferingsPavia.xml", text.getBytes(encoding));
    assertEquals("", report.failure().orElse(""));
    assertEquals(4, report.seen());
  }

  @ParameterizedTest
  @CsvSource({
    "'[', ']', 'line 1, column 202: Document nesting depth (201) exceeds the maximum allowed (200)'",
    "'[{\"code\":[', ']}]', 'line 1, column 209: Document nesting depth (201) exceeds the maximum allowed (200)'"
  })
  void jsonThatIsNestedTooDeeply(String open, String close, String where) throws IOException {
    String text = open + "[".repeat(1000) + "]".repeat(1000) + close;
    assertEquals(
        "OfferingsPoitiers.json, " + where,
        failure("ec2u", "OfferingsPoitiers.json", text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void xmlThatIsNestedTooDeeply() throws IOException {
    String text = "<r>\n<af>" + "<a>".repeat(1000) + "</a>".repeat(1000) + "</af></r>";
    String failure = failure("ec2u", "OfferingsPavia.xml", text.getBytes(StandardCharsets.UTF_8));
    assertEquals("OfferingsPavia.xml, line 2: ", failure.substring(0, 28));
  }

  @ParameterizedTest
  @CsvSource({
    "fr-reva, certifications.csv, 'Code RNCP,a|1,b|', 'line 3: the row that begins here has'",
    "fr-reva, certifications.csv, '', 'line 1: the row that begins here has'",
    "ec2u, OfferingsPoitiers.json, '[|{\"code\":1,', 'line 2, column 1: one record at $[*] is'",
    "credly, badge-templates.jsonl, '{\"id\":1}|', 'line 2: one line is'",
    "ec2u, OfferingsPavia.xml, '<r>|<af>', 'line 2: one <af> is'"
  })
  void blanksWithoutEnd(String source, String name, String beginning, String where)
      throws IOException {
    Path file = temporary.resolve(name);
    Files.writeString(
        file, beginning.replace('|', '\n') + " ".repeat(RecordReader.MOST_CHARACTERS + 200_000));
    String failure = failure(source, file);
    assertEquals(name + ", " + where, failure.substring(0, name.length() + 2 + where.length()));
  }

  @Test
  void limitsOfTheParserComeWithoutTheirSettings() throws IOException {
    String text = "[{\"code\":" + "9".repeat(5000) + "}]";
    assertEquals(
        "OfferingsPoitiers.json, line 1, column 5010: Number value length (5000) exceeds the"
            + " maximum allowed (1000)",
        failure("ec2u", "OfferingsPoitiers.json", text.getBytes(StandardCharsets.UTF_8)));
  }

  private String failure(String source, String name, byte[] bytes) throws IOException {
    return failure(source, Files.write(temporary.resolve(name), bytes));
  }

  private String failure(String source, Path file) {
    String failure = validated(source, file).failure().orElse("none");
    assertFalse(JAVA_NAME.matcher(failure).find(), failure);
    return failure;
  }

  private HarvestReport validated(String source, String name, byte[] bytes) throws IOException {
    return validated(source, Files.write(temporary.resolve(name), bytes));
  }

  private HarvestReport validated(String source, Path file) {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      return registry.harvester.validate(source, file, HarvestListener.NONE);
    }
  }
}
