package org.tessera.sparql;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.RecordStore;
import org.tessera.store.SparqlQueries;
import org.tessera.store.TextSearch;

/** The endpoint in a real Tomcat on a free port, with pages at the addresses it shares. */
final class TestServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  TestServer(RecordStore store, TextSearch search, SparqlLimits limits) {
    SpringApplication application = new SpringApplication(App.class);
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            beans -> {
              beans.registerBean(RecordStore.class, () -> store);
              beans.registerBean(TextSearch.class, () -> search);
              beans.registerBean(SparqlLimits.class, () -> limits);
            });
    application.setDefaultProperties(
        Map.of("server.port", 0, "spring.main.banner-mode", "off", "logging.level.root", "WARN"));
    context = application.run();
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
  }

  HttpResponse<String> get(String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(client, request);
  }

  HttpResponse<String> query(String query, String accept) throws IOException, InterruptedException {
    return get("/sparql?query=" + encode(query), "Accept", accept);
  }

  HttpResponse<String> post(String path, String contentType, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(client, request);
  }

  /** A body in pieces, which does not say its length. */
  HttpResponse<String> postChunked(String contentType, String body)
      throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(
        client,
        HttpRequest.newBuilder(uri("/sparql"))
            .header("Content-Type", contentType)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(bytes))));
  }

  HttpResponse<String> method(String method, String path) throws IOException, InterruptedException {
    return send(
        client,
        HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  /** A client of another address of this machine. */
  static HttpClient clientAt(String address) throws IOException {
    return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
  }

  static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({SparqlEndpoint.class, Pages.class})
  static class App {}

  /** Stands for the pages of search-ui. */
  @RestController
  static class Pages {
    private final SparqlQueries queries;

    Pages(SparqlQueries queries) {
      this.queries = queries;
    }

    @GetMapping(path = "/sparql", params = "!query", produces = "text/html")
    String editor() {
      return "<h1>Editor</h1>";
    }

    @GetMapping(path = "/sparql", params = "query", produces = "text/html")
    String answer(@RequestParam String query, HttpServletRequest request) {
      return queries.answer(query, request.getRemoteAddr()).toString();
    }

    @GetMapping(
        path = {"/id/**", "/scheme/**", "/ontology"},
        produces = "text/html")
    String record() {
      return "<h1>Record</h1>";
    }
  }

  static TextSearch search(TextSearch.Hit... hits) {
    return (words, limit) -> {
      if (words.equals("refused")) {
        throw new IllegalArgumentException("At most 8 phrases.");
      }
      return words.equals("chien")
          ? List.of(hits).subList(0, Math.min(limit, hits.length))
          : List.of();
    };
  }
}
