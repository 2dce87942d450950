package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.tessera.store.RecordStore;

/** Made-up courses with marked texts, harvested twice; some of the texts come to be personal. */
final class PersonalCourses implements AutoCloseable {
  static final String SOURCE = "xx-purge";
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
  static final String COURSES_SECOND =
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

  static final String PERSONAL =
      "tess:personalFields \"note\" , \"teacher\" , \"school.contact\" , \"host.name\" ;";

  static final String MAPPING =
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

  private final Path folder;
  final Path files;
  final RecordStore store;

  /**
   * @param folder for all but the store
   */
  private PersonalCourses(Path folder, RecordStore store) throws IOException {
    this.folder = folder;
    this.store = store;
    this.files = Files.createDirectory(folder.resolve("files"));
    Files.writeString(files.resolve("sessions.jsonl"), SESSIONS);
    rules("", MAPPING);
    for (String courses : List.of(COURSES_FIRST, COURSES_SECOND)) {
      Files.writeString(files.resolve("courses.jsonl"), courses);
      HarvestReport report = harvest();
      assertEquals(Optional.empty(), report.failure());
      assertEquals(List.of(), report.problems());
    }
    TreeSet<String> all =
        new TreeSet<>(List.of("contact", "first", "friend", "host", "teacher", "withdrawn"));
    assertEquals(all, archived());
    assertEquals(all, stored());
  }

  static PersonalCourses inMemory(Path folder) throws IOException {
    return new PersonalCourses(folder, RecordStore.inMemory(BASE, clock()));
  }

  static PersonalCourses onDisk(Path folder) throws IOException {
    return new PersonalCourses(folder, RecordStore.open(folder.resolve("store"), BASE, clock()));
  }

  /** Each moment is a second later: two forms of a record of one second would be one. */
  private static InstantSource clock() {
    AtomicLong second = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
    return () -> Instant.ofEpochSecond(second.incrementAndGet());
  }

  @Override
  public void close() {
    store.close();
  }

  void assertGone() throws IOException {
    eraseRemains();
    assertEquals(new TreeSet<>(), archived());
    assertEquals(new TreeSet<>(), stored());
    assertEquals(List.of(), check());
    assertEquals(List.of(), store.check());
  }

  void personalNow() throws IOException {
    rules(PERSONAL, MAPPING);
  }

  void rules(String personal, String mapping) throws IOException {
    Path source = Files.createDirectories(folder.resolve("mappings").resolve(SOURCE));
    Files.writeString(source.resolve("source.ttl"), DESCRIPTOR.replace("PERSONAL", personal));
    Files.writeString(source.resolve("mapping.rml.ttl"), mapping);
  }

  HarvestReport harvest() {
    return harvest(files.toString());
  }

  HarvestReport harvest(String from) {
    return harvest(from, HarvestListener.NONE);
  }

  HarvestReport harvest(String from, HarvestListener listener) {
    return harvest(from, false, listener);
  }

  void dryRun(String from) {
    harvest(from, true, HarvestListener.NONE);
  }

  private HarvestReport harvest(String from, boolean dryRun, HarvestListener listener) {
    return harvester(store, 5_000)
        .harvest(
            new HarvestRequest(SOURCE, Optional.of(from), true, false, dryRun, true), listener);
  }

  HarvestReport replay() {
    return replayInto(store, 5_000);
  }

  HarvestReport replayInto(RecordStore other, int batchRecords) {
    return harvester(other, batchRecords).replay(SOURCE, HarvestListener.NONE);
  }

  void eraseRemains() {
    harvester(store, 5_000).eraseRemains(SOURCE);
  }

  List<String> check() {
    return harvester(store, 5_000).check();
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

  /** Local ids of the records with an earlier form. */
  List<String> earlier() {
    return Stream.of("a", "b", "c", "d")
        .filter(id -> store.history(record(id)).orElseThrow().forms().size() > 1)
        .toList();
  }

  String label(String id) {
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
    Pattern.compile(MARK + "-([a-z]+)")
        .matcher(text)
        .results()
        .forEach(it -> marks.add(it.group(1)));
    return marks;
  }

  TreeSet<String> archived() throws IOException {
    return marks(String.join("\n", lines()));
  }

  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : under("archive")) {
      assertTrue(file.toString().endsWith(".jsonl.gz"), file::toString);
      unpacked(file).lines().forEach(lines::add);
    }
    return lines;
  }

  static String unpacked(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static void pack(Path file, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  TreeSet<String> stored() {
    return store.read(dataset -> {
      StringBuilder all = new StringBuilder();
      dataset.find().forEachRemaining(quad -> all.append(quad).append('\n'));
      return marks(all.toString());
    });
  }

  long onDisk() throws IOException {
    long files = 0;
    for (Path file : under("store")) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      files += bytes.contains(MARK) ? 1 : 0;
    }
    return files;
  }

  List<Path> under(String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(name))) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      assertFalse(files.isEmpty());
      return files;
    }
  }
}
