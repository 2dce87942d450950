package org.tessera.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A data folder held by this process alone. The lock is the operating system's, so it ends with the
 * process however that ends; {@code lock} names the holder for those who are turned away.
 *
 * <p>Taking a folder makes it where there is none. One that was made is deleted when it is let go,
 * unless it was {@linkplain #keep kept}: by a harvest from its beginning, by a start once it
 * serves, by a restore once its backup is found whole. One that was there before always stays.
 */
final class DataFolder implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FAILED_START = "start.failed";
  private static final String TOKEN = "admin.token";

  /** How it begins where no server starts anew at all. */
  static final String NO_START = "The server could not start anew";

  private final Path path;
  private final FileChannel channel;
  private final @Nullable Path made;
  private volatile boolean kept;

  private DataFolder(Path path, FileChannel channel, @Nullable Path made) {
    this.path = path;
    this.channel = channel;
    this.made = made;
  }

  /**
   * Who serves a folder.
   *
   * @param started when it began to, as an ISO instant
   */
  record Server(String address, long pid, String started) {}

  /** Who holds a folder. */
  record Holder(long pid, String command) {}

  /**
   * Takes the folder, and makes it where there is none; empty when another process holds it.
   *
   * @param command what this process is about to do, for those who find the folder taken
   */
  static Optional<DataFolder> take(Path path, String command) {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new ClearError(path + " is no folder, so data cannot stand in it");
    }
    FileChannel channel = null;
    try {
      Path made = firstMissing(path);
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              JSON.writeValueAsBytes(new Holder(ProcessHandle.current().pid(), command))));
      Files.deleteIfExists(path.resolve("server.json"));
      return Optional.of(new DataFolder(path, channel, made));
    } catch (IOException e) {
      closeQuietly(channel);
      throw new ClearError("The data folder " + path + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** The folder, or that of its parents, with which making it begins; null if it is there. */
  private static @Nullable Path firstMissing(Path path) {
    Path missing = null;
    for (Path each = path; each != null && Files.notExists(each); each = each.getParent()) {
      missing = each;
    }
    return missing;
  }

  /** Whether a registry stands in a folder, or what a restore that was cut off left of one. */
  static boolean hasRegistry(Path path) {
    return Files.exists(path.resolve("store")) || Files.exists(path.resolve("restore.unfinished"));
  }

  /** Whether some process has ever taken a folder. */
  static boolean wasTaken(Path path) {
    return Files.exists(path.resolve("lock"));
  }

  /** From now on it stays, though this process made it. */
  void keep() {
    kept = true;
  }

  /** Tells those who wait why a server that starts anew is not what they wait for. */
  static void tellFailedStart(Path path, String reason) {
    try {
      Files.writeString(path.resolve(FAILED_START), reason);
    } catch (IOException e) {
      System.err.println("tessera start: " + reason + "; nobody else can be told: " + e);
    }
  }

  /** What was told of a start of the folder's server, until one serves of which nothing is told. */
  static Optional<String> failedStart(Path path) {
    try {
      return Optional.of(Files.readString(path.resolve(FAILED_START)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** There from the moment a restore begins to replace things until it has replaced all. */
  Path unfinishedRestore() {
    return path.resolve("restore.unfinished");
  }

  /** The process that holds a folder, as it wrote itself down. */
  static Optional<Holder> holder(Path path) {
    return read(path.resolve("lock"), Holder.class);
  }

  /** The server that a folder names; only to be believed while the folder is taken. */
  static Optional<Server> server(Path path) {
    return read(path.resolve("server.json"), Server.class);
  }

  /** Tells other processes where this one answers. */
  void announce(String address) {
    try {
      forgetEarlierFailures();
      Path draft = path.resolve("server.json.draft");
      Files.write(
          draft,
          JSON.writeValueAsBytes(
              new Server(address, ProcessHandle.current().pid(), String.valueOf(Instant.now()))));
      Files.move(draft, path.resolve("server.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ClearError("server.json cannot be written in " + path + ": " + e.getMessage(), e);
    }
  }

  /** What was told since the folder was taken is of this very start, which may lack a restore. */
  private void forgetEarlierFailures() throws IOException {
    Path told = path.resolve(FAILED_START);
    if (Files.exists(told)
        && Files.getLastModifiedTime(told)
                .compareTo(Files.getLastModifiedTime(path.resolve("lock")))
            < 0) {
      Files.delete(told);
    }
  }

  /** The folder's admin token; made, readable by the owner alone, where there is none. */
  static String adminToken(Path path) {
    Path file = path.resolve(TOKEN);
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        write(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ClearError("The admin token " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Keeps a server's token in its folder, where the commands on that folder look for it. */
  static void keepAdminToken(Path path, String token) {
    Path file = path.resolve(TOKEN);
    try {
      write(file, token);
    } catch (IOException e) {
      throw new ClearError("The admin token " + file + " cannot be kept: " + e.getMessage(), e);
    }
  }

  /** Whole or not at all, readable by the owner alone. */
  private static void write(Path file, String token) throws IOException {
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "admin",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, token);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path path() {
    return path;
  }

  Path store() {
    return path.resolve("store");
  }

  Path index() {
    return path.resolve("index");
  }

  Path archive() {
    return path.resolve("archive");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve("server.json"));
      try {
        if (!kept && made != null) {
          deleteMade(made);
        }
      } finally {
        channel.close();
      }
    } catch (IOException e) {
      throw new ClearError("The data folder " + path + " cannot be let go: " + e.getMessage(), e);
    }
  }

  /** The folder, and of those made above it the ones in which nobody has put anything since. */
  private void deleteMade(Path first) throws IOException {
    delete(path);
    try {
      for (Path above = path; !above.equals(first); ) {
        above = Objects.requireNonNull(above.getParent());
        Files.deleteIfExists(above);
      }
    } catch (DirectoryNotEmptyException e) {
      // It is in use by others now.
    }
  }

  /** Deletes a file or folder with all that is in it, if it is there. */
  static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      List<Path> all;
      try (Stream<Path> walk = Files.walk(tree)) {
        all = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // the first error is the one to report
      }
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), type));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
