package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page over HTTP, on a real store and index. */
class PagesTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/search, 200",
    "/search?q=forestry, 200",
    "/search?q=forestry&type=badge&level=2, 200",
    "/search?level=99, 400",
    "/search?max-price=5, 400",
    "/id/nz-sample/4711-1, 200",
    "/id/nz-sample/4711-1.html, 200",
    "/record/nz-sample/4711-1, 200",
    "/id/fr-sample/R100, 200",
    "/id/fr-sample/org-1, 200",
    "/id/fr-sample/scheme-1, 200",
    "/id/eu-sample/c1, 200",
    "/id/eu-sample/c2, 200",
    "/id?iri=https://example.org/credentials/c3, 200",
    "/id/eu-sample/example-1, 200",
    "/id/run/eu-sample/2026-11-21, 200",
    "/id/no-such-source, 404",
    "/id/eu-sample/gone, 410",
    "/id/eu-sample/never, 404",
    "/id/skills/s1, 200",
    "/id/papers/p1, 200",
    "/id/papers/d1, 200",
    "/countries, 200",
    "/countries/KE, 200",
    "/countries/fr, 200",
    "/countries/EU, 200",
    "/countries/BR, 200",
    "/countries/AQ, 404",
    "/countries/nowhere, 404",
    "/statistics, 200",
    "/statistics/papers/cube-1, 200",
    "/statistics/papers/cube-1?refArea=NZL&refArea=FRA, 200",
    "/statistics/papers/cube-1?refArea=XXX&page=99, 200",
    "/statistics/papers/cube-empty, 200",
    "/statistics/papers/cube-bare, 200",
    "/statistics/papers/d1, 404",
    "/statistics/papers/none, 404",
    "/compare, 200",
    "/compare?q=forestry, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/c1, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/c1&q=forestry, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/c1&id=https://w3id.org/tessera/id/nz-sample/4711-1, 200",
    "/compare?id=https://w3id.org/tessera/id/eu-sample/never, 404",
    "/compare?id=a&id=b&id=c&id=d&id=e&id=f, 400",
    "/sources, 200",
    "/sources/eu-sample, 200",
    "/sources/papers, 200",
    "/sources/none, 404",
    "/sparql, 200",
    "/sparql?worked=countries, 200",
    "/sparql?query=SELECT, 200",
    "/sparql?query=ASK, 200",
    "/sparql?query=BUSY, 503",
    "/sparql?query=NONSENSE&format=html, 400",
    "/data, 200",
    "/frameworks, 200",
    "/definitions, 200",
    "/id/papers/definition-nz, 200",
    "/about, 200",
    "/api, 200",
    "/ontology, 200",
    "/mappings, 200",
    "/mappings?schema=ctdl-sample, 200",
    "/mappings?schema=ctdl-sample&q=zzz, 200",
    "/mappings?schema=other-sample, 200",
    "/mappings?schema=none, 404",
    "/id/papers/mapping-1, 200",
    "/id/papers/pathway-1, 200",
    "/id/papers/framework-1, 200",
    "/id/papers/transfer-1, 200",
    "/id/papers/project-1, 200",
    "/scheme/credential-type, 200",
    "/scheme/framework/nzqcf/level-5, 200",
    "/scheme/nothing, 404",
    "/nothing/here, 404",
  })
  void answersInBothLanguages(String path, int status) throws IOException {
    for (String lang : Messages.LANGUAGES) {
      HttpResponse<String> response =
          PAGES.get(path, "Accept", ServedPages.HTML, "Accept-Language", lang);
      assertEquals(status, response.statusCode(), path);
      assertTrue(
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/html"), path);
      assertTrue(response.body().contains("<html lang=\"" + lang + "\""), path);
      assertEquals(1, ServedPages.count(response.body(), "<h1"), path);
      assertTrue(
          path.equals("/") || response.body().contains(" · Tessera</title>"),
          "the title of " + path);
      assertTrue(response.body().contains("<main id=\"main\""), path);
      assertTrue(
          response.headers().firstValue("Content-Security-Policy").orElse("").contains("'self'"),
          path);
      assertFalse(Pattern.compile(" style=|<style|onclick=").matcher(response.body()).find(), path);
    }
  }

  @Test
  void everyAssetOfAPageIsThereAndMayBeKept() throws IOException {
    Matcher asset =
        Pattern.compile("(?:href|src)=\"(/(?:assets|webjars)/[^\"]+)\"")
            .matcher(PAGES.page("/sparql"));
    int found = 0;
    while (asset.find()) {
      HttpResponse<String> response = PAGES.get(asset.group(1));
      assertEquals(200, response.statusCode(), asset.group(1));
      assertTrue(
          response.headers().firstValue("Cache-Control").orElse("").contains("immutable"),
          asset.group(1));
      found++;
    }
    assertTrue(found >= 7, "only " + found + " assets");
  }

  @Test
  void tellsCrawlersThatCombinationsOfFacetsAreNoPages() throws IOException {
    HttpResponse<String> robots = PAGES.get("/robots.txt");
    assertEquals(200, robots.statusCode());
    assertTrue(robots.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
    assertTrue(robots.body().contains("Disallow: /search"), robots.body());
  }

  @Test
  void tellsHowFarAHarvestIs() throws IOException {
    HttpResponse<String> live = PAGES.get("/live", "Accept", ServedPages.HTML);
    assertEquals(200, live.statusCode());
    assertTrue(live.body().contains("so far"), live.body());
    assertFalse(live.body().contains("<html"));
  }

  @Test
  void remembersTheLanguage() throws IOException {
    HttpResponse<String> asked = PAGES.get("/about?lang=fr", "Accept", ServedPages.HTML);
    String cookie = asked.headers().firstValue("Set-Cookie").orElseThrow();
    String name = cookie.substring(0, cookie.indexOf(';'));
    assertTrue(PAGES.get("/about", "Cookie", name).body().contains("<html lang=\"fr\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example"})
  void neverLeadsElsewhere(String back) throws IOException {
    HttpResponse<String> response = PAGES.get("/preferences?theme=dark&back=" + Page.encode(back));
    assertEquals(303, response.statusCode());
    assertEquals("/", response.headers().firstValue("Location").orElse(""));
  }

  @Test
  void thePageOnDataCountsWhatIsNotPassedOnWhole() throws Exception {
    String page = PAGES.page("/data");
    assertTrue(page.contains("1 record of 1 register is given so"), page);
    assertTrue(page.contains("<a href=\"/sources/skills\">Sample register skills</a>: 1 record"));
    String french = PAGES.page("/data", "fr");
    assertTrue(french.contains("1 fiche de 1 registre est donnée ainsi"), french);
  }

  @Test
  void whatMayStillComeIsNotCalledUnknown() throws IOException {
    String later = "/id?iri=" + Page.encode("https://w3id.org/tessera/id/nz-sample/later");
    String ofItsRegister = "/id?iri=urn:later";
    for (String path : List.of("/id/nz-sample/later", "/id/skills/later", later, ofItsRegister)) {
      HttpResponse<String> response = PAGES.get(path, "Accept", ServedPages.HTML);
      assertEquals(404, response.statusCode(), path);
      assertTrue(response.body().contains("not here yet"), path);
      assertTrue(response.body().contains("records so far"), path);
      assertTrue(response.body().contains("<a href=\"" + path + "\">Try again</a>"), path);
    }
    for (String path : List.of("/id/fr-sample/later", "/id/none/later", "/record/x")) {
      String body = PAGES.get(path, "Accept", ServedPages.HTML).body();
      assertTrue(body.contains("no record of this name was ever harvested"), path);
    }
  }

  @Test
  void aComparisonWithWhatIsNoRecordSaysWhichAndGoesOnWithoutIt() throws IOException {
    String known = "https://w3id.org/tessera/id/eu-sample/c1";
    HttpResponse<String> response =
        PAGES.get("/compare?id=" + known + "&id=x%3Cy", "Accept", ServedPages.HTML);
    assertEquals(404, response.statusCode());
    assertTrue(response.body().contains("There is no record of x&lt;y."), response.body());
    String rest = "/compare?id=" + Page.encode(known);
    assertTrue(response.body().contains("<a href=\"" + rest + "\">"), response.body());
    assertEquals(200, PAGES.get(rest).statusCode());
    String alone = PAGES.get("/compare?id=x", "Accept", ServedPages.HTML).body();
    assertTrue(alone.contains("<a href=\"/compare\">Choose records"), alone);
  }

  @Test
  void theMarkStandsForTheSiteInABrowser() throws IOException {
    Matcher icon = Pattern.compile("rel=\"icon\" href=\"([^\"]+)\"").matcher(PAGES.page("/"));
    assertTrue(icon.find());
    HttpResponse<String> asked = PAGES.get("/favicon.ico");
    assertEquals(302, asked.statusCode());
    assertTrue(asked.headers().firstValue("Location").orElse("").endsWith(icon.group(1)));
    assertTrue(PAGES.get(icon.group(1)).body().contains("<svg"));
  }
}
