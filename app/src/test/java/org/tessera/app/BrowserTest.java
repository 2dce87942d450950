package org.tessera.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Geolocation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real browser on the real application, filled with the bundled records of some sources. */
@Tag("slow")
class BrowserTest {
  /** A folder for a picture of every page; they take a minute, so only whoever asks gets them. */
  private static final String SCREENSHOTS = System.getProperty("tessera.screenshots", "");

  private static final List<String> SOURCES =
      List.of("fr-reva", "fr-esr", "ec2u", "nz-nzqa", "oecd", "us-credential-engine");

  private static final String PATHWAY =
      "https://credentialengineregistry.org/resources/ce-cc62e516-f95d-4306-a11a-c0ecc39d835f";
  private static final String TRANSFER_VALUE =
      "/id/us-credential-engine/example-ce-fde8e91f-608b-4488-ba8d-b3d81b036b50";

  private static final String BASE = "https://w3id.org/tessera";
  private static final Map<String, Integer> EXPECTED =
      Map.of("nothing-here", 404, "sparql-refused", 400);
  private static final String TITLES =
      "SELECT+*+%7B+%3Fs+%3Chttp%3A%2F%2Fpurl.org%2Fdc%2Fterms%2Ftitle%3E+%3Ftitle+%7D+LIMIT+5";

  @TempDir static Path data = Path.of("");
  private static Chromium chromium;
  private static TestServer server;
  private static String record = "";
  private static String other = "";

  @BeforeAll
  static void start() {
    chromium = Chromium.launch();
    server = TestServer.start(data, Map.of(Setting.LIMITS, "false"));
    server.harvest(SOURCES);
    record = server.firstRecord("fr-reva");
    other = server.firstRecord("nz-nzqa");
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

  /** The pages by the name of their screenshots. */
  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home", "/");
    pages.put("search", "/search?q=commerce");
    pages.put("search-all", "/search");
    pages.put("search-ranges", "/search?max-hours=120&currency=EUR");
    pages.put("search-near", "/search?near=46.2,5.22&sort=distance&synthetic=include");
    pages.put("search-nothing", "/search?q=zzzzqqqq&level=5");
    pages.put("record", record);
    pages.put("record-at", record + "?at=" + Instant.now());
    pages.put("sources", "/sources");
    pages.put("source", "/sources/fr-reva");
    pages.put("countries", "/countries");
    pages.put("country", "/countries/FR");
    pages.put("statistics", "/statistics");
    pages.put("cube", "/statistics/oecd/heps-2022-fig-2-4");
    pages.put("compare", "/compare?q=commerce");
    pages.put("compare-two", "/compare?id=%1$s%2$s&id=%1$s%3$s".formatted(BASE, record, other));
    pages.put("sparql-refused", "/sparql?query=SELECT");
    pages.put("data", "/data");
    pages.put("frameworks", "/frameworks");
    pages.put("definitions", "/definitions");
    pages.put("sparql", "/sparql");
    pages.put("sparql-answer", "/sparql?query=" + TITLES);
    pages.put("sparql-statements", "/sparql?query=CONSTRUCT+WHERE+%7B+%3Fs+a+%3Ft+%7D+LIMIT+3");
    pages.put("ontology", "/ontology");
    pages.put("mappings", "/mappings");
    pages.put("mappings-terms", "/mappings?schema=ceterms&q=badge");
    pages.put("mapping-set", "/id/us-credential-engine/mapping-elm-dc");
    pages.put("transfer-value", TRANSFER_VALUE);
    pages.put("pathway", "/id?iri=" + PATHWAY);
    pages.put("about", "/about");
    pages.put("nothing-here", "/no/such/page");
    pages.put("home-french", "/?lang=fr");
    return pages;
  }

  @ParameterizedTest
  @CsvSource({
    "1280, light, true",
    "1280, dark, true",
    "390, light, true",
    "390, dark, true",
    "1280, light, false",
    "1000, light, false",
    "700, light, false",
    "390, light, false"
  })
  void everyPageIsAccessibleAndFits(int width, String scheme, boolean javaScript) {
    List<String> wrong = new ArrayList<>();
    try (BrowserContext context = context(width, scheme, javaScript)) {
      Page page = context.newPage();
      page.onConsoleMessage(message -> {
        if (message.type().equals("error") && !message.text().matches(".*\\b40[04]\\b.*")) {
          wrong.add(page.url() + ": console: " + message.text());
        }
      });
      pages()
          .forEach((name, path) -> {
            Response response = page.navigate(server.address(path));
            int expected = EXPECTED.getOrDefault(name, 200);
            if (response.status() != expected) {
              wrong.add(name + ": answered " + response.status());
            }
            // Without JavaScript axe itself does not run; what it would see is the same HTML.
            if (javaScript) {
              axe(page, scheme)
                  .analyze()
                  .getViolations()
                  .forEach(violation ->
                      wrong.add(
                          "%s: %s: %s"
                              .formatted(
                                  name,
                                  violation.getHelp(),
                                  violation.getNodes().getFirst().getHtml())));
            }
            if (!Boolean.TRUE.equals(
                page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))) {
              wrong.add(name + ": is wider than the window");
            }
            screenshot(
                page, "%s-%d-%s%s".formatted(name, width, scheme, javaScript ? "" : "-plain"));
          });
    }
    assertEquals(List.of(), wrong, String.join("\n", wrong));
  }

  /**
   * In the dark it is the same HTML in other colours: what axe says of colours is asked again. The
   * size of targets (WCAG 2.2, 2.5.8) it leaves out unless it is asked for.
   */
  private static AxeBuilder axe(Page page, String scheme) {
    AxeBuilder axe = new AxeBuilder(page);
    if (scheme.equals("dark")) {
      return axe.withRules(List.of("color-contrast", "link-in-text-block"));
    }
    AxeRuleOptions asked = new AxeRuleOptions();
    asked.setEnabled(true);
    AxeRunOptions options = new AxeRunOptions();
    options.setRules(Map.of("target-size", asked));
    return axe.options(options);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aPersonSearchesFiltersAndOpensARecord(boolean javaScript) {
    try (BrowserContext context = context(1280, "light", javaScript)) {
      Page page = context.newPage();
      page.navigate(server.address("/"));
      page.getByRole(AriaRole.SEARCH).locator("input[name=q]").fill("commerce");
      page.getByRole(AriaRole.SEARCH).getByRole(AriaRole.BUTTON).click();
      page.waitForURL(Pattern.compile(".*/search\\?q=commerce.*"));
      Locator results = page.locator("ol.results > li");
      assertThat(results.first()).isVisible();

      page.navigate(server.address("/search"));
      long all = total(page);
      page.locator("a[href*='register=fr-reva']").first().click();
      page.waitForURL(Pattern.compile(".*register=fr-reva.*"));
      long some = total(page);
      assertTrue(0 < some && some < all, some + " of " + all);

      Locator first = results.first().getByRole(AriaRole.LINK).first();
      String title = first.innerText();
      first.click();
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
          .containsText(title);
      assertThat(page.locator("body")).containsText("fr-reva");
    }
  }

  @Test
  void aMisspeltWordIsCorrected() {
    try (BrowserContext context = context(390, "light", true)) {
      Page page = context.newPage();
      page.navigate(server.address("/search?q=comerce"));
      assertThat(page.locator("ol.results > li").first()).isVisible();
    }
  }

  @Test
  void aResearcherRunsAQueryInTheEditor() {
    try (BrowserContext context = context(1280, "light", true)) {
      Page page = context.newPage();
      page.navigate(server.address("/sparql"));
      page.locator(".yasqe_queryButton").first().click();
      assertThat(page.locator(".yasr table tbody tr").first()).isVisible();
      screenshot(page, "sparql-answered-1280-light");
    }
  }

  @Test
  void aResearcherRunsAQueryWithoutAScript() {
    try (BrowserContext context = context(390, "light", false)) {
      Page page = context.newPage();
      page.navigate(server.address("/sparql"));
      page.locator("textarea[name=query]").fill("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run the query")).click();
      assertThat(page.locator("#answer table tbody tr")).hasCount(1);
      assertThat(page.locator("#answer table th")).hasText("n");
      page.locator("textarea[name=query]").fill("SELECT");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run the query")).click();
      assertThat(page.locator("#answer .refusal")).containsText("Line 1");
      assertThat(page.locator("textarea[name=query]")).hasValue("SELECT");
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aPersonSearchesNearAPlace(boolean javaScript) {
    try (BrowserContext context = context(1280, "light", javaScript)) {
      context.grantPermissions(List.of("geolocation"));
      context.setGeolocation(new Geolocation(46.20012, 5.21987));
      Page page = context.newPage();
      page.navigate(server.address("/search"));
      page.locator("details:has(> form #near) > summary").click();
      assertThat(page.locator("[data-near-me]"))
          .isVisible(new IsVisibleOptions().setVisible(javaScript));
      if (javaScript) {
        page.locator("[data-near-me]").click();
      } else {
        page.locator("#near").fill("46.2, 5.22");
        page.locator("form:has(#near) button.button").first().click();
      }
      page.waitForURL(Pattern.compile(".*near=46\\.2.*"));
      assertEquals(8, total(page));
      assertThat(page.locator("ol.results > li").first()).containsText("km away");
    }
  }

  private static BrowserContext context(int width, String scheme, boolean javaScript) {
    return chromium
        .browser()
        .newContext(
            new NewContextOptions()
                .setViewportSize(width, width == 390 ? 844 : 900)
                .setColorScheme(scheme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setJavaScriptEnabled(javaScript)
                .setLocale("en-GB"));
  }

  private static long total(Page page) {
    return Long.parseLong(page.locator("h1").first().innerText().replaceAll("[^0-9]", ""));
  }

  private static void screenshot(Page page, String name) {
    if (!SCREENSHOTS.isEmpty()) {
      Path picture = Path.of(SCREENSHOTS, name + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
    }
  }
}
