package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RecordStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API over HTTP, as the contract has it. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TestRegistry registry = new TestRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private SearchIndex index;
  private ServletWebServerApplicationContext server;

  @BeforeAll
  void start(@TempDir Path folder) {
    registry
        .source("aa", "Register A", "FRA")
        .credential(
            "aa",
            "1",
            "'Welding'@en",
            "<> dct:description 'For <b>welders</b> & others'@en ; elm:EQFLevel eqf:4 .")
        .credential("aa", "2", "'Gone'@en", "")
        .commit();
    registry.withdraw("aa", "2");
    index = registry.index(folder);
    SpringApplication application = new SpringApplication(ApiOnly.class);
    application.setDefaultProperties(Map.of("server.port", "0", "spring.main.banner-mode", "off"));
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            context -> {
              context.registerBean(SearchIndex.class, () -> index, d -> d.setDestroyMethodName(""));
              context.registerBean(
                  RecordStore.class, registry::store, d -> d.setDestroyMethodName(""));
              context.registerBean(HarvestActivity.class, () -> HarvestActivity.IDLE);
            });
    server = (ServletWebServerApplicationContext) application.run();
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
    index.close();
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/search, 200",
    "/api/v1/search?q=&type=, 200",
    "/api/v1/search?country=ZZ&language=xx, 200",
    "/api/v1/search?page=500&size=20, 200",
    "/api/v1/search?page=501&size=20, 400",
    "/api/v1/suggest?q=wel, 200",
    "/api/v1/suggest, 200",
    "/api/v1/suggest?size=51, 400",
    "/api/v1/sources, 200",
    "/api/v1/sources?x=1, 400",
    "/api/openapi.json, 200",
  })
  void answers(String path, int status) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(status, response.statusCode(), response.body());
    assertEquals("*", response.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    if (status >= 400) {
      JsonNode problem = JSON.readTree(response.body());
      assertTrue(
          response
              .headers()
              .firstValue("Content-Type")
              .orElse("")
              .startsWith("application/problem+json"));
      assertEquals(status, problem.get("status").asInt());
      assertTrue(problem.hasNonNull("type") && problem.hasNonNull("detail"), response.body());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour=red | colour | max-ects",
        "type=blue | type | micro-credential",
        "level=9 | level | 1, 2, 3",
        "country=FRA | country | alpha-2",
        "max-price=5 | currency | ISO 4217",
        "max-hours=1e9 | max-hours | a number",
        "starts-after=tomorrow | starts-after | ISO date",
        "sort=best | sort | relevance, title",
        "status=open | status | current, closed, all",
        "status=all&status=closed | status | once",
        "stackable=yes | stackable | true, false, unknown",
        "size=101 | size | 0 to 100",
        "page=0 | page | from 1",
        "page=101&size=100 | page | /data",
        "page=1&page=2 | page | once",
        "semantic=maybe | semantic | true, false",
        "synthetic=yes | synthetic | include",
        "lang=english | lang | ISO 639-1",
        "field=x | field | ISCED-F",
        "skill=welding | skill | IRI",
      })
  void wrongParametersAreNamedWithWhatIsRight(String query, String parameter, String right)
      throws Exception {
    HttpResponse<String> response = get("/api/v1/search?" + query);
    assertEquals(400, response.statusCode());
    JsonNode problem = JSON.readTree(response.body());
    assertEquals(parameter, problem.get("parameter").asString());
    assertTrue(problem.get("detail").asString().contains(right), response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "51", "101", "x"})
  void theSizeOfSuggestionsIsNamedAsItIs(String size) throws Exception {
    HttpResponse<String> response = get("/api/v1/suggest?size=" + size);
    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("from 1 to 50"), response.body());
  }

  @Test
  void aPageOfResults() throws Exception {
    JsonNode page = JSON.readTree(get("/api/v1/search?q=welders").body());
    assertEquals(1, page.get("total").asInt());
    assertEquals("exact", page.get("total_is").asString());
    assertTrue(page.get("did_you_mean").isNull());
    JsonNode item = page.get("items").get(0);
    assertEquals("https://w3id.org/tessera/id/aa/1", item.get("id").asString());
    assertEquals(
        "For &lt;b&gt;<mark>welders</mark>&lt;/b&gt; &amp; others",
        item.get("highlight").asString());
    assertEquals("Register A", item.get("register").get("name").asString());
    assertEquals(4, item.get("level").get("eqf").asInt());
    assertTrue(item.get("level").get("native").isNull());
    for (String name :
        List.of(
            "title_lang",
            "status",
            "synthetic",
            "description",
            "provider",
            "country",
            "ects",
            "hours",
            "price",
            "languages",
            "skills",
            "stackable",
            "quality_assured",
            "url",
            "also_in",
            "score")) {
      assertTrue(item.has(name), name);
    }
    assertEquals("aa", page.get("facets").get("register").get(0).get("value").asString());
  }

  @Test
  void sourcesAreListed() throws Exception {
    JsonNode source = JSON.readTree(get("/api/v1/sources").body()).get("sources").get(0);
    assertEquals("aa", source.get("id").asString());
    assertEquals("FR", source.get("jurisdiction").asString());
    assertEquals(1, source.get("records").asInt());
    assertEquals(1, source.get("by_kind").get("credential").asInt());
    assertEquals("idle", source.get("state").asString());
  }

  @Test
  void theDescriptionNamesEveryParameterWithItsValues() throws Exception {
    JsonNode paths = JSON.readTree(get("/api/openapi.json").body()).get("paths");
    for (JsonNode path : paths) {
      assertTrue(path.get("get").get("responses").has("429"), path::toString);
    }
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : paths.get("/api/v1/search").get("get").get("parameters")) {
      String name = parameter.get("name").asString();
      names.add(name);
      assertTrue(!parameter.get("description").asString().isBlank(), name);
      for (Facet facet : Facet.values()) {
        if (facet.parameter().equals(name) && !facet.options().isEmpty()) {
          JsonNode schema = parameter.get("schema");
          List<String> values = new ArrayList<>();
          (schema.has("items") ? schema.get("items") : schema)
              .get("enum")
              .forEach(value -> values.add(value.asString()));
          values.remove("all");
          assertEquals(facet.options(), values, name);
        }
      }
    }
    assertEquals(List.copyOf(SearchQuery.parameterNames()), names);
  }

  /** What is said of each is shown by {@link SearchWordsTest}. */
  @Test
  void theDescriptionSaysWhatOperatorsAndSignsAre() throws Exception {
    JsonNode words =
        JSON.readTree(get("/api/openapi.json").body())
            .get("paths")
            .get("/api/v1/search")
            .get("get")
            .get("parameters")
            .get(0);
    assertEquals("q", words.get("name").asString());
    String said = words.get("description").asString();
    for (String part : List.of("AND, OR and NOT", "no operators", "Quotes in pairs", "C++", "C#")) {
      assertTrue(said.contains(part), said);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    int port = Objects.requireNonNull(server.getWebServer()).getPort();
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Origin", "https://guidance.example")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The API without the pages, which need more beans. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({SearchApi.class, ApiErrors.class})
  static class ApiOnly {}
}
