package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The editor and its answers. */
class SparqlPageTest {
  @RegisterExtension private static final ServedPages PAGES = new ServedPages();

  @Test
  void completesFromThisStore() throws IOException {
    String terms = PAGES.get("/sparql/terms").body();
    assertTrue(terms.contains("https://w3id.org/tessera/ontology#credentialType"));
    assertTrue(terms.contains("http://purl.org/dc/terms/title"));
  }

  @Test
  void anAnswerIsATableThatAsksForNoScript() throws IOException {
    HttpResponse<String> answer =
        PAGES.get("/sparql?lang=en&query=SELECT+1", "Accept", ServedPages.HTML);
    String page = answer.body();
    assertTrue(page.contains(">SELECT 1</textarea>"), page);
    assertTrue(page.contains("1,700 rows, of which the first 2 are shown"), page);
    assertTrue(page.contains("42 ms"), page);
    assertTrue(page.contains("<a href=\"/id/nz-sample/4711-1\""), page);
    assertTrue(page.contains("<td lang=\"mi\" dir=\"auto\">&lt;b&gt;Bold&lt;/b&gt;</td>"), page);
    assertFalse(page.contains("href=\"http://elsewhere.example/x\""), page);
    assertTrue(page.contains("/sparql?format=csv&amp;query=SELECT+1"), page);
    HttpResponse<String> busy = PAGES.get("/sparql?lang=en&query=BUSY", "Accept", ServedPages.HTML);
    assertEquals("5", busy.headers().firstValue("Retry-After").orElse(""));
    assertTrue(busy.body().contains("Only 4 queries at once from one address."), busy.body());
  }
}
