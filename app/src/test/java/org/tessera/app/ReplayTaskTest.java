package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.harvester.HarvestSettings;
import org.tessera.harvester.Harvester;
import org.tessera.store.RecordStore;

/** Tombstones whose addresses are names go when the index has seen them, and not before. */
class ReplayTaskTest {
  private static final String BASE = "https://w3id.org/tessera/";
  private static final Node TEACHER = NodeFactory.createURI(BASE + "record/xx-replay/org-Personne");

  private static final String DESCRIPTOR =
      """
      @base <https://w3id.org/tessera/id/xx-replay> .
      @prefix tess: <https://w3id.org/tessera/ontology#> .
      @prefix dcat: <http://www.w3.org/ns/dcat#> .
      @prefix dct: <http://purl.org/dc/terms/> .
      <> a dcat:Catalog , tess:Source ; dct:identifier "xx-replay" ; dct:title "Replay"@en ;
        dct:description "Made up."@en ; dct:publisher "Nobody" ; tess:protocol "file" ;
        tess:withdrawalLimit 0.9 ; tess:quarantineLimit 0.9 ; PERSONAL
        tess:input <#courses> .
      <#courses> a tess:Input ; tess:tableName "courses" ; tess:filePattern "courses*.jsonl" ;
        tess:format "jsonl" ; tess:iterator "$" ; tess:localId "{id}" .
      """;

  private static final String MAPPING =
      """
      @base <https://w3id.org/tessera/mapping/xx-replay> .
      @prefix rml: <http://w3id.org/rml/> .
      @prefix tess: <https://w3id.org/tessera/ontology#> .
      @prefix elm: <http://data.europa.eu/snb/model/elm/> .
      @prefix dct: <http://purl.org/dc/terms/> .
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <#rows> rml:source "courses" ; rml:referenceFormulation rml:JSONPath .
      <#course> a rml:TriplesMap ; rml:logicalSource <#rows> ;
        rml:subjectMap [ rml:reference "_iri" ; rml:class elm:LearningOpportunity ] ;
        rml:predicateObjectMap
          [ rml:predicate dct:title ; rml:objectMap [ rml:reference "title" ; rml:language "en" ] ] ,
          [ rml:predicate tess:credentialType ; rml:object <https://w3id.org/tessera/scheme/credential-type/course> ] ,
          [ rml:predicate elm:providedBy ;
            rml:objectMap [ rml:template "https://w3id.org/tessera/id/xx-replay/org-{$.teacher}" ; rml:termType rml:IRI ] ] .
      <#teacher> a rml:TriplesMap ; rml:logicalSource <#rows> ;
        rml:subjectMap [ rml:template "https://w3id.org/tessera/id/xx-replay/org-{$.teacher}" ; rml:class elm:Organisation ;
          rml:graphMap [ rml:template "https://w3id.org/tessera/record/xx-replay/org-{$.teacher}" ] ] ;
        rml:predicateObjectMap
          [ rml:predicate skos:prefLabel ; rml:objectMap [ rml:reference "$.teacher" ; rml:language "und" ] ] .
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void tombstonesGoWhenTheIndexHasSeenThemAndNotWhileStopping() throws IOException {
    List<String> events = new ArrayList<>();
    Lines lines = new Lines(events);
    AtomicBoolean stopping = new AtomicBoolean();
    try (RecordStore store = RecordStore.inMemory(BASE)) {
      Runnable seen =
          () -> {
            assertFalse(store.find(TEACHER).orElseThrow().catalogueRecord().active());
            events.add("seen");
          };
      rules("");
      Path courses = folder.resolve("courses.jsonl");
      Files.writeString(courses, "{\"id\":\"a\",\"title\":\"Weaving\",\"teacher\":\"Personne\"}\n");
      HarvestTasks harvests = new HarvestTasks(harvester(store), () -> {}, () -> false);
      harvests.harvest(
          new Task.Harvest(List.of("xx-replay"), courses.toString(), true, false, false, false),
          lines);
      events.clear();
      assertEquals(0, harvests.replay(List.of("xx-replay"), seen, lines));
      assertEquals(List.of("result"), events, "nothing was withdrawn: nothing is waited for");
      assertTrue(store.find(TEACHER).orElseThrow().catalogueRecord().active());

      events.clear();
      rules("tess:personalFields \"teacher\" ;");
      HarvestTasks after = new HarvestTasks(harvester(store), () -> {}, stopping::get);
      stopping.set(true);
      assertEquals(1, after.replay(List.of("xx-replay"), seen, lines));
      assertEquals(List.of("result"), events);
      assertTrue(store.find(TEACHER).isPresent());

      events.clear();
      stopping.set(false);
      assertEquals(0, after.replay(List.of("xx-replay"), seen, lines));
      assertEquals(List.of("result", "seen"), events, "the report is told first");
      assertEquals(Optional.empty(), store.find(TEACHER));
      assertEquals(List.of(), store.check());
    }
  }

  private void rules(String personal) throws IOException {
    Path source = Files.createDirectories(folder.resolve("mappings/xx-replay"));
    Files.writeString(source.resolve("source.ttl"), DESCRIPTOR.replace("PERSONAL", personal));
    Files.writeString(source.resolve("mapping.rml.ttl"), MAPPING);
  }

  private Harvester harvester(RecordStore store) {
    return new Harvester(
        new HarvestSettings(
            BASE,
            folder.resolve("archive"),
            Optional.of(folder.resolve("mappings")),
            1L << 30,
            Duration.ofMinutes(5),
            false,
            "Tessera tests",
            5_000),
        store);
  }

  private record Lines(List<String> events) implements Listener {
    @Override
    public void progress(Progress progress) {}

    @Override
    public void say(String line) {}

    @Override
    public void result(String json) {
      events.add("result");
    }
  }
}
