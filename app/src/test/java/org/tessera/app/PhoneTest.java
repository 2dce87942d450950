package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a narrow screen without JavaScript, nothing that a person needs lies out of sight. */
@Tag("slow")
class PhoneTest {
  /** Elements that end beyond the window, or that show nothing of themselves. */
  private static final String OUT_OF_SIGHT =
      """
      elements => elements.filter(element => {
        const box = element.getBoundingClientRect();
        return box.width < 8 || box.height < 8 || box.left < 0 || box.right > window.innerWidth
          || getComputedStyle(element).clipPath !== 'none';
      }).map(element => element.textContent.trim())
      """;

  @TempDir static Path data = Path.of("");
  private static Chromium chromium;
  private static TestServer server;
  private static String compared = "";

  @BeforeAll
  static void start() {
    chromium = Chromium.launch();
    server = TestServer.start(data, Map.of(Setting.LIMITS, "false"));
    server.harvest(List.of("fr-reva", "nz-nzqa"));
    compared =
        "/compare?id=https://w3id.org/tessera%s&id=https://w3id.org/tessera%s"
            .formatted(server.firstRecord("fr-reva"), server.firstRecord("nz-nzqa"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"320, en", "320, fr", "390, en", "390, fr"})
  void theWholeMenuIsInSight(int width, String lang) {
    assertInSight(width, "/search?lang=" + lang, ".top nav a");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 1280})
  void aBoxToCompareSaysWhatItIsFor(int width) {
    assertInSight(width, "/search?q=commerce&lang=en", ".pick .words");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390})
  void eachAnswerOfAComparisonIsInSightWithTheNameOfItsRecord(int width) {
    assertInSight(width, compared, "table.compare td .whose");
    assertInSight(width, compared, "table.compare tbody td");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390})
  void eachNumberOfAHarvestIsInSight(int width) {
    assertInSight(width, "/sources/fr-reva", "table:has(time) td");
  }

  private static void assertInSight(int width, String path, String selector) {
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(
                new NewContextOptions().setViewportSize(width, 844).setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      page.navigate(server.address(path));
      assertTrue(page.locator(selector).count() > 1, selector);
      assertEquals(List.of(), page.evalOnSelectorAll(selector, OUT_OF_SIGHT), selector);
    }
  }
}
