package org.tessera.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the API's JSON to people, in lines of columns. */
final class Tables {
  private static final JsonMapper JSON = new JsonMapper();

  private Tables() {}

  /** Prints a document as it is, or as a table. */
  static int print(byte[] document, boolean json, BiConsumer<JsonNode, PrintStream> table) {
    if (json) {
      System.out.println(new String(document, StandardCharsets.UTF_8).strip());
    } else {
      table.accept(JSON.readTree(document), System.out);
    }
    System.out.flush();
    return 0;
  }

  /**
   * Prints what a query answers: JSON on one line, for scripts that read the last; Turtle as it is.
   */
  static void printAnswer(byte[] answer) {
    if (answer.length > 0 && answer[0] == '{') {
      System.out.println(JSON.writeValueAsString(JSON.readTree(answer)));
    } else {
      System.out.print(new String(answer, StandardCharsets.UTF_8));
    }
    System.out.flush();
  }

  static void sources(JsonNode document, PrintStream out) {
    String row = "%-28s %-4s %-8s %9s %-16s %-20s %s%n";
    out.printf(
        row, "id", "from", "protocol", "records", "health", "last harvest", "name (licence)");
    for (JsonNode source : document.path("sources")) {
      out.printf(
          row,
          text(source, "id"),
          text(source, "jurisdiction"),
          text(source, "protocol"),
          String.format(Locale.ROOT, "%,d", source.path("records").asLong(0)),
          text(source, "health"),
          toTheSecond(text(source, "last_harvest")),
          "%s (%s)"
              .formatted(
                  text(source, "name"), source.path("licence").asString("licence not stated")));
      if (source.path("failure").isString()) {
        out.println("  last harvest: " + text(source, "failure"));
      }
    }
    out.println(RecordTotals.of(document).words());
  }

  static void results(JsonNode document, PrintStream out) {
    JsonNode meant = document.path("did_you_mean");
    if (!meant.isNull() && !meant.isMissingNode()) {
      out.println("Did you mean: " + meant.asString());
    }
    boolean exact = document.path("total_is").asString("exact").equals("exact");
    out.printf(
        Locale.ROOT, "%s%,d found%n", exact ? "" : "at least ", document.path("total").asLong(0));
    for (JsonNode item : document.path("items")) {
      out.println();
      out.println(text(item, "title"));
      out.println(
          "  "
              + String.join(
                  " · ",
                  item.path("provider").path("name").asString("provider not stated"),
                  item.path("register").path("name").asString(""),
                  text(item, "type")));
      out.println("  " + text(item, "id"));
    }
  }

  private static String toTheSecond(String instant) {
    return instant.replaceFirst("\\.\\d+Z$", "Z");
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("-");
  }
}
