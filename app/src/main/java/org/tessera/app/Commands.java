package org.tessera.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that hand a task to the registry, be it of this process or of a running server. */
@Command(
    name = "tessera",
    version = "tessera 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    header = "A registry of credentials: harvests, searches and serves them.",
    footer = {"", "tessera test   runs all tests (see CONTRIBUTING.md)"})
final class Commands {

  /** What every command takes. */
  static final class Shared {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "${env:TESSERA_DATA:-data}",
        description = "data folder (default: ./data)")
    Path data = Path.of("data");

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this help")
    boolean help;
  }

  @Command(name = "sources", description = "List the sources with what is held of them.")
  int sources(
      @Mixin Shared shared,
      @Option(names = "--json", description = "as /api/v1/sources answers") boolean json)
      throws IOException {
    return Tables.print(document(shared, new Task.Sources()), json, Tables::sources);
  }

  @Command(
      name = "harvest",
      description = {
        "Harvest sources.",
        "Exit code 0 when complete, 2 when more records were quarantined than a source allows,"
            + " 1 when it failed."
      })
  int harvest(
      @Mixin Shared shared,
      @Parameters(arity = "0..*", paramLabel = "SOURCE", description = "ids of sources")
          @Nullable List<String> sources,
      @Option(names = "--all", description = "all sources") boolean all,
      @Option(
              names = "--from",
              paramLabel = "PATH-OR-URL",
              description =
                  "read the source's native format from a file, folder or address (which"
                      + " everybody will see); such a pass is partial and withdraws nothing")
          @Nullable String from,
      @Option(names = "--complete", description = "--from is the whole register") boolean complete,
      @Option(names = "--full", description = "map unchanged records too") boolean full,
      @Option(names = "--dry-run", description = "store nothing") boolean dryRun,
      @Option(
              names = "--allow-withdrawals",
              description = "withdraw even more records than the source's limit")
          boolean allowWithdrawals,
      @Option(names = "--json", description = "end with one line of JSON per source")
          boolean json) {
    List<String> named = sources == null ? List.of() : sources;
    if (named.isEmpty() != all) {
      throw new ClearError("Name the sources to harvest, or --all: see ./tessera sources");
    }
    if (from != null && named.size() != 1) {
      throw new ClearError("--from goes with exactly one source");
    }
    if (complete && from == null) {
      throw new ClearError("--complete says that --from is the whole register; give --from");
    }
    return job(
        shared,
        new Task.Harvest(
            named, from == null ? null : absolute(from), complete, full, dryRun, allowWithdrawals),
        json);
  }

  @Command(name = "replay", description = "Map the archived records of sources again.")
  int replay(
      @Mixin Shared shared,
      @Parameters(arity = "1..*", paramLabel = "SOURCE", description = "ids of sources")
          List<String> sources,
      @Option(names = "--json", description = "end with one line of JSON per source")
          boolean json) {
    return job(shared, new Task.Replay(sources), json);
  }

  @Command(
      name = "validate",
      description = {
        "Map and check one file; store nothing.",
        "Exit code 0, 2 when any record was refused, whatever the source's limit, 1 when it cannot be"
            + " read."
      })
  int validate(
      @Mixin Shared shared,
      @Parameters(paramLabel = "FILE", description = "in the source's native format") Path file,
      @Option(names = "--source", required = true, paramLabel = "SOURCE", description = "id")
          String source,
      @Option(
              names = "--json",
              description =
                  "end with the report as one line of JSON, as where standard output is no"
                      + " terminal")
          boolean json) {
    return job(
        shared,
        new Task.Validate(absolute(file.toString()), source),
        json || !Boolean.getBoolean("tessera.output-terminal"));
  }

  @Command(
      name = "query",
      description = "Ask the store; prints SPARQL JSON results, or Turtle for a graph.")
  int query(
      @Mixin Shared shared,
      @Parameters(paramLabel = "FILE.rq", description = "a SPARQL query") Path file)
      throws IOException {
    Tables.printAnswer(document(shared, new Task.Query(readQuery(file))));
    return 0;
  }

  @Command(name = "search", description = "Search as the search page does.")
  int search(
      @Mixin Shared shared,
      @Parameters(arity = "1..*", paramLabel = "WORDS", description = "what to search")
          List<String> words,
      @Option(
              names = "--size",
              paramLabel = "N",
              defaultValue = "20",
              description = "results of a page (20)")
          int size,
      @Option(names = "--page", paramLabel = "N", defaultValue = "1", description = "page (1)")
          int page,
      @Option(names = "--json", description = "as /api/v1/search answers") boolean json)
      throws IOException {
    Task.Search task = new Task.Search(String.join(" ", words), page, size);
    return Tables.print(document(shared, task), json, Tables::results);
  }

  @Command(name = "export", description = "Write records and their catalogue records.")
  int export(
      @Mixin Shared shared,
      @Option(
              names = "--format",
              paramLabel = "FORMAT",
              defaultValue = "nquads",
              description = "nquads (default), turtle, jsonld or csv")
          String format,
      @Option(names = "--source", paramLabel = "SOURCE", description = "only this source")
          @Nullable String source,
      @Option(names = "-o", paramLabel = "FILE", description = "instead of standard output")
          @Nullable Path file)
      throws IOException {
    if (!List.of("nquads", "turtle", "jsonld", "csv").contains(format)) {
      throw new ClearError("--format is nquads, turtle, jsonld or csv, and not '" + format + "'");
    }
    Task.Export task = new Task.Export(format, source);
    if (file == null) {
      try (Desk desk = Desks.open(shared.data, task)) {
        desk.write(task, System.out);
        System.out.flush();
      }
      return 0;
    }
    return writeFile(shared, task, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Command(name = "reindex", description = "Make the search index anew from the store.")
  int reindex(
      @Mixin Shared shared,
      @Option(
              names = "--allow-drop",
              description = "even if the new index holds much less than the old one")
          boolean allowDrop) {
    return job(shared, new Task.Reindex(allowDrop), true);
  }

  @Command(
      name = "compact",
      description = "Give back the space that harvests leave behind in the store.")
  int compact(@Mixin Shared shared) {
    return job(shared, new Task.Compact(), true);
  }

  @Command(name = "backup", description = "Write a copy of everything, for restore.")
  int backup(
      @Mixin Shared shared, @Parameters(paramLabel = "FILE", description = "to write") Path file)
      throws IOException {
    // Asked before the work too, which can take minutes.
    if (Files.exists(file)) {
      throw isThere(file);
    }
    try {
      return writeFile(shared, new Task.Backup(), file);
    } catch (FileAlreadyExistsException e) {
      throw isThere(file);
    }
  }

  @Command(
      name = "restore",
      description = {
        "Replace the records of the data folder by those of a backup.",
        "What was there is kept in DATA/before-restore; delete it once you have found the restored"
            + " registry good."
      })
  int restore(
      @Mixin Shared shared, @Parameters(paramLabel = "FILE", description = "a backup") Path file) {
    return job(shared, new Task.Restore(absolute(file.toString())), true);
  }

  @Command(
      name = "check",
      description = {
        "Prove that store, index and archive agree.",
        "Exit code 0, or 1 with what is wrong."
      })
  int check(@Mixin Shared shared) {
    return job(shared, new Task.Check(), true);
  }

  private static ClearError isThere(Path file) {
    return new ClearError("There is a file " + file + " already; name another, or delete it first");
  }

  private static int job(Shared shared, Task.Job job, boolean json) {
    try (Desk desk = Desks.open(shared.data, job)) {
      return desk.run(job, Terminal.standard(json));
    }
  }

  private static byte[] document(Shared shared, Task.Document task) throws IOException {
    try (Desk desk = Desks.open(shared.data, task);
        var bytes = new java.io.ByteArrayOutputStream()) {
      desk.write(task, bytes);
      return bytes.toByteArray();
    }
  }

  /** A file appears when it is whole, or not at all. */
  private static int writeFile(
      Shared shared, Task.Document task, Path file, CopyOption... replacing) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ClearError("There is no folder " + folder + " to write " + file + " into");
    }
    Path draft = Files.createTempFile(folder, target.getFileName() + ".", ".part");
    try {
      try (Desk desk = Desks.open(shared.data, task);
          OutputStream out = Files.newOutputStream(draft)) {
        desk.write(task, out);
      }
      Files.move(draft, target, replacing);
    } finally {
      Files.deleteIfExists(draft);
    }
    System.err.println(file + ": " + Files.size(target) + " bytes");
    return 0;
  }

  private static String readQuery(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ClearError(
          "There is no file '" + file + "'; the query must stand in one, as in query.rq", e);
    } catch (IOException e) {
      throw new ClearError("The query " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The task may be done by a server that was started in another folder. */
  private static String absolute(String pathOrAddress) {
    if (!pathOrAddress.matches("https?://.*")) {
      return Path.of(pathOrAddress).toAbsolutePath().normalize().toString();
    }
    try {
      return new URI(pathOrAddress).toString();
    } catch (URISyntaxException e) {
      throw new ClearError("The address " + pathOrAddress + " is wrong: " + e.getMessage(), e);
    }
  }
}
