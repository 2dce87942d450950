package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.Batch;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/** What a source's rules come to call personal is nowhere in the data folder after a replay. */
class PurgeTest {
  private static final String SOURCE = "xx-purge";
  private static final String BASE = MappingsFolder.BASE;
  private static final String MARK = "Personne";

  private static final String COURSES_FIRST =
      """
      {"id":"a","title":"Weaving","note":"Personne-first","teacher":{"name":"Personne-teacher"},"school":{"name":"School","contact":"Personne-contact"}}
      {"id":"b","title":"Spinning","teacher":{"name":"Personne-teacher","friend":"Personne-friend"},"school":{"name":"School","contact":"Personne-contact"}}
      {"id":"c","title":"Dyeing","note":"Personne-withdrawn","school":{"name":"School","contact":"Personne-contact"}}
      {"id":"d","title":"Nobody's","school":{"name":"School"}}
      """;

  /** The register itself has dropped the note of a, and c; d it only calls otherwise. */
  private static final String COURSES_SECOND =
      COURSES_FIRST
          .replace("\"note\":\"Personne-first\",", "")
          .replaceAll("(?m)^\\{\"id\":\"c\".*\\R", "")
          .replace("Nobody's", "Of nobody");

  private static final String SESSIONS =
      """
      {"course":"a","host":{"name":"Personne-host"}}
      """;

  private static final String DESCRIPTOR =
      """
      @base <https://w3id.org/tessera/id/xx-purge> .
      @prefix tess: <https://w3id.org/tessera/ontology#> .
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix dct: <http://purl.org/dc/terms/> .
      <> a dcat:Catalog , tess:Source ; dct:identifier "xx-purge" ; dct:title "Purge"@en ;
        dct:description "Made up."@en ; dct:publisher "Nobody" ; tess:protocol "file" ;
        tess:withdrawalLimit 0.9 ; tess:quarantineLimit 0.9 ; PERSONAL
        tess:input <#courses> , <#sessions> .
      <#courses> a tess:Input ; tess:tableName "courses" ; tess:filePattern "courses*.jsonl" ;
        tess:format "jsonl" ; tess:iterator "$" ; tess:localId "{id}" .
      <#sessions> a tess:Input ; tess:tableName "sessions" ; tess:filePattern "sessions*.jsonl" ;
        tess:format "jsonl" ; tess:iterator "$" ; tess:groupedUnder <#courses> ;
        tess:groupKey "{course}" .
      """;

  private static final String PERSONAL =
      "tess:personalFields \"note\" , \"teacher\" , \"school.contact\" , \"host.name\" ;";

  private static final String MAPPING =
      """
      @base <https://w3id.org/tessera/mapping/xx-purge> .
      @prefix rml: <http://w3id.org/rml/> .
      @prefix tess: <https://w3id.org/tessera/ontology#> .
      @prefix elm: <http://data.europa.eu/snb/model/elm/> .
      @prefix dct: <http://purl.org/dc/terms/> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      <#rows> rml:source "courses" ; rml:referenceFormulation rml:JSONPath .
      <#course> a rml:TriplesMap ; rml:logicalSource <#rows> ;
        rml:subjectMap [ rml:reference "_iri" ; rml:class elm:LearningOpportunity ] ;
        rml:predicateObjectMap
          [ rml:predicate dct:title ; rml:objectMap [ rml:reference "title" ; rml:language "en" ] ] ,
          [ rml:predicate tess:credentialType ; rml:object <https://w3id.org/tessera/scheme/credential-type/course> ] ,
          [ rml:predicate dct:description ; rml:objectMap [ rml:reference "note" ; rml:language "en" ] ,
              [ rml:reference "$.sessions[*].host.name" ; rml:language "fr" ] ] ,
          [ rml:predicate elm:providedBy ;
            rml:objectMap [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.teacher.name}" ; rml:termType rml:IRI ] ,
              [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.school.name}" ; rml:termType rml:IRI ] ] .
      <#teacher> a rml:TriplesMap ; rml:logicalSource <#rows> ;
        rml:subjectMap [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.teacher.name}" ; rml:class elm:Organisation ;
          rml:graphMap [ rml:template "https://w3id.org/tessera/record/xx-purge/org-{$.teacher.name}" ] ] ;
        rml:predicateObjectMap
          [ rml:predicate skos:prefLabel ; rml:objectMap [ rml:reference "$.teacher.name" ; rml:language "und" ] ] ,
          [ rml:predicate rdfs:seeAlso ; rml:objectMap [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.teacher.friend}" ; rml:termType rml:IRI ] ] .
      <#friend> a rml:TriplesMap ; rml:logicalSource <#rows> ;
        rml:subjectMap [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.teacher.friend}" ; rml:class elm:Organisation ;
          rml:graphMap [ rml:template "https://w3id.org/tessera/record/xx-purge/org-{$.teacher.friend}" ] ] ;
        rml:predicateObjectMap
          [ rml:predicate skos:prefLabel ; rml:objectMap [ rml:reference "$.teacher.friend" ; rml:language "und" ] ] ,
          [ rml:predicate rdfs:seeAlso ; rml:objectMap [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.teacher.name}" ; rml:termType rml:IRI ] ] .
      <#school> a rml:TriplesMap ; rml:logicalSource <#rows> ;
        rml:subjectMap [ rml:template "https://w3id.org/tessera/id/xx-purge/org-{$.school.name}" ; rml:class elm:Organisation ;
          rml:graphMap [ rml:template "https://w3id.org/tessera/record/xx-purge/org-{$.school.name}" ] ] ;
        rml:predicateObjectMap
          [ rml:predicate skos:prefLabel ; rml:objectMap [ rml:reference "$.school.name" ; rml:language "und" ] ] ,
          [ rml:predicate skos:altLabel ; rml:objectMap [ rml:reference "$.school.contact" ; rml:language "und" ] ] .
      """;

  @TempDir private Path folder;
  private Path files;

  @SuppressWarnings("NullAway.Init")
  private RecordStore store;

  @BeforeEach
  void harvestTwice() throws IOException {
    files = Files.createDirectory(folder.resolve("files"));
    store = RecordStore.open(folder.resolve("store"), BASE);
    Files.writeString(files.resolve("sessions.jsonl"), SESSIONS);
    rules("", MAPPING);
    for (String courses : List.of(COURSES_FIRST, COURSES_SECOND)) {
      Files.writeString(files.resolve("courses.jsonl"), courses);
      HarvestReport report = harvest(harvester(store));
      assertEquals(Optional.empty(), report.failure());
      assertEquals(List.of(), report.problems());
    }
    assertEquals(
        new TreeSet<>(List.of("contact", "first", "friend", "host", "teacher", "withdrawn")),
        archived());
    assertEquals(
        new TreeSet<>(List.of("contact", "first", "friend", "host", "teacher", "withdrawn")),
        stored());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void itGoesFromArchiveStoreAndHistories() throws IOException {
    personalNow();
    HarvestReport report = replay(harvester(store));
    assertEquals(Optional.empty(), report.failure());
    assertTrue(report.personalDataRemoved() > 0, report::toString);
    assertGone();
    assertEquals(List.of("d"), earlier(), "what was never personal keeps its earlier form");
    assertEquals("School", label("org-School"));

    HarvestReport again = harvest(harvester(store));
    assertEquals(3, again.unchanged(), "the archive has what a harvest now reads: " + again);
    long sequence = store.sequence();
    replay(harvester(store));
    assertEquals(sequence, store.sequence(), "a second replay finds nothing");
  }

  @Test
  void whatAHarvestTookForAChangeGoesToo() throws IOException {
    personalNow();
    harvest(harvester(store));
    assertTrue(stored().contains("host"), "it seems a change by the register");
    replay(harvester(store));
    assertGone();
  }

  @Test
  void aReplayThatBreaksOffLeavesAllInStepAndTheNextGoesOn() throws IOException {
    personalNow();
    Harvester cut = harvester(cutAt((method, arguments) -> method.equals("forget")));
    assertThrows(IllegalStateException.class, () -> replay(cut));
    assertTrue(archived().contains("first"), "nothing was taken out of the archive yet");
    assertEquals(1, harvester(store).check().size(), "it is told that something is to go");
    assertEquals(List.of(), store.check());

    HarvestReport report = replay(harvester(store));
    assertEquals(Optional.empty(), report.failure());
    assertGone();
  }

  @Test
  void whatRecordsShareGoesThoughTheReplayBrokeOffWhenTheArchiveWasClean() throws IOException {
    personalNow();
    Harvester cut = harvester(cutAt((method, arguments) -> restates(method, arguments) > 0));
    assertThrows(IllegalStateException.class, () -> replay(cut));
    assertEquals(new TreeSet<>(), archived());
    assertTrue(stored().contains("contact"));
    assertEquals(1, harvester(store).check().size());

    HarvestReport report = replay(harvester(store));
    assertEquals(Optional.empty(), report.failure());
    assertGone();
  }

  @Test
  void aReplayFailsUntilEveryRecordCanBeMappedAgain() throws IOException {
    rules(PERSONAL, MAPPING.replace("rml:reference \"title\"", "rml:reference \"heading\""));
    for (int times = 0; times < 2; times++) {
      HarvestReport refused = replay(harvester(store));
      assertTrue(refused.failure().orElseThrow().startsWith("3 records "), refused::toString);
      assertEquals(new TreeSet<>(), archived());
      assertTrue(stored().contains("contact"));
    }
    personalNow();
    HarvestReport report = replay(harvester(store));
    assertEquals(Optional.empty(), report.failure());
    assertGone();
  }

  @Test
  void aRecordIsMappedFromWhatTheStoreWasMadeOf() throws IOException {
    Files.writeString(
        files.resolve("courses.jsonl"),
        COURSES_SECOND.replace("\"title\":\"Of nobody\"", "\"title\":\"\""));
    assertEquals(1, harvest(harvester(store)).quarantined(), "its newest line is no record");
    personalNow();
    HarvestReport report = replay(harvester(store));
    assertEquals(0, report.quarantined(), report::toString);
    assertEquals(Optional.empty(), report.failure());
    assertGone();
  }

  @Test
  void aDamagedLineIsNamedAndKeepsNothingElseFromGoing() throws IOException {
    Path newest = under("archive").getLast();
    String text = unpacked(newest);
    assertTrue(text.contains("Of nobody"), text);
    pack(newest, "{\"id\":\"z\",\"hash\":\"Personne-damaged\n" + text);
    personalNow();
    for (int times = 0; times < 2; times++) {
      HarvestReport report = replay(harvester(store));
      assertTrue(report.failure().orElseThrow().contains(newest.toString()), report::toString);
      assertEquals(1, report.quarantined());
      assertEquals("z", report.problems().getFirst().record());
      assertEquals(new TreeSet<>(List.of("damaged")), archived());
    }
    pack(newest, unpacked(newest).replaceAll("(?m)^.*damaged.*\\R", ""));
    assertEquals(Optional.empty(), replay(harvester(store)).failure());
    assertGone();
  }

  @Test
  void whatRecordsShareIsCommittedInBatches() throws IOException {
    personalNow();
    List<Integer> batches = new ArrayList<>();
    RecordStore counting =
        cutAt((method, arguments) -> {
          int shared = restates(method, arguments);
          if (shared > 0) {
            batches.add(shared);
          }
          return false;
        });
    assertEquals(Optional.empty(), replay(harvester(counting, 1)).failure());
    assertEquals(List.of(1, 1, 1), batches, "the school, the teacher and the friend");
    assertGone();
  }

  private static int restates(String method, Object[] arguments) {
    return method.equals("commit")
        ? (int)
            ((Batch) arguments[0])
                .writes().stream().filter(it -> it.role() == RecordWrite.Role.SHARED_ANEW).count()
        : 0;
  }

  /** The store, until it is cut off. */
  private RecordStore cutAt(BiPredicate<String, Object[]> moment) {
    return (RecordStore)
        Proxy.newProxyInstance(
            RecordStore.class.getClassLoader(),
            new Class<?>[] {RecordStore.class},
            (proxy, method, arguments) -> {
              if (moment.test(method.getName(), arguments)) {
                throw new IllegalStateException("cut off");
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }

  /** TDB2 keeps the texts of what is deleted until it is compacted. */
  @Test
  void compactingTakesItOffTheDisk() throws IOException {
    personalNow();
    replay(harvester(store));
    harvester(store).eraseRemains(SOURCE);
    assertTrue(onDisk() > 0, "the store's files keep the text of a deleted node");
    store.compact();
    assertEquals(0, onDisk());
  }

  @Test
  void aFetchedFileIsKeptOnlyWhereNothingInItIsPersonal() throws IOException {
    withServer((address, status) -> {
      harvest(harvester(store), address);
      assertEquals(1, fetched(), "so that it need not be fetched again");
      personalNow();
      replay(harvester(store));
      assertEquals(0, fetched());
      harvest(harvester(store), address);
      assertEquals(0, fetched());
    });
  }

  @Test
  void aFetchedFileGoesThoughTheNextCannotBeFetched() throws IOException {
    withServer((address, status) -> {
      harvest(harvester(store), address);
      personalNow();
      dryRun(harvester(store), address);
      assertEquals(1, fetched(), "a dry run changes nothing");
      status.set(404);
      HarvestReport report = harvest(harvester(store), address);
      assertTrue(report.failure().orElseThrow().contains("404"), report::toString);
      assertEquals(0, fetched());
    });
  }

  @Test
  void thatAFetchedFileCannotBeDeletedIsReported() throws IOException {
    withServer((address, status) -> {
      harvest(harvester(store), address);
      personalNow();
      Path of = folder.resolve("archive/.fetched/" + SOURCE);
      Set<PosixFilePermission> before = Files.getPosixFilePermissions(of);
      Files.setPosixFilePermissions(of, PosixFilePermissions.fromString("r-x------"));
      try {
        assumeFalse(Files.isWritable(of), "whoever may do anything can delete it");
        HarvestReport report = replay(harvester(store));
        assertTrue(report.failure().orElseThrow().contains("cannot be deleted"), report::toString);
        assertEquals(1, report.exitCode());
        assertTrue(report.personalDataRemoved() > 0, "it has done all else");
      } finally {
        Files.setPosixFilePermissions(of, before);
      }
    });
  }

  private interface WithServer {
    void run(String address, AtomicInteger status) throws IOException;
  }

  private static void withServer(WithServer test) throws IOException {
    AtomicInteger status = new AtomicInteger(200);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/courses.jsonl",
        exchange -> {
          byte[] body = COURSES_SECOND.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      test.run("http://127.0.0.1:" + server.getAddress().getPort() + "/courses.jsonl", status);
    } finally {
      server.stop(0);
    }
  }

  private long fetched() throws IOException {
    if (!Files.exists(folder.resolve("archive/.fetched/" + SOURCE))) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder.resolve("archive/.fetched"))) {
      return all.filter(path -> path.toString().endsWith("courses.jsonl")).count();
    }
  }

  @Test
  void aReplayUnderTheSameRulesTouchesNothing() throws IOException {
    List<String> before = lines();
    List<String> forms = earlier();
    assertEquals(List.of("a", "c", "d"), forms);
    replay(harvester(store));
    assertEquals(before, lines());
    assertEquals(forms, earlier());
  }

  private void assertGone() throws IOException {
    harvester(store).eraseRemains(SOURCE);
    assertEquals(new TreeSet<>(), archived());
    assertEquals(new TreeSet<>(), stored());
    assertEquals(List.of(), harvester(store).check());
    assertEquals(List.of(), store.check());
  }

  private void personalNow() throws IOException {
    rules(PERSONAL, MAPPING);
  }

  private void rules(String personal, String mapping) throws IOException {
    Path source = Files.createDirectories(folder.resolve("mappings").resolve(SOURCE));
    Files.writeString(source.resolve("source.ttl"), DESCRIPTOR.replace("PERSONAL", personal));
    Files.writeString(source.resolve("mapping.rml.ttl"), mapping);
  }

  private Harvester harvester(RecordStore into) {
    return harvester(into, 5_000);
  }

  private Harvester harvester(RecordStore into, int batchRecords) {
    return new Harvester(
        new HarvestSettings(
            BASE,
            folder.resolve("archive"),
            Optional.of(folder.resolve("mappings")),
            1L << 30,
            Duration.ofMinutes(5),
            true,
            "Tessera tests",
            batchRecords),
        into);
  }

  private HarvestReport harvest(Harvester harvester) {
    return harvest(harvester, files.toString());
  }

  private static HarvestReport harvest(Harvester harvester, String from) {
    nextSecond();
    return harvester.harvest(
        new HarvestRequest(SOURCE, Optional.of(from), true, false, false, true),
        HarvestListener.NONE);
  }

  private static void dryRun(Harvester harvester, String from) {
    nextSecond();
    harvester.harvest(
        new HarvestRequest(SOURCE, Optional.of(from), true, false, true, true),
        HarvestListener.NONE);
  }

  private static HarvestReport replay(Harvester harvester) {
    nextSecond();
    return harvester.replay(SOURCE, HarvestListener.NONE);
  }

  /** Runs of different harvesters within one second would have one name, and be one moment. */
  private static void nextSecond() {
    long second = System.currentTimeMillis() / 1000;
    while (System.currentTimeMillis() / 1000 == second) {
      Thread.onSpinWait();
    }
  }

  /** Local ids of the records with an earlier form. */
  private List<String> earlier() {
    return Stream.of("a", "b", "c", "d")
        .filter(id -> store.history(record(id)).orElseThrow().forms().size() > 1)
        .toList();
  }

  private String label(String id) {
    return store.find(record(id)).orElseThrow().statements().stream()
        .filter(it -> it.getPredicate().getURI().endsWith("prefLabel"))
        .map(it -> it.getObject().getLiteralLexicalForm())
        .reduce("", String::concat);
  }

  private static Node record(String id) {
    return NodeFactory.createURI(BASE + "record/" + SOURCE + "/" + id);
  }

  private static TreeSet<String> marks(String text) {
    TreeSet<String> marks = new TreeSet<>();
    java.util.regex.Pattern.compile(MARK + "-([a-z]+)")
        .matcher(text)
        .results()
        .forEach(it -> marks.add(it.group(1)));
    return marks;
  }

  private TreeSet<String> archived() throws IOException {
    return marks(String.join("\n", lines()));
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : under("archive")) {
      assertTrue(file.toString().endsWith(".jsonl.gz"), file::toString);
      unpacked(file).lines().forEach(lines::add);
    }
    return lines;
  }

  private static String unpacked(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void pack(Path file, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private TreeSet<String> stored() {
    return store.read(dataset -> {
      StringBuilder all = new StringBuilder();
      dataset.find().forEachRemaining(quad -> all.append(quad).append('\n'));
      return marks(all.toString());
    });
  }

  private long onDisk() throws IOException {
    long files = 0;
    for (Path file : under("store")) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      files += bytes.contains(MARK) ? 1 : 0;
    }
    return files;
  }

  private List<Path> under(String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(name))) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      assertFalse(files.isEmpty());
      return files;
    }
  }
}
