package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.jena.graph.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the payloads of one pass and makes records of their rows: rows of one key are one record,
 * rows of other tables are put under the record that they belong to, equal rows count once.
 *
 * <p>Each file is read twice: first for its keys alone, so that a record whose rows stand far apart
 * is handed on whole, and so that progress knows how much there is.
 */
final class SourceReading {
  /** Takes the records of a pass. */
  interface RecordHandler {
    void record(HarvestedRecord record);

    /** The source itself says that this record is deleted. */
    void deleted(String localId);

    /**
     * @param record its key, or empty where it could not be read
     */
    void broken(String record, String place, String reason);
  }

  private final SourceDescriptor source;
  private final PersonalData personalData;
  private final RecordHandler handler;
  private final BooleanSupplier stopRequested;
  private final Map<Node, Map<String, List<GroupedRow>>> grouped = new HashMap<>();

  /** Of each input once: progress asks for the count of keys, and reading for the repeated ones. */
  private final Map<Node, KeyScan.Result> scans = new HashMap<>();

  private final Set<String> seen = new HashSet<>();

  /** Places that were told to be broken: inputs that share a file meet the same break. */
  private final Set<String> told = new HashSet<>();

  private long rows;
  private long duplicates;

  private record GroupedRow(Content content, String place) {}

  SourceReading(
      SourceDescriptor source,
      PersonalData personalData,
      RecordHandler handler,
      BooleanSupplier stopRequested) {
    this.source = source;
    this.personalData = personalData;
    this.handler = handler;
    this.stopRequested = stopRequested;
  }

  long rows() {
    return rows;
  }

  long duplicates() {
    return duplicates;
  }

  /** Local ids of the records read so far. */
  Set<String> seen() {
    return seen;
  }

  /**
   * Reads everything.
   *
   * @param files payloads by input, inputs in order of rank
   * @return why each file that broke did so; empty if none did
   */
  List<HarvestException> read(Map<Input, List<Payload>> files) {
    List<HarvestException> breaks = new ArrayList<>();
    List<HarvestException> brokenTables = new ArrayList<>();
    Map<Node, HarvestException> lacking = missingTables(files);
    files.forEach((input, payloads) -> {
      if (input.groupedUnder().isPresent()) {
        List<HarvestException> broken = collect(input, payloads);
        brokenTables.addAll(broken);
        broken.forEach(reason -> lacking.putIfAbsent(input.groupedUnder().get(), reason));
      }
    });
    files.forEach((input, payloads) -> {
      if (input.groupedUnder().isEmpty()) {
        InputPass pass = new InputPass(input, Optional.ofNullable(lacking.get(input.iri())));
        breaks.addAll(pass.read(payloads));
      }
    });
    breaks.addAll(brokenTables);
    if (breaks.isEmpty()) {
      files.keySet().forEach(this::orphans);
    }
    return breaks;
  }

  /** By input, why its records would come without rows that belong to them. */
  private Map<Node, HarvestException> missingTables(Map<Input, List<Payload>> files) {
    Set<Node> read = new HashSet<>();
    files.keySet().forEach(input -> read.add(input.iri()));
    Map<Node, HarvestException> missing = new HashMap<>();
    for (Input table : source.inputs()) {
      if (table.groupedUnder().filter(read::contains).isPresent() && !read.contains(table.iri())) {
        missing.putIfAbsent(
            table.groupedUnder().get(),
            new HarvestException(
                HarvestException.Category.BAD_REQUEST,
                "there is no file of the table "
                    + table.tableName()
                    + " ("
                    + table.filePattern()
                    + ")"));
      }
    }
    return missing;
  }

  /**
   * How many records the files hold, as far as their keys tell; grouped rows without one excluded.
   */
  long count(Map<Input, List<Payload>> files) {
    long count = 0;
    for (Map.Entry<Input, List<Payload>> entry : files.entrySet()) {
      if (entry.getKey().groupedUnder().isEmpty()) {
        count += scan(entry.getKey(), entry.getValue()).keys();
      }
    }
    return count;
  }

  private KeyScan.Result scan(Input input, List<Payload> payloads) {
    return scans.computeIfAbsent(
        input.iri(), iri -> new KeyScan(input, stopRequested).of(payloads));
  }

  private List<HarvestException> collect(Input input, List<Payload> payloads) {
    Keys keys = new Keys(input);
    Map<String, List<GroupedRow>> byKey =
        grouped.computeIfAbsent(input.iri(), iri -> new LinkedHashMap<>());
    Set<String> texts = new HashSet<>();
    return readAll(
        input,
        payloads,
        (content, place) -> {
          rows++;
          Optional<String> key = keys.groupKey(content);
          if (key.isEmpty()) {
            key = keys.localId(content).map(id -> "own:" + id);
          }
          if (key.isEmpty()) {
            withoutKey(place, "has no value for " + input.groupKey().orElse("its key"));
          } else if (!texts.add(key.get() + content.text())) {
            duplicates++;
          } else {
            byKey
                .computeIfAbsent(key.get(), k -> new ArrayList<>())
                .add(new GroupedRow(content, place));
          }
        });
  }

  /** Rows with a key of their own whose record is not in the files. */
  private void orphans(Input input) {
    if (input.groupedUnder().isEmpty() || input.localId().isEmpty()) {
      return;
    }
    Keys keys = new Keys(input);
    grouped
        .getOrDefault(input.iri(), Map.of())
        .values()
        .forEach(rowsOfOne -> {
          for (GroupedRow row : rowsOfOne) {
            Optional<String> id = keys.localId(row.content());
            if (id.isPresent() && seen.add(id.get())) {
              hand(input, keys, id.get(), row.place(), row.content(), Optional.empty());
            }
          }
        });
  }

  private void withoutKey(String place, String reason) {
    if (told.add(place)) {
      handler.broken("", place, reason);
    }
  }

  private interface Rows {
    void row(Content content, String place);
  }

  private List<HarvestException> readAll(Input input, List<Payload> payloads, Rows rowHandler) {
    List<HarvestException> breaks = new ArrayList<>();
    RecordReader reader = new RecordReader(input, payloads);
    for (Payload payload : payloads) {
      try {
        reader.read(
            payload,
            new RowHandler() {
              @Override
              public void row(Content content, String place) {
                personalData.removeFrom(content);
                if (input.languageMaps() && content instanceof Content.Tree tree) {
                  LanguageMaps.unfold(tree.node());
                }
                if (content instanceof Content.Tree tree) {
                  splitLists(input, tree.node());
                }
                rowHandler.row(content, place);
              }

              @Override
              public void broken(String place, String reason) {
                if (told.add(place)) {
                  rows++;
                  handler.broken("", place, reason);
                }
              }
            });
      } catch (HarvestException e) {
        if (e.category() == HarvestException.Category.MAPPING) {
          throw e;
        }
        breaks.add(e);
      }
    }
    return breaks;
  }

  private static void splitLists(Input input, ObjectNode row) {
    for (String column : input.listColumns()) {
      JsonNode value = row.get(column);
      if (value != null && value.isString()) {
        ArrayNode values = row.putArray(column);
        for (String part : input.listSeparator().split(value.stringValue())) {
          if (!part.isBlank()) {
            values.add(part.strip());
          }
        }
      }
    }
  }

  private void hand(
      Input input,
      Keys keys,
      String id,
      String place,
      Content content,
      Optional<Difference> difference) {
    if (keys.isDeleted(content)) {
      handler.deleted(id);
      return;
    }
    if (content instanceof Content.Tree tree) {
      for (Input part : source.inputs()) {
        if (part.groupedUnder().filter(input.iri()::equals).isPresent()) {
          List<GroupedRow> partRows = grouped.getOrDefault(part.iri(), Map.of()).get(id);
          if (partRows != null) {
            ArrayNode array = tree.node().putArray(part.tableName());
            Map<String, List<GroupedRow>> byKey = grouped.getOrDefault(part.iri(), Map.of());
            part.newestBy()
                .ifPresent(field ->
                    partRows.sort(
                        Comparator.comparing((GroupedRow row) -> text(row, field)).reversed()));
            partRows.forEach(row -> array.add(((Content.Tree) row.content()).node()));
            byKey.remove(id);
          }
        }
      }
    }
    String hash = HarvestedRecord.hash(input, content.text());
    handler.record(
        new HarvestedRecord(input, id, keys.basis(content), place, content, hash, difference));
  }

  private static String text(GroupedRow row, String field) {
    return ((Content.Tree) row.content()).node().path(field).asString("");
  }

  /** One input without grouping of its own. */
  private final class InputPass {
    private final Input input;
    private final Keys keys;
    private final Optional<HarvestException> lack;
    private final Map<String, UnitedRows> merging = new LinkedHashMap<>();
    private final Map<String, Content> elements = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private long held;

    /**
     * @param lack why rows that belong to its records could not be read
     */
    InputPass(Input input, Optional<HarvestException> lack) {
      this.input = input;
      this.keys = new Keys(input);
      this.lack = lack;
    }

    List<HarvestException> read(List<Payload> payloads) {
      KeyScan.Result scan = scan(input, payloads);
      Set<Long> repeated = scan.repeated();
      // Where several rows make a record, more of them may lie behind the break.
      boolean hold = lack.isPresent() || scan.broken().isPresent() && !repeated.isEmpty();
      Set<String> ofThisInput = new HashSet<>();
      List<HarvestException> breaks =
          new ArrayList<>(
              readAll(
                  input,
                  payloads,
                  (content, place) -> {
                    Optional<String> key = keys.localId(content);
                    if (key.isEmpty()) {
                      rows++;
                      withoutKey(place, "has no value for " + keys.needed() + ", so it has no key");
                      return;
                    }
                    String id = key.get();
                    if (!keys.isOfThisSource(id)) {
                      return;
                    }
                    rows++;
                    if (hold) {
                      held += seen.add(id) ? 1 : 0;
                    } else if (repeated.contains(KeyScan.hash(id))) {
                      merge(id, content, place, ofThisInput);
                    } else if (seen.add(id)) {
                      hand(input, keys, id, place, content, Optional.empty());
                    } else {
                      duplicates++;
                    }
                  }));
      merging.forEach((id, united) ->
          handOnce(id, united.place(), new Content.Tree(united.record()), united.difference()));
      elements.forEach(
          (id, content) -> handOnce(id, places.getOrDefault(id, ""), content, Optional.empty()));
      if (hold) {
        breaks.addFirst(
            heldBack(breaks.isEmpty() ? lack.or(scan::broken).orElseThrow() : breaks.getFirst()));
      }
      return breaks;
    }

    /** A record that lacks rows would replace the whole one and take its parts out of the store. */
    private HarvestException heldBack(HarvestException reason) {
      return new HarvestException(
          reason.category(),
          reason.reason()
              + ", so "
              + held
              + " records of "
              + input.tableName()
              + " that may lack rows were left as they are");
    }

    private void handOnce(
        String id, String place, Content content, Optional<Difference> difference) {
      if (seen.add(id)) {
        hand(input, keys, id, place, content, difference);
      } else {
        duplicates++;
      }
    }

    private void merge(String id, Content content, String place, Set<String> texts) {
      if (!texts.add(id + content.text())) {
        duplicates++;
      } else if (content instanceof Content.Tree tree) {
        merging.computeIfAbsent(id, any -> new UnitedRows()).add(tree.node(), place);
      } else if (elements.putIfAbsent(id, content) == null) {
        places.put(id, place);
      } else {
        handler.broken(
            id,
            place,
            "has the identifier of "
                + places.get(id)
                + " and other content; right is one element for each identifier");
      }
    }
  }
}
