package org.tessera.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bundled sample files in their native formats, read without mapping or store. */
final class NativeFiles {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NativeFiles() {}

  /** A row of a table by column. */
  record Row(Map<String, String> cells) {
    static Row of(CSVRecord row) {
      return new Row(row.toMap());
    }

    String get(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }
  }

  /** Rows of a table with commas, values without blanks around them. */
  static List<Row> csv(String source, String file) {
    return table(source, file, ',');
  }

  /** Rows of a table with commas that a test has written. */
  static List<Row> csv(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return format(',').parse(reader).stream().map(Row::of).toList();
    }
  }

  /** Rows of a table with semicolons. */
  static List<Row> french(String source, String file) {
    return table(source, file, ';');
  }

  private static List<Row> table(String source, String file, char delimiter) {
    try (Reader reader = open(source, file)) {
      return format(delimiter).parse(reader).stream().map(Row::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(source + "/" + file, e);
    }
  }

  private static CSVFormat format(char delimiter) {
    return CSVFormat.RFC4180
        .builder()
        .setDelimiter(delimiter)
        .setHeader()
        .setSkipHeaderRecord(true)
        .setTrim(true)
        .get();
  }

  static JsonNode json(String source, String file) {
    return JSON.readTree(text(source, file));
  }

  static List<JsonNode> jsonLines(String source, String file) {
    return text(source, file).lines().map(JSON::readTree).toList();
  }

  private static String text(String source, String file) {
    try (BufferedReader reader = new BufferedReader(open(source, file))) {
      return reader.lines().collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(source + "/" + file, e);
    }
  }

  private static Reader open(String source, String file) throws IOException {
    String path = "/org/tessera/mappings/" + source + "/sample/" + file;
    InputStream in = NativeFiles.class.getResourceAsStream(path);
    if (in == null) {
      throw new IOException(path + " is not on the class path");
    }
    Reader reader =
        new InputStreamReader(
            file.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8);
    BufferedReader buffered = new BufferedReader(reader);
    buffered.mark(1);
    if (buffered.read() != '\uFEFF') {
      buffered.reset();
    }
    return buffered;
  }

  /** The distinct values of some columns, in the order of the columns. */
  static Set<String> keys(List<Row> rows, String... columns) {
    return rows.stream()
        .map(row -> Stream.of(columns).map(row::get).collect(Collectors.joining(" | ")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Rows of the two files of the fiches whose number begins so. */
  static List<Row> fiches(String source, String prefix) {
    return Stream.of("export_fiches_CSV_Standard_2024_02_22.csv", "standard_tail.csv")
        .flatMap(file -> french(source, file).stream())
        .filter(row -> row.get("Numero_Fiche").matches(prefix + "\\d+"))
        .toList();
  }

  /** Details of Ofqual's qualifications by number: the JSON file, else the comparison's table. */
  static Map<String, String> ofqualLevels() {
    Map<String, String> levels = new TreeMap<>();
    csv("uk-ofqual", "compare-qualifications-download.csv")
        .forEach(
            row -> levels.put(row.get("Qualification Number"), row.get("Qualification Level")));
    json("uk-ofqual", "quals-data-keyed.json")
        .properties()
        .forEach(entry ->
            levels.put(entry.getKey(), entry.getValue().path("QualificationLevel").asString()));
    return levels;
  }

  /** Rows of Ofqual's list of Pearson's qualifications, equal ones once. */
  static Set<Row> pearson() {
    return new HashSet<>(csv("uk-ofqual", "pearson-qualifications-download.csv.gz"));
  }

  /** Distinct records that each register's files hold, counted by the register's own keys. */
  static Map<String, Integer> recordsByRegister() {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("au-microcredseeker", of("au-microcredseeker", "records.csv", "name", "provider"));
    counts.put("ca-ecampusontario", of("ca-ecampusontario", "records.csv", "title", "provider"));
    counts.put("coursera", of("coursera", "coursera_courses_skills.csv", "course_id"));
    counts.put("credly", of("credly", "badge-index.csv", "id"));
    counts.put("ec2u", ec2u());
    counts.put("edx", of("edx", "edx_courses.csv", "course_url"));
    counts.put(
        "es-microcredentials",
        of("es-microcredentials", "records.csv", "title", "provider")
            + of("es-microcredentials", "modules.csv", "microcredential", "module"));
    counts.put("eu-edc", europeanCredentials());
    // Its definition alone is bundled.
    counts.put("eu-elm", 0);
    counts.put("fi-opintopolku", finnish().size());
    counts.put(
        "fr-bcn", keys(french("fr-bcn", "N_FORMATION_DIPLOME.csv.gz"), "FORMATION_DIPLOME").size());
    counts.put("fr-reva", of("fr-reva", "certifications.csv", "Code RNCP"));
    counts.put("fr-rncp", keys(fiches("fr-rncp", "RNCP"), "Numero_Fiche").size());
    counts.put("fr-rs", keys(fiches("fr-rs", "RS"), "Numero_Fiche").size());
    counts.put("mooc", of("mooc", "records.csv", "url", "title", "provider"));
    counts.put("nz-nzqa", of("nz-nzqa", "records.csv", "number", "title", "provider", "developer"));
    counts.put(
        "oecd",
        of("oecd", "documents.csv", "title")
            + of("oecd", "policy.csv", "topic", "statement")
            + of("oecd", "surveys.csv", "id"));
    // Each table of figures is one record.
    counts.put("unesco-uis", 15);
    counts.put("holoniq", 3 + of("holoniq", "seed-figures.csv", "claim", "group", "value"));
    counts.put(
        "pomisa",
        of("pomisa", "project.csv", "id")
            + of("pomisa", "documents.csv", "country")
            + of("pomisa", "facts.csv", "topic", "statement"));
    counts.put("uk-apprenticeship-frameworks", frameworks().size());
    counts.put(
        "uk-ofqual",
        ofqualLevels().size()
            + pearson().size()
            + of("uk-ofqual", "org-search-results.csv", "Recognition Number"));
    counts.put(
        "us-nj-etpl",
        of("us-nj-etpl", "etpl_programs.csv.gz", "programid")
            + undeleted("TBLINDUSTRYCREDENTIAL_DATA_TABLE.csv.gz")
            + undeleted("TBLLICENSE_DATA_TABLE.csv.gz"));
    counts.put("za-saqa", saqa().size());
    return counts;
  }

  /** The same with the statements, definitions and funding schemes that stand beside them. */
  static Map<String, Integer> allRecordsByRegister() {
    Map<String, Integer> counts = new TreeMap<>(recordsByRegister());
    counts.replaceAll((register, count) -> {
      // The statements of these two are among the records already.
      boolean counted = Set.of("oecd", "pomisa").contains(register);
      return count
          + (counted ? 0 : ofAny(register, "policy.csv", "topic", "statement"))
          + Stream.of("definitions.csv", "definitions-osap.csv", "definition-micro-credential.csv")
              .mapToInt(file -> ofAny(register, file, "definition"))
              .sum()
          + ofAny(register, "schemes.csv", "scheme");
    });
    counts.merge("mooc", json("mooc", "moochub-courses.json").path("data").size(), Integer::sum);
    return counts;
  }

  private static int ofAny(String source, String file, String... columns) {
    String path = "/org/tessera/mappings/" + source + "/sample/" + file;
    return NativeFiles.class.getResource(path) == null ? 0 : of(source, file, columns);
  }

  private static int of(String source, String file, String... columns) {
    return keys(csv(source, file), columns).size();
  }

  private static int undeleted(String file) {
    List<Row> rows =
        csv("us-nj-etpl", file).stream().filter(row -> !row.get("ISDELETED").equals("1")).toList();
    return keys(rows, "ID").size();
  }

  private static int ec2u() {
    Set<String> pavia =
        Pattern.compile("<(?:\\w+:)?afId>([^<]+)<")
            .matcher(text("ec2u", "OfferingsPavia-courses.xml"))
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toSet());
    Set<String> poitiers =
        json("ec2u", "OfferingsPoitiers.json").properties().stream()
            .map(entry -> entry.getValue().path("code").asString())
            .collect(Collectors.toSet());
    return pavia.size() + poitiers.size();
  }

  private static int europeanCredentials() {
    return Stream.of(
            "Sample-CertOfPart-unsigned.jsonld",
            "Sample-MC-Annex1-unsigned.jsonld",
            "credential-sample.jsonld",
            "edc-cas-example.json",
            "edc-coa-example.json",
            "edc-coe-example.json",
            "edc-cps-example.json",
            "edc-dc-example.json",
            "edc-matriculation-example.json",
            "edc-mc-example.json")
        .map(file -> json("eu-edc", file).path("id").asString())
        .collect(Collectors.toSet())
        .size();
  }

  /** Members of the frameworks' file. */
  static List<JsonNode> frameworks() {
    JsonNode all = json("uk-apprenticeship-frameworks", "frameworks.json.gz");
    return all.valueStream().toList();
  }

  /** Finnish programmes by oid, the hit of a search where there is no page of its own. */
  static Map<String, JsonNode> finnish() {
    Map<String, JsonNode> programmes = new TreeMap<>();
    json("fi-opintopolku", "search-koulutukset.json")
        .path("hits")
        .forEach(hit -> programmes.put(hit.path("oid").asString(), hit));
    jsonLines("fi-opintopolku", "koulutus.jsonl.gz")
        .forEach(page -> programmes.put(page.path("oid").asString(), page));
    return programmes;
  }

  /** South African qualifications by number, from the provider's list only if in no other file. */
  static Map<String, Row> saqa() {
    Map<String, Row> rows = new TreeMap<>();
    csv("za-saqa", "records-providers.csv").forEach(row -> rows.put(row.get("saqaId"), row));
    csv("za-saqa", "records.csv").forEach(row -> rows.put(row.get("saqaId"), row));
    return rows;
  }

  /** How many credentials have a level, by country, framework and level: {@code FRA fr 5}. */
  static Map<String, Integer> recordsByLevel() {
    Map<String, Integer> levels = new TreeMap<>();
    finnish()
        .values()
        .forEach(programme ->
            programme
                .path("nqf")
                .forEach(level ->
                    count(levels, "FIN", "fi", level.path("koodiUri").asString().substring(4))));
    french("fr-bcn", "N_FORMATION_DIPLOME.csv.gz").stream()
        .map(row -> row.get("NIVEAU_QUALIFICATION_RNCP"))
        .filter(level -> level.matches("0[1-8]"))
        .forEach(level -> count(levels, "FRA", "fr", level.substring(1)));
    csv("fr-cpf", "records.csv").stream()
        .map(row -> row.get("outLevel"))
        .filter(level -> level.matches("NIVEAU_\\d"))
        .forEach(level -> count(levels, "FRA", "fr", level.substring("NIVEAU_".length())));
    csv("ke-knqa", "records.csv").stream()
        .map(row -> row.get("nqfLevel"))
        .filter(level -> !level.isEmpty())
        .forEach(level -> count(levels, "KEN", "ke", level));
    Stream.of("UNO.csv", "DOS.csv", "TRES.csv")
        .flatMap(file -> keys(csv("es-cncp", file), "Código QP", "Nivel").stream())
        .distinct()
        .map(row -> row.substring(row.indexOf(" | ") + 3))
        .forEach(level -> count(levels, "ESP", "cncp", level));
    csv("fr-reva", "certifications.csv")
        .forEach(row -> count(levels, "FRA", "fr", row.get("Niveau de diplôme")));
    fiches("fr-rncp", "RNCP").stream()
        .map(row -> row.get("Nomenclature_Europe_Niveau"))
        .filter(level -> level.startsWith("NIV"))
        .forEach(level -> count(levels, "FRA", "fr", level.substring(3)));
    frameworks().forEach(row -> count(levels, "GBR", "rqf", row.path("Level").asString()));
    Stream.concat(
            ofqualLevels().values().stream(),
            pearson().stream().map(row -> row.get("Qualification Level")))
        .flatMap(level -> Stream.of(level.split("/")))
        .forEach(level -> count(levels, "GBR", "rqf", level.replace("Level", "").strip()));
    csv("nz-nzqa", "records.csv").stream()
        .flatMap(row -> Stream.of(row.get("level").split("-")))
        .filter(level -> !level.isEmpty())
        .forEach(level -> count(levels, "NZL", "nzqcf", level));
    for (Row row : saqa().values()) {
      if (row.get("nqfLevel").startsWith("NQF Level ")) {
        int level = Integer.parseInt(row.get("nqfLevel").substring("NQF Level ".length()));
        count(levels, "ZAF", "za-nqf", String.valueOf(level));
      }
      if (row.get("preNqfLevel").startsWith("Level ")) {
        count(levels, "ZAF", "za-nqf-pre2009", row.get("preNqfLevel").substring("Level ".length()));
      }
    }
    return levels;
  }

  private static void count(
      Map<String, Integer> levels, String country, String framework, String level) {
    levels.merge(country + " " + framework + " " + level, 1, Integer::sum);
  }
}
