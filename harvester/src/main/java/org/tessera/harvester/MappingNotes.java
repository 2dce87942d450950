package org.tessera.harvester;

import java.util.Map;
import java.util.TreeMap;

/** What a run noticed while mapping: values that no table knows, by table and value, counted. */
final class MappingNotes {
  private static final int MOST = 1_000;

  private final Map<String, Long> unmapped = new TreeMap<>();

  void unmapped(String table, String value) {
    String key = table + ": " + (value.length() > 80 ? value.substring(0, 80) + "…" : value);
    if (unmapped.size() < MOST || unmapped.containsKey(key)) {
      unmapped.merge(key, 1L, Long::sum);
    }
  }

  Map<String, Long> unmapped() {
    return unmapped;
  }
}
