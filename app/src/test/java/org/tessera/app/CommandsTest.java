package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.app.TesseraProcess.Ended;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command of the contract, as a process that scripts call: exit code and last line. */
@Tag("slow")
class CommandsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> COUNTS =
      List.of("added", "changed", "unchanged", "quarantined", "skipped");

  @TempDir static Path folder = Path.of("");
  private static Path data = Path.of("");

  @BeforeAll
  static void harvestOneSource() {
    data = folder.resolve("data");
    Ended harvest = run("harvest", "fr-reva", "--json");
    assertEquals(0, harvest.code(), harvest.err());
    JsonNode report = json(harvest);
    assertEquals("fr-reva", report.path("source").asString());
    assertTrue(report.path("complete").asBoolean());
    assertTrue(report.path("added").asLong() > 200, harvest.lastLine());
    assertTrue(report.path("problems").isArray());
    assertSumIsSeen(report);
  }

  @Test
  void aSecondHarvestChangesNothing() {
    JsonNode report = json(run("harvest", "fr-reva", "--json"));
    assertEquals(report.path("seen").asLong(), report.path("unchanged").asLong());
    assertSumIsSeen(report);
  }

  @Test
  void aDryRunStoresNothing() throws IOException {
    Path other = Files.createDirectory(folder.resolve("dry"));
    Ended dry = TesseraProcess.run(other, "harvest", "fr-reva", "--dry-run");
    assertEquals(0, dry.code());
    assertTrue(dry.err().strip().endsWith("; a dry run: nothing is stored"), dry.err());
    assertEquals(0, records(TesseraProcess.run(other, "sources", "--json"), "fr-reva"));
  }

  @Test
  void aBackupOverwritesNoFile() throws IOException {
    Path mine = write("mine.txt", "something dear");
    Ended ended = run("backup", mine.toString());
    assertEquals(1, ended.code());
    assertEquals(
        "tessera backup: There is a file %s already; name another, or delete it first"
            .formatted(mine),
        ended.err().strip());
    assertEquals("something dear", Files.readString(mine));
  }

  @Test
  void replayMapsWhatIsArchived() {
    JsonNode report = json(run("replay", "fr-reva", "--json"));
    assertTrue(report.path("seen").asLong() > 200);
    assertEquals(0, report.path("changed").asLong());
  }

  @Test
  void sourcesListsAllWithTheirRecords() {
    Ended sources = run("sources", "--json");
    assertTrue(records(sources, "fr-reva") > 200);
    String table = run("sources").out();
    assertTrue(table.contains("fr-reva"));
    long found = json(run("search", "", "--json")).path("total").asLong();
    assertTrue(table.contains("(%,d that a search finds, ".formatted(found)), table);
  }

  @Test
  void searchFindsWhatWasHarvested() {
    JsonNode found = json(run("search", "commerce", "--json"));
    assertTrue(found.path("total").asLong() > 0);
    assertFalse(found.path("items").get(0).path("title").asString().isEmpty());
    assertTrue(run("search", "commerce").out().contains(" found"));
    JsonNode second = json(run("search", "commerce", "--size", "1", "--page", "2", "--json"));
    assertEquals(found.path("items").get(1), second.path("items").get(0));
    assertEquals(1, second.path("items").size());
    Ended wrong = run("search", "commerce", "--size", "1000");
    assertEquals(1, wrong.code());
    assertTrue(wrong.err().startsWith("tessera search: '1000' is no value of size; "), wrong.err());
  }

  @Test
  void queryPrintsJsonForRowsAndTurtleForGraphs() throws IOException {
    Path select = write("select.rq", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }");
    JsonNode rows = json(run("query", select.toString()));
    assertTrue(rows.path("results").path("bindings").get(0).path("n").path("value").asInt() > 1000);

    Path construct = write("construct.rq", "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3");
    assertTrue(run("query", construct.toString()).out().contains(" ."));
  }

  @Test
  void aQueryInsteadOfItsFileIsToldSo() {
    Ended query = run("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
    assertEquals(1, query.code());
    assertTrue(query.err().contains("the query must stand in one"), query.err());
  }

  @Test
  void queryReachesTheTextIndex() throws IOException {
    Path query =
        write(
            "text.rq",
            "PREFIX tess: <https://w3id.org/tessera/ontology#>"
                + " SELECT ?c WHERE { (?c ?score) tess:search (\"commerce\" 5) }");
    JsonNode rows = JSON.readTree(run("query", query.toString()).out());
    assertFalse(rows.path("results").path("bindings").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"nquads", "turtle", "jsonld", "csv"})
  void exportWritesEachFormat(String format) throws IOException {
    Path file = folder.resolve("export." + format);
    Ended export = run("export", "--format", format, "--source", "fr-reva", "-o", file.toString());
    assertEquals(0, export.code(), export.err());
    assertTrue(Files.size(file) > 10_000);
    assertEquals(
        Files.readString(file), run("export", "--format", format, "--source", "fr-reva").out());
  }

  @Test
  void aBackupBringsTheSameRecordsBack() throws IOException {
    Path file = folder.resolve("tessera.backup");
    assertEquals(0, run("backup", file.toString()).code());
    Path other = Files.createDirectory(folder.resolve("restored"));
    assertEquals(1, TesseraProcess.run(other, "restore", "/no/such/backup").code());
    assertFalse(Files.exists(other.resolve("restoring")));
    Ended restore = TesseraProcess.run(other, "restore", file.toString());
    assertEquals(0, restore.code(), restore.err());
    assertFalse(Files.exists(other.resolve("before-restore")), "nothing was there");
    String totals = run("sources").out().lines().toList().getLast();
    String next = "Serve it with ./tessera start --data '" + other + "'";
    assertEquals("The backup holds " + totals + "\n" + next, restore.err().strip());
    assertFalse(Files.exists(other.resolve("restoring")));
    assertEquals(
        run("export").out().lines().sorted().toList(),
        TesseraProcess.run(other, "export").out().lines().sorted().toList());
    assertEquals(0, TesseraProcess.run(other, "check").code());

    // As a restore leaves it that is killed after it has put the old store aside.
    Path aside = Files.createDirectory(other.resolve("before-restore"));
    Files.move(other.resolve("store"), aside.resolve("store"));
    Files.createFile(other.resolve("restore.unfinished"));
    Ended opened = TesseraProcess.run(other, "sources");
    assertEquals(1, opened.code());
    assertTrue(opened.err().contains("restore"), opened.err());
    Ended again = TesseraProcess.run(other, "restore", file.toString());
    assertEquals(0, again.code());
    assertTrue(again.err().contains(aside + "; delete it"), again.err());
    assertEquals(0, TesseraProcess.run(other, "check").code());
    assertTrue(Files.exists(other.resolve("before-restore").resolve("store")));
  }

  @Test
  void checkAndReindexAgree() {
    Ended reindex = run("reindex");
    assertEquals(0, reindex.code(), reindex.err());
    long indexed = json(reindex).path("records").asLong();
    assertTrue(indexed > 200);
    assertTrue(
        reindex.err().startsWith("Making the search index of ")
            && reindex
                .err()
                .strip()
                .matches(
                    "(?s).* s: %,d records can be found, made-up ones included".formatted(indexed)),
        reindex.err());
    Ended compact = run("compact");
    assertEquals(0, compact.code(), compact.err());
    assertTrue(
        compact
            .err()
            .matches(
                "Compacting the store of [\\d.,]+ MB\nCompacted in [\\d.,]+ s:"
                    + " the store took [\\d.,]+ MB and takes [\\d.,]+ MB from its next start on\n"),
        compact.err());
    Ended again = run("compact");
    assertTrue(
        again
            .err()
            .matches(
                "Compacting the store of [\\d.,]+ MB\nCompacted in [\\d.,]+ s: there was nothing"
                    + " to gain, the store takes [\\d.,]+ MB from its next start on\n"),
        again.err());
    Ended check = run("check");
    assertEquals(0, check.code(), check.err());
    assertEquals("[]", json(check).path("problems").toString());
  }

  @Test
  void validateTellsGoodFromBadFromUnreadable() throws IOException {
    Path sample = Path.of("../mappings/fr-reva/sample/certifications.csv");
    Path good = write("certifications.csv", Files.readString(sample));
    Ended fine = run("validate", good.toString(), "--source", "fr-reva");
    assertEquals(0, fine.code(), fine.err());
    assertEquals(0, json(fine).path("quarantined").asLong());

    List<String> lines = Files.readAllLines(sample);
    // Without the first column, which is the key.
    Path bad = write("keyless.csv", lines.get(0) + "\n" + lines.get(1).replaceFirst("^[^,]*", ""));
    Ended violating = run("validate", bad.toString(), "--source", "fr-reva");
    assertEquals(2, violating.code(), violating.err());
    assertEquals(1, json(violating).path("quarantined").asLong());
    assertTrue(violating.err().contains("line 2"), violating.err());

    Ended unreadable =
        run("validate", folder.resolve("nothing.csv").toString(), "--source", "fr-reva");
    assertEquals(1, unreadable.code());
    assertTrue(unreadable.err().contains("nothing.csv"), unreadable.err());
    assertEquals(1, run("validate", good.toString(), "--source", "no-such").code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "harvest no-such-source | no-such-source",
        "harvest | --all",
        "harvest fr-reva --complete | --from",
        "query /no/such/query.rq | query.rq",
        "export --format xml | nquads",
        "export --source no-such | no-such",
        "restore /no/such/backup | backup",
        "start --port eighty | --port",
        "frobnicate | frobnicate",
        "harvest fr-reva --form x | --form"
      })
  void aMistakeIsOneClearLine(String command, String named) {
    Ended ended = run(command.split(" "));
    assertEquals(1, ended.code(), ended.err());
    String first = ended.err().lines().findFirst().orElse("");
    assertTrue(first.startsWith("tessera") && first.contains(named), ended.err());
    assertFalse(ended.err().contains("\tat "), ended.err());
    assertEquals("", ended.out());
  }

  @Test
  void aPageBehindTheLastThatCanBeReachedIsOneSentence() {
    Ended ended = run("search", "cyber", "--page", "9999");
    assertEquals(1, ended.code());
    assertEquals(
        "tessera search: page × size is at most 10000; for all of them there are the dumps and"
            + " feeds of /data.",
        ended.err().strip());
  }

  @Test
  void aFileThatIsNotThereIsTheCallersErrorAndNoNewsOfTheRegister() {
    String before = source(run("sources", "--json"), "fr-reva").toString();
    Ended ended = run("harvest", "fr-reva", "--from", "/no/such/file.csv", "--json");
    assertEquals(1, ended.code(), ended.err());
    assertEquals("fr-reva: failed: /no/such/file.csv does not exist", ended.err().strip());
    JsonNode report = json(ended);
    assertEquals("fr-reva", report.path("source").asString());
    assertFalse(report.path("complete").asBoolean(true));
    assertEquals("/no/such/file.csv does not exist", report.path("failure").asString());
    assertEquals("[]", report.path("problems").toString());
    assertEquals(0, report.path("rows").asLong(-1));
    assertSumIsSeen(report);
    assertEquals(before, source(run("sources", "--json"), "fr-reva").toString());
  }

  @Test
  void anUnknownCommandIsToldTheCommands() {
    assertEquals(
        "tessera: There is no command 'harvset'; there are backup, check, compact, export,"
            + " harvest, query, reindex, replay, restore, search, sources, validate, start, test",
        run("harvset", "fr-reva").err().strip());
  }

  @ParameterizedTest
  @CsvSource({
    "start",
    "sources",
    "harvest",
    "replay",
    "validate",
    "query",
    "search",
    "export",
    "reindex",
    "compact",
    "backup",
    "restore",
    "check"
  })
  void everyCommandHelps(String command) {
    Ended help = run(command, "--help");
    assertEquals(0, help.code(), help.err());
    assertTrue(help.out().startsWith("Usage: tessera " + command), help.out());
  }

  @Test
  void commandsGoToTheServerThatHoldsTheFolder() throws IOException {
    Path own = Files.createDirectory(folder.resolve("served"));
    try (TesseraProcess server = TesseraProcess.serve(own, "--no-samples")) {
      Ended harvest = TesseraProcess.run(own, "harvest", "fr-reva", "--json");
      assertEquals(0, harvest.code(), harvest.err());
      assertEquals("fr-reva", json(harvest).path("source").asString());
      assertTrue(records(TesseraProcess.run(own, "sources", "--json"), "fr-reva") > 200);
      assertEquals(0, TesseraProcess.run(own, "check").code());
      assertTrue(
          json(TesseraProcess.run(own, "search", "commerce", "--json")).path("total").asLong() > 0);
      Path query = write("served.rq", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }");
      Ended rows = TesseraProcess.run(own, "query", query.toString());
      assertTrue(JSON.readTree(rows.out()).at("/results/bindings/0/n/value").asInt() > 1000);
      Ended wrong = TesseraProcess.run(own, "query", write("wrong.rq", "SELECT").toString());
      assertEquals(1, wrong.code());
      assertEquals(1, wrong.err().lines().count(), wrong.err());
      Ended again = TesseraProcess.run(own, "start", "--port", "0");
      assertEquals(1, again.code());
      assertTrue(again.err().contains("already serves"), again.err());
      int taken = TesseraProcess.address(own).getPort();
      Ended occupied =
          TesseraProcess.run(folder.resolve("occupied"), "start", "--port", "" + taken);
      assertEquals(1, occupied.code());
      assertEquals(
          "tessera start: Port " + taken + " is taken; choose another with --port",
          occupied.err().strip());
      Ended none = TesseraProcess.run(own, "restore", folder.resolve("any").toString());
      assertEquals(1, none.code());
      assertTrue(none.err().contains("any"), none.err());
      Path backup = folder.resolve("served.backup");
      assertEquals(0, TesseraProcess.run(own, "backup", backup.toString()).code());
      String before = TesseraProcess.run(own, "export").out();
      assertEquals(0, TesseraProcess.run(own, "harvest", "fr-bcn").code());
      Ended restore = TesseraProcess.run(own, "restore", backup.toString());
      assertEquals(0, restore.code(), restore.err());
      assertTrue(json(restore).path("sequence").asLong() > 0, restore.out());
      assertTrue(
          restore.err().contains(own.resolve("before-restore") + "; delete it"), restore.err());
      assertFalse(restore.err().contains("tessera start"), restore.err());
      assertEquals(
          before.lines().sorted().toList(),
          TesseraProcess.run(own, "export").out().lines().sorted().toList());

      Ended stopped = server.stop();
      assertTrue(stopped.out().startsWith("Tessera answers at http://localhost:"), stopped.out());
      assertFalse(stopped.err().contains("\tat "), stopped.err());
    }
    assertEquals(0, TesseraProcess.run(own, "check").code());
  }

  private static void assertSumIsSeen(JsonNode report) {
    assertEquals(
        report.path("seen").asLong(),
        COUNTS.stream().mapToLong(count -> report.path(count).asLong()).sum(),
        report.toString());
  }

  private static long records(Ended sources, String id) {
    return source(sources, id).path("records").asLong();
  }

  private static JsonNode source(Ended sources, String id) {
    return json(sources)
        .path("sources")
        .valueStream()
        .filter(source -> source.path("id").asString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(Ended ended) {
    return JSON.readTree(ended.lastLine().isEmpty() ? "{}" : ended.lastLine());
  }

  private static Ended run(String... arguments) {
    return TesseraProcess.run(data, arguments);
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
