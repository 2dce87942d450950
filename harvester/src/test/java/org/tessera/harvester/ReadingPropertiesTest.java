package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every table, path, key and text. */
class ReadingPropertiesTest {
  private static final Input BCN = input("fr-bcn", "diplomas");
  private static final Input PROVIDERS = input("ca-ecampusontario", "microcredentials");

  private static Input input(String source, String table) {
    return MappingsFolder.sources().stream()
        .filter(candidate -> candidate.id().equals(source))
        .flatMap(candidate -> candidate.inputs().stream())
        .filter(candidate -> candidate.tableName().equals(table))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonRecords.JSON.readTree(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("ab;,\"'\n\r\t é中\\#{}|")
        .withChars('\u00a0', '\u0301')
        .ofMaxLength(12);
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    return texts().list().ofSize(3).list().ofMaxSize(8);
  }

  @Property(tries = 300)
  void everyTableReadsBackAsItWasWritten(@ForAll("tables") List<List<String>> rows)
      throws IOException {
    StringWriter text = new StringWriter();
    List<List<String>> expected = new ArrayList<>();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.DEFAULT.builder().setDelimiter(';').get())) {
      printer.printRecord("FORMATION_DIPLOME", "a b", "é");
      for (int i = 0; i < rows.size(); i++) {
        List<String> row = new ArrayList<>(rows.get(i));
        row.set(0, "k" + i + row.get(0));
        printer.printRecord(row);
        expected.add(row.stream().map(String::strip).toList());
      }
    }
    List<List<String>> read = new ArrayList<>();
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    RecordReader.read(
        new Payload("table.csv", () -> new ByteArrayInputStream(bytes)),
        BCN,
        new RowHandler() {
          @Override
          public void row(Content content, String place) {
            ObjectNode row = ((Content.Tree) content).node();
            read.add(
                List.of(
                    row.path("FORMATION_DIPLOME").asString(""),
                    row.path("a b").asString(""),
                    row.path("é").asString("")));
          }

          @Override
          public void broken(String place, String reason) {
            throw new AssertionError(place + " " + reason);
          }
        });
    assertEquals(expected, read);
  }

  @Property(tries = 300)
  void anyTextMakesAnIriOfATemplate(@ForAll String text) {
    assertTrue(
        Iris.isAbsolute("https://example.org/" + Iris.encode(text)),
        () -> "encoded: " + Iris.encode(text));
  }

  @Property(tries = 300)
  void aLocalIdHasUnreservedCharactersOnly(@ForAll String text) {
    assertTrue(Iris.localId(text).matches("[A-Za-z0-9._~-]*"));
    assertEquals(Iris.localId(text), Iris.localId(Iris.localId(text)));
  }

  @Example
  void aLocalIdNeverEndsLikeAFormatOfARecord() {
    assertEquals("a-ttl", Iris.localId("a.ttl"));
    assertEquals("600-2089-1", Iris.localId("600/2089/1"));
  }

  @Property(tries = 200)
  void aContentKeyIsTheSameHoweverTheTextIsComposedOrPadded(@ForAll("texts") String title) {
    Keys keys = new Keys(PROVIDERS);
    ObjectNode plain = json("{}").put("title", "t" + title.strip()).put("provider", "Élan");
    ObjectNode other =
        json("{}")
            .put("title", "  t" + Normalizer.normalize(title.strip(), Normalizer.Form.NFD) + " ")
            .put("provider", "E\u0301lan");
    assertEquals(
        keys.localId(new Content.Tree(plain)).orElseThrow(),
        keys.localId(new Content.Tree(other)).orElseThrow());
  }

  @Example
  void contentKeysTellFieldsApart() {
    Keys keys = new Keys(PROVIDERS);
    String one =
        keys.localId(new Content.Tree(json("{\"title\": \"ab\", \"provider\": \"c\"}"))).get();
    String two =
        keys.localId(new Content.Tree(json("{\"title\": \"a\", \"provider\": \"bc\"}"))).get();
    assertTrue(one.matches("h-[0-9a-f]{16}"));
    assertTrue(!one.equals(two), "both are " + one);
  }

  @Example
  void pathsSelectInDocumentOrder() {
    ObjectNode root =
        json("{\"a\": {\"b c\": [{\"d\": [1, 2]}, {\"d\": [3]}, {}]}, \"x.y\": 4, \"q]\": 5}");
    assertEquals("[1, 3]", JsonPath.parse("$.a['b c'][*].d[0]").select(root).toString());
    assertEquals("[1, 2, 3]", JsonPath.parse("a[\"b c\"][*].d[*]").select(root).toString());
    assertEquals("[4]", JsonPath.parse("$['x.y']").select(root).toString());
    assertEquals("[5]", JsonPath.parse("$['q]']").select(root).toString());
    assertEquals("[]", JsonPath.parse("$.a.none[3]").select(root).toString());
    assertEquals(List.of(root), JsonPath.parse("$").select(root));
  }

  @Example
  void whatIsNoPathIsRefusedWithItsPlace() {
    for (String wrong : List.of("$..a", "$.a[", "$.a[?(@.b)]", "$.a[1:2]", "$.", "$a", "$.a[]")) {
      String reason = assertThrows(HarvestException.class, () -> JsonPath.parse(wrong)).reason();
      assertTrue(reason.contains("\"" + wrong + "\"") && reason.contains("position"), reason);
    }
  }

  @Property(tries = 300)
  void anyTextIsAPathOrRefusedAsOne(@ForAll("texts") String text) {
    try {
      JsonPath.parse("$" + text).select(json("{\"a\": [1]}"));
    } catch (HarvestException e) {
      assertEquals(HarvestException.Category.MAPPING, e.category());
    }
  }

  @Example
  void languageMapsBecomeTaggedValues() {
    ObjectNode record =
        json(
            """
            {"name": {"en": "a", "fr": ["b", "c"]}, "other": {"id": "x", "name": {"@none": "d"}},
             "list": [{"title": {"sv": "e"}}], "nothing": {}, "number": {"en": 1}}
            """);
    LanguageMaps.unfold(record);
    assertEquals(
        json(
            """
            {"name": [{"@language": "en", "@value": "a"}, {"@language": "fr", "@value": "b"},
                      {"@language": "fr", "@value": "c"}],
             "other": {"id": "x", "name": [{"@language": "und", "@value": "d"}]},
             "list": [{"title": [{"@language": "sv", "@value": "e"}]}],
             "nothing": {}, "number": {"en": 1}}
            """),
        record);
  }

  @Example
  void namedFieldsPathsAndAddressesAreRemovedAndCounted() {
    PersonalData personal = new PersonalData(List.of("instructors", "contact.email", "a.b.c"));
    ObjectNode record =
        json(
            """
            {"instructors": ["X"], "contact": [{"email": "x", "phone": "1"}, {"phone": "2"}],
             "a": {"b": {"c": 1, "d": 2}}, "email": "kept by name",
             "text": "Write to some.body+x@example.co.uk or mailto:b@example.org.",
             "list": ["c@example.org", {"instructors": 1}], "twitter": "@tessera"}
            """);
    personal.removeFrom(new Content.Tree(record));
    assertEquals(
        json(
            """
            {"contact": [{"phone": "1"}, {"phone": "2"}], "a": {"b": {"d": 2}},
             "email": "kept by name", "text": "Write to  or .", "list": ["", {}],
             "twitter": "@tessera"}
            """),
        record);
    assertEquals(7, personal.removed());
  }

  @Example
  void personalDataInXmlAreRemoved() {
    PersonalData personal = new PersonalData(List.of("teacher"));
    Content.Xml record =
        new Content.Xml(
            XmlRecords.parse(
                "<a m=\"x@example.org\"><teacher>X</teacher><b>y@example.org ok</b></a>"));
    personal.removeFrom(record);
    assertEquals("<a m=\"\"><b>ok</b></a>", record.text());
    assertEquals(3, personal.removed());
  }

  @Property(tries = 200)
  void noAddressIsLeftInAnyText(@ForAll("texts") String before, @ForAll("texts") String after) {
    ObjectNode record = json("{}").put("x", before + " n.n@example.org " + after);
    new PersonalData(List.of()).removeFrom(new Content.Tree(record));
    assertTrue(!record.get("x").asString().contains("n.n@example.org"));
  }
}
