package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.app.StoredAnswers.same;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.app.NativeFiles.Row;
import org.tessera.harvester.HarvestListener;
import org.tessera.harvester.HarvestRequest;
import org.tessera.harvester.HarvestSettings;
import org.tessera.harvester.Harvester;
import org.tessera.store.RecordStore;

/** More stored queries over some of the bundled sources, against what the native files say. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionsOfBundledRecordsTest {
  private static final String BASE = "https://w3id.org/tessera/";

  private final RecordStore store = RecordStore.inMemory(BASE);
  private final StoredAnswers answers = new StoredAnswers(store, BASE);

  @BeforeAll
  void harvest(@TempDir Path folder) {
    Harvester harvester = new Harvester(HarvestSettings.of(folder, BASE), store);
    harvester.describe();
    harvester.bundledSources().stream()
        .filter(source -> !Set.of("esco", "fr-bcn", "uk-ofqual").contains(source))
        .forEach(source -> harvester.harvest(HarvestRequest.of(source), HarvestListener.NONE));
    harvester.derive();
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  /** No bundled real record states what these ask for; whoever adds one changes their words. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 9, 11, 15, 24, 28, 35})
  void whatTheDescriptionSaysIsLackingIsLacking(int question) {
    assertEquals(List.of(), answers.rows(question, "title"));
  }

  @Test
  void creditsHeldAndMissing() {
    List<String> rows = answers.rows(4, "wholeTitle", "held", "discretionary", "needed", "missing");
    assertEquals(1, rows.size());
    String[] cells = rows.get(0).split(" \\| ");
    BigDecimal needed =
        NativeFiles.csv("es-microcredentials", "records.csv").stream()
            .filter(row -> row.get("title").equals(cells[0]))
            .map(row -> new BigDecimal(row.get("ects")))
            .findFirst()
            .orElseThrow();
    assertEquals(0, needed.compareTo(new BigDecimal(cells[3])));
    Set<BigDecimal> sums = new TreeSet<>();
    List<BigDecimal> modules =
        NativeFiles.csv("es-microcredentials", "modules.csv").stream()
            .filter(row -> row.get("microcredential").equals(cells[0]))
            .map(row -> new BigDecimal(row.get("ects")))
            .toList();
    modules.forEach(one -> modules.forEach(other -> sums.add(one.add(other))));
    BigDecimal held = new BigDecimal(cells[1]);
    assertTrue(sums.stream().anyMatch(sum -> sum.compareTo(held) == 0), rows.toString());
    assertEquals("0", cells[2]);
    assertEquals(0, needed.subtract(held).compareTo(new BigDecimal(cells[4])));
  }

  @Test
  void awardsWithoutACourse() {
    Set<String> awards =
        answers.rows(5, "award", "route").stream()
            .filter(row -> row.matches("id/fr-(rncp|rs)/.*/rpl"))
            .map(row -> row.substring(row.lastIndexOf("/R") + 1, row.indexOf(" | ")))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> expected = new TreeSet<>();
    for (String source : List.of("fr-rncp", "fr-rs")) {
      Set<String> active =
          NativeFiles.fiches(source, source.substring(3).toUpperCase(Locale.ROOT)).stream()
              .filter(row -> row.get("Actif").equals("ACTIVE"))
              .map(row -> row.get("Numero_Fiche"))
              .collect(Collectors.toSet());
      NativeFiles.french(source, "export_fiches_CSV_VoixdAcces_2024_02_22.csv").stream()
          .filter(row -> row.get("Si_Jury").equals("Par expérience"))
          .map(row -> row.get("Numero_Fiche"))
          .filter(active::contains)
          .forEach(expected::add);
    }
    assertFalse(expected.isEmpty());
    assertEquals(expected, awards);
  }

  @Test
  void ratesForAPersonOf45() {
    List<String> expected =
        NativeFiles.csv("sg-skillsfuture", "scheme-rates.csv").stream()
            .filter(row ->
                row.get("minAge").isEmpty()
                    || Integer.parseInt(row.get("minAge")) <= ageOf45(row.get("agesAt")))
            .filter(row ->
                row.get("maxAge").isEmpty()
                    || Integer.parseInt(row.get("maxAge")) >= ageOf45(row.get("agesAt")))
            .filter(row -> row.get("end").isEmpty() || row.get("end").compareTo(today()) >= 0)
            .map(row -> row.get("titleEn"))
            .toList();
    assertFalse(expected.isEmpty());
    same(expected, answers.rows(7, "rateTitle"));
  }

  private static int ageOf45(String day) {
    return 45 + (day.isEmpty() ? 0 : year(day) - year(today()));
  }

  private static int year(String day) {
    return Integer.parseInt(day.substring(0, 4));
  }

  @Test
  void nobodySaysWhatKursuokPaysToday() {
    List<String> expected =
        NativeFiles.csv("lt-kursuok", "records.csv").stream()
            .filter(row -> row.get("fundable").equals("yes"))
            .map(row -> row.get("title") + " | unknown")
            .toList();
    same(expected, answers.rows(8, "title", "fundable"));
  }

  @Test
  void replacements() {
    List<String> expected =
        NativeFiles.french(
                "fr-rs", "export_fiches_CSV_Ancienne_Nouvelle_Certification_2024_02_22.csv")
            .stream()
            .filter(row -> row.get("Ancienne_Certification").equals("RNCP19468"))
            .map(row -> "id/fr-rs/" + row.get("Numero_Fiche") + " | replaces it")
            .toList();
    assertEquals(1, expected.size());
    assertEquals(expected.get(0), answers.rows(12, "other", "why").get(0));
  }

  @Test
  void boundsOfSize() {
    List<String> expected =
        Stream.of(
                List.of("au-microcredseeker", "definitions.csv"),
                List.of("ca-ecampusontario", "definitions-osap.csv"),
                List.of("es-microcredentials", "definitions.csv"),
                List.of("mooc", "definitions.csv"),
                List.of("nz-nzqa", "definitions.csv"))
            .flatMap(file -> NativeFiles.csv(file.get(0), file.get(1)).stream())
            .filter(row -> row.get("element").equals("size"))
            .filter(row -> !row.get("unit").isEmpty())
            .map(row ->
                Stream.of("title", "minimum", "maximum", "below")
                    .map(row::get)
                    .collect(Collectors.joining(" | ")))
            .toList();
    assertFalse(expected.isEmpty());
    List<String> rows =
        answers.rows(17, "title", "minimum", "maximum", "below", "unit").stream()
            .filter(row -> !row.endsWith(" | "))
            .map(row -> row.substring(0, row.lastIndexOf(" | ")).replaceAll("(\\d)\\.0\\b", "$1"))
            .toList();
    same(expected, rows);
  }

  @Test
  void statedElementsOfTheAustralianPortal() {
    List<Row> records = NativeFiles.csv("au-microcredseeker", "records.csv");
    int all = NativeFiles.keys(records, "name", "provider").size();
    Map<String, String> rows =
        answers.rows(18, "registerId", "element", "credentials", "stating").stream()
            .filter(row -> row.startsWith("au-microcredseeker"))
            .collect(
                Collectors.toMap(
                    row -> row.split(" \\| ")[1].replaceAll(".*/", ""),
                    row -> row.split(" \\| ", 3)[2]));
    assertEquals(9, rows.size());
    assertEquals(all + " | " + all, rows.get("title"));
    assertEquals(all + " | " + all, rows.get("country"));
    assertEquals(all + " | 0", rows.get("outcomes"));
  }

  /** Units of 20 credits and less have South African levels of before 2009 alone. */
  @Test
  void smallAwardsHaveNoLevelOfToday() {
    List<String> small =
        NativeFiles.saqa().values().stream()
            .filter(row -> row.get("nqfLevel").equals("NQF Level 05"))
            .filter(row -> row.get("credits").matches("[12]?\\d"))
            .map(row -> row.get("title"))
            .toList();
    same(small, answers.rows(21, "title"));
  }

  @Test
  void figuresWithASample() {
    int expected = 0;
    for (String file : List.of("coursera-report.csv", "other-surveys.csv", "survey-2023.csv")) {
      expected +=
          (int)
              NativeFiles.csv("holoniq", file).stream()
                  .filter(row -> !row.get("n").isEmpty())
                  // A range is no figure.
                  .filter(row -> row.get("value").matches("[\\d.]+"))
                  .count();
    }
    int known =
        answers.rows(25, "kind", "items").stream()
            .filter(row -> row.startsWith("1 "))
            .mapToInt(row -> Integer.parseInt(row.substring(row.indexOf(" | ") + 3)))
            .sum();
    assertEquals(expected, known);
  }

  @Test
  void statementsOnKenya() {
    List<String> rows =
        answers.rows(26, "country", "topic", "statement").stream()
            .filter(row -> row.startsWith("KEN | "))
            .map(row -> row.substring(6))
            .toList();
    Set<String> expected =
        NativeFiles.keys(NativeFiles.csv("ke-knqa", "policy.csv"), "topic", "statement");
    assertTrue(rows.containsAll(expected), () -> expected + "\n" + rows);
  }

  @Test
  void bodiesOfSouthAfrica() {
    Map<String, Integer> expected = new TreeMap<>();
    NativeFiles.csv("za-saqa", "records.csv").stream()
        // Words about a body are no name of one.
        .filter(row -> !row.get("qaBody").matches("|(Was|per) .*"))
        .collect(Collectors.toMap(row -> row.get("saqaId"), row -> row.get("qaBody"), (a, b) -> a))
        .values()
        .forEach(body -> expected.merge(body + " | credential", 1, Integer::sum));
    List<String> rows =
        answers.rows(27, "agency", "name", "covers", "decisions").stream()
            .filter(row -> row.startsWith("id/za-saqa/"))
            .map(row -> row.substring(row.indexOf(" | ") + 3))
            .toList();
    same(expected.entrySet().stream().map(e -> e.getKey() + " | " + e.getValue()).toList(), rows);
  }

  @Test
  void nothingWasSeenBeforeTheFirstHarvest() {
    same(List.of("not yet seen"), answers.rows(30, "answer"));
  }

  @Test
  void nothingIsDerivedFromNothing() {
    List<String> rows = answers.rows(32, "kind", "withoutInputs");
    assertFalse(rows.isEmpty());
    rows.forEach(row -> assertTrue(row.endsWith(" | 0"), row));
  }

  @Test
  void harvestsAreWhole() {
    Map<String, Integer> records = NativeFiles.allRecordsByRegister();
    Map<String, String> seen =
        answers.rows(38, "registerId", "seen", "whole").stream()
            .collect(
                Collectors.toMap(
                    row -> row.split(" \\| ")[0], row -> row.substring(row.indexOf(" | ") + 3)));
    for (String register : List.of("fr-rncp", "credly", "oecd", "za-saqa")) {
      assertTrue(
          seen.getOrDefault(register, "").endsWith(" | true"), register + seen.get(register));
    }
    assertEquals(records.get("credly") + " | true", seen.get("credly"));
    assertEquals(records.get("fr-rncp") + " | true", seen.get("fr-rncp"));
  }

  private static String today() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }
}
