package org.tessera.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** The registry of a running server, spoken to over HTTP with its admin token. */
final class RemoteDesk implements Desk {
  private static final JsonMapper JSON = new JsonMapper();

  private final URI address;
  private final String token;
  private final Consumer<Listener> awaitStartAnew;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /**
   * @param address as in {@code http://localhost:8080/}
   * @param awaitStartAnew waits until the server that this task ends has a successor
   */
  RemoteDesk(URI address, String token, Consumer<Listener> awaitStartAnew) {
    this.awaitStartAnew = awaitStartAnew;
    this.address = address;
    this.token = token;
  }

  @Override
  public int run(Task.Job job, Listener listener) {
    try (InputStream body = post(job);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Event event = JSON.readValue(line, Event.class);
        if (event.progress() != null) {
          listener.progress(event.progress());
        }
        if (event.say() != null) {
          listener.say(event.say());
        }
        if (event.result() != null) {
          listener.result(event.result());
        }
        if (event.error() != null) {
          throw new ClearError(event.error());
        }
        if (event.exit() != null) {
          if (job instanceof Task.Restore && event.exit() == 0) {
            awaitStartAnew.accept(listener);
          }
          return event.exit();
        }
      }
      throw new ClearError(
          "The server at " + address + " stopped in mid-" + job.name() + "; run it again");
    } catch (IOException e) {
      throw new ClearError("The server at " + address + " broke off: " + e.getMessage(), e);
    }
  }

  @Override
  public void write(Task.Document document, OutputStream out) throws IOException {
    InputStream answer =
        document instanceof Task.Query query ? send(sparql(query)) : post(document);
    try (answer) {
      answer.transferTo(out);
    }
  }

  /** Goes to the endpoint, whose bounds keep the server alive. */
  private HttpRequest sparql(Task.Query query) {
    return HttpRequest.newBuilder(address.resolve("/sparql"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/sparql-query")
        .header("Accept", "application/sparql-results+json, text/turtle")
        .POST(HttpRequest.BodyPublishers.ofString(query.text()))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }

  private InputStream post(Task task) throws IOException {
    return send(
        HttpRequest.newBuilder(address.resolve("/admin/" + task.name()))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(task)))
            .build());
  }

  private InputStream send(HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        try (InputStream problem = response.body()) {
          throw new ClearError(detail(problem, response.statusCode()));
        }
      }
      return response.body();
    } catch (ConnectException e) {
      throw new ClearError("The server at " + address + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClearError("Interrupted while waiting for " + address, e);
    }
  }

  private String detail(InputStream problem, int status) throws IOException {
    String text = new String(problem.readAllBytes(), StandardCharsets.UTF_8);
    String detail = text.startsWith("{") ? JSON.readTree(text).path("detail").asString("") : "";
    return detail.isEmpty() ? "The server at " + address + " answered " + status : detail;
  }
}
