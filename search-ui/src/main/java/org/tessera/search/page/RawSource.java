package org.tessera.search.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RawRecords;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a source said, laid out for reading: a row as its columns, JSON indented. */
@Component
final class RawSource {
  /** More than this is read in the source itself; a page of megabytes helps nobody. */
  private static final int MAX_CHARACTERS = 100_000;

  private final RawRecords records;
  private final JsonMapper json = JsonMapper.builder().build();

  RawSource(RawRecords records) {
    this.records = records;
  }

  Optional<RecordView.Raw> find(CatalogueRecord record) {
    return records.find(record.source(), record.localId()).map(this::laidOut);
  }

  private RecordView.Raw laidOut(RawRecords.RawRecord raw) {
    try {
      if (raw.format().equals("csv")) {
        JsonNode row = json.readTree(raw.text());
        if (row.isObject() && row.valueStream().allMatch(JsonNode::isValueNode)) {
          return new RecordView.Raw(raw.format(), raw.place(), cells(row), "");
        }
      }
      if (!raw.format().equals("xml")) {
        String indented =
            json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(raw.text()));
        return new RecordView.Raw(raw.format(), raw.place(), List.of(), cut(indented));
      }
    } catch (JacksonException e) {
      // What is no JSON is shown as it stands.
      return new RecordView.Raw(raw.format(), raw.place(), List.of(), cut(raw.text()));
    }
    return new RecordView.Raw(raw.format(), raw.place(), List.of(), cut(raw.text()));
  }

  private static List<RecordView.Cell> cells(JsonNode row) {
    List<RecordView.Cell> cells = new ArrayList<>();
    row.properties()
        .forEach(field ->
            cells.add(
                new RecordView.Cell(
                    field.getKey(), field.getValue().isNull() ? "" : field.getValue().asString())));
    return cells;
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
  }
}
