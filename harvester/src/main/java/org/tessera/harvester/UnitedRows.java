package org.tessera.harvester;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several rows of one key as one record: a field in which they differ has all their values. */
final class UnitedRows {
  private final Map<String, Set<JsonNode>> values = new LinkedHashMap<>();
  private final Set<String> lists = new HashSet<>();

  void add(ObjectNode row) {
    row.forEachEntry((name, value) -> {
      Set<JsonNode> known = values.computeIfAbsent(name, any -> new LinkedHashSet<>());
      if (value instanceof ArrayNode array) {
        lists.add(name);
        array.forEach(known::add);
      } else {
        known.add(value);
      }
    });
  }

  ObjectNode record() {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    values.forEach((name, known) -> {
      if (known.size() == 1 && !lists.contains(name)) {
        record.set(name, known.iterator().next());
      } else {
        record.putArray(name).addAll(known);
      }
    });
    return record;
  }
}
