package org.tessera.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.jena.sys.JenaSystem;
import org.tessera.sparql.StoredQueries;

/**
 * What a running server takes to answer, over HTTP: searches, pages, and the stored queries beside
 * a Fuseki as shipped on a copy of the same store, asked in turns.
 *
 * <p>Arguments: address of the server (started with {@code --no-limits}), that of a Fuseki's
 * dataset on a copy of its store, repetitions.
 */
public final class ServedTimes {
  private static final List<String> SEARCHES =
      List.of(
          "cyber security",
          "securite",
          "ajoneuvoala",
          "buisness administration",
          "rncp 32208",
          "data science",
          "comptabilité",
          "infermera",
          "plumbing level 3",
          "teaching",
          "project management",
          "ravintola-ala",
          "médiation",
          "artificial intelligence",
          "welding",
          "construction",
          "health and social care",
          "énergie renouvelable",
          "marketing digital",
          "BTEC nationals");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final int repetitions;

  private ServedTimes(String address, int repetitions) {
    this.address = address.endsWith("/") ? address : address + "/";
    this.repetitions = repetitions;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    JenaSystem.init();
    ServedTimes times = new ServedTimes(args[0], Integer.parseInt(args[2]));
    times.searches();
    times.queries(args[1]);
  }

  private void searches() throws IOException, InterruptedException {
    System.out.println("| search | p50 ms | p99 ms |\n| --- | ---: | ---: |");
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("API, first page with facets", "api/v1/search?q=");
    kinds.put("page in HTML", "search?q=");
    kinds.put("suggestions", "api/v1/suggest?q=");
    for (Map.Entry<String, String> kind : kinds.entrySet()) {
      List<Double> times = new ArrayList<>();
      // One pass warms up and is not counted.
      for (int pass = 0; pass <= repetitions; pass++) {
        for (String words : SEARCHES) {
          double time = time(address + kind.getValue() + encoded(words), "*/*");
          if (pass > 0) {
            times.add(time);
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f |%n",
          kind.getKey(),
          percentile(times, 50),
          percentile(times, 99));
    }
  }

  private void queries(String fuseki) throws IOException, InterruptedException {
    System.out.println(
        "\n| stored query | Tessera, median ms | Fuseki, median ms | ratio |"
            + "\n| --- | ---: | ---: | ---: |");
    for (StoredQueries.StoredQuery query : StoredQueries.all()) {
      if (query.text().contains("tess:search")) {
        continue; // a property function that Fuseki has not
      }
      String parameter = "?query=" + encoded(query.text());
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int pass = 0; pass <= repetitions; pass++) {
        double our = time(address + "sparql" + parameter, "text/csv");
        double their = time(fuseki + parameter, "text/csv");
        if (pass > 0) {
          ours.add(our);
          theirs.add(their);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.2f |%n",
          query.id(),
          percentile(ours, 50),
          percentile(theirs, 50),
          percentile(ours, 50) / percentile(theirs, 50));
    }
  }

  /** Milliseconds until the whole answer is there. */
  private double time(String url, String accept) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).header("Accept", accept).build();
    long start = System.nanoTime();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    double time = (System.nanoTime() - start) / 1e6;
    if (response.statusCode() != 200) {
      throw new IOException(url + " answered " + response.statusCode());
    }
    return time;
  }

  private static double percentile(List<Double> times, int percent) {
    List<Double> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
