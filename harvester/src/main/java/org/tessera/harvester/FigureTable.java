package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table of statistics, turned so that each figure stands alone with what it is about, however
 * many columns of figures there are: {@code columns}, and {@code observations} in place of {@code
 * rows}. Different figures for one and the same thing are none of them observations, but {@code
 * contradicting}.
 */
final class FigureTable {
  private final String file;
  private final List<String> header;
  private final Pattern valueColumns;
  private long size;

  /**
   * @param valueColumns matches the whole header of each column with figures
   */
  FigureTable(String file, List<String> header, Pattern valueColumns) {
    this.file = file;
    this.header = header;
    this.valueColumns = valueColumns;
  }

  void turn(ObjectNode table) {
    List<String> values = header.stream().filter(this::holdsFigures).toList();
    List<String> others =
        header.stream().filter(column -> !column.isEmpty() && !holdsFigures(column)).toList();
    ArrayNode columns = table.putArray("columns");
    others.forEach(column -> columns.addObject().put("column", column));
    JsonNode rows = table.remove("rows");
    Map<String, ObjectNode> figures = new LinkedHashMap<>();
    Set<String> contradicting = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      for (String column : values) {
        JsonNode figure = row.get(column);
        if (figure != null) {
          ObjectNode one = observation(row, column, figure.asString(), others);
          String key = one.path("key").asString();
          ObjectNode other = figures.putIfAbsent(key, one);
          if (other != null && !other.path("value").equals(figure)) {
            contradicting.add(key);
          }
        }
      }
    }
    contradicting.forEach(figures::remove);
    table.putArray("observations").addAll(figures.values());
    ArrayNode left = table.putArray("contradicting");
    contradicting.forEach(key -> left.addObject().put("key", key));
  }

  private boolean holdsFigures(String column) {
    return valueColumns.matcher(column).matches();
  }

  private ObjectNode observation(JsonNode row, String column, String value, List<String> others) {
    ObjectNode about = JsonNodeFactory.instance.objectNode();
    for (String other : others) {
      JsonNode field = row.get(other);
      if (field != null) {
        about.set(other, field);
      }
    }
    String key =
        Hash.hex((column + "\n" + about).getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    ObjectNode observation = JsonNodeFactory.instance.objectNode();
    observation.put("key", key).put("column", column).put("value", value).set("row", about);
    ArrayNode at = observation.putArray("at");
    for (String other : others) {
      ObjectNode place = at.addObject().put("key", key).put("column", other);
      JsonNode field = about.get(other);
      if (field != null) {
        place.set("value", field);
      }
      size += 3L * RecordReader.CHARACTERS_OF_A_VALUE + 2L * String.valueOf(field).length();
    }
    if (size > RecordReader.MOST_CHARACTERS) {
      throw RecordReader.tooLarge(file, "the table, turned to single figures,");
    }
    return observation;
  }
}
