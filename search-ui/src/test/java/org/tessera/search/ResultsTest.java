package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.TextSearch;

/** What a result shows of a record with several levels, and the order of starts. */
@TestInstance(Lifecycle.PER_CLASS)
class ResultsTest {
  private static final String LEVELS =
      "<> tess:level <https://w3id.org/tessera/scheme/framework/rqf/level-%d> ,"
          + " <https://w3id.org/tessera/scheme/framework/rqf/level-%d> .";

  private final TestRegistry registry = new TestRegistry();
  private SearchIndex index;

  @BeforeAll
  void fill(@TempDir Path folder) {
    registry
        .source("uk-ofqual", "Ofqual", "GBR")
        .credential("uk-ofqual", "both", "'Both levels'@en", LEVELS.formatted(1, 2))
        .credential(
            "uk-ofqual",
            "stated",
            "'One stated'@en",
            LEVELS.formatted(1, 2) + " <> elm:EQFLevel eqf:2 .")
        .credential(
            "uk-ofqual",
            "other",
            "'Other stated'@en",
            LEVELS.formatted(1, 2) + " <> elm:EQFLevel eqf:7 .")
        .credential("uk-ofqual", "soon", "'Soon'@en", starts("2024-01-01", "2026-12-01"))
        .credential("uk-ofqual", "later", "'Later'@en", starts("2027-02-01"))
        .credential("uk-ofqual", "past", "'A past start'@en", starts("2026-11-01"))
        .credential("uk-ofqual", "old", "'An old start'@en", starts("2019-09-01", "2020-09-01"))
        .credential("uk-ofqual", "ancient", "'An ancient start'@en", starts("1960-09-01"))
        .commit();
    index = registry.index(folder);
  }

  @AfterAll
  void close() throws IOException {
    index.close();
    registry.close();
  }

  @Test
  void eachLevelHasItsOwnEqfLevelAndTheHighestIsShown() {
    Hit hit = hit("both levels");
    assertEquals(List.of("RQF level 2 = 3", "RQF level 1 = 2"), levels(hit));
    assertEquals(hit.levels().getFirst(), hit.level());
  }

  @Test
  void aStatedEqfLevelIsTheLevelsThatCorrespondsToIt() {
    assertEquals(List.of("RQF level 1 = 2", "RQF level 2 = null"), levels(hit("one stated")));
    assertEquals(
        List.of("null = 7", "RQF level 2 = null", "RQF level 1 = null"),
        levels(hit("other stated")));
  }

  @Test
  void levelsAreSortedByTheLevelShown() {
    assertEquals(List.of("stated", "both", "other"), sorted("level").stream().limit(3).toList());
  }

  @Test
  void comingStartsComeFirstAndPastOnesFromTheLatest() {
    List<String> starts = sorted("start");
    assertEquals(
        List.of("soon", "later", "past", "old", "ancient"), starts.stream().limit(5).toList());
  }

  @Test
  void topicsAreThoseOfTheResults() {
    List<TextSearch.Hit> hits = index.search("start", 10);
    assertEquals(3, hits.size());
    assertEquals(
        index.search(SearchQuery.EVERYTHING.withText("start")).items().stream()
            .map(Hit::id)
            .sorted()
            .toList(),
        hits.stream().map(hit -> hit.topic().getURI()).sorted().toList());
  }

  private static List<String> levels(Hit hit) {
    return hit.levels().stream().map(level -> level.nativeLabel() + " = " + level.eqf()).toList();
  }

  private Hit hit(String words) {
    return index.search(SearchQuery.EVERYTHING.withText(words)).items().getFirst();
  }

  private List<String> sorted(String order) {
    return index.search(SearchQuery.parse(Map.of("sort", List.of(order)))).items().stream()
        .map(hit -> hit.id().substring(hit.id().lastIndexOf('/') + 1))
        .toList();
  }

  private static String starts(String... days) {
    StringBuilder turtle = new StringBuilder();
    for (String day : days) {
      turtle.append(
          "<> tess:offering <#o-%1$s> . <#o-%1$s> a tess:Offering ; dct:temporal <#t-%1$s> . <#t-%1$s> a dct:PeriodOfTime ; elm:startDate \"%1$s\"^^xsd:date . "
              .formatted(day));
    }
    return turtle.toString();
  }
}
