package org.tessera.harvester;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tessera.store.RawRecords;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the sources said: one folder a source, in it one compressed file a batch, a record a line.
 * The newest line of a key is the record as last read. A batch's file is whole on the disk before
 * the batch is committed, so a crash leaves at most a file more than the store knows.
 */
final class Archive implements RawRecords {
  private static final int[] UNREADABLE = {};

  private final Path folder;

  /** Hashes of the keys in each file, sorted, so that a look-up reads one file and not all. */
  private final Map<Path, int[]> keys = new ConcurrentHashMap<>();

  Archive(Path folder) {
    this.folder = folder;
  }

  /** One archived record. */
  record Line(String id, String hash, String input, String format, String place, String text) {}

  /**
   * Writes a batch's raw records.
   *
   * @param name unique and later in the alphabet than those before it
   */
  void write(String source, String name, List<HarvestedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    Path target = folder.resolve(source).resolve(name + ".jsonl.gz");
    Path temporary = target.resolveSibling(name + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        GZIPOutputStream gzip = new GZIPOutputStream(Channels.newOutputStream(channel), 1 << 16);
        BufferedWriter lines =
            new BufferedWriter(new OutputStreamWriter(gzip, StandardCharsets.UTF_8), 1 << 16);
        for (HarvestedRecord record : records) {
          lines.write(line(record));
          lines.write('\n');
        }
        lines.flush();
        gzip.finish();
        channel.force(true);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the archive cannot write " + target, e);
    }
  }

  private static String line(HarvestedRecord record) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", record.localId());
    line.put("hash", record.hash());
    line.put("input", record.input().iri().getURI());
    line.put("format", record.input().format().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    line.put("place", record.place());
    switch (record.content()) {
      case Content.Tree tree -> line.set("record", tree.node());
      case Content.Xml xml -> line.put("record", xml.text());
    }
    return line.toString();
  }

  /** Calls back with the newest line of every key of a source, newest files first. */
  void forEachNewest(String source, Consumer<Line> consumer) {
    Set<String> seen = new HashSet<>();
    for (Path file : newestFirst(source)) {
      scan(
          file,
          text -> {
            Line line = parse(text);
            if (seen.add(line.id())) {
              consumer.accept(line);
            }
            return false;
          });
    }
  }

  /**
   * Calls back with every line of a source, those of the newest files first.
   *
   * @return of each file that cannot be read to its end, which it is and why
   */
  List<String> forEach(String source, Consumer<Line> consumer) {
    List<String> unreadable = new ArrayList<>();
    for (Path file : newestFirst(source)) {
      try {
        scan(
            file,
            text -> {
              consumer.accept(parse(text));
              return false;
            });
      } catch (UncheckedIOException e) {
        unreadable.add(file + " of the archive cannot be read: " + reason(e));
      } catch (JacksonException | IllegalArgumentException e) {
        unreadable.add(file + " of the archive has a line that is none of its records");
      }
    }
    return unreadable;
  }

  private static String reason(UncheckedIOException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  @Override
  public Optional<RawRecord> find(String source, String localId) {
    String start = "{\"id\":" + JsonNodeFactory.instance.stringNode(localId) + ",";
    for (Path file : newestFirst(source)) {
      if (Arrays.binarySearch(keys.computeIfAbsent(file, Archive::keys), start.hashCode()) < 0) {
        continue;
      }
      String[] found = new String[1];
      try {
        scan(
            file,
            text -> {
              if (text.startsWith(start)) {
                found[0] = text;
              }
              return found[0] != null;
            });
      } catch (UncheckedIOException e) {
        // A page does without the raw record of a damaged file; check names the file.
        continue;
      }
      if (found[0] != null) {
        Line line = parse(found[0]);
        return Optional.of(new RawRecord(line.format(), line.place(), line.text()));
      }
    }
    return Optional.empty();
  }

  /** None of a damaged file, so that a page does without its raw record. */
  private static int[] keys(Path file) {
    IntStream.Builder hashes = IntStream.builder();
    try {
      scan(
          file,
          text -> {
            hashes.add(text.substring(0, text.indexOf(",\"hash\":") + 1).hashCode());
            return false;
          });
    } catch (UncheckedIOException e) {
      return UNREADABLE;
    }
    return hashes.build().sorted().toArray();
  }

  private interface LineReader {
    /** Whether to stop. */
    boolean read(String line);
  }

  private static void scan(Path file, LineReader reader) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (reader.read(line)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the archive cannot read " + file, e);
    }
  }

  private static Line parse(String text) {
    JsonNode line = JsonRecords.JSON.readTree(text);
    JsonNode record = line.required("record");
    return new Line(
        line.required("id").asString(),
        line.required("hash").asString(),
        line.required("input").asString(),
        line.required("format").asString(),
        line.required("place").asString(),
        record.isString() ? record.asString() : record.toString());
  }

  private List<Path> newestFirst(String source) {
    Path of = folder.resolve(source);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(of)) {
      return list.filter(path -> path.toString().endsWith(".jsonl.gz"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive cannot list " + of, e);
    }
  }
}
