package org.tessera.harvester;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The data sets of a message in SDMX-JSON, whose codes are positions in the message's lists. */
final class SdmxJsonData {
  private static final List<String> LEVELS = List.of("dataSet", "series", "observation");

  private final Payload payload;
  private final JsonNode data;
  private final SdmxStructures structures;
  private final SdmxBudget budget;
  private final String sender;
  private final String language;

  SdmxJsonData(Payload payload, JsonNode document, JsonNode data, SdmxStructures structures) {
    this.payload = payload;
    this.data = data;
    this.structures = structures;
    this.budget = new SdmxBudget(payload.name());
    JsonNode head = document.path(document.has("meta") ? "meta" : "header");
    this.sender = head.path("sender").path("id").asString("");
    this.language =
        head.path("contentLanguages").path(0).asString(head.path("lang").asString("und"));
  }

  void read(RowHandler handler) {
    Map<String, SdmxCube> cubes = new LinkedHashMap<>();
    for (JsonNode dataSet : data.path("dataSets")) {
      int number = dataSet.path("structure").asInt(0);
      JsonNode structure =
          data.has("structure") ? data.path("structure") : data.path("structures").path(number);
      List<String> relations = List.of("dataflow", "datastructure");
      Optional<SdmxReference> reference =
          SdmxJson.linked(structure, sender, relations)
              .or(() -> SdmxJson.linked(dataSet, sender, relations));
      String name = reference.map(SdmxReference::toString).orElse("structure " + number);
      SdmxCube cube = cubes.computeIfAbsent(name, any -> cube(reference, structure));
      cube.nextDataSet();
      new DataSet(cube, structure, dataSet, name).read();
    }
    if (cubes.isEmpty()) {
      throw new SdmxMessages.Unreadable("", "is a data message without a data set");
    }
    cubes.forEach((name, cube) ->
        handler.row(
            new Content.Tree(cube.record("data")), payload.name() + ", data set of " + name));
  }

  private SdmxCube cube(Optional<SdmxReference> reference, JsonNode structure) {
    SdmxCube cube = SdmxMessages.cube(budget, reference, structures);
    ArrayNode title = SdmxJson.names(structure, "names", "name", language);
    if (!title.isEmpty()) {
      cube.title(title, SdmxJson.names(structure, "descriptions", "description", language));
    }
    for (JsonNode dimension : ordered(structure)) {
      String id = dimension.path("id").asString("");
      String role = dimension.path("roles").path(0).asString(dimension.path("role").asString(""));
      boolean time = id.equals("TIME_PERIOD") || role.equals("TIME_PERIOD");
      cube.dimension(id, role, time, SdmxJson.names(dimension, "names", "name", language));
      codes(cube, id, dimension);
    }
    for (String level : List.of("dataSet", "dimensionGroup", "series", "observation")) {
      for (JsonNode attribute : structure.path("attributes").path(level)) {
        codes(cube, attribute.path("id").asString(""), attribute);
      }
    }
    return cube;
  }

  private void codes(SdmxCube cube, String id, JsonNode component) {
    for (JsonNode value : component.path("values")) {
      if (value.has("id")) {
        cube.code(
            id, value.path("id").asString(""), SdmxJson.names(value, "names", "name", language));
      }
    }
  }

  /** In the order of the key where the message tells it. */
  private static List<JsonNode> ordered(JsonNode structure) {
    List<JsonNode> all = new ArrayList<>();
    LEVELS.forEach(level -> structure.path("dimensions").path(level).forEach(all::add));
    if (all.stream().allMatch(each -> each.has("keyPosition"))) {
      all.sort(java.util.Comparator.comparingInt(each -> each.path("keyPosition").asInt(0)));
    }
    return all;
  }

  /** One data set: what stands above a figure holds for it. */
  private final class DataSet {
    private final SdmxCube cube;
    private final JsonNode structure;
    private final JsonNode dataSet;
    private final String name;
    private final boolean deletes;
    private final int measures;
    private final Map<String, String> fixed;

    DataSet(SdmxCube cube, JsonNode structure, JsonNode dataSet, String name) {
      this.cube = cube;
      this.structure = structure;
      this.dataSet = dataSet;
      this.name = name;
      this.deletes = dataSet.path("action").asString("").equalsIgnoreCase("Delete");
      this.measures = Math.max(1, structure.path("measures").path("observation").size());
      this.fixed = new LinkedHashMap<>();
      for (JsonNode dimension : dimensions("dataSet")) {
        fixed.put(dimension.path("id").asString(""), value(dimension, 0));
      }
    }

    void read() {
      if (measures > 1) {
        throw new SdmxMessages.Unreadable(
            ", data set of " + name,
            "has "
                + measures
                + " measures for each observation; a cube of Tessera has one (decision 0840)");
      }
      groups();
      var ofSet = attributes("dataSet", dataSet.path("attributes"), 0);
      figures(dataSet.path("observations"), Map.of(), ofSet, true);
      dataSet
          .path("series")
          .forEachEntry((key, series) -> {
            Map<String, String> at = at(key, dimensions("series"));
            var all = new LinkedHashMap<>(ofSet);
            all.putAll(attributes("series", series.path("attributes"), 0));
            if (deletes && series.path("observations").isEmpty()) {
              cube.delete(at);
            }
            figures(series.path("observations"), at, all, false);
          });
    }

    private void figures(
        JsonNode observations,
        Map<String, String> above,
        Map<String, List<SdmxCube.AttributeValue>> attributesAbove,
        boolean flat) {
      observations.forEachEntry((key, observation) -> {
        List<JsonNode> dimensions = dimensions("observation");
        // A flat data set beside one with series names their dimensions too.
        if (flat && key.split(":", -1).length > dimensions.size()) {
          List<JsonNode> all = dimensions("series");
          all.addAll(dimensions);
          dimensions = all;
        }
        Map<String, String> at = new LinkedHashMap<>(fixed);
        at.putAll(above);
        at.putAll(at(key, dimensions));
        if (deletes) {
          cube.delete(at);
          return;
        }
        var all = new LinkedHashMap<>(attributesAbove);
        all.putAll(attributes("observation", observation, measures));
        JsonNode value = observation.path(0);
        cube.figure(at, value.isNumber() || value.isString() ? value.asString() : "", all);
      });
    }

    /** Attributes of some dimensions: their keys leave the places of the others blank. */
    private void groups() {
      List<JsonNode> all = new ArrayList<>();
      LEVELS.forEach(level -> all.addAll(dimensions(level)));
      dataSet
          .path("dimensionGroupAttributes")
          .forEachEntry(
              (key, values) -> cube.group(at(key, all), attributes("dimensionGroup", values, 0)));
    }

    private List<JsonNode> dimensions(String level) {
      List<JsonNode> dimensions = new ArrayList<>();
      structure.path("dimensions").path(level).forEach(dimensions::add);
      return dimensions;
    }

    private Map<String, String> at(String key, List<JsonNode> dimensions) {
      String[] places = key.split(":", -1);
      Map<String, String> at = new LinkedHashMap<>();
      if (key.isEmpty() && dimensions.isEmpty()) {
        return at;
      }
      if (places.length != dimensions.size()) {
        throw new SdmxMessages.Unreadable(
            ", data set of " + name,
            "its key \""
                + key
                + "\" has another length than its "
                + dimensions.size()
                + " dimensions");
      }
      for (int i = 0; i < places.length; i++) {
        if (places[i].matches("\\d{1,9}")) {
          at.put(
              dimensions.get(i).path("id").asString(""),
              value(dimensions.get(i), Integer.parseInt(places[i])));
        }
      }
      return at;
    }

    private String value(JsonNode component, int position) {
      JsonNode value = component.path("values").path(position);
      if (value.isMissingNode()) {
        throw new SdmxMessages.Unreadable(
            ", data set of " + name,
            "refers to value "
                + position
                + " of "
                + component.path("id").asString("")
                + ", which has "
                + component.path("values").size());
      }
      return value.path("id").asString(value.path("value").asString(""));
    }

    private Map<String, List<SdmxCube.AttributeValue>> attributes(
        String level, JsonNode values, int before) {
      Map<String, List<SdmxCube.AttributeValue>> attributes = new LinkedHashMap<>();
      JsonNode components = structure.path("attributes").path(level);
      for (int i = 0; i < components.size() && before + i < values.size(); i++) {
        List<SdmxCube.AttributeValue> all = new ArrayList<>();
        add(all, components.path(i), values.path(before + i));
        if (!all.isEmpty()) {
          attributes.put(components.path(i).path("id").asString(""), all);
        }
      }
      return attributes;
    }

    /** A number is a position where the attribute has values; text may be in languages. */
    private void add(List<SdmxCube.AttributeValue> all, JsonNode component, JsonNode value) {
      boolean listed = !component.path("values").isEmpty();
      if (value.isIntegralNumber() && listed) {
        boolean coded = component.path("values").path(value.asInt()).has("id");
        all.add(new SdmxCube.AttributeValue(value(component, value.asInt()), coded));
      } else if (value.isString() || value.isNumber()) {
        all.add(new SdmxCube.AttributeValue(value.asString(), false));
      } else if (value.isArray() || value.isObject()) {
        value.forEach(each -> add(all, component, each));
      }
    }
  }
}
