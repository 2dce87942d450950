package org.tessera.harvester;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A data message in SDMX-CSV 1.0 or 2.0 (field guide, "Columns", "Column headers", "Column
 * content"), with ids alone, or with names beside them ({@code labels=both} or {@code name}). A
 * file may hold figures of several dataflows.
 */
final class SdmxCsv {
  /** Columns that are no components. */
  private static final Set<String> FIXED =
      Set.of(
          "DATAFLOW",
          "STRUCTURE",
          "STRUCTURE_ID",
          "STRUCTURE_NAME",
          "ACTION",
          "SERIES_KEY",
          "OBS_KEY");

  /** The first column, the sign between values of one cell, and that between columns. */
  private static final Pattern START =
      Pattern.compile("\"?(?:DATAFLOW|STRUCTURE(?:\\[(.)])?)\"?([,;\\t|]).*", Pattern.DOTALL);

  /**
   * A column of a component.
   *
   * @param several what stands between its values, where it may have several
   * @param names the column of the names of its codes, or empty
   */
  private record Column(
      String header, String id, boolean both, Optional<String> several, String names) {}

  private final Payload payload;
  private final Input input;
  private final SdmxStructures structures;
  private final SdmxBudget budget;
  private final Map<String, SdmxCube> cubes = new LinkedHashMap<>();
  private List<Column> columns = List.of();
  private boolean decimalComma;

  SdmxCsv(Payload payload, Input input, SdmxStructures structures) {
    this.payload = payload;
    this.input = input;
    this.structures = structures;
    this.budget = new SdmxBudget(payload.name());
  }

  void read(RowHandler handler) throws IOException {
    Matcher start = START.matcher(start());
    if (!start.matches()) {
      throw new SdmxMessages.Unreadable(
          ", line 1",
          "is no message of SDMX: XML, JSON, or a table whose first column is DATAFLOW or"
              + " STRUCTURE would be right");
    }
    char delimiter = start.group(2).charAt(0);
    decimalComma = delimiter == ';';
    Optional<String> several = Optional.ofNullable(start.group(1));
    CsvRecords table = new CsvRecords(payload, input, delimiter);
    table.read(
        new RowHandler() {
          @Override
          public void row(Content content, String place) {
            if (columns.isEmpty()) {
              columns = columns(table.columns(), several);
            }
            take(((Content.Tree) content).node());
          }

          @Override
          public void broken(String place, String reason) {
            handler.broken(place, reason);
          }
        });
    if (cubes.isEmpty()) {
      throw new SdmxMessages.Unreadable("", "is a data message without a row");
    }
    cubes.forEach((name, cube) ->
        handler.row(
            new Content.Tree(cube.record("data")), payload.name() + ", data set of " + name));
  }

  private String start() throws IOException {
    char[] part = new char[64];
    try (Reader reader = RecordReader.text(payload, input)) {
      int n = reader.read(part);
      return n < 0 ? "" : new String(part, 0, n);
    }
  }

  private List<Column> columns(List<String> header, Optional<String> several) {
    Set<String> once = new LinkedHashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !once.add(name)) {
        throw new SdmxMessages.Unreadable(", line 1", "has two columns \"" + name + "\"");
      }
    }
    boolean named = header.contains("STRUCTURE_NAME");
    List<Column> found = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (FIXED.contains(name.replaceFirst("\\[.*", "").replaceFirst(": .*", ""))) {
        continue;
      }
      boolean both = name.contains(": ");
      String id = name.replaceFirst(": .*", "");
      boolean many = id.contains("[");
      String names = named && i + 1 < header.size() ? header.get(i + 1) : "";
      found.add(
          new Column(
              name, id.replaceFirst("\\[.*", ""), both, many ? several : Optional.empty(), names));
      i += named ? 1 : 0;
    }
    return found;
  }

  private void take(ObjectNode row) {
    String about = text(row, row.has("DATAFLOW") ? "DATAFLOW" : "STRUCTURE_ID");
    if (about.isEmpty()) {
      throw new SdmxMessages.Unreadable("", "has a row that names no dataflow or data structure");
    }
    String name = about.contains(": ") ? about.substring(about.indexOf(": ") + 2) : "";
    String reference = about.replaceFirst(": .*", "");
    SdmxCube cube =
        cubes.computeIfAbsent(
            reference, any -> cube(reference, name.isEmpty() ? text(row, "STRUCTURE_NAME") : name));
    Map<String, String> at = new LinkedHashMap<>();
    Map<String, List<SdmxCube.AttributeValue>> attributes = new LinkedHashMap<>();
    String value = "";
    Optional<SdmxStructures.DataStructure> structure =
        SdmxReference.of(reference).flatMap(structures::structureOf);
    String measure = measure(structure);
    for (Column column : columns) {
      String cell = text(row, column.header());
      if (cell.isEmpty() || cell.equals("~")) {
        continue;
      }
      if (column.id().equals(measure)) {
        value = decimalComma ? cell.replace(',', '.') : cell;
      } else if (cube.hasDimension(column.id())) {
        at.put(column.id(), code(cube, column, cell, row));
      } else if (isAttribute(structure, column.id())) {
        List<SdmxCube.AttributeValue> values = new ArrayList<>();
        String separator = column.several().orElse("");
        for (String each :
            separator.isEmpty() ? new String[] {cell} : cell.split(Pattern.quote(separator))) {
          boolean coded = isCoded(cube, column, each, row);
          String text = coded ? code(cube, column, each, row) : each;
          values.add(new SdmxCube.AttributeValue(text, coded));
        }
        attributes.put(column.id(), values);
      }
    }
    if (text(row, "ACTION").equals("D")) {
      cube.delete(at);
    } else if (value.isEmpty() && !attributes.isEmpty()) {
      cube.group(at, attributes);
    } else {
      cube.figure(at, value, attributes);
    }
  }

  /** A code list of a structure beside it, a column of names, or the shape of a code tell. */
  private static boolean isCoded(SdmxCube cube, Column column, String cell, ObjectNode row) {
    return cube.isCoded(column.id())
        || column.both() && cell.contains(": ")
        || !column.names().isEmpty() && row.has(column.names())
        || cell.matches("[A-Za-z0-9_@$\\-]{1,40}");
  }

  private static String code(SdmxCube cube, Column column, String cell, ObjectNode row) {
    String code = column.both() ? cell.replaceFirst("(?s): .*", "") : cell;
    String name =
        column.both() && cell.contains(": ")
            ? cell.substring(cell.indexOf(": ") + 2)
            : text(row, column.names());
    cube.code(column.id(), code, SdmxMessages.name("und", name));
    return code;
  }

  private SdmxCube cube(String reference, String name) {
    Optional<SdmxReference> known = SdmxReference.of(reference);
    SdmxCube cube = SdmxMessages.cube(budget, known, structures);
    Optional<SdmxStructures.DataStructure> structure = known.flatMap(structures::structureOf);
    if (!name.isEmpty() && known.flatMap(structures::flow).isEmpty()) {
      cube.title(SdmxMessages.name("und", name), SdmxStructures.NO_NAMES);
    }
    if (structure.isEmpty()) {
      // In the order of the standard: dimensions, then measures, then attributes.
      if (columns.stream().noneMatch(column -> column.id().equals("OBS_VALUE"))) {
        throw new SdmxMessages.Unreadable(
            ", line 1",
            "has no column OBS_VALUE, and the data structure of "
                + reference
                + " that would tell its columns apart is not among the files");
      }
      for (Column column : columns) {
        if (column.id().equals("OBS_VALUE")) {
          break;
        }
        String label = column.both() ? column.header().replaceFirst("^.*?: ", "") : column.names();
        cube.dimension(
            column.id(), "", column.id().equals("TIME_PERIOD"), SdmxMessages.name("und", label));
      }
    }
    return cube;
  }

  private boolean isAttribute(Optional<SdmxStructures.DataStructure> structure, String id) {
    if (structure.isPresent()) {
      return structure.get().attributes().stream().anyMatch(a -> a.id().equals(id));
    }
    return columns.stream()
        .map(Column::id)
        .dropWhile(c -> !c.equals("OBS_VALUE"))
        .anyMatch(id::equals);
  }

  private static String measure(Optional<SdmxStructures.DataStructure> structure) {
    return structure
        .map(SdmxStructures.DataStructure::measures)
        .filter(m -> m.size() == 1)
        .map(m -> m.get(0))
        .orElse("OBS_VALUE");
  }

  private static String text(ObjectNode row, String column) {
    JsonNode cell = row.get(column);
    return cell == null ? "" : cell.asString("");
  }
}
