package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.tessera.app.StoredAnswers.same;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.app.NativeFiles.Row;
import org.tessera.harvester.HarvestListener;
import org.tessera.harvester.HarvestRequest;
import org.tessera.harvester.HarvestSettings;
import org.tessera.harvester.Harvester;
import org.tessera.store.RecordStore;

/** The stored queries over the bundled records, against answers worked out from native files. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionsTest {
  private static final String BASE = "https://w3id.org/tessera/";

  /** A register's own framework: its levels' counterparts in the EQF by ontology.md. */
  private static final Map<String, Map<String, List<String>>> EQF =
      Map.of(
          "fr", eqf("2:2 3:3 4:4 5:5 6:6 7:7 8:8"),
          "ke", eqf("4:3 4:4 5:4 5:5 6:5"),
          "rqf", eqf("entry-3:1 1:2 2:3 3:4 4:5 5:5 6:6 7:7 8:8"),
          "nzqcf", eqf("1:2 2:3 3:4 4:4 5:5 6:5 7:6 9:7 10:8"),
          "za-nqf", eqf("1:1 2:1 2:2 3:2 3:3 4:3 4:4 5:4 5:5 6:5 7:6 8:6 8:7 9:7 10:8"));

  private static final Map<String, String> BASIS =
      Map.of(
          "fr", "expert-indicative",
          "ke", "expert-indicative",
          "rqf", "published-referencing",
          "nzqcf", "published-comparison",
          "za-nqf", "expert-indicative");

  private final RecordStore store = RecordStore.inMemory(BASE);
  private final StoredAnswers answers = new StoredAnswers(store, BASE);

  @BeforeAll
  void harvest(@TempDir Path folder) {
    Harvester harvester = new Harvester(HarvestSettings.of(folder, BASE), store);
    harvester.describe();
    harvester.bundledSources().stream()
        .filter(source -> !source.equals("esco"))
        .forEach(source -> harvester.harvest(HarvestRequest.of(source), HarvestListener.NONE));
    harvester.derive();
  }

  @AfterAll
  void close() throws Exception {
    store.close();
  }

  @Test
  void partsOfAQualification() {
    List<String> expected = new ArrayList<>();
    blocs((bloc, fiche) ->
        expected.add(
            String.join(
                " | ",
                fiche.get("Intitule"),
                bloc.get("Bloc_Competences_Libelle"),
                String.valueOf(fiche.get("Actif").equals("ACTIVE")))));
    for (Row module : NativeFiles.csv("es-microcredentials", "modules.csv")) {
      // The newspaper pages state no registration, so nothing says whether one can still begin.
      expected.add(module.get("microcredential") + " | " + module.get("module") + " | ");
    }
    same(expected, answers.rows(3, "qualificationTitle", "partTitle", "open"));
  }

  @Test
  void microCredentialsByCountry() {
    Set<String> kinds = Set.of("micro-credential", "pilot micro-credential (not listed)");
    List<Row> newZealand =
        NativeFiles.csv("nz-nzqa", "records.csv").stream()
            .filter(row -> kinds.contains(row.get("kind")))
            .toList();
    Map<String, Integer> registers = NativeFiles.recordsByRegister();
    same(
        List.of(
            "NZL |  | "
                + NativeFiles.keys(newZealand, "number", "title", "provider", "developer").size()
                + " | nz-nzqa",
            "CAN |  | " + registers.get("ca-ecampusontario") + " | ca-ecampusontario",
            "AUS |  | " + registers.get("au-microcredseeker") + " | au-microcredseeker",
            "ESP |  | "
                + NativeFiles.keys(
                        NativeFiles.csv("es-microcredentials", "records.csv"), "title", "provider")
                    .size()
                + " | es-microcredentials"),
        answers.rows(16, "country", "setting", "credentials", "calledSoBy"));
  }

  @Test
  void levelsByCountry() {
    List<String> expected = new ArrayList<>();
    NativeFiles.recordsByLevel()
        .forEach((key, count) -> {
          String[] parts = key.split(" ");
          String name = parts[2].equals("Entry") ? "entry" : "level-" + parts[2];
          String level = parts[0] + " | scheme/framework/" + parts[1] + "/" + name + " | ";
          List<String> counterparts =
              EQF.getOrDefault(parts[1], Map.of()).getOrDefault(parts[2], List.of());
          if (counterparts.isEmpty()) {
            expected.add(level + " |  | " + count);
          }
          for (String eqf : counterparts) {
            expected.add(
                level
                    + "eqf/"
                    + eqf
                    + " | scheme/level-basis/"
                    + BASIS.get(parts[1])
                    + " | "
                    + count);
          }
        });
    List<String> actual = answers.rows(19, "country", "level", "eqf", "basis", "credentials");
    same(expected, actual);
    List<String> eight = actual.stream().filter(row -> row.contains("/nzqcf/level-8 ")).toList();
    assertEquals(List.of("NZL | scheme/framework/nzqcf/level-8 |  |  | 1"), eight);
  }

  @Test
  void levelsWithoutCounterpart() {
    String ended = " | scheme/level-basis/published-referencing | scheme/endorsement/withdrawn";
    List<String> expected =
        new ArrayList<>(
            List.of(
                "eqf/1 | scheme/framework/nzqcf | scheme/level-basis/published-comparison | ",
                "scheme/framework/nzqcf/level-8 | scheme/framework/eqf"
                    + " | scheme/level-basis/published-comparison | ",
                "scheme/framework/aqf/level-8 | scheme/framework/eqf"
                    + " | scheme/level-basis/expert-indicative | ",
                "scheme/framework/rqf/entry-1 | scheme/framework/eqf" + ended,
                "scheme/framework/rqf/entry-2 | scheme/framework/eqf" + ended,
                "scheme/framework/scqf/level-1 | scheme/framework/eqf" + ended,
                "scheme/framework/scqf/level-2 | scheme/framework/eqf" + ended));
    // Singapore's two frameworks of six levels are of skills and are not compared with the EQF.
    for (String framework : List.of("framework/wsq", "skills-framework-proficiency")) {
      for (int level = 1; level <= 6; level++) {
        expected.add(
            "scheme/%s/level-%d | scheme/framework/eqf | scheme/level-basis/expert-indicative | "
                .formatted(framework, level));
      }
    }
    same(expected, answers.rows(20, "level", "against", "basis", "endorsed"));
    answers.rows(20, "document").forEach(document -> assertFalse(document.isBlank()));
  }

  @Test
  void componentsAndTheirShare() {
    List<String> expected = new ArrayList<>();
    // The directory states no credits. Modules of a micro-credential are units, no credentials.
    blocs((bloc, fiche) ->
        expected.add(
            String.join(
                " | ",
                "id/fr-rncp/" + bloc.get("Bloc_Competences_Code"),
                bloc.get("Bloc_Competences_Libelle"),
                "id/fr-rncp/" + fiche.get("Numero_Fiche"),
                fiche.get("Intitule"),
                "")));
    same(expected, answers.rows(23, "part", "partTitle", "whole", "wholeTitle", "percent"));
  }

  @Test
  void changesByMonth() {
    Map<String, Integer> added = new TreeMap<>();
    for (String row : answers.rows(29, "registerId", "added", "changed", "withdrawn")) {
      String[] cells = row.split(" \\| ");
      added.merge(cells[0], Integer.parseInt(cells[1]), Integer::sum);
      assertEquals("0 0", cells[2] + " " + cells[3], row);
    }
    Map<String, Integer> expected = NativeFiles.allRecordsByRegister();
    added.keySet().retainAll(expected.keySet());
    assertEquals(expected, added);
  }

  @Test
  void linksAndDisagreementsOfTheBundledRecords() {
    Set<String> shared = numbersInBoth(NativeFiles.csv("fr-reva", "certifications.csv"));
    assertEquals(2 * shared.size(), answers.rows(34, "subject", "object", "evidence").size());
    if (shared.isEmpty()) {
      assertEquals(List.of(), answers.rows(31, "credential", "property"));
    }
  }

  /** The samples of the two French registers have no number in common, so a file is made. */
  @Test
  void linksAndDisagreementsOfTwoRegisters(@TempDir Path folder) throws Exception {
    List<Row> fiches =
        NativeFiles.fiches("fr-rncp", "RNCP").stream()
            .filter(fiche -> fiche.get("Nomenclature_Europe_Niveau").startsWith("NIV"))
            .toList();
    Path file = folder.resolve("certifications.csv");
    Files.write(file, revaRows(fiches));
    List<String> links = new ArrayList<>();
    List<String> disagreements = new ArrayList<>();
    for (Row row : NativeFiles.csv(file)) {
      String number = "RNCP" + row.get("Code RNCP");
      Row fiche =
          fiches.stream()
              .filter(f -> f.get("Numero_Fiche").equals(number))
              .findFirst()
              .orElseThrow();
      String here = "id/fr-reva/" + number;
      String there = "id/fr-rncp/" + number;
      links.add(here + " | " + there + " | scheme/assertion-status/accepted");
      String level = fiche.get("Nomenclature_Europe_Niveau").substring(3);
      if (!level.equals(row.get("Niveau de diplôme"))) {
        disagreements.add(
            String.join(
                " | ", here, framework(row.get("Niveau de diplôme")), there, framework(level)));
      }
    }
    try (RecordStore two = RecordStore.inMemory(BASE)) {
      Harvester harvester = new Harvester(HarvestSettings.of(folder.resolve("data"), BASE), two);
      harvester.describe();
      harvester.harvest(HarvestRequest.of("fr-rncp"), HarvestListener.NONE);
      harvester.harvest(
          new HarvestRequest("fr-reva", Optional.of(file.toString()), false, false, false, false),
          HarvestListener.NONE);
      harvester.derive();
      assertEquals(
          new TreeSet<>(links),
          new TreeSet<>(new StoredAnswers(two, BASE).rows(34, "subject", "object", "status")));
      List<String> levels =
          new StoredAnswers(two, BASE)
              .rows(31, "property", "credential", "value", "otherCredential", "otherValue").stream()
                  .filter(row -> row.startsWith("ontology#level | "))
                  .map(row -> row.substring("ontology#level | ".length()))
                  .toList();
      assertFalse(disagreements.isEmpty());
      same(disagreements, levels);
    }
  }

  /** Every second fiche states another level here than in the directory. */
  private static List<String> revaRows(List<Row> fiches) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Code RNCP,Certification active ?,Nom la certification,Type de diplôme,Niveau de diplôme,"
            + "Filière,Tag Certificateurs (1 seul SVP !!)");
    IntStream.range(0, fiches.size())
        .forEach(i -> {
          int level =
              Integer.parseInt(fiches.get(i).get("Nomenclature_Europe_Niveau").substring(3));
          String number = fiches.get(i).get("Numero_Fiche").substring("RNCP".length());
          lines.add(
              number + ",,Titre " + number + ",TP," + (i % 2 == 0 ? level : 9 - level) + ",,");
        });
    return lines;
  }

  @Test
  void licences() {
    Map<String, Integer> records = NativeFiles.allRecordsByRegister();
    // Besides the records, each sector subject area that they name.
    int areas =
        NativeFiles.frameworks().stream()
            .map(row -> row.path("Ssa2").asString())
            .collect(Collectors.toSet())
            .size();
    int ofqualAreas =
        NativeFiles.keys(
                NativeFiles.csv("uk-ofqual", "compare-qualifications-download.csv"),
                "Qualification SSA")
            .size();
    Set<String> registers = Set.of("oecd", "uk-apprenticeship-frameworks", "uk-ofqual");
    List<String> actual =
        answers.rows(36, "registerId", "licence", "mayRedistribute", "records").stream()
            .distinct()
            .filter(row -> registers.contains(row.substring(0, row.indexOf(' '))))
            .toList();
    same(
        List.of(
            "oecd | unknown | metadata and link only | " + records.get("oecd"),
            "uk-apprenticeship-frameworks | https://opensource.org/licenses/MIT"
                + " | under the licence | "
                + (records.getOrDefault("uk-apprenticeship-frameworks", 0) + areas),
            "uk-ofqual"
                + " | https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
                + " | under the licence | "
                + (records.getOrDefault("uk-ofqual", 0) + ofqualAreas)),
        actual);
  }

  @Test
  void resolvedIdentifiers() {
    List<String> expected = new ArrayList<>();
    NativeFiles.csv("fr-reva", "certifications.csv").stream()
        .filter(row -> row.get("Code RNCP").equals("32208"))
        .forEach(row ->
            expected.add(
                "RNCP32208 | id/fr-reva/RNCP32208 | fr-reva | " + row.get("Nom la certification")));
    String title =
        NativeFiles.json("uk-ofqual", "quals-data-keyed.json")
            .path("600/2089/1")
            .path("QualificationTitle")
            .asString();
    expected.add("600/2089/1 | id/uk-ofqual/60020891 | uk-ofqual | " + title);
    expected.add(
        "49648 | id/za-saqa/49648 | za-saqa | "
            + Objects.requireNonNull(NativeFiles.saqa().get("49648")).get("title"));
    NativeFiles.csv("us-nj-etpl", "etpl_programs.csv.gz").stream()
        .filter(row -> row.get("programid").equals("49648"))
        .forEach(row ->
            expected.add(
                "49648 | id/us-nj-etpl/programme-49648 | us-nj-etpl | " + row.get("officialname")));
    same(expected, answers.rows(39, "number", "thing", "registerId", "title"));
  }

  private static Set<String> numbersInBoth(List<Row> reva) {
    Set<String> numbers = NativeFiles.keys(NativeFiles.fiches("fr-rncp", "RNCP"), "Numero_Fiche");
    numbers.retainAll(
        reva.stream().map(row -> "RNCP" + row.get("Code RNCP")).collect(Collectors.toSet()));
    return numbers;
  }

  private interface Part {
    void of(Row bloc, Row fiche);
  }

  private static void blocs(Part part) {
    Map<String, Row> fiches =
        NativeFiles.fiches("fr-rncp", "RNCP").stream()
            .collect(Collectors.toMap(row -> row.get("Numero_Fiche"), row -> row));
    NativeFiles.french("fr-rncp", "export_fiches_CSV_Blocs_De_Competences_2024_02_22.csv").stream()
        .filter(bloc -> fiches.containsKey(bloc.get("Numero_Fiche")))
        .forEach(
            bloc -> part.of(bloc, Objects.requireNonNull(fiches.get(bloc.get("Numero_Fiche")))));
  }

  private static String framework(String level) {
    return "scheme/framework/fr/level-" + level;
  }

  private static Map<String, List<String>> eqf(String pairs) {
    return Stream.of(pairs.split(" "))
        .map(pair -> pair.split(":"))
        .collect(
            Collectors.groupingBy(
                pair -> pair[0], Collectors.mapping(pair -> pair[1], Collectors.toList())));
  }
}
