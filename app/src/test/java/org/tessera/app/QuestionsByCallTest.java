package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.app.StoredAnswers.same;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.app.NativeFiles.Row;
import tools.jackson.databind.JsonNode;

/** The questions that a call of the API answers, against what the native files say. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionsByCallTest {
  private static final String SEARCH = "/api/v1/search?";
  private static final Map<String, Integer> EQF = Map.of("3", 4, "5", 5);

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeAll
  void harvest(@TempDir Path data) {
    server = TestServer.start(data, Map.of(Setting.LIMITS, "false"));
    server.harvest(
        List.of(
            "au-microcredseeker",
            "ca-ecampusontario",
            "de-weiterbildung",
            "es-microcredentials",
            "fr-bcn",
            "fr-cpf",
            "fr-reva",
            "nz-nzqa"));
  }

  @AfterAll
  void close() {
    server.close();
  }

  /** Question 2: the offers state no day, so nothing says that one begins in these months. */
  @Test
  void offersWithoutADayAreNotSaidToBeginSoon() throws IOException {
    Row any = NativeFiles.csv("fr-cpf", "records.csv").get(0);
    assertTrue(
        any.cells().keySet().stream().noneMatch(column -> column.matches("(?i).*(date|start).*")),
        "with a column of dates the expected answer is another");
    assertEquals(List.of(), titles(call(2)));
  }

  @Test
  void offersForARegisteredCertificateAtAPrice() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Row row : NativeFiles.csv("fr-cpf", "records.csv")) {
      boolean registered = !(row.get("codeRncp") + row.get("codeInventaire")).isBlank();
      assertTrue(registered, row::toString);
      String price = row.get("priceTTC");
      if (row.get("language").equals("Français")
          && !price.isEmpty()
          && new BigDecimal(price).compareTo(new BigDecimal("500")) <= 0) {
        expected.add(row.get("title"));
      }
    }
    assertFalse(expected.isEmpty());
    same(expected, titles(without(call(2), "mode", "starts-after", "starts-before")));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-09-01, 2024-11-30, 2000",
    "2024-09-01, 2024-09-30, 2000",
    "2024-09-01, 2024-11-30, 1000"
  })
  void onlineBetweenTwoDaysAtAPrice(LocalDate from, LocalDate to, BigDecimal most) {
    List<String> expected = new ArrayList<>();
    for (Row row : NativeFiles.csv("es-microcredentials", "records.csv")) {
      Matcher price = Pattern.compile("([1-9]\\d*) EUR").matcher(row.get("price"));
      if (row.get("mode").startsWith("online")
          && row.get("startDate").matches("\\d{4}-\\d\\d-\\d\\d")
          && !LocalDate.parse(row.get("startDate")).isBefore(from)
          && !LocalDate.parse(row.get("startDate")).isAfter(to)
          && price.matches()
          && new BigDecimal(price.group(1)).compareTo(most) <= 0) {
        expected.add(row.get("title"));
      }
    }
    boolean some = to.equals(LocalDate.parse("2024-11-30")) && most.intValue() == 2000;
    assertEquals(some ? 1 : 0, expected.size(), "the file has one that a wider question finds");
    same(
        expected,
        titles(
            SEARCH
                + "register=es-microcredentials&mode=online&currency=EUR&max-price=%s&starts-after=%s&starts-before=%s"
                    .formatted(most, from, to)));
  }

  @Test
  void germanStartsBetweenTwoDays() {
    LocalDate from = LocalDate.parse("2023-07-20");
    LocalDate to = LocalDate.parse("2023-08-14");
    Set<String> expected = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    for (JsonNode date :
        NativeFiles.json("de-weiterbildung", "weiterbildungssuche-response.json")
            .findValue("termine")) {
      if (date.path("beginn").isNumber()) {
        LocalDate start =
            LocalDate.ofInstant(
                Instant.ofEpochMilli(date.path("beginn").asLong()), ZoneId.of("Europe/Berlin"));
        boolean between = !start.isBefore(from) && !start.isAfter(to);
        (between ? expected : others).add(date.path("angebot").path("titel").asString().strip());
      }
    }
    assertFalse(expected.isEmpty() || others.isEmpty(), "some begin then, some do not");
    same(
        expected,
        titles(
            SEARCH
                + "register=de-weiterbildung&starts-after=%s&starts-before=%s"
                    .formatted(from, to)));
  }

  /** Question 10. */
  @Test
  void threeMicroCredentialsSideBySide() throws IOException {
    JsonNode compared = server.json(call(10));
    List<Row> rows = new ArrayList<>();
    for (JsonNode record : compared.path("records")) {
      String number = record.path("id").asString().replaceAll(".*/", "");
      rows.add(
          NativeFiles.csv("nz-nzqa", "records.csv").stream()
              .filter(row -> row.get("number").equals(number))
              .findFirst()
              .orElseThrow());
    }
    assertEquals(3, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      assertEquals("micro-credential", row.get("kind"));
      assertEquals(row.get("title"), value(compared, "title", i));
      assertEquals(row.get("kind"), value(compared, "type", i));
      assertTrue(value(compared, "level", i).endsWith("/nzqcf/level-" + row.get("level")));
      assertEquals(
          String.valueOf(EQF.get(row.get("level"))), value(compared, "eqf-level", i), "EQF");
      assertEquals(0, new BigDecimal(row.get("credits")).compareTo(number(compared, "credits", i)));
      assertEquals(row.get("url").isEmpty(), field(compared, "homepage").get(i).isNull());
      for (String silent :
          List.of(
              "hours",
              "price",
              "cost-per-ects",
              "ects",
              "assessment",
              "quality-assured",
              "recognition")) {
        assertTrue(field(compared, silent).get(i).isNull(), silent + " is in no column");
      }
    }
  }

  /** Question 13: the words in any order, with or without accents. */
  @Test
  void homeCareInFrenchRegisters() throws IOException {
    List<String> expected = new ArrayList<>();
    NativeFiles.csv("fr-reva", "certifications.csv").stream()
        .filter(QuestionsByCallTest::isHomeCare)
        .forEach(row -> expected.add("fr-reva/RNCP" + row.get("Code RNCP")));
    NativeFiles.french("fr-bcn", "N_FORMATION_DIPLOME.csv.gz").stream()
        .filter(QuestionsByCallTest::isHomeCare)
        .forEach(row -> expected.add("fr-bcn/" + row.get("FORMATION_DIPLOME")));
    assertFalse(expected.isEmpty());
    List<String> found = new ArrayList<>();
    for (JsonNode item : items(call(13))) {
      found.add(item.path("id").asString().replaceAll("^.*/id/", ""));
    }
    same(new TreeSet<>(expected), found);
  }

  private static boolean isHomeCare(Row row) {
    return row.cells().values().stream()
        .map(cell -> Normalizer.normalize(cell, Normalizer.Form.NFD).replaceAll("\\p{M}", ""))
        .anyMatch(cell -> cell.matches("(?is).*\\bsoins?\\b.*\\bdomiciles?\\b.*"));
  }

  /** Question 14: of all providers of micro-credentials, none is called so. */
  @Test
  void noMicroCredentialOfAnEmploymentServiceMuseumOrLibrary() throws IOException {
    List<String> providers = new ArrayList<>();
    NativeFiles.csv("nz-nzqa", "records.csv").stream()
        .filter(row -> row.get("kind").contains("micro-credential"))
        .forEach(row -> providers.add(row.get("provider") + " " + row.get("developer")));
    for (String source : List.of("au-microcredseeker", "ca-ecampusontario")) {
      NativeFiles.csv(source, "records.csv").forEach(row -> providers.add(row.get("provider")));
    }
    NativeFiles.csv("es-microcredentials", "records.csv")
        .forEach(row -> providers.add(row.get("provider")));
    Pattern asked =
        Pattern.compile(
            "(?i)museum|museo|museu|library|librar|bibliotec|employment service|job ?cent|empleo");
    List<String> expected =
        providers.stream().filter(provider -> asked.matcher(provider).find()).toList();
    same(expected, titles(call(14)));
    // That the answer is empty is not for want of micro-credentials.
    assertTrue(server.json(without(call(14), "provider-type")).path("total").asInt() > 100);
  }

  private List<String> titles(String call) {
    List<String> titles = new ArrayList<>();
    items(call).forEach(item -> titles.add(item.path("title").asString()));
    return titles;
  }

  private JsonNode items(String call) {
    JsonNode answer = server.json(call + "&size=100");
    assertEquals(answer.path("total").asInt(), answer.path("items").size(), answer::toString);
    return answer.path("items");
  }

  private static JsonNode field(JsonNode compared, String name) {
    for (JsonNode row : compared.path("fields")) {
      if (row.path("field").asString().equals(name)) {
        return row.path("values");
      }
    }
    throw new AssertionError("no field " + name);
  }

  private static JsonNode item(JsonNode compared, String name, int record) {
    JsonNode items = field(compared, name).get(record).path("items");
    assertEquals(1, items.size(), name);
    return items.get(0).path("value");
  }

  private static String value(JsonNode compared, String name, int record) {
    return item(compared, name, record).asString();
  }

  private static BigDecimal number(JsonNode compared, String name, int record) {
    return item(compared, name, record).decimalValue();
  }

  /** The call that the table of questions gives. */
  private static String call(int question) throws IOException {
    Matcher row =
        Pattern.compile("(?m)^\\| " + question + " \\|.*?`(/api/v1/[^`]*)`")
            .matcher(Files.readString(Path.of("../docs/questions.md")));
    assertTrue(row.find(), "question " + question);
    return row.group(1);
  }

  private static String without(String call, String... parameters) {
    return call.replaceAll("(?<=[?&])(" + String.join("|", parameters) + ")=[^&]*&?", "")
        .replaceAll("&$", "");
  }
}
