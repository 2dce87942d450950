package org.tessera.harvester;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pass in a process of its own whose heap is small. */
final class SmallHeap {
  private static final String MEGABYTES = "192";

  private SmallHeap() {}

  /**
   * Harvests a file into an empty registry.
   *
   * @param folder for the archive and the process's output
   * @return what it printed: exit code, tab, failure
   */
  static String pass(String source, Path file, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + MEGABYTES + "m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeap.class.getName(),
                    source,
                    file.toString(),
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return "did not end in three minutes";
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    return text.lines().filter(line -> line.startsWith("exit ")).findFirst().orElse(text);
  }

  /** The other process. */
  public static void main(String[] arguments) {
    try (TestRegistry registry = new TestRegistry(Path.of(arguments[2]))) {
      HarvestReport report = registry.pass(arguments[0], Path.of(arguments[1]));
      System.out.println("exit " + report.exitCode() + "\t" + report.failure().orElse(""));
    }
  }
}
