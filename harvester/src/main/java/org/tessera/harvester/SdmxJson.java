package org.tessera.harvester;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message in SDMX-JSON 1.0, 2.0 or 2.1: data (field guide of the data message) or structures
 * (that of the structure message). A document is read whole, as data refer to codes by position.
 */
final class SdmxJson {
  /** Figures as they are written. */
  private static final JsonMapper MAPPER =
      JsonRecords.JSON.rebuild().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Payload payload;
  private final Input input;
  private final SdmxStructures structures;

  SdmxJson(Payload payload, Input input, SdmxStructures structures) {
    this.payload = payload;
    this.input = input;
    this.structures = structures;
  }

  /** Takes up what a structure message describes; a data message describes nothing. */
  void collect() throws IOException {
    JsonNode data = data(document());
    if (!data.has("dataSets")) {
      new SdmxJsonStructures(data).addTo(structures);
    }
  }

  void read(RowHandler handler) throws IOException {
    ObjectNode document = document();
    JsonNode data = data(document);
    if (data.has("dataSets")) {
      new SdmxJsonData(payload, document, data, structures).read(handler);
      return;
    }
    if (data.has("metadataSets")) {
      throw new SdmxMessages.Unreadable(
          "", "is a metadata message, which holds reports and no figures");
    }
    if (!document.has("data") && !document.has("meta") && !document.has("header")) {
      throw new SdmxMessages.Unreadable("", "is no message of SDMX-JSON: it has no \"data\"");
    }
    SdmxJsonStructures own = new SdmxJsonStructures(data);
    SdmxMessages.hand(payload, own.dataStructures(), own.others(), structures, handler);
  }

  /** Version 1.0 has some of its parts at the top. */
  private static JsonNode data(ObjectNode document) {
    return document.path("data").isObject() ? document.path("data") : document;
  }

  private ObjectNode document() throws IOException {
    StringBuilder text = new StringBuilder();
    char[] part = new char[1 << 16];
    long size = 0;
    try (Reader reader = RecordReader.text(payload, input)) {
      for (int n = reader.read(part); n >= 0; n = reader.read(part)) {
        text.append(part, 0, n);
        for (int i = 0; i < n; i++) {
          // A number in an array, as most of data are, weighs little.
          size += part[i] == '{' || part[i] == ',' ? RecordReader.CHARACTERS_OF_A_VALUE / 2 : 1;
        }
        if (size > 4L * RecordReader.MOST_CHARACTERS) {
          throw RecordReader.tooLarge(payload.name(), "the message");
        }
      }
    }
    try {
      if (MAPPER.readTree(text.toString()) instanceof ObjectNode object) {
        return object;
      }
      throw new SdmxMessages.Unreadable("", "is no message of SDMX-JSON: it is no object");
    } catch (JacksonException e) {
      var location = e.getLocation();
      throw new SdmxMessages.Unreadable(
          location == null ? "" : ", line " + location.getLineNr(),
          "is no JSON document: " + JsonRecords.reason(e));
    }
  }

  /** The names of something in all languages that it has, or in the message's one. */
  static ArrayNode names(JsonNode of, String plural, String singular, String language) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    of.path(plural)
        .forEachEntry((tag, name) -> SdmxMessages.addName(names, tag, name.asString("")));
    if (names.isEmpty()) {
      SdmxMessages.addName(names, language, of.path(singular).asString(""));
    }
    return names;
  }

  /** By the URN or else the address of a link. */
  static Optional<SdmxReference> linked(JsonNode of, String sender, List<String> relations) {
    for (String relation : relations) {
      for (JsonNode link : of.path("links")) {
        if (link.path("rel").asString("").equalsIgnoreCase(relation)) {
          Optional<SdmxReference> reference =
              SdmxReference.of(link.path("urn").asString(""))
                  .or(() -> SdmxReference.ofAddress(link.path("href").asString(""), sender));
          if (reference.isPresent()) {
            return reference;
          }
        }
      }
    }
    return Optional.empty();
  }

  static Map<String, ArrayNode> items(JsonNode items) {
    Map<String, ArrayNode> all = new LinkedHashMap<>();
    items.forEach(
        item -> all.putIfAbsent(item.path("id").asString(""), names(item, "names", "name", "und")));
    all.remove("");
    return all;
  }
}
