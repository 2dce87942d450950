package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.store.SourceSummary;

/** A broken file ends its pass with one clear line, and takes nothing from the store. */
class HostileInputTest {
  private static final String BCN = "N_FORMATION_DIPLOME.csv";
  private static final String LICENCES = "TBLLICENSE_DATA_TABLE.csv";
  private static final String INDEX = "badge-index.csv";
  private static final String TEMPLATES = "badge-templates.jsonl";
  private static final String HITS = "search-koulutukset.json";
  private static final String UNITS = "nstTgaUcAcmCombined.ttl";
  private static final String PAVIA = "OfferingsPavia-courses.xml";

  /** Readers decode 64 Ki characters at once: a break within the first loses their rows. */
  private static final int MORE_THAN_A_BUFFER = 100_000;

  @TempDir Path temporary;

  /** Where a file breaks. */
  private enum Breaks {
    BEFORE_FIRST_RECORD,
    LATER
  }

  /** One broken file. */
  private record Hostile(String what, String source, String file, byte[] bytes, Breaks breaks) {
    @Override
    public String toString() {
      return source + ": " + what;
    }
  }

  static List<Hostile> files() throws IOException {
    List<Hostile> files = new ArrayList<>();
    csv(files, "fr-bcn", BCN, ';');
    csv(files, "us-nj-etpl", LICENCES, ',');
    csv(files, "credly", INDEX, ',');
    jsonLines(files);
    json(files);
    xml(files);
    turtle(files);
    return files;
  }

  private static void csv(List<Hostile> files, String source, String file, char delimiter)
      throws IOException {
    String golden = golden(source, file);
    String header = golden.substring(0, golden.indexOf('\n') + 1);
    String more = rows(golden, delimiter, 100);
    String many = rows(golden, delimiter, MORE_THAN_A_BUFFER / (more.length() / 100));
    before(files, source, file, "empty", "");
    before(files, source, file, "without its key column", "x" + golden);
    before(
        files, source, file, "a quote never closed in the first row", header + "\"1;2,3\n4;5,6\n");
    before(files, source, file, "in Latin 1", latin1(header + "é" + more));
    before(files, source, file, "in UTF-16", golden.getBytes(StandardCharsets.UTF_16LE));
    before(files, source, file, "garbage", garbage());
    byte[] packed = gzip((header + many).getBytes(StandardCharsets.UTF_8));
    before(files, source, file + ".gz", "gzip cut in its head", Arrays.copyOf(packed, 6));
    before(files, source, file + ".gz", "gzip cut before a record", Arrays.copyOf(packed, 40));
    before(files, source, file + ".gz", "no gzip", golden);
    later(files, source, file + ".gz", "gzip cut", Arrays.copyOf(packed, packed.length * 4 / 5));
    later(files, source, file, "a quote never closed", header + more + "\"9;9,9\n" + more);
    later(files, source, file, "cut in a row", header + more + "9");
    later(files, source, file, "Latin 1 far behind", withLatin1Behind(header + many));
  }

  private static void jsonLines(List<Hostile> files) throws IOException {
    String line = golden("credly", TEMPLATES).strip();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      lines.append(line.replace("00000000-0000-4000-8000-000000000001", "many-" + i)).append('\n');
    }
    before(files, "credly", TEMPLATES, "empty", "");
    before(files, "credly", TEMPLATES, "blank lines only", "\n \n\n");
    before(files, "credly", TEMPLATES, "garbage", garbage());
    before(files, "credly", TEMPLATES, "cut in the first line", line.substring(0, 40));
    byte[] packed = gzip(lines.toString().getBytes(StandardCharsets.UTF_8));
    before(files, "credly", TEMPLATES + ".gz", "gzip cut", Arrays.copyOf(packed, 40));
    later(
        files,
        "credly",
        TEMPLATES + ".gz",
        "gzip cut later",
        Arrays.copyOf(packed, packed.length * 4 / 5));
    later(files, "credly", TEMPLATES, "cut in the last line", lines + line.substring(0, 40));
  }

  private static void json(List<Hostile> files) throws IOException {
    String golden = golden("fi-opintopolku", HITS);
    String source = "fi-opintopolku";
    before(files, source, HITS, "empty", "");
    before(files, source, HITS, "garbage", garbage());
    before(files, source, HITS, "in Latin 1", latin1("{\"total\": \"ä\", \"hits\": []}"));
    before(files, source, HITS, "an array where an object should be", "[{\"oid\": \"1\"}]");
    before(files, source, HITS, "a text where an array should be", "{\"hits\": \"none\"}");
    before(files, source, HITS, "without hits", "{\"total\": 0}");
    before(files, source, HITS, "cut in the first record", golden.substring(0, 80));
    before(
        files,
        source,
        HITS,
        "nested without end",
        "{\"hits\": [{\"oid\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}]}");
    later(files, source, HITS, "cut later", golden.substring(0, golden.length() * 3 / 4));
    later(files, source, HITS, "text behind the end", golden + "{\"hits\": []}");
    later(
        files,
        source,
        HITS,
        "an escape that JSON has not",
        golden.replaceFirst("(?s)]\\s*}\\s*$", ", {\"oid\": \"\\\\x\"}]}"));
  }

  private static void xml(List<Hostile> files) throws IOException {
    String golden = golden("ec2u", PAVIA);
    int secondRecord = golden.indexOf("<di:af>", golden.indexOf("<di:af>") + 1);
    String laughs =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l0 'ha'>"
            + entities(30)
            + "]><a><af><afId>1</afId><afGenDes>&l29;</afGenDes></af></a>";
    String external =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e SYSTEM '"
            + MappingsFolder.path().resolve("README.md").toUri()
            + "'>]><a><af><afId>1</afId><afGenDes>&e;</afGenDes></af></a>";
    before(files, "ec2u", PAVIA, "empty", "");
    before(files, "ec2u", PAVIA, "garbage", garbage());
    before(files, "ec2u", PAVIA, "an entity bomb", laughs);
    before(files, "ec2u", PAVIA, "an external entity", external);
    before(files, "ec2u", PAVIA, "an unknown entity", "<a><af><afId>1</afId><b>&who;</b></af></a>");
    before(files, "ec2u", PAVIA, "without records", "<a><b/></a>");
    before(files, "ec2u", PAVIA, "Latin 1 said to be UTF-8", latin1("<a>é</a>"));
    before(
        files,
        "ec2u",
        PAVIA,
        "nested without end",
        "<a><af><afId>1</afId>" + "<b>".repeat(100_000) + "</b>".repeat(100_000) + "</af></a>");
    before(files, "ec2u", PAVIA, "cut in the first record", golden.substring(0, secondRecord - 60));
    later(files, "ec2u", PAVIA, "cut in the second record", golden.substring(0, secondRecord + 60));
  }

  /** A Turtle file is read whole before its first record: wherever it breaks, nothing is taken. */
  private static void turtle(List<Hostile> files) throws IOException {
    String golden = golden("au-tga", UNITS);
    before(files, "au-tga", UNITS, "empty", "");
    before(files, "au-tga", UNITS, "garbage", garbage());
    before(files, "au-tga", UNITS, "in Latin 1", latin1(golden + "# é"));
    before(files, "au-tga", UNITS, "quotes in a text", golden.replace("software", "\"software\""));
    before(files, "au-tga", UNITS, "cut", golden.substring(0, golden.length() - 20));
    before(files, "au-tga", "of-its-own.ttl", "without units", "<urn:a> <urn:b> <urn:c> .");
  }

  @ParameterizedTest
  @MethodSource("files")
  void aBrokenFileEndsThePassWithOneClearLine(Hostile hostile) throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      SourceDescriptor source = source(hostile.source());
      registry.pass(source.id(), GoldenCopy.original(source));
      TreeSet<String> active = registry.active(source.id());
      var graphs = registry.graphs(source.id());
      long sequence = registry.store.sequence();
      Path file = Files.write(temporary.resolve(hostile.file()), hostile.bytes());

      HarvestReport report = registry.passAllowingWithdrawals(source.id(), file);

      assertFalse(report.complete(), report::toString);
      assertEquals(1, report.exitCode());
      assertOneClearLine(report.failure().orElseThrow(), file);
      assertEquals(0, report.withdrawn());
      assertEquals(Set.of(), registry.tombstones(source.id()));
      assertTrue(registry.active(source.id()).containsAll(active), "a record is gone");
      assertEquals(List.of(), registry.store.check());
      assertEquals(List.of(), registry.harvester.check());
      assertFalse(
          registry.runs(source.id()).toString().contains(temporary.toString()),
          "where the caller's file lies is for all to read");
      if (hostile.breaks() == Breaks.BEFORE_FIRST_RECORD) {
        assertEquals("", report.run(), "what the caller named is no news of the register");
        assertEquals(1, registry.store.runs(source.id(), 9).size());
        assertEquals(sequence, registry.store.sequence(), "the store changed");
        assertEquals(graphs, registry.graphs(source.id()));
        assertEquals(0, report.added() + report.changed() + report.unchanged());
      } else {
        assertEquals(2, registry.store.runs(source.id(), 9).size());
        assertTrue(
            report.added() + report.changed() + report.unchanged() > 0,
            () -> "the records before the break are lost: " + report);
        assertEquals(0, report.quarantined(), report::toString);
      }
    }
  }

  static void assertOneClearLine(String line, Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
    assertTrue(line.contains(name), () -> "does not name the file: " + line);
    assertFalse(
        line.contains("\n") || line.contains("Exception") || line.contains("null"),
        () -> "is not for a person: " + line);
    assertTrue(line.length() < 500, () -> "is too long: " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          credly         | badge-templates.jsonl   | [1, 2]                          | line 1
          credly         | badge-templates.jsonl   | {"name": "no id"}               | line 1
          fi-opintopolku | search-koulutukset.json | {"hits": [["an array"]]}        | line 1
          fi-opintopolku | search-koulutukset.json | {"hits": [{"nimi": {}}]}        | line 1
          ec2u           | OfferingsPavia.xml      | <a><af><afGenDes/></af></a>     | line 1
          """)
  void aBrokenRecordIsQuarantinedWithItsPlace(String id, String name, String text, String place)
      throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      Path file = Files.writeString(temporary.resolve(name), text + "\n");
      HarvestReport report = registry.pass(id, file);
      assertEquals(2, report.exitCode(), report::toString);
      assertEquals(1, report.quarantined());
      HarvestReport.Problem problem = report.problems().get(0);
      assertTrue(problem.place().startsWith(name + ", " + place), problem::toString);
      assertOneClearLine(problem.place() + " " + problem.reason(), file);
      assertEquals(0, registry.store.sequence());
    }
  }

  @Test
  void whatIsNotTherePutsNoRunOnTheRegister() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.describe();
      HarvestReport missing = registry.pass("fr-bcn", temporary.resolve("nowhere.csv"));
      assertTrue(
          missing.failure().orElseThrow().endsWith("nowhere.csv does not exist"),
          missing::toString);
      assertEquals(1, missing.exitCode());
      HarvestReport nothing = registry.pass("fr-bcn", empty);
      assertTrue(
          nothing.failure().orElseThrow().startsWith("no file at " + empty), nothing::toString);
      assertEquals(Optional.empty(), lastRun(registry));

      Path broken = Files.write(temporary.resolve("broken.zip"), new byte[] {1, 2, 3});
      assertEquals(1, registry.pass("fr-bcn", broken).exitCode());
      assertEquals(Optional.empty(), lastRun(registry), "there, and broken");
    }
  }

  @Test
  void aZipThatIsCutIsTheCallers() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      zip.putNextEntry(new ZipEntry(BCN));
      zip.write(golden("fr-bcn", BCN).getBytes(StandardCharsets.UTF_8));
    }
    Path cut =
        Files.write(
            temporary.resolve("cut.zip"), Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.describe();
      HarvestReport report = registry.pass("fr-bcn", cut);
      assertEquals(1, report.exitCode());
      assertTrue(report.failure().orElseThrow().contains("cut.zip"), report::toString);
      assertEquals(Optional.empty(), lastRun(registry));
    }
  }

  @Test
  void aFileWithoutARecordIsTheCallersThoughItBreaksNowhere() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      Path noJson = temporary.resolve(TEMPLATES);
      Files.writeString(noJson, "secret words\nmore of them\n");
      HarvestReport refused = registry.pass("credly", noJson);
      assertEquals(2, refused.quarantined());
      assertEquals(2, refused.problems().size(), "told to the caller");
      assertEquals("", refused.run());
      Path noRow = temporary.resolve("badge-index.csv");
      Files.writeString(noRow, golden("credly", INDEX).lines().findFirst().orElseThrow() + "\n");
      assertEquals("", registry.pass("credly", noRow).run());
      assertEquals(Set.of(), registry.runs("credly"));
      assertEquals(0, registry.store.sequence());
    }
  }

  @Test
  void aFileThatNobodyMayReadIsNamedWithoutItsFolder() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("tables"));
    Files.writeString(folder.resolve("badge-index.csv"), golden("credly", INDEX));
    Path closed = Files.writeString(folder.resolve(TEMPLATES), golden("credly", TEMPLATES));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass("credly", folder);
      assertTrue(report.complete(), report::toString);
      assertTrue(registry.runs("credly").toString().contains("\"tables\""));
    }
    String gone =
        RecordReader.broken(closed.getFileName() + "", new NoSuchFileException(closed.toString()))
            .reason();
    assertEquals(TEMPLATES + " cannot be read: it is not there", gone);
    String refused =
        RecordReader.broken(closed.getFileName() + "", new AccessDeniedException(closed.toString()))
            .reason();
    assertEquals(TEMPLATES + " cannot be read: access to it is denied", refused);
  }

  private static Optional<SourceSummary.Run> lastRun(TestRegistry registry) {
    return registry.store.sources().stream()
        .filter(source -> source.id().equals("fr-bcn"))
        .findFirst()
        .orElseThrow()
        .lastRun();
  }

  @Test
  void aShortRowBeforeABrokenEndIsNoFaultOfTessera() throws IOException {
    String golden = golden("fr-bcn", BCN);
    Path file = temporary.resolve(BCN);
    Files.writeString(
        file, golden.substring(0, golden.indexOf('\n') + 1) + "1;2\n\"9;never closed");
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass("fr-bcn", file);
      assertEquals(1, report.exitCode());
      assertOneClearLine(report.failure().orElseThrow(), file);
      assertTrue(report.failure().orElseThrow().startsWith(BCN + ", line 3: "), report::toString);
    }
  }

  @Test
  void theFirstThousandProblemsAreKeptAndAllAreCounted() throws IOException {
    Path file = Files.writeString(temporary.resolve(TEMPLATES), "x\n".repeat(5_000));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass("credly", file);
      assertEquals(5_000, report.quarantined());
      assertEquals(1_000, report.problems().size());
    }
  }

  private static void before(
      List<Hostile> files, String source, String file, String what, String text) {
    before(files, source, file, what, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void before(
      List<Hostile> files, String source, String file, String what, byte[] bytes) {
    files.add(new Hostile(what, source, file, bytes, Breaks.BEFORE_FIRST_RECORD));
  }

  private static void later(
      List<Hostile> files, String source, String file, String what, String text) {
    later(files, source, file, what, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void later(
      List<Hostile> files, String source, String file, String what, byte[] bytes) {
    files.add(new Hostile(what, source, file, bytes, Breaks.LATER));
  }

  private static SourceDescriptor source(String id) {
    return MappingsFolder.sources().stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static String golden(String source, String file) throws IOException {
    return Files.readString(MappingsFolder.path().resolve(source).resolve("golden").resolve(file));
  }

  /** The golden's second row again and again, each with a key of its own in its first field. */
  static String rows(String golden, char delimiter, int count) {
    String row = golden.lines().skip(2).findFirst().orElseThrow();
    String rest = row.substring(row.indexOf(delimiter));
    Random random = new Random(7);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append(1_000_000L * i + random.nextInt(1_000_000)).append(rest).append('\n');
    }
    return rows.toString();
  }

  private static String entities(int count) {
    StringBuilder entities = new StringBuilder();
    for (int i = 1; i < count; i++) {
      entities.append("<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>");
    }
    return entities.toString();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] withLatin1Behind(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(latin1("é\n"));
    return bytes.toByteArray();
  }

  private static byte[] garbage() {
    byte[] bytes = new byte[100_000];
    new Random(11).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
