package org.tessera.harvester;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;

/** Cuts a payload into rows, by the format of its input. */
final class RecordReader {
  /** Characters that one record may have. */
  static final int MOST_CHARACTERS = 16 << 20;

  /** What a value weighs in memory beside its text. */
  static final int CHARACTERS_OF_A_VALUE = 64;

  private final Input input;
  private final Optional<SdmxMessages> messages;

  /**
   * @param payloads all that are read of this input, as messages of SDMX label one another
   */
  RecordReader(Input input, List<Payload> payloads) {
    this.input = input;
    this.messages =
        input.format() == Input.Format.SDMX
            ? Optional.of(new SdmxMessages(input, payloads))
            : Optional.empty();
  }

  static void read(Payload payload, Input input, RowHandler all) {
    new RecordReader(input, List.of(payload)).read(payload, all);
  }

  /**
   * @throws HarvestException naming the file and place where it breaks; rows before it were handed
   *     on
   */
  void read(Payload payload, RowHandler all) {
    RowHandler handler = input.onlyWhen().isEmpty() ? all : ofInput(input, all);
    try {
      switch (input.format()) {
        case CSV -> new CsvRecords(payload, input).read(handler);
        case CSV_TABLE -> new CsvRecords(payload, input).readTable(handler);
        case JSON -> new JsonRecords(payload, input).read(handler);
        case JSONL -> new JsonRecords(payload, input).readLines(handler);
        case JSON_GRAPH -> new JsonGraphs(payload, input).read(handler);
        case XML -> new XmlRecords(payload, input).read(handler);
        case TURTLE -> new TurtleRecords(payload, input).read(handler);
        case SDMX -> messages.orElseThrow().read(payload, handler);
      }
    } catch (IOException e) {
      throw broken(payload.name(), e);
    }
  }

  private static RowHandler ofInput(Input input, RowHandler all) {
    Keys keys = new Keys(input);
    return new RowHandler() {
      @Override
      public void row(Content content, String place) {
        if (keys.isOfThisInput(content)) {
          all.row(content, place);
        }
      }

      @Override
      public void broken(String place, String reason) {
        all.broken(place, reason);
      }
    };
  }

  static HarvestException tooLarge(String file, String what) {
    return new HarvestException(
        HarvestException.Category.LIMIT_REACHED,
        file
            + ": "
            + what
            + " is larger than "
            + (MOST_CHARACTERS >> 20)
            + " million characters, each value in it counted as "
            + CHARACTERS_OF_A_VALUE);
  }

  static HarvestException broken(String place, IOException e) {
    String reason =
        switch (e) {
          case EOFException eof -> "is cut short: its compressed data end in the middle";
          case ZipException zip -> "is damaged: " + zip.getMessage();
          // Their messages begin with the path, which is the caller's alone.
          case NoSuchFileException gone -> "cannot be read: it is not there";
          case AccessDeniedException denied -> "cannot be read: access to it is denied";
          case FileSystemException file ->
              "cannot be read: "
                  + Objects.requireNonNullElse(file.getReason(), "no reason is given");
          default -> "cannot be read: " + HarvestException.plain(e);
        };
    return new HarvestException(
        HarvestException.Category.SOURCE_MALFORMED, place + " " + reason, e);
  }

  /**
   * The text of a payload, without its byte order mark. What is not in the encoding is a {@link
   * HarvestException} that names the place.
   */
  static Reader text(Payload payload, Input input) throws IOException {
    return text(new DecodedText(payload, input.encoding(), "the source's"));
  }

  static Reader text(DecodedText decoded) throws IOException {
    BufferedReader reader = new BufferedReader(decoded, 1 << 16);
    reader.mark(1);
    if (reader.read() != '\ufeff') {
      reader.reset();
    }
    return reader;
  }
}
