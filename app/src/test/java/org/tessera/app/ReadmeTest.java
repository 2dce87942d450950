package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What README tells people to type, typed. */
@Tag("slow")
class ReadmeTest {
  private static final String ADDRESS = "http://localhost:8080/";

  /** A command goes on while a quote is open. */
  private static final Pattern CURL = Pattern.compile("(?m)^curl (?:'[^']*'|[^'\n])*$");

  private static final Pattern COMMAND = Pattern.compile("(?m)^\\| `\\./tessera ([^`]+)` \\|");

  @TempDir Path data;

  @Test
  void theTableHasEveryCommandAsItIsTyped() throws IOException {
    CommandLine commands = Tessera.commandLine(System.err);
    TreeSet<String> there = new TreeSet<>(commands.getSubcommands().keySet());
    there.add("test");
    TreeSet<String> told = new TreeSet<>();
    COMMAND
        .matcher(Files.readString(Path.of("../README.md")))
        .results()
        .map(found -> found.group(1).split(" "))
        .forEach(typed -> {
          told.add(typed[0]);
          for (String word : typed) {
            assertTrue(!word.contains("/") || Files.exists(Path.of("..").resolve(word)), word);
          }
          if (!typed[0].equals("test")) {
            commands.parseArgs(typed);
          }
        });
    assertEquals(there, told);
  }

  @Test
  void everyCurlAnswers() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "skipped: there is no /usr/bin/curl");
    String readme = Files.readString(Path.of("../README.md"));
    List<String> commands = CURL.matcher(readme).results().map(MatchResult::group).toList();
    assertTrue(commands.size() >= 6, commands.toString());
    try (TestServer server = TestServer.start(data, Map.of())) {
      server.harvest(List.of("fr-reva", "nz-nzqa", "es-microcredentials", "edx"));
      for (String command : commands) {
        String here = command.replace(ADDRESS, server.address("/")) + " --fail --silent";
        Process process = new ProcessBuilder("bash", "-c", here).redirectErrorStream(true).start();
        String out =
            new String(
                process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), here + "\n" + out);
        // A CSV of a heading alone, or a search without a hit, would teach nobody anything.
        assertTrue(out.lines().count() > 1 || out.startsWith("{"), here + "\n" + out);
        assertFalse(out.contains("\"total\":0"), here + "\n" + out);
      }
    }
  }
}
