package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;

/**
 * Of links that a reader has judged one by one, at least nine of ten are right for each method.
 * docs/linking.md tells where the labels come from. Those in the form {@code sha256:…} may not be
 * kept and are counted as they were judged.
 */
class LinkingPrecisionTest {
  private static final String SKILL = "http://data.europa.eu/esco/skill/";
  private static final double LEAST_PRECISION = 0.9;

  @Test
  void judgedLinksAreMadeAndMostAreRight() throws IOException {
    LabelMatcher esco = esco();
    Map<String, int[]> judged = new TreeMap<>();
    List<String> changed = new ArrayList<>();
    for (CSVRecord row : rows(reader("skills.csv"))) {
      String label = row.get("label");
      if (!label.startsWith("sha256:")) {
        Optional<LabelMatcher.Match> match = esco.find(label, row.get("language"));
        String now =
            match
                .map(m -> m.method().name().toLowerCase(Locale.ROOT) + " " + m.concept().getURI())
                .orElse("no link");
        if (!now.equals(row.get("method") + " " + SKILL + row.get("escoSkill"))) {
          changed.add(label + ": " + now + ", judged was " + row.get("escoLabel"));
        }
      }
      int[] counts = judged.computeIfAbsent(row.get("method"), method -> new int[2]);
      counts[row.get("verdict").equals("right") ? 0 : 1]++;
    }
    assertEquals(List.of(), changed, "to be judged again, with the figures of docs/linking.md");
    judged.forEach((method, counts) -> {
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
