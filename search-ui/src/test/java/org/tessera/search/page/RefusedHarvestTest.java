package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A harvest that read everything and was refused is no good one, wherever it is told of. */
class RefusedHarvestTest {
  private static final String REASON =
      "refused: it would withdraw 228 of 240 records, more than 20 %: nothing was withdrawn";

  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @BeforeAll
  static void refuse() {
    PAGES.server().refused("eu-sample", REASON);
  }

  @Test
  void theRegistersPageSaysWhyWithTheNumbers() throws IOException {
    String page = PAGES.page("/sources/eu-sample");
    assertTrue(
        Pattern.compile("<p class=\"small\" lang=\"en\">" + REASON).matcher(page).find(), page);
    assertTrue(page.contains("<span class=\"tag warn\">with gaps</span>"), page);
    assertTrue(
        Pattern.compile("</span>\\s*<span class=\"basis\" lang=\"en\">" + REASON)
            .matcher(page)
            .find(),
        page);
    assertEquals(1, Pattern.compile("<td[^>]*>refused</td>").matcher(page).results().count(), page);
    assertTrue(PAGES.page("/sources/eu-sample", "fr").contains(">refusée</td>"));
  }

  @Test
  void whatBrokeOffSaysWhatBecameOfTheRest() throws IOException {
    assertFalse(
        PAGES.page("/sources/eu-sample").contains("It did not read all"), "read to its end");
    PAGES.server().brokeOff("fr-sample", "list.csv, line 7: a quoted field is never closed");
    assertTrue(PAGES.page("/sources/fr-sample").contains("<p>It did not read all"));
    assertTrue(PAGES.page("/sources/fr-sample", "fr").contains("<p>Elle n’a pas tout lu"));
  }

  @Test
  void theApiSaysWhy() throws IOException {
    JsonNode sources =
        new JsonMapper().readTree(PAGES.get("/api/v1/sources").body()).path("sources");
    JsonNode refused = source(sources, "eu-sample");
    assertEquals("failed", refused.path("state").asString());
    assertEquals("degraded", refused.path("health").asString());
    assertEquals(REASON, refused.path("failure").asString());
    JsonNode other = source(sources, "nz-sample");
    assertFalse(other.path("state").asString().equals("failed"));
    assertTrue(other.path("failure").isNull(), other::toString);
  }

  private static JsonNode source(JsonNode sources, String id) {
    return sources
        .valueStream()
        .filter(it -> it.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
