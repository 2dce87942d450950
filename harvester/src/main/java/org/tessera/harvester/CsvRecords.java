package org.tessera.harvester;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows of a CSV file with a header (RFC 4180, any delimiter). */
final class CsvRecords {
  private static final Pattern FIELD = Pattern.compile("\\{([^}|]+)[^}]*}");

  private final Payload payload;
  private final Input input;
  private final char delimiter;
  private List<String> columns = List.of();

  /** The line on which the last row ended. */
  private long line;

  CsvRecords(Payload payload, Input input) {
    this(payload, input, input.delimiter());
  }

  CsvRecords(Payload payload, Input input, char delimiter) {
    this.payload = payload;
    this.input = input;
    this.delimiter = delimiter;
  }

  /** The header, once a row was read. */
  List<String> columns() {
    return columns;
  }

  /** The header alone. */
  List<String> header() throws IOException {
    try (BoundedRecord text = new BoundedRecord(RecordReader.text(payload, input));
        CSVParser parser = format().parse(text)) {
      return header(parser.iterator(), parser);
    }
  }

  private CSVFormat format() {
    return CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
  }

  void read(RowHandler handler) throws IOException {
    try (BoundedRecord text = new BoundedRecord(RecordReader.text(payload, input));
        CSVParser parser = format().parse(text)) {
      Iterator<CSVRecord> rows = parser.iterator();
      List<String> header = header(rows, parser);
      columns = header;
      line = parser.getCurrentLineNumber();
      while (hasNext(rows, line)) {
        text.startRecord();
        CSVRecord row = rows.next();
        String place = payload.name() + ", line " + (line + 1);
        line = parser.getCurrentLineNumber();
        // Some providers leave out empty fields at the end of a row.
        boolean isShort = row.size() < header.size();
        if (isShort && text.endedWithoutLineBreak() && !hasNext(rows, line)) {
          throw broken(
              line, "the last row ends after " + row.size() + " of " + header.size() + " fields");
        } else if (!blankBeyond(row, header.size())) {
          handler.broken(
              place, "has " + row.size() + " fields where the header has " + header.size());
        } else {
          handler.row(new Content.Tree(tree(header, row)), place);
        }
      }
    }
  }

  /** The whole table as one record. */
  void readTable(RowHandler handler) throws IOException {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("file", payload.name());
    table.put("name", payload.name().replaceFirst("\\.[^.]*$", ""));
    ArrayNode rows = table.putArray("rows");
    read(
        new RowHandler() {
          private long size;

          @Override
          public void row(Content content, String place) {
            ObjectNode row = ((Content.Tree) content).node();
            size += RecordReader.CHARACTERS_OF_A_VALUE;
            for (JsonNode field : row) {
              size += RecordReader.CHARACTERS_OF_A_VALUE + field.asString().length();
            }
            if (size > RecordReader.MOST_CHARACTERS) {
              throw RecordReader.tooLarge(payload.name(), "the table");
            }
            rows.add(row);
          }

          @Override
          public void broken(String place, String reason) {
            throw new HarvestException(
                HarvestException.Category.SOURCE_MALFORMED, place + " " + reason);
          }
        });
    if (input.valueColumns().isPresent()) {
      new FigureTable(payload.name(), columns, input.valueColumns().get()).turn(table);
    }
    handler.row(new Content.Tree(table), payload.name());
  }

  private List<String> header(Iterator<CSVRecord> rows, CSVParser parser) throws IOException {
    if (!hasNext(rows, 0)) {
      throw broken(1, "it is empty; a header with " + needed() + " would be right");
    }
    List<String> header = new ArrayList<>();
    for (String column : rows.next()) {
      header.add(column.strip());
    }
    for (String column : needed()) {
      if (!header.contains(column)) {
        throw new HarvestException(
            HarvestException.Category.SOURCE_MALFORMED,
            "%s, line %d: its header has no column \"%s\"; it has %s"
                .formatted(
                    payload.name(), parser.getCurrentLineNumber(), column, shortened(header)));
      }
    }
    return header;
  }

  private static String shortened(List<String> header) {
    String text = String.join(", ", header);
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  /** The columns without which no row of this input has a key. */
  Set<String> needed() {
    Set<String> columns = new LinkedHashSet<>();
    for (String template : List.of(input.localId().orElse(""), input.groupKey().orElse(""))) {
      Matcher matcher = FIELD.matcher(template);
      while (matcher.find()) {
        columns.add(matcher.group(1));
      }
    }
    columns.addAll(input.keyColumns());
    if (input.format() != Input.Format.CSV) {
      columns.clear();
    }
    return columns;
  }

  private boolean hasNext(Iterator<CSVRecord> rows, long line) throws IOException {
    try {
      return rows.hasNext();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw broken(line + 1, reason(e));
      }
      throw RecordReader.broken(
          payload.name() + ", after line " + line + ",",
          java.util.Objects.requireNonNull(e.getCause()));
    } catch (IllegalStateException e) {
      throw broken(line + 1, reason(e));
    }
  }

  private static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("EOF reached before encapsulated token finished")) {
      return "a quoted field is never closed";
    }
    if (message.contains("Invalid character between encapsulated token and delimiter")) {
      return "a field of the row that begins here goes on behind its closing quote; right is a"
          + " delimiter or the end of the line there, and a quote within a quoted field written"
          + " twice";
    }
    return HarvestException.plain(message.replaceAll("^.*Exception reading next record: ", ""));
  }

  private HarvestException broken(long line, String reason) {
    return new HarvestException(
        HarvestException.Category.SOURCE_MALFORMED,
        payload.name() + ", line " + line + ": " + reason);
  }

  private static boolean blankBeyond(CSVRecord row, int size) {
    for (int i = size; i < row.size(); i++) {
      if (!row.get(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode tree(List<String> header, CSVRecord row) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < Math.min(row.size(), header.size()); i++) {
      String value = row.get(i);
      if (!value.isBlank() && !header.get(i).isEmpty()) {
        tree.put(header.get(i), value.strip());
      }
    }
    return tree;
  }

  /** A reader that stops a record without end and knows how the text ended. */
  private final class BoundedRecord extends FilterReader {
    private long count;
    private int last = '\n';
    private boolean ended;

    BoundedRecord(Reader in) {
      super(in);
    }

    void startRecord() {
      count = 0;
    }

    boolean endedWithoutLineBreak() {
      return ended && last != '\n' && last != '\r';
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      if (c < 0) {
        ended = true;
      } else {
        last = c;
        count(1);
      }
      return c;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
      int n = super.read(chars, offset, length);
      if (n < 0) {
        ended = true;
      } else if (n > 0) {
        last = chars[offset + n - 1];
        count(n);
      }
      return n;
    }

    private void count(int n) {
      count += n;
      if (count > RecordReader.MOST_CHARACTERS) {
        throw new HarvestException(
            HarvestException.Category.LIMIT_REACHED,
            payload.name()
                + ", line "
                + (line + 1)
                + ": the row that begins here has more than "
                + (RecordReader.MOST_CHARACTERS >> 20)
                + " million characters; is it this format, and are its quotes closed?");
      }
    }
  }
}
