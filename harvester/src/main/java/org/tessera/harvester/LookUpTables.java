package org.tessera.harvester;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The tables of a source's folder: {@code tables/*.csv}, key in the first column, value in the
 * second.
 */
final class LookUpTables {
  private final SourceFolder folder;
  private final Map<String, Map<String, List<String>>> tables = new HashMap<>();

  LookUpTables(SourceFolder folder) {
    this.folder = folder;
  }

  /** Keys without surrounding blanks and in any case. */
  static String normal(String key) {
    return key.strip().toLowerCase(Locale.ROOT);
  }

  Map<String, List<String>> get(String name) {
    return tables.computeIfAbsent(name, this::read);
  }

  private Map<String, List<String>> read(String name) {
    String file = "tables/" + name;
    if (!folder.has(file)) {
      throw new HarvestException(
          HarvestException.Category.MAPPING,
          "mappings/"
              + folder.id()
              + "/"
              + file
              + " does not exist, but the mapping looks up in it");
    }
    Map<String, List<String>> rows = new HashMap<>();
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = format.parse(new StringReader(folder.text(file)))) {
      for (CSVRecord row : parser) {
        List<String> values = new ArrayList<>();
        for (String value : row.get(1).split("\\|")) {
          if (!value.isBlank()) {
            values.add(value.strip());
          }
        }
        rows.put(normal(row.get(0)), List.copyOf(values));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(rows);
  }
}
