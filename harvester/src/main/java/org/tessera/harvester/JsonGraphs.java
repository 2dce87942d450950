package org.tessera.harvester;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resources of a JSON-LD document, wherever they stand in it: in its graph, in an envelope, in
 * one another. A resource is an object that has the member that the input's iterator names. What it
 * names by a blank node label stands in its place, since no record can name that.
 */
final class JsonGraphs {
  /** The array of what a resource's gathering members lead to. */
  static final String GATHERED = "_gathered";

  private static final int DEEPEST = 4;

  private final Payload payload;
  private final Input input;
  private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
  private final List<ObjectNode> resources = new ArrayList<>();

  JsonGraphs(Payload payload, Input input) {
    this.payload = payload;
    this.input = input;
  }

  /** A document that is no JSON is one broken row: the others of a pass do not depend on it. */
  void read(RowHandler handler) throws IOException {
    StringWriter text = new StringWriter();
    try (var reader = RecordReader.text(payload, input)) {
      char[] part = new char[1 << 16];
      for (int n = reader.read(part); n >= 0; n = reader.read(part)) {
        text.write(part, 0, n);
        if (text.getBuffer().length() > RecordReader.MOST_CHARACTERS) {
          throw RecordReader.tooLarge(payload.name(), "the document");
        }
      }
    }
    try {
      visit(JsonRecords.JSON.readTree(text.toString()));
    } catch (JacksonException e) {
      var location = e.getLocation();
      String place =
          location == null
              ? ""
              : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
      handler.broken(
          payload.name() + place,
          "is no JSON document: "
              + e.getOriginalMessage()
                  .replaceAll("\\s*\\n.*", "")
                  .replaceAll("^Trailing token.*", "there is text behind its end"));
      return;
    }
    int number = 0;
    for (ObjectNode resource : resources) {
      ObjectNode whole = (ObjectNode) embedded(resource, DEEPEST);
      gather(whole);
      handler.row(new Content.Tree(whole), payload.name() + ", resource " + ++number);
    }
  }

  private void visit(JsonNode node) {
    if (node instanceof ObjectNode object) {
      String id = object.path("@id").asString("");
      if (!id.isEmpty() && object.size() > 1) {
        byId.putIfAbsent(id, object);
      }
      if (object.path(input.iterator()).isString()) {
        resources.add(object);
      }
    }
    node.forEach(this::visit);
  }

  private JsonNode embedded(JsonNode node, int depth) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonRecords.JSON.createObjectNode();
      object
          .propertyNames()
          .forEach(name ->
              copy.set(
                  name, name.equals("@id") ? object.get(name) : embedded(object.get(name), depth)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonRecords.JSON.createArrayNode();
      array.forEach(element -> copy.add(embedded(element, depth)));
      return copy;
    }
    ObjectNode named = node.isString() ? byId.get(node.stringValue()) : null;
    return depth > 0 && named != null && node.stringValue().startsWith("_:")
        ? embedded(named, depth - 1)
        : node;
  }

  /**
   * What the members lead to, and what leads on from there, each once and parents first; last what
   * names the resource itself.
   */
  private void gather(ObjectNode resource) {
    if (input.gathers().isEmpty()) {
      return;
    }
    Set<String> reached = new LinkedHashSet<>();
    reached.add(resource.path("@id").asString(""));
    ArrayNode gathered = resource.putArray(GATHERED);
    follow(resource, reached, gathered);
    String own = resource.path("@id").asString("");
    for (ObjectNode other : own.isEmpty() ? List.<ObjectNode>of() : List.copyOf(byId.values())) {
      String id = other.path("@id").asString("");
      boolean names = other.valueStream().anyMatch(value -> ids(value).contains(own));
      if (names && reached.add(id)) {
        gathered.add(embedded(other, DEEPEST));
        follow(other, reached, gathered);
      }
    }
  }

  private void follow(ObjectNode from, Set<String> reached, ArrayNode gathered) {
    for (String member : input.gathers()) {
      for (String id : ids(from.path(member))) {
        Optional<ObjectNode> node = Optional.ofNullable(byId.get(id));
        if (node.isPresent() && reached.add(id)) {
          gathered.add(embedded(node.get(), DEEPEST));
          follow(node.get(), reached, gathered);
        }
      }
    }
  }

  private static List<String> ids(JsonNode value) {
    List<String> ids = new ArrayList<>();
    if (value.isString()) {
      ids.add(value.stringValue());
    } else if (value instanceof ObjectNode object && object.size() == 1) {
      ids.add(object.path("@id").asString(""));
    } else if (value.isArray()) {
      value.forEach(element -> ids.addAll(ids(element)));
    }
    return ids;
  }
}
