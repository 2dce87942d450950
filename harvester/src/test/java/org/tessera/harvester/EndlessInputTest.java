package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that goes on and on is refused before it fills the memory. */
class EndlessInputTest {
  private static final String HITS = "search-koulutukset.json";
  private static final String TEMPLATES = "badge-templates.jsonl";
  private static final String PAVIA = "OfferingsPavia-courses.xml";

  @TempDir Path temporary;

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "fr-bcn, N_FORMATION_DIPLOME.csv, csv",
    "us-nj-etpl, TBLLICENSE_DATA_TABLE.csv, csv",
    "credly, badge-templates.jsonl, jsonl",
    "fi-opintopolku, search-koulutukset.json, json",
    "ec2u, OfferingsPavia-courses.xml, xml"
  })
  void blanksWithoutEndDoNotFillTheMemory(String source, String name, String format)
      throws IOException, InterruptedException {
    String[] around =
        switch (format) {
          case "jsonl" -> new String[] {"{\"id\": \"", "\"}\n"};
          case "json" -> new String[] {"{\"hits\": [{\"oid\": \"", "\"}]}"};
          case "xml" -> new String[] {"<a><af><afId>", "</afId></af></a>"};
          default -> {
            String golden = HostileInputTest.golden(source, name);
            yield new String[] {golden.substring(0, golden.indexOf('\n') + 1), "\n"};
          }
        };
    Path file = temporary.resolve(name);
    blanks(file, around[0], 200, around[1]);
    String printed = SmallHeap.pass(source, file, temporary);
    assertTrue(printed.startsWith("exit 1\t" + name), printed);
    HostileInputTest.assertOneClearLine(printed, file);

    blanks(file, "", 200, "");
    String bare = SmallHeap.pass(source, file, temporary);
    assertTrue(bare.startsWith("exit 1\t" + name), bare);
    HostileInputTest.assertOneClearLine(bare, file);
  }

  @Test
  @Tag("slow")
  void aRecordOfManyValuesDoesNotFillTheMemory() throws IOException, InterruptedException {
    Path json = temporary.resolve(HITS);
    many(json, "{\"hits\": [{\"oid\": \"1\", \"many\": [0", ",{}", "]}]}");
    assertTooLarge("fi-opintopolku", json);
    Path lines = temporary.resolve(TEMPLATES);
    many(lines, "{\"id\": \"1\", \"many\": [0", ",{}", "]}\n");
    assertTooLarge("credly", lines);
    Path xml = temporary.resolve(PAVIA);
    many(xml, "<a><af><afId>1</afId>", "<b c='" + "x".repeat(1000) + "'/>", "</af></a>");
    assertTooLarge("ec2u", xml);
  }

  private void assertTooLarge(String source, Path file) throws IOException, InterruptedException {
    String printed = SmallHeap.pass(source, file, temporary);
    String place = "exit 1\t" + file.getFileName() + ", line 1";
    assertTrue(
        printed.startsWith(place)
            && printed.substring(place.length()).matches("(?s)(, column \\d+)?: one .*"),
        printed);
    HostileInputTest.assertOneClearLine(printed, file);
  }

  private static void many(Path file, String start, String value, String end) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      repeat(out, value.getBytes(StandardCharsets.UTF_8), 100);
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  @Tag("slow")
  void blanksBetweenElementsDoNotFillTheMemory() throws IOException, InterruptedException {
    Path file = temporary.resolve(PAVIA);
    blanks(file, "<a>", 200, "<b/></a>");
    String printed = SmallHeap.pass("ec2u", file, temporary);
    assertTrue(printed.startsWith("exit 1\t" + PAVIA), printed);
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "fr-bcn, N_FORMATION_DIPLOME.csv",
    "credly, badge-templates.jsonl",
    "fi-opintopolku, search-koulutukset.json",
    "ec2u, OfferingsPavia-courses.xml"
  })
  void aBombIsRefused(String source, String name) throws IOException {
    byte[] start = (name.endsWith(".xml") ? "<a>" : "").getBytes(StandardCharsets.UTF_8);
    byte[] again = "\n".getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".csv")) {
      String golden = HostileInputTest.golden(source, name);
      start = golden.getBytes(StandardCharsets.UTF_8);
      again = HostileInputTest.rows(golden, ';', 1).getBytes(StandardCharsets.UTF_8);
    }
    try (TestRegistry registry = new TestRegistry(temporary)) {
      Path gz = temporary.resolve(name + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
        out.write(start);
        repeat(out, again, 80);
      }
      Path zip = temporary.resolve("bomb.zip");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
        out.putNextEntry(new ZipEntry(name));
        out.write(start);
        repeat(out, again, 80);
      }
      for (Path bomb : List.of(gz, zip)) {
        HarvestReport report = registry.pass(source, bomb);
        assertNotEquals(0, report.exitCode());
        String failure = report.failure().orElseThrow();
        assertTrue(
            failure.contains(bomb.getFileName().toString())
                && failure.contains("refused as a bomb"),
            failure);
        assertEquals(0, report.withdrawn());
      }
    }
  }

  private static void blanks(Path file, String start, int megabytes, String end)
      throws IOException {
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < megabytes; i++) {
        out.write(blanks);
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void repeat(OutputStream out, byte[] bytes, int megabytes) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    while (block.size() < 1 << 20) {
      block.writeBytes(bytes);
    }
    for (int i = 0; i < megabytes; i++) {
      block.writeTo(out);
    }
  }
}
