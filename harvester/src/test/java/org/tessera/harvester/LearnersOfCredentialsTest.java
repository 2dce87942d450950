package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the learner of a digital credential nothing is kept but how much was dropped. */
class LearnersOfCredentialsTest {
  private static final String SOURCE = "eu-edc";
  private static final String KEY = "example-urn-credential-00000000-0000-4000-8000-000000000001";

  /** What the learner of the specimen that bundle.py makes up is known by. */
  private static final List<String> PERSONAL =
      List.of(
          "Invented",
          "Inventovna",
          "2000-01-01",
          "X-0",
          "S-0",
          "female",
          "@example.org",
          "Example Street",
          "18/20",
          "/country/ITA");

  @TempDir Path temporary;

  @Test
  void theLearnerIsCountedAndDropped() {
    Path file = MappingsFolder.path().resolve(SOURCE).resolve("golden/edc-learner-example.json");
    try (TestRegistry registry = new TestRegistry(temporary)) {
      HarvestReport report = registry.pass(SOURCE, file);
      assertEquals(1, report.added(), report::toString);
      // eleven fields of the learner, the grade, and the contact of the university
      assertEquals(13, report.personalDataRemoved());

      String raw = registry.harvester.rawRecords().find(SOURCE, KEY).orElseThrow().text();
      assertTrue(raw.contains("Example University"), raw);
      String kept = raw + registry.graphs(SOURCE);
      PERSONAL.forEach(word -> assertFalse(kept.contains(word), word));
    }
  }
}
