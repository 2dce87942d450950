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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resources of JSON-LD documents, in the shapes in which registries hand them out. */
class JsonGraphsTest {
  @TempDir Path folder;

  private List<String> read(String document, String more) throws IOException {
    Files.writeString(
        folder.resolve("source.ttl"),
        """
        @prefix tess: <https://w3id.org/tessera/ontology#> .
        <https://w3id.org/tessera/id/example> a tess:Source ; tess:input <#resources> .
        <#resources> a tess:Input ; tess:tableName "resources" ; tess:format "json-graph" ;
          tess:iterator "key" ; tess:localId "{key}" %s .
        """
            .formatted(more));
    Input input =
        new DescriptorReader(MappingsFolder.BASE)
            .read(new SourceFolder("example", folder))
            .inputs()
            .get(0);
    List<String> found = new ArrayList<>();
    RecordReader.read(
        new Payload(
            "graph.json",
            () -> new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))),
        input,
        new RowHandler() {
          @Override
          public void row(Content content, String place) {
            found.add(content.text());
          }

          @Override
          public void broken(String place, String reason) {
            found.add(place + " " + reason);
          }
        });
    return found;
  }

  @Test
  void aResourceIsTakenWhereverItStands() throws IOException {
    assertEquals(
        List.of("{\"key\":\"a\",\"by\":{\"key\":\"b\"}}", "{\"key\":\"b\"}", "{\"key\":\"c\"}"),
        read(
            """
            {"envelope": {"@graph": [{"key": "a", "by": {"key": "b"}}, {"other": 1}]},
             "properties": {"key": {"type": "string"}}, "more": [[{"key": "c"}]]}
            """,
            ""));
  }

  @Test
  void whatABlankNodeLabelNamesStandsInItsPlaceAndACircleEnds() throws IOException {
    List<String> found =
        read(
            """
            [{"key": "a", "by": ["_:x"]}, {"@id": "_:x", "name": "X", "knows": "_:x"}]
            """,
            "");
    assertEquals(1, found.size());
    assertTrue(
        found.get(0).startsWith("{\"key\":\"a\",\"by\":[{\"@id\":\"_:x\",\"name\":\"X\""),
        found::toString);
    assertTrue(found.get(0).contains("\"knows\":\"_:x\""), found::toString);
  }

  @Test
  void aResourceGathersWhatItLeadsToOnceAndInOrder() throws IOException {
    assertEquals(
        List.of(
            "{\"key\":\"p\",\"@id\":\"i:p\",\"end\":\"i:a\",\"_gathered\":["
                + "{\"@id\":\"i:a\",\"child\":[\"i:c\",\"i:b\"]},{\"@id\":\"i:c\",\"child\":\"i:a\"},"
                + "{\"@id\":\"i:b\",\"name\":\"B\"},{\"@id\":\"i:d\",\"of\":\"i:p\"}]}"),
        read(
            """
            [{"@id": "i:b", "name": "B"}, {"key": "p", "@id": "i:p", "end": "i:a"},
             {"@id": "i:d", "of": "i:p"}, {"@id": "i:e", "of": "i:q"},
             {"@id": "i:a", "child": ["i:c", "i:b"]}, {"@id": "i:c", "child": "i:a"}]
            """,
            "; tess:gathers ( \"end\" \"child\" )"));
  }

  @Test
  void blankNodesThatNameOneAnotherAreRefusedBeforeTheyFillTheMemory() {
    String names =
        IntStream.range(0, 100).mapToObj(i -> "\"_:" + i + "\"").collect(Collectors.joining(","));
    String document =
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"@id\": \"_:" + i + "\", \"knows\": [" + names + "]}")
            .collect(Collectors.joining(",", "[{\"key\": \"a\", \"by\": [" + names + "]},", "]"));
    HarvestException e = assertThrows(HarvestException.class, () -> read(document, ""));
    assertEquals(HarvestException.Category.LIMIT_REACHED, e.category());
    assertTrue(e.reason().startsWith("graph.json: one resource "), e::reason);
  }

  @Test
  void aLongChainIsGatheredToItsEnd() throws IOException {
    int length = 20_000;
    String document =
        IntStream.range(0, length)
            .mapToObj(i -> "{\"@id\": \"i:" + i + "\", \"next\": \"i:" + (i + 1) + "\"}")
            .collect(
                Collectors.joining(
                    ",", "[{\"key\": \"p\", \"@id\": \"i:p\", \"next\": \"i:0\"},", "]"));
    List<String> found = read(document, "; tess:gathers ( \"next\" )");
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("\"@id\":\"i:" + (length - 1) + "\""));
  }

  @Test
  void whatAConditionAsksOfTheGatheredIsGatheredFirst() throws IOException {
    assertEquals(
        List.of(
            "{\"key\":\"2\",\"@id\":\"i:2\",\"next\":\"i:3\","
                + "\"_gathered\":[{\"@id\":\"i:3\",\"name\":\"C\"}]}"),
        read(
            """
            [{"key": "1", "@id": "i:1"}, {"key": "2", "@id": "i:2", "next": "i:3"},
             {"@id": "i:3", "name": "C"}]
            """,
            "; tess:gathers ( \"next\" ) ; tess:onlyWhen ( \"_gathered[*].name=C\" )"));
  }

  @Test
  void rowsThatFailAConditionAreAnotherInputs() throws IOException {
    String document =
        """
        [{"key": "1", "@type": "A", "@id": "https://r/1"}, {"key": "2", "@type": ["B", "A"]},
         {"key": "3", "@type": "B", "@id": "https://r/3"}]
        """;
    assertEquals(2, read(document, "; tess:onlyWhen ( \"@type=A\" )").size());
    assertEquals(1, read(document, "; tess:onlyWhen ( \"@type=A\" \"@id=https.*\" )").size());
    assertEquals(
        List.of("{\"key\":\"2\",\"@type\":[\"B\",\"A\"]}"),
        read(document, "; tess:onlyWhen ( \"@id=(?!https).*\" )"));
  }

  @Test
  void aDocumentThatIsNoJsonIsOneBrokenRow() throws IOException {
    List<String> found = read("{\"key\": \"a\"} trailing", "");
    assertEquals(1, found.size());
    assertTrue(found.get(0).startsWith("graph.json, line 1, column "), found::toString);
    assertTrue(found.get(0).contains(" is no JSON document: "), found::toString);
    assertEquals(List.of(), read("\ufeff{\"@graph\": []}", ""));
  }
}
