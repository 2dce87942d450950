package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.out.NodeFormatterNT;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tessera.ontology.Ontology;
import org.tessera.store.RecordWrite;

/**
 * Each source's {@code golden/} files map to its {@code expected.nq}, byte for byte, twice. With
 * {@code -Dgolden.write=true} (and {@code -Dgolden.source=ID} for one source) the expectation is
 * written anew, for a person to review.
 */
class GoldenTest {
  private static final AuthorityCodes CODES = AuthorityCodes.of(Ontology.graphs());

  @TestFactory
  List<DynamicTest> goldens() {
    String only = System.getProperty("golden.source", "");
    return MappingsFolder.sources().stream()
        .filter(source -> only.isEmpty() || source.id().equals(only))
        .map(source -> DynamicTest.dynamicTest(source.id(), () -> check(source)))
        .toList();
  }

  private static void check(SourceDescriptor source) throws IOException {
    Mapped first = map(source);
    assertTrue(first.problems.isEmpty(), () -> String.join("\n", first.problems));
    assertFalse(first.lines.isEmpty(), source.id() + " has no golden records in golden/");
    String actual = String.join("", first.lines);
    Path expected = MappingsFolder.path().resolve(source.id()).resolve("expected.nq");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(expected, actual);
    }
    assertTrue(Files.exists(expected), "mappings/" + source.id() + "/expected.nq is missing");
    assertEquals(Files.readString(expected), actual);
    assertEquals(actual, String.join("", map(source).lines), "a second pass maps differently");
  }

  private record Mapped(TreeSet<String> lines, List<String> problems) {}

  private static Mapped map(SourceDescriptor source) {
    Mapped mapped = new Mapped(new TreeSet<>(), new ArrayList<>());
    RmlMapper mapper = new RmlMapper(source, MappingsFolder.BASE, CODES);
    ShapeCheck shapes =
        new ShapeCheck(Ontology.coreShapes(), Ontology.noPersonShapes(), Ontology.qualityShapes());
    SourceReading reading =
        new SourceReading(
            source,
            new PersonalData(source.personalFields()),
            new SourceReading.RecordHandler() {
              @Override
              public void record(HarvestedRecord record) {
                switch (mapper.map(record, new MappingNotes())) {
                  case Mapper.Failed failed ->
                      mapped.problems.add(
                          record.place() + " " + record.localId() + ": " + failed.reason());
                  case Mapper.Mapped result -> {
                    for (RecordWrite write : result.writes()) {
                      shapes
                          .violation(write)
                          .ifPresent(reason ->
                              mapped.problems.add(
                                  record.place() + " " + record.localId() + ": " + reason));
                      mapped.lines.addAll(lines(write));
                    }
                  }
                }
              }

              @Override
              public void deleted(String localId) {}

              @Override
              public void broken(String record, String place, String reason) {
                mapped.problems.add(place + " " + record + ": " + reason);
              }
            },
            () -> false);
    Map<Input, List<Payload>> files = files(source);
    reading.read(files).forEach(e -> mapped.problems.add(e.reason()));
    return mapped;
  }

  private static Map<Input, List<Payload>> files(SourceDescriptor source) {
    List<Payload> payloads = new ArrayList<>();
    LocalFiles local = new LocalFiles(1L << 30);
    source.folder().files("golden").forEach(path -> payloads.addAll(local.of(path)));
    return payloads.isEmpty()
        ? new LinkedHashMap<>()
        : new SourceFiles(
                source,
                HarvestSettings.of(Path.of("unused"), MappingsFolder.BASE),
                new HttpFiles(
                    HarvestSettings.of(Path.of("unused"), MappingsFolder.BASE),
                    Path.of("unused"),
                    () -> false))
            .at(MappingsFolder.path().resolve(source.id()).resolve("golden").toString());
  }

  private static List<String> lines(RecordWrite write) {
    List<String> lines = new ArrayList<>();
    NodeFormatterNT format = new NodeFormatterNT();
    for (Triple triple : write.statements()) {
      Quad quad = Quad.create(write.record(), triple);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (IndentedWriter out = new IndentedWriter(bytes)) {
        format.format(out, quad.getSubject());
        out.print(" ");
        format.format(out, quad.getPredicate());
        out.print(" ");
        format.format(out, quad.getObject());
        out.print(" ");
        format.format(out, quad.getGraph());
        out.print(" .\n");
      }
      lines.add(bytes.toString(StandardCharsets.UTF_8));
    }
    return lines;
  }
}
