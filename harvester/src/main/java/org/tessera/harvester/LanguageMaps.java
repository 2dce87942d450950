package org.tessera.harvester;

import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns {@code {"en": "a", "fr": ["b", "c"]}} into arrays of tagged values, which RML can read. */
final class LanguageMaps {
  private static final Pattern TAG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*|@none|und");

  private LanguageMaps() {}

  static void unfold(ObjectNode object) {
    for (String name : List.copyOf(object.propertyNames())) {
      JsonNode value = object.get(name);
      if (value instanceof ObjectNode inner) {
        if (isLanguageMap(inner)) {
          object.set(name, array(inner));
        } else {
          unfold(inner);
        }
      } else if (value instanceof ArrayNode elements) {
        for (JsonNode element : elements) {
          if (element instanceof ObjectNode inner) {
            unfold(inner);
          }
        }
      }
    }
  }

  private static boolean isLanguageMap(ObjectNode object) {
    if (object.isEmpty()) {
      return false;
    }
    for (String name : object.propertyNames()) {
      JsonNode value = object.get(name);
      boolean texts =
          value.isString() || value.isArray() && value.valueStream().allMatch(JsonNode::isString);
      if (!texts || !TAG.matcher(name).matches()) {
        return false;
      }
    }
    return true;
  }

  private static ArrayNode array(ObjectNode map) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (String tag : map.propertyNames()) {
      JsonNode value = map.get(tag);
      if (value.isString()) {
        add(values, tag, value);
      } else {
        value.forEach(element -> add(values, tag, element));
      }
    }
    return values;
  }

  private static void add(ArrayNode values, String tag, JsonNode value) {
    values.addObject().put("@language", tag.equals("@none") ? "und" : tag).set("@value", value);
  }
}
