package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of RDF: subjects of a class, as a mapping reads them. */
class TurtleRecordsTest {
  private static final String PREFIXES =
      """
      @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      @prefix ex: <https://example.org/> .
      """;

  @TempDir Path folder;

  private List<String> read(String turtle) throws IOException {
    List<String> found = new ArrayList<>();
    RecordReader.read(
        new Payload(
            "units.ttl", () -> new ByteArrayInputStream(turtle.getBytes(StandardCharsets.UTF_8))),
        input("{@id}", ""),
        new RowHandler() {
          @Override
          public void row(Content content, String place) {
            found.add(place + " " + content.text());
          }

          @Override
          public void broken(String place, String reason) {
            throw new AssertionError(reason);
          }
        });
    return found;
  }

  private Input input(String localId, String more) throws IOException {
    Files.writeString(
        folder.resolve("source.ttl"),
        """
        @prefix tess: <https://w3id.org/tessera/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/tessera/id/example> a tess:Source ; tess:input <#units> .
        <#units> a tess:Input ; tess:tableName "units" ; tess:format "turtle" ;
          tess:iterator "skos:Concept" ; tess:localId "%s" %s .
        """
            .formatted(localId, more));
    return new DescriptorReader(MappingsFolder.BASE)
        .read(new SourceFolder("example", folder))
        .inputs()
        .get(0);
  }

  @Test
  void aSubjectIsAnObjectOfItsProperties() throws IOException {
    assertEquals(
        List.of(
            "units.ttl, <https://example.org/a> {\"@id\":\"https://example.org/a\","
                + "\"@type\":[\"http://www.w3.org/2004/02/skos/core#Concept\"],"
                + "\"https://example.org/hours\":[\"4\",\"40\"],"
                + "\"https://example.org/part\":[{\"skos:notation\":[\"n\"]}],"
                + "\"skos:broader\":[\"https://example.org/b\"],"
                + "\"skos:prefLabel\":[{\"@language\":\"en\",\"@value\":\"An a\"},"
                + "{\"@language\":\"fr\",\"@value\":\"Un a\"}]}"),
        read(
            PREFIXES
                + """
                ex:b a ex:Other ; skos:prefLabel "no record"@en .
                [] a skos:Concept ; skos:prefLabel "nothing that could be named"@en .
                ex:a ex:hours "40"^^ex:n , 4 ; skos:prefLabel "Un a"@fr .
                ex:a a skos:Concept ; skos:broader ex:b ; ex:part [ skos:notation "n" ] ;
                  skos:prefLabel "An a"@en .
                """));
  }

  @Test
  void theOrderOfStatementsIsNoContent() throws IOException {
    assertEquals(
        read(PREFIXES + "ex:a a skos:Concept ; ex:p [ ex:q 1 ] , [ ex:q 2 ] , 'x' ; ex:o ex:b ."),
        read(PREFIXES + "ex:a ex:o ex:b ; ex:p 'x' , [ ex:q 2 ] , [ ex:q 1 ] ; a skos:Concept ."));
  }

  @Test
  void theEndOfAnIriCanBeTheLocalId() throws IOException {
    Content unit =
        new Content.Tree(JsonRecords.JSON.createObjectNode().put("@id", "https://e.org/u/A1"));
    assertEquals("https---e.org-u-A1", new Keys(input("{@id}", "")).localId(unit).orElseThrow());
    assertEquals(
        "A1",
        new Keys(input("{@id}", "; tess:localIdPattern '([^/>]+)>?$'"))
            .localId(unit)
            .orElseThrow());
  }

  @Test
  void aFileThatBreaksGivesNoRecordAndItsLine() {
    String broken =
        PREFIXES + "ex:a a skos:Concept .\nex:b skos:definition \"a \"word\" more\" .\n";
    assertProblem("units.ttl, line 4, column ", broken);
    assertProblem("units.ttl has no subject of the class <http://www.w3.org/2004", PREFIXES);
    assertProblem("units.ttl, line 1, column ", "x:a a x:b .");
    assertProblem("units.ttl, line 1, column ", "{\"@id\": \"https://example.org/a\"}");
  }

  @Test
  void whatWouldFillTheMemoryIsRefused() {
    String circle = "_:x ex:p _:x . ex:a a skos:Concept ; ex:p _:x .";
    assertProblem("units.ttl has blank nodes deeper than 20", PREFIXES + circle);
    StringBuilder doubling = new StringBuilder(PREFIXES + "ex:a a skos:Concept ; ex:p _:x0 .\n");
    for (int i = 0; i < 19; i++) {
      doubling.append("_:x%d ex:p _:x%d ; ex:q _:x%d .\n".formatted(i, i + 1, i + 1));
    }
    assertProblem("units.ttl: one subject is larger than 16 million", doubling.toString());
    assertProblem(
        "units.ttl: the file is larger than 16 million",
        PREFIXES + "ex:a a skos:Concept . # " + "x".repeat(RecordReader.MOST_CHARACTERS));
    StringBuilder many = new StringBuilder(PREFIXES + "ex:a a skos:Concept ; ex:p 0");
    for (int i = 1; i < TurtleRecords.MOST_STATEMENTS; i++) {
      many.append(',').append(i);
    }
    assertProblem("units.ttl has more than 500000 statements", many.append('.').toString());
  }

  private void assertProblem(String start, String turtle) {
    List<String> records = new ArrayList<>();
    HarvestException e = assertThrows(HarvestException.class, () -> records.addAll(read(turtle)));
    assertTrue(e.reason().startsWith(start), e::reason);
    assertEquals(1, e.reason().lines().count(), e::reason);
    assertEquals(List.of(), records);
  }
}
