package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** The pages over the invented records, for all tests of a class. */
final class ServedPages implements BeforeAllCallback, AfterAllCallback {
  static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static final String PREFIXES =
      """
      PREFIX adms: <http://www.w3.org/ns/adms#>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX elm: <http://data.europa.eu/snb/model/elm/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX tess: <https://w3id.org/tessera/ontology#>
      PREFIX scheme: <https://w3id.org/tessera/scheme/>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      BASE <https://w3id.org/tessera/id/eu-sample/>
      """;

  private @Nullable Path folder;
  private @Nullable PageServer server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("pages");
    server = new PageServer(folder, 0);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server().close();
    FileSystemUtils.deleteRecursively(folder);
  }

  PageServer server() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return server;
  }

  HttpResponse<String> get(String path, String... headers) throws IOException {
    return server().get(path, headers);
  }

  /** A page as a browser of English asks for it. */
  String page(String path) throws IOException {
    return page(path, "en");
  }

  String page(String path, String lang) throws IOException {
    HttpResponse<String> response = get(path, "Accept", HTML, "Accept-Language", lang);
    assertEquals(200, response.statusCode(), path);
    return response.body();
  }

  /** The row of a table that begins with a link. */
  static String row(String body, String href) {
    int link = body.indexOf("<a href=\"" + href + "\"");
    assertTrue(link >= 0, href);
    return body.substring(link, body.indexOf("</tr>", link));
  }

  static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  /** Makes a record of the register eu-sample say what is written, in Turtle. */
  void say(String localId, String turtle) {
    server()
        .say(
            Instant.parse("2026-01-10T08:00:00Z"),
            "eu-sample",
            localId,
            "sha256:" + localId,
            RDFParser.fromString(PREFIXES + turtle, Lang.TURTLE).toGraph().stream().toList());
  }
}
