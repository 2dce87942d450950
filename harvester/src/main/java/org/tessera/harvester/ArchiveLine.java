package org.tessera.harvester;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One archived record.
 *
 * @param difference that of the rows which it was made of, if they differ
 */
record ArchiveLine(
    String id,
    String hash,
    String input,
    String format,
    String place,
    JsonNode record,
    Optional<Difference> difference) {

  static ArchiveLine of(HarvestedRecord record) {
    return new ArchiveLine(
        record.localId(),
        record.hash(),
        record.input().iri().getURI(),
        record.input().format().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        record.place(),
        json(record.content()),
        record.difference());
  }

  /** The same record of which something was taken. */
  ArchiveLine with(String newHash, Content content) {
    return new ArchiveLine(id, newHash, input, format, place, json(content), difference);
  }

  private static JsonNode json(Content content) {
    return switch (content) {
      case Content.Tree tree -> tree.node();
      case Content.Xml xml -> JsonNodeFactory.instance.stringNode(xml.text());
    };
  }

  /** Empty where the line is no record. */
  static Optional<ArchiveLine> parse(String text) {
    try {
      JsonNode line = JsonRecords.JSON.readTree(text);
      JsonNode record = line.required("record");
      String format = line.required("format").asString();
      if (format.equals("xml") ? !record.isString() : !record.isObject()) {
        return Optional.empty();
      }
      return Optional.of(
          new ArchiveLine(
              line.required("id").asString(),
              line.required("hash").asString(),
              line.required("input").asString(),
              format,
              line.required("place").asString(),
              record,
              difference(line)));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Difference> difference(JsonNode line) {
    List<String> fields = new ArrayList<>();
    line.path("differing").forEach(field -> fields.add(field.asString()));
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Difference(line.path("rows").asInt(0), fields));
  }

  /** Its key stands first, by which it is found. */
  String json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", id);
    line.put("hash", hash);
    line.put("input", input);
    line.put("format", format);
    line.put("place", place);
    difference.ifPresent(it -> {
      line.put("rows", it.rows());
      ArrayNode fields = line.putArray("differing");
      it.fields().forEach(fields::add);
    });
    line.set("record", record);
    return line.toString();
  }

  boolean isXml() {
    return format.equals("xml");
  }

  String text() {
    return record.isString() ? record.asString() : record.toString();
  }
}
