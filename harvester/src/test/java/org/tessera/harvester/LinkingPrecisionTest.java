package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Ontology;

/**
 * Of links that a reader has judged one by one, at least nine of ten are right for each method.
 * docs/linking.md tells where the labels come from. Those in the form {@code sha256:…} may not be
 * kept and are counted as they were judged.
 */
class LinkingPrecisionTest {
  private static final String SKILL = "http://data.europa.eu/esco/skill/";
  private static final String FIELD = "http://data.europa.eu/snb/isced-f/";
  private static final String CO_STATED = "co-stated";
  private static final double LEAST_PRECISION = 0.9;

  @TempDir Path temporary;

  /** What a method says now of a judged row: the method and the concept, or that there is none. */
  private interface Linker {
    String link(CSVRecord row);
  }

  @Test
  void judgedLinksOfSkillsAreMadeAndMostAreRight() throws IOException {
    check(
        rows(reader("skills.csv")),
        row -> row.get("method") + " " + SKILL + row.get("escoSkill"),
        byLabel(esco()));
  }

  @Test
  void judgedLinksOfSubjectsAreMadeAndMostAreRight() throws IOException {
    DatasetGraph vocabularies = DatasetGraphFactory.create();
    Ontology.graphs().forEach(vocabularies::addGraph);
    check(
        fields(row -> !row.get("method").equals(CO_STATED)),
        LinkingPrecisionTest::judgedField,
        byLabel(ConceptLinker.fields(vocabularies)));
  }

  @Test
  @Tag("slow")
  void judgedFieldsThatStandBesideSubjectsAreMadeAndMostAreRight() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.harvest(HarvestRequest.of("fr-bcn"), HarvestListener.NONE);
      StatedFields stated =
          registry.store.read(
              dataset -> StatedFields.of(dataset, Origins.unknown(MappingsFolder.BASE)));
      check(
          fields(row -> row.get("method").equals(CO_STATED)),
          LinkingPrecisionTest::judgedField,
          row -> coStated(stated, row));
    }
  }

  private static List<CSVRecord> fields(Predicate<CSVRecord> wanted) throws IOException {
    return rows(reader("fields.csv")).stream().filter(wanted).toList();
  }

  private static String judgedField(CSVRecord row) {
    return row.get("method") + " " + FIELD + row.get("field");
  }

  private static Linker byLabel(LabelMatcher matcher) {
    return row ->
        matcher
            .find(row.get("label"), row.get("language"))
            .map(m -> m.method().name().toLowerCase(Locale.ROOT) + " " + m.concept().getURI())
            .orElse("no link");
  }

  private static String coStated(StatedFields stated, CSVRecord row) {
    return stated
        .field(NodeFactory.createURI(MappingsFolder.BASE + "id/fr-bcn/" + row.get("subject")))
        .map(field -> CO_STATED + " " + field.getURI())
        .orElse("no link");
  }

  private static void check(
      List<CSVRecord> rows, Function<CSVRecord, String> judged, Linker linker) {
    assertFalse(rows.isEmpty());
    Map<String, int[]> verdicts = new TreeMap<>();
    List<String> changed = new ArrayList<>();
    for (CSVRecord row : rows) {
      if (!row.get("label").startsWith("sha256:")) {
        String now = linker.link(row);
        if (!now.equals(judged.apply(row))) {
          changed.add(row.get("label") + ": " + now + ", judged was " + judged.apply(row));
        }
      }
      int[] counts = verdicts.computeIfAbsent(row.get("method"), method -> new int[2]);
      counts[row.get("verdict").equals("right") ? 0 : 1]++;
    }
    assertEquals(List.of(), changed, "to be judged again, with the figures of docs/linking.md");
    verdicts.forEach((method, counts) -> {
      double precision = (double) counts[0] / (counts[0] + counts[1]);
      assertTrue(precision >= LEAST_PRECISION, method + ": " + precision);
    });
  }

  private static Reader reader(String resource) {
    return new InputStreamReader(
        LinkingPrecisionTest.class.getResourceAsStream("/linking/" + resource),
        StandardCharsets.UTF_8);
  }

  private static List<CSVRecord> rows(Reader reader) throws IOException {
    try (reader) {
      return CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .getRecords();
    }
  }

  /** ESCO as it is bundled. */
  private static LabelMatcher esco() throws IOException {
    LabelMatcher matcher = new LabelMatcher(ConceptLinker.LEAST_SIMILARITY);
    Path sample = MappingsFolder.path().resolve("esco/sample");
    for (Map.Entry<String, String> file :
        Map.of("skills_en-us", "en", "skills_es", "es", "skills_fr", "fr").entrySet()) {
      Reader csv =
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(sample.resolve(file.getKey() + ".csv.gz"))),
              StandardCharsets.UTF_8);
      for (CSVRecord row : rows(csv)) {
        var concept = NodeFactory.createURI(row.get("conceptUri"));
        if (!row.get("preferredLabel").isBlank()) {
          matcher.add(concept, row.get("preferredLabel"), file.getValue(), true);
        }
        row.get("altLabels")
            .lines()
            .filter(label -> !label.isBlank())
            .forEach(label -> matcher.add(concept, label.strip(), file.getValue(), false));
      }
    }
    return matcher;
  }
}
