package org.tessera.harvester;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * A path of names, positions and wildcards into a JSON tree: {@code $.a['b c'][*].d[0]} (the part
 * of RFC 9535 that has one meaning for every reader; no filters, no slices, no recursion).
 */
final class JsonPath {
  /** One step of a path. */
  sealed interface Step {}

  record Name(String name) implements Step {}

  record Index(int index) implements Step {}

  record All() implements Step {}

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  List<Step> steps() {
    return steps;
  }

  /** A path of one name. */
  static JsonPath ofName(String name) {
    return new JsonPath(List.of(new Name(name)));
  }

  /**
   * @throws HarvestException if the text is no such path
   */
  static JsonPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    int at = text.startsWith("$") ? 1 : 0;
    boolean first = at == 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '[') {
        int end = text.indexOf(']', at);
        if (end > at + 1 && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"')) {
          end = text.indexOf(text.charAt(at + 1) + "]", at + 2) + 1;
        }
        if (end <= at + 1) {
          throw wrong(text, at);
        }
        steps.add(bracket(text.substring(at + 1, end), text, at));
        at = end + 1;
      } else if (c == '.' || first) {
        int start = c == '.' ? at + 1 : at;
        int end = start;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        if (end == start) {
          throw wrong(text, at);
        }
        String name = text.substring(start, end);
        steps.add(name.equals("*") ? new All() : new Name(name));
        at = end;
      } else {
        throw wrong(text, at);
      }
      first = false;
    }
    return new JsonPath(List.copyOf(steps));
  }

  private static Step bracket(String inside, String text, int at) {
    if (inside.equals("*")) {
      return new All();
    }
    if (inside.charAt(0) == '\'' || inside.charAt(0) == '"') {
      return new Name(inside.substring(1, inside.length() - 1));
    }
    if (inside.chars().allMatch(Character::isDigit)) {
      return new Index(Integer.parseInt(inside));
    }
    throw wrong(text, at);
  }

  private static HarvestException wrong(String text, int at) {
    return new HarvestException(
        HarvestException.Category.MAPPING,
        "\""
            + text
            + "\" is no JSON path that Tessera reads (position "
            + (at + 1)
            + "): "
            + "names, ['quoted names'], [n] and [*] only");
  }

  /** The nodes that the path selects, in document order. */
  List<JsonNode> select(JsonNode root) {
    List<JsonNode> nodes = List.of(root);
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        switch (step) {
          case Name name -> add(next, node.get(name.name()));
          case Index index -> add(next, node.get(index.index()));
          case All all -> node.forEach(next::add);
        }
      }
      nodes = next;
    }
    return nodes;
  }

  private static void add(List<JsonNode> nodes, @org.jspecify.annotations.Nullable JsonNode node) {
    if (node != null) {
      nodes.add(Objects.requireNonNull(node));
    }
  }
}
