package org.tessera.harvester;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** By the id of a resource: what names it. */
  private final Map<String, List<ObjectNode>> naming = new HashMap<>();

  private long size;

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
              + JsonRecords.reason(e)
                  .replaceAll("^Trailing token.*", "there is text behind its end"));
      return;
    }
    if (!input.gathers().isEmpty()) {
      index();
    }
    Keys keys = new Keys(input);
    // To gather is most of the work: what is another input's is told before, if it can be.
    boolean early =
        input.onlyWhen().stream().noneMatch(condition -> condition.field().contains(GATHERED));
    int number = 0;
    for (ObjectNode resource : resources) {
      number++;
      size = 0;
      ObjectNode whole = (ObjectNode) embedded(resource, DEEPEST);
      if (early && !keys.isOfThisInput(new Content.Tree(whole))) {
        continue;
      }
      gather(whole);
      handler.row(new Content.Tree(whole), payload.name() + ", resource " + number);
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

  private void index() {
    Set<String> own = new HashSet<>();
    resources.forEach(resource -> own.add(resource.path("@id").asString("")));
    own.remove("");
    byId.values()
        .forEach(other -> {
          Set<String> named = new HashSet<>();
          other.valueStream().forEach(value -> named.addAll(ids(value)));
          named.retainAll(own);
          named.forEach(id -> naming.computeIfAbsent(id, any -> new ArrayList<>()).add(other));
        });
  }

  private JsonNode embedded(JsonNode node, int depth) {
    size +=
        RecordReader.CHARACTERS_OF_A_VALUE + (node.isString() ? node.stringValue() : "").length();
    if (size > RecordReader.MOST_CHARACTERS) {
      throw RecordReader.tooLarge(
          payload.name(), "one resource with what it names by blank node labels or gathers");
    }
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
    String own = resource.path("@id").asString("");
    Set<String> reached = new HashSet<>();
    reached.add(own);
    ArrayNode gathered = resource.putArray(GATHERED);
    follow(resource, reached, gathered);
    for (ObjectNode other : naming.getOrDefault(own, List.of())) {
      if (reached.add(other.path("@id").asString(""))) {
        gathered.add(embedded(other, DEEPEST));
        follow(other, reached, gathered);
      }
    }
  }

  /** In the order of a recursion, which a long chain would leave no stack for. */
  private void follow(ObjectNode from, Set<String> reached, ArrayNode gathered) {
    Deque<Iterator<String>> open = new ArrayDeque<>();
    open.push(leads(from));
    while (!open.isEmpty()) {
      if (!open.element().hasNext()) {
        open.pop();
        continue;
      }
      String id = open.element().next();
      ObjectNode node = byId.get(id);
      if (node != null && reached.add(id)) {
        gathered.add(embedded(node, DEEPEST));
        open.push(leads(node));
      }
    }
  }

  private Iterator<String> leads(ObjectNode from) {
    return input.gathers().stream()
        .flatMap(member -> ids(from.path(member)).stream())
        .toList()
        .iterator();
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
