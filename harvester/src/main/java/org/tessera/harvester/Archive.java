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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tessera.store.RawRecords;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the sources said: one folder a source, in it one compressed file a batch, a record a line.
 * The newest line of a key is the record as last read. A batch's file is whole on the disk before
 * the batch is committed, so a crash leaves at most a file more than the store knows. Nothing in it
 * changes but what turns out to be personal ({@link Purge}).
 */
final class Archive implements RawRecords {
  private static final int[] UNREADABLE = {};
  private static final String ENDING = ".jsonl.gz";
  private static final Pattern KEY = Pattern.compile("\\{\"id\":\\s*\"([^\"]*)\"");

  private final Path folder;

  /** Hashes of the keys in each file, sorted, so that a look-up reads one file and not all. */
  private final Map<Path, int[]> keys = new ConcurrentHashMap<>();

  Archive(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a batch's raw records.
   *
   * @param name unique and later in the alphabet than those before it
   */
  void write(String source, String name, List<HarvestedRecord> records) {
    if (!records.isEmpty()) {
      write(
          folder.resolve(source).resolve(name + ENDING),
          lines -> {
            for (HarvestedRecord record : records) {
              lines.write(ArchiveLine.of(record).json());
              lines.write('\n');
            }
          });
    }
  }

  private interface LineWriter {
    void write(BufferedWriter lines) throws IOException;
  }

  /** Whole on the disk before it has its name. */
  private static void write(Path target, LineWriter writer) {
    Path temporary = target.resolveSibling(target.getFileName().toString().replace(ENDING, ".tmp"));
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
        writer.write(lines);
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

  /**
   * Puts other lines into the place of old ones, file by file, those of the newest files first.
   * What a newer file says in the same words is left out of an older one that is written anew. A
   * line that is no record stays, and so does a file that cannot be read to its end.
   *
   * @param rewriter gives the line that is to stand instead, or nothing where it may stay
   * @param before is told the keys of a file's lines that go, before they go
   * @return what cannot be read
   */
  List<HarvestReport.Problem> rewrite(
      String source,
      Function<ArchiveLine, Optional<ArchiveLine>> rewriter,
      Consumer<Set<String>> before) {
    List<HarvestReport.Problem> damages = new ArrayList<>();
    Set<String> newer = new HashSet<>();
    for (Path file : newestFirst(source)) {
      Set<String> changed = new HashSet<>();
      Set<String> own = new HashSet<>();
      List<String> lines = new ArrayList<>();
      boolean whole =
          read(
              file,
              damages::add,
              (text, line) -> {
                Optional<ArchiveLine> other = line.flatMap(rewriter);
                other.ifPresent(it -> changed.add(it.id()));
                String said = line.map(it -> it.id() + " " + other.orElse(it).hash()).orElse(text);
                boolean first = !newer.contains(said) && own.add(said);
                if (other.isEmpty() || first) {
                  lines.add(other.map(ArchiveLine::json).orElse(text));
                }
              });
      if (!whole) {
        continue;
      }
      newer.addAll(own);
      if (!changed.isEmpty()) {
        before.accept(changed);
        replace(file, lines);
        keys.remove(file);
      }
    }
    return damages;
  }

  private static void replace(Path file, List<String> lines) {
    if (lines.isEmpty()) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw new UncheckedIOException("the archive cannot delete " + file, e);
      }
      return;
    }
    write(
        file,
        writer -> {
          for (String line : lines) {
            writer.write(line);
            writer.write('\n');
          }
        });
  }

  /** Of each key of a source, the hash of its newest line. */
  Map<String, String> newestHashes(String source) {
    Map<String, String> hashes = new HashMap<>();
    forEach(source, line -> hashes.putIfAbsent(line.id(), line.hash()));
    return hashes;
  }

  /**
   * Calls back with the newest line that is wanted of every key of a source, newest files first.
   *
   * @return what cannot be read
   */
  List<HarvestReport.Problem> forEachNewest(
      String source, Predicate<ArchiveLine> wanted, Consumer<ArchiveLine> consumer) {
    Set<String> seen = new HashSet<>();
    return forEach(
        source,
        line -> {
          if (wanted.test(line) && seen.add(line.id())) {
            consumer.accept(line);
          }
        });
  }

  /**
   * Calls back with every line of a source, those of the newest files first.
   *
   * @return what cannot be read
   */
  List<HarvestReport.Problem> forEach(String source, Consumer<ArchiveLine> consumer) {
    List<HarvestReport.Problem> damages = new ArrayList<>();
    for (Path file : newestFirst(source)) {
      read(file, damages::add, (text, line) -> line.ifPresent(consumer));
    }
    return damages;
  }

  /**
   * Calls back with each line of a file, and with its record where it is one.
   *
   * @return whether the file could be read to its end
   */
  private static boolean read(
      Path file,
      Consumer<HarvestReport.Problem> damaged,
      BiConsumer<String, Optional<ArchiveLine>> consumer) {
    String place = file + " of the archive";
    long[] number = new long[1];
    try {
      scan(
          file,
          text -> {
            number[0]++;
            Optional<ArchiveLine> line = ArchiveLine.parse(text);
            if (line.isEmpty()) {
              damaged.accept(
                  new HarvestReport.Problem(
                      key(text), place, "has no record in line " + number[0]));
            }
            consumer.accept(text, line);
            return false;
          });
      return true;
    } catch (IOException e) {
      damaged.accept(
          new HarvestReport.Problem("", place, "cannot be read: " + HarvestException.plain(e)));
      return false;
    }
  }

  private static String key(String damaged) {
    Matcher start = KEY.matcher(damaged);
    return start.lookingAt() ? start.group(1) : "";
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
      } catch (IOException e) {
        // A page does without the raw record of a damaged file; check names the file.
        continue;
      }
      if (found[0] != null) {
        return ArchiveLine.parse(found[0])
            .map(line -> new RawRecord(line.format(), line.place(), line.text()));
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
    } catch (IOException e) {
      return UNREADABLE;
    }
    return hashes.build().sorted().toArray();
  }

  private interface LineReader {
    /** Whether to stop. */
    boolean read(String line);
  }

  private static void scan(Path file, LineReader reader) throws IOException {
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
    }
  }

  private List<Path> newestFirst(String source) {
    Path of = folder.resolve(source);
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(of)) {
      return list.filter(path -> path.toString().endsWith(ENDING))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the archive cannot list " + of, e);
    }
  }
}
