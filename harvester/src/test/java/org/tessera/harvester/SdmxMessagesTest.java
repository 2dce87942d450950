package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Messages of SDMX as JSON records, and why some are none. */
class SdmxMessagesTest {
  private static final String JSON =
      """
      {"data": {"structures": [{"name": "Hours",
        "links": [{"rel": "dataflow", "href": "https://example.org/dataflow/EX/HOURS/1.0"}],
        "dimensions": {"observation": [
          {"id": "AREA", "roles": ["REF_AREA"], "values": [{"id": "N"}, {"id": "S", "name": "South"}]},
          {"id": "TIME_PERIOD", "values": [{"id": "2020"}]}]}}],
        "dataSets": [{"observations": {%s}}]}}
      """;

  @TempDir Path folder;

  private final List<ObjectNode> records = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  private void read(String... namesAndTexts) throws IOException {
    List<Payload> payloads = new ArrayList<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      byte[] bytes = namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
      payloads.add(new Payload(namesAndTexts[i], () -> new ByteArrayInputStream(bytes)));
    }
    RecordReader reader = new RecordReader(input(), payloads);
    for (Payload payload : payloads) {
      reader.read(payload, handler());
    }
  }

  private RowHandler handler() {
    return new RowHandler() {
      @Override
      public void row(Content content, String place) {
        records.add(((Content.Tree) content).node());
      }

      @Override
      public void broken(String place, String reason) {
        broken.add(place + " " + reason);
      }
    };
  }

  private Input input() throws IOException {
    Files.writeString(
        folder.resolve("source.ttl"),
        """
        @prefix tess: <https://w3id.org/tessera/ontology#> .
        <https://w3id.org/tessera/id/example> a tess:Source ; tess:input <#messages> .
        <#messages> a tess:Input ; tess:tableName "messages" ; tess:format "sdmx" ; tess:localId "{key}" .
        """);
    return new DescriptorReader(MappingsFolder.BASE)
        .read(new SourceFolder("example", folder))
        .inputs()
        .get(0);
  }

  @Test
  void codesByPositionBecomeCodesByName() throws IOException {
    read("hours.json", JSON.formatted("\"1:0\": [2.5e1]"));
    assertEquals(List.of(), broken);
    ObjectNode record = records.get(0);
    assertEquals("EX-HOURS-1.0-hours", record.path("key").asString());
    assertEquals("25", record.path("observations").path(0).path("value").asString());
    assertEquals(
        "{\"component\":\"AREA\",\"concept\":\"REF_AREA\",\"code\":\"S\",\"dimension\":\"AREA\","
            + "\"language\":\"und\",\"text\":\"South\"}",
        record.path("codeLabels").path(0).toString());
  }

  @Test
  void aPositionThatIsNoneIsTold() throws IOException {
    read("hours.json", JSON.formatted("\"2:0\": [1]"), "more.json", JSON.formatted("\"0\": [1]"));
    assertEquals(
        List.of(
            "hours.json, data set of EX:HOURS(1.0) refers to value 2 of AREA, which has 2",
            "more.json, data set of EX:HOURS(1.0) its key \"0\" has another length than its 2"
                + " dimensions"),
        broken);
  }

  @Test
  void columnsBehindTheFigureAreAttributesWhereNoStructureTells() throws IOException {
    read(
        "hours.csv",
        "DATAFLOW,AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,NOTE\n"
            + "EX:HOURS(1.0),N,2020,1,A,some words\n"
            + "EX:HOURS(1.0),S,2020,1,A,\n"
            + "EX:HOURS(1.0),S,2020,2,A,\n");
    ObjectNode record = records.get(0);
    assertEquals(2, record.path("dimensions").size());
    assertEquals(1, record.path("observations").size());
    assertEquals(1, record.path("contradicting").asInt());
    assertEquals(
        "{\"OBS_STATUS\":[{\"code\":\"A\"}],\"NOTE\":[{\"text\":\"some words\"}]}",
        record.path("observations").path(0).path("attributes").toString());
  }

  @Test
  void namesMayStandInColumnsOfTheirOwn() throws IOException {
    read(
        "hours.csv",
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,AREA,Area name,TIME_PERIOD,Period,OBS_VALUE,Value\n"
            + "dataflow,EX:HOURS(1.0),Hours,I,N,Northland,2020,,7,\n"
            + "dataflow,EX:HOURS(1.0),Hours,D,N,,,,,\n"
            + "dataflow,EX:HOURS(1.0),Hours,I,S,Southland,2020,,8,\n");
    ObjectNode record = records.get(0);
    assertEquals("Hours", record.path("titles").path(0).path("text").asString());
    assertEquals("Area name", record.path("dimensionLabels").path(0).path("text").asString());
    assertEquals(1, record.path("codes").size(), "the first row was deleted");
    assertEquals("Southland", record.path("codeLabels").path(0).path("text").asString());
  }

  @Test
  void aDeletionIsOfWhatWasSaidBeforeIt() throws IOException {
    read(
        "hours.csv",
        "STRUCTURE,STRUCTURE_ID,ACTION,AREA,TIME_PERIOD,OBS_VALUE\n"
            + "dataflow,EX:HOURS(1.0),I,N,2020,1\n"
            + "dataflow,EX:HOURS(1.0),I,N,2021,2\n"
            + "dataflow,EX:HOURS(1.0),I,S,2020,3\n"
            + "dataflow,EX:HOURS(1.0),I,S,2021,4\n"
            + "dataflow,EX:HOURS(1.0),D,N,,\n"
            + "dataflow,EX:HOURS(1.0),D,S,2020,\n"
            + "dataflow,EX:HOURS(1.0),I,N,2020,5\n");
    assertEquals(
        List.of("4", "5"),
        records
            .get(0)
            .path("observations")
            .valueStream()
            .map(o -> o.path("value").asString())
            .toList());
    assertEquals(0, records.get(0).path("contradicting").asInt());
  }

  @Test
  void aMessageOfManyDataflowsHasOneLimit() {
    String note = "x".repeat(1000);
    StringBuilder rows = new StringBuilder("DATAFLOW,AREA,OBS_VALUE,NOTE\n");
    for (int i = 0; i < 15_000; i++) {
      rows.append("EX:F").append(i % 100).append("(1.0),A").append(i).append(",1,").append(note);
      rows.append('\n');
    }
    HarvestException e =
        assertThrows(HarvestException.class, () -> read("many.csv", rows.toString()));
    assertEquals(HarvestException.Category.LIMIT_REACHED, e.category());
  }

  @Test
  void aMessageOverALimitDoesNotStopOthers() throws IOException {
    String commas = "{\"data\": [" + ",".repeat(RecordReader.MOST_CHARACTERS / 7);
    byte[] large = commas.getBytes(StandardCharsets.UTF_8);
    byte[] small = JSON.formatted("\"0:0\": [3]").getBytes(StandardCharsets.UTF_8);
    Payload over = new Payload("a.json", () -> new ByteArrayInputStream(large));
    Payload other = new Payload("b.json", () -> new ByteArrayInputStream(small));
    RecordReader reader = new RecordReader(input(), List.of(over, other));
    assertThrows(HarvestException.class, () -> reader.read(over, handler()));
    reader.read(other, handler());
    assertEquals(1, records.size());
  }

  @Test
  void aTableOfSomethingElseIsRefused() throws IOException {
    read("a.csv", "Entity,Year,Value\nX,2020,1\n", "b.csv", "DATAFLOW,AREA,HOURS\nEX:H(1),N,1\n");
    assertTrue(broken.get(0).startsWith("a.csv, line 1 is no message of SDMX"), broken::toString);
    assertTrue(broken.get(1).startsWith("b.csv, line 1 has no column OBS_VALUE"), broken::toString);
    assertEquals(List.of(), records);
  }

  @Test
  void brokenDocumentsAreToldWithTheirLineAndDoNotStopOthers() throws IOException {
    read(
        "a.xml",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n<Structure>&e;</Structure>",
        "b.xml", "<Structure>\n<Structures>",
        "c.json", "{\"data\": {\n",
        "d.xml", "<CompactData/>",
        "e.json", JSON.formatted("\"0:0\": [3]"));
    assertEquals(4, broken.size(), broken::toString);
    assertTrue(broken.get(0).startsWith("a.xml, line 1 a document type"), broken::toString);
    assertTrue(broken.get(1).startsWith("b.xml, line 2 is no XML"), broken::toString);
    assertTrue(broken.get(2).startsWith("c.json, line 2 is no JSON"), broken::toString);
    assertTrue(broken.get(3).startsWith("d.xml, line 1 <CompactData> is no"), broken::toString);
    assertEquals(1, records.size());
  }

  @Test
  void structureSpecificDataNeedTheirStructure() throws IOException {
    Path golden = MappingsFolder.path().resolve("sdmx").resolve("golden");
    String data = Files.readString(golden.resolve("ml-data.xml"));
    read("data.xml", data);
    assertEquals(List.of(), records);
    assertTrue(
        broken.get(0).contains("it is that of TESSERA.EXAMPLE:DF_COURSES(1.0)"), broken::toString);
    read("data.xml", data, "structure.xml", Files.readString(golden.resolve("ml-structure.xml")));
    assertEquals(2, records.size());
    assertEquals(1, broken.size());
  }

  @Test
  @Tag("slow")
  void eachOfTheSamplesGivesRecordsOrAReasonOrLabels() throws IOException {
    Path samples = Path.of(System.getProperty("tessera.shared", "../shared"), "data", "sdmx");
    assumeTrue(Files.exists(samples), "skipped: the samples of the standard are not there");
    List<Payload> payloads =
        new LocalFiles(1L << 30)
            .under(samples).stream().filter(payload -> !payload.name().endsWith(".md")).toList();
    RecordReader reader = new RecordReader(input(), payloads);
    List<String> labelsOnly = new ArrayList<>();
    for (Payload payload : payloads) {
      int before = records.size() + broken.size();
      reader.read(payload, handler());
      if (records.size() + broken.size() == before) {
        labelsOnly.add(payload.name());
      }
    }
    assertEquals(44, payloads.size());
    assertEquals(List.of("conceptscheme.xml", "dataflow.xml", "CL_FREQ.xml"), labelsOnly);
  }
}
