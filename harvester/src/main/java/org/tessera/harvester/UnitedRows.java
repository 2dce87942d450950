package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several rows of one key as one record: a field in which they differ has all their values. */
final class UnitedRows {
  /** Nobody looks up more, and a record of a register may have thousands. */
  private static final int MOST_PLACES = 5;

  private final Map<String, Set<JsonNode>> values = new LinkedHashMap<>();
  private final Set<String> lists = new HashSet<>();
  private final List<String> places = new ArrayList<>();
  private int rows;

  void add(ObjectNode row, String place) {
    rows++;
    if (places.size() < MOST_PLACES) {
      places.add(place);
    }
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

  /** Where the first of them stand: {@code file.csv, line 3, line 4}. */
  String place() {
    String first = places.getFirst();
    String file = first.substring(0, first.lastIndexOf(", ") + 1);
    return places.stream()
            .map(place ->
                place.equals(first) || file.isEmpty() || !place.startsWith(file)
                    ? place
                    : place.substring(file.length() + 1))
            .collect(Collectors.joining(", "))
        + (rows > places.size() ? ", …" : "");
  }

  /** Empty where no field says two things. */
  Optional<Difference> difference() {
    List<String> differing =
        values.entrySet().stream()
            .filter(field -> field.getValue().size() > 1 && !lists.contains(field.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    return differing.isEmpty() ? Optional.empty() : Optional.of(new Difference(rows, differing));
  }
}
