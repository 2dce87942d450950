package org.tessera.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole application in this process, on a free port and a folder of its own. */
final class TestServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(ConfigurableApplicationContext context, String address) {
    this.context = context;
    this.address = address;
  }

  /** Starts it without records. */
  static TestServer start(Path data, Map<Setting, String> flags) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(Map.of(Setting.PORT, "0", Setting.SAMPLES, "false"));
    all.putAll(flags);
    Settings settings = Settings.load(data, Map.of(), all);
    DataFolder folder = DataFolder.take(settings.data(), "start").orElseThrow();
    ConfigurableApplicationContext context = Server.start(folder, settings);
    return new TestServer(context, DataFolder.server(settings.data()).orElseThrow().address());
  }

  /** Harvests the bundled records of sources. */
  void harvest(List<String> sources) {
    Task.Harvest task = new Task.Harvest(sources, null, false, false, false, false);
    int code = context.getBean(Registry.class).run(task, Terminal.standard(false));
    if (code != 0) {
      throw new IllegalStateException("The harvest of " + sources + " ended with " + code);
    }
  }

  /** Path of the page of a source's first record. */
  String firstRecord(String source) {
    JsonNode found = json("/api/v1/search?register=" + source + "&size=1&sort=title");
    String id = found.path("items").get(0).path("id").asString();
    return URI.create(id).getRawPath().replaceFirst("^/tessera", "");
  }

  String address(String path) {
    return address.replaceFirst("/$", "") + path;
  }

  /** Asks, with headers as name, value, name, value. */
  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As a client reads it: one that is told to come back does, as the heap is shared by tests. */
  JsonNode json(String path) {
    HttpResponse<String> answer = get(path);
    for (int tries = 1; answer.statusCode() == 503 && tries < 5; tries++) {
      pause(answer);
      answer = get(path);
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private static void pause(HttpResponse<String> busy) {
    try {
      Thread.sleep(1_000L * busy.headers().firstValueAsLong("Retry-After").orElse(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
