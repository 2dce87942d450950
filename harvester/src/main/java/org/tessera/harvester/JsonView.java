package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON tree, or a CSV row as a flat one. */
final class JsonView implements RecordView {
  private final JsonNode node;
  private final boolean columns;
  private final Map<String, JsonPath> paths;

  private JsonView(JsonNode node, boolean columns, Map<String, JsonPath> paths) {
    this.node = node;
    this.columns = columns;
    this.paths = paths;
  }

  /**
   * @param columns whether references are column names rather than paths
   */
  static JsonView of(JsonNode node, boolean columns) {
    return new JsonView(node, columns, new HashMap<>());
  }

  @Override
  public List<RecordView> iterate(String iterator) {
    if (iterator.equals("$") || columns) {
      return List.of(this);
    }
    List<RecordView> views = new ArrayList<>();
    for (JsonNode part : JsonPath.parse(iterator).select(node)) {
      views.add(new JsonView(part, false, paths));
    }
    return views;
  }

  @Override
  public List<Value> values(String reference) {
    if (columns) {
      JsonNode value = node.get(reference);
      return value == null ? List.of() : values(value);
    }
    List<Value> values = new ArrayList<>();
    for (JsonNode found : paths.computeIfAbsent(reference, JsonPath::parse).select(node)) {
      values.addAll(values(found));
    }
    return values;
  }

  private static List<Value> values(JsonNode found) {
    if (found.isArray()) {
      List<Value> values = new ArrayList<>();
      for (JsonNode element : found) {
        if (element.isValueNode()) {
          values.addAll(values(element));
        }
      }
      return values;
    }
    if (found.isNull() || !found.isValueNode()) {
      return List.of();
    }
    String text = found.asString().strip();
    return text.isEmpty() ? List.of() : List.of(new Value(text, datatype(found)));
  }

  private static @Nullable RDFDatatype datatype(JsonNode value) {
    if (value.isIntegralNumber()) {
      return XSDDatatype.XSDinteger;
    }
    if (value.isNumber()) {
      return XSDDatatype.XSDdouble;
    }
    return value.isBoolean() ? XSDDatatype.XSDboolean : null;
  }
}
