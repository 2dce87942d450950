package org.tessera.harvester;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Records of a JSON document, one after the other without the whole in memory; or one a line. */
final class JsonRecords {
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxStringLength(RecordReader.MOST_CHARACTERS)
                          .build())
                  .build())
          .build();

  /** For records in the middle of a document. */
  private static final JsonMapper WITHIN =
      JSON.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Payload payload;
  private final Input input;
  private boolean endedInLine;

  JsonRecords(Payload payload, Input input) {
    this.payload = payload;
    this.input = input;
  }

  void read(RowHandler handler) throws IOException {
    List<JsonPath.Step> steps = JsonPath.parse(input.iterator()).steps();
    try (BoundedRecord text = new BoundedRecord(RecordReader.text(payload, input));
        JsonParser parser = WITHIN.createParser(text)) {
      try {
        if (parser.nextToken() == null) {
          throw broken(
              "it is empty; a JSON document with records at "
                  + input.iterator()
                  + " would be right");
        }
        walk(parser, text, steps, 0, "", handler);
        if (parser.nextToken() != null) {
          throw broken(place(parser) + " there is text behind the end of the JSON document");
        }
      } catch (JacksonException e) {
        throw malformed(e, parser);
      }
    }
  }

  private void walk(
      JsonParser parser,
      BoundedRecord text,
      List<JsonPath.Step> steps,
      int at,
      String key,
      RowHandler handler) {
    JsonToken token = parser.currentToken();
    String place = place(parser);
    if (at == steps.size()) {
      text.startRecord(place);
      JsonNode node = WITHIN.readTree(parser);
      text.endRecord();
      if (node instanceof ObjectNode object) {
        if (!key.isEmpty()) {
          object.put("_key", key);
        }
        handler.row(new Content.Tree(object), payload.name() + ", " + place);
      } else {
        handler.broken(payload.name() + ", " + place, found(token) + " where an object should be");
      }
      return;
    }
    switch (steps.get(at)) {
      case JsonPath.Name name -> {
        if (token != JsonToken.START_OBJECT) {
          throw broken(
              place
                  + ": "
                  + found(token)
                  + " where an object with \""
                  + name.name()
                  + "\" should be");
        }
        boolean seen = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String member = parser.currentName();
          parser.nextToken();
          if (member.equals(name.name())) {
            seen = true;
            walk(parser, text, steps, at + 1, "", handler);
          } else {
            parser.skipChildren();
          }
        }
        // One of many may lack it: a programme without courses.
        if (!seen && steps.subList(0, at).stream().noneMatch(JsonPath.All.class::isInstance)) {
          throw broken(
              place
                  + ": the object has no \""
                  + name.name()
                  + "\" (records are at "
                  + input.iterator()
                  + ")");
        }
      }
      case JsonPath.All all -> {
        if (token == JsonToken.START_ARRAY) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            walk(parser, text, steps, at + 1, "", handler);
          }
        } else if (token == JsonToken.START_OBJECT) {
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            parser.nextToken();
            walk(parser, text, steps, at + 1, member, handler);
          }
        } else {
          throw broken(place + ": " + found(token) + " where an array of records should be");
        }
      }
      case JsonPath.Index index -> {
        if (token != JsonToken.START_ARRAY) {
          throw broken(place + ": " + found(token) + " where an array should be");
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
          if (i == index.index()) {
            walk(parser, text, steps, at + 1, "", handler);
          } else {
            parser.skipChildren();
          }
        }
      }
    }
  }

  /** One object a line, or what the iterator selects in it; a line without one is a broken row. */
  void readLines(RowHandler handler) throws IOException {
    JsonPath path = JsonPath.parse(input.iterator());
    try (BufferedReader text = new BufferedReader(RecordReader.text(payload, input))) {
      long number = 0;
      boolean empty = true;
      for (String line = line(text, 1); line != null; line = line(text, number + 1)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        empty = false;
        String place = payload.name() + ", line " + number;
        try {
          List<JsonNode> nodes = path.select(JSON.readTree(line));
          if (nodes.isEmpty()) {
            handler.broken(place, "has nothing at " + input.iterator());
          }
          for (JsonNode node : nodes) {
            if (node instanceof ObjectNode object) {
              handler.row(new Content.Tree(object), place);
            } else {
              handler.broken(place, "is no JSON object");
            }
          }
        } catch (JacksonException e) {
          if (endedInLine) {
            throw broken("line " + number + ": the file ends in the middle of an object");
          }
          handler.broken(place, "is no JSON: " + reason(e));
        }
      }
      if (empty) {
        throw broken("it is empty; one JSON object a line would be right");
      }
    }
  }

  private @org.jspecify.annotations.Nullable String line(BufferedReader text, long number)
      throws IOException {
    StringBuilder line = new StringBuilder();
    long size = 0;
    int c = text.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      line.append((char) c);
      size += weight((char) c);
      if (size > RecordReader.MOST_CHARACTERS) {
        throw RecordReader.tooLarge(payload.name() + ", line " + number, "one line");
      }
      c = text.read();
    }
    endedInLine = c < 0;
    return line.toString();
  }

  /** A comma or bracket comes with a value, which weighs more than its characters. */
  private static int weight(char c) {
    return c == ',' || c == '[' || c == '{' ? RecordReader.CHARACTERS_OF_A_VALUE : 1;
  }

  /** A reader that stops a record without end. */
  private final class BoundedRecord extends FilterReader {
    private boolean within;
    private String place = "";
    private long size;

    BoundedRecord(Reader in) {
      super(in);
    }

    void startRecord(String place) {
      this.place = place;
      within = true;
      size = 0;
    }

    void endRecord() {
      within = false;
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      if (c >= 0) {
        count((char) c);
      }
      return c;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      int n = super.read(chars, offset, length);
      for (int i = 0; i < n && within; i++) {
        count(chars[offset + i]);
      }
      return n;
    }

    private void count(char c) {
      if (within) {
        size += weight(c);
        if (size > RecordReader.MOST_CHARACTERS) {
          throw RecordReader.tooLarge(
              payload.name() + ", " + place, "one record at " + input.iterator());
        }
      }
    }
  }

  private static String found(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "a text";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "a number";
    };
  }

  private static String place(JsonParser parser) {
    var location = parser.currentTokenLocation();
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private HarvestException malformed(JacksonException e, JsonParser parser) {
    if (e.getCause() instanceof IOException io) {
      return RecordReader.broken(payload.name(), io);
    }
    // A limit of the parser comes without a place.
    var location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    return broken(
        "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": " + reason(e));
  }

  /** What the parser says, in one line and without the names of its settings. */
  static String reason(JacksonException e) {
    return HarvestException.plain(
        e.getOriginalMessage().replaceAll("\\s*\\n.*", "").replaceAll(", from `[^`]*`", ""));
  }

  private HarvestException broken(String reason) {
    return new HarvestException(
        HarvestException.Category.SOURCE_MALFORMED, payload.name() + ", " + reason);
  }
}
