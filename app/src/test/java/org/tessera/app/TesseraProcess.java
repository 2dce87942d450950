package org.tessera.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A tessera command in a process of its own, on the class path of these tests. */
final class TesseraProcess implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Process process;
  private final Path out;
  private final Path err;

  private TesseraProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** How a command ended. */
  record Ended(int code, String out, String err) {
    String lastLine() {
      return out.lines().reduce("", (before, line) -> line);
    }
  }

  /** Runs a command on a data folder to its end. */
  static Ended run(Path data, String... arguments) {
    try (TesseraProcess process = begin(data, arguments)) {
      return process.end();
    }
  }

  /** Begins a command on a data folder. */
  static TesseraProcess begin(Path data, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", classPath(), Tessera.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString()));
    try {
      Path out = Files.createTempFile("tessera", ".out");
      Path err = Files.createTempFile("tessera", ".err");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new TesseraProcess(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a server on a free port and waits until it answers. */
  static TesseraProcess serve(Path data, String... flags) {
    TesseraProcess process =
        begin(
            data,
            Stream.concat(Stream.of("start", "--port", "0"), Stream.of(flags))
                .toArray(String[]::new));
    long end = System.nanoTime() + LONGEST.toNanos();
    long pid = process.process.pid();
    while (DataFolder.server(data).filter(server -> server.pid() == pid).isEmpty()) {
      if (process.endsWithin(Duration.ofMillis(50)) || System.nanoTime() > end) {
        throw new IllegalStateException("The server did not start: " + read(process.err));
      }
    }
    return process;
  }

  /** Where the server of a data folder answers. */
  static URI address(Path data) {
    return URI.create(DataFolder.server(data).orElseThrow().address());
  }

  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the end. */
  Ended end() {
    if (!endsWithin(LONGEST)) {
      throw new IllegalStateException("Still running after " + LONGEST + ": " + read(err));
    }
    return new Ended(process.exitValue(), read(out), read(err));
  }

  /** Kill -9. */
  void kill() {
    process.destroyForcibly();
    endsWithin(LONGEST);
  }

  /** As Ctrl-C or an operating system's stop. */
  Ended stop() {
    process.destroy();
    return end();
  }

  @Override
  public void close() {
    kill();
    try {
      Files.delete(out);
      Files.delete(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String classPath() {
    String forked = System.getProperty("surefire.test.class.path");
    return forked == null ? System.getProperty("java.class.path") : forked + File.pathSeparator;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
