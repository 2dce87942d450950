package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dumps of search engines wrap each record in an object of their own, one a line. */
class JsonLinesTest {
  @Test
  void anIteratorSelectsWithinALine() throws IOException {
    Input dumps =
        MappingsFolder.sources().stream()
            .filter(source -> source.id().equals("fi-opintopolku"))
            .flatMap(source -> source.inputs().stream())
            .filter(input -> input.iterator().equals("$._source"))
            .findFirst()
            .orElseThrow();
    String lines =
        """
        {"_id": "1", "_source": {"oid": "a"}}
        {"_id": "2"}
        {"_id": "3", "_source": ["b"]}
        """;
    List<String> found = new ArrayList<>();
    RecordReader.read(
        new Payload(
            "dump.json", () -> new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))),
        dumps,
        new RowHandler() {
          @Override
          public void row(Content content, String place) {
            found.add(content.text());
          }

          @Override
          public void broken(String place, String reason) {
            found.add(place + " " + reason);
          }
        });
    assertEquals(
        List.of(
            "{\"oid\":\"a\"}",
            "dump.json, line 2 has nothing at $._source",
            "dump.json, line 3 is no JSON object"),
        found);
  }
}
