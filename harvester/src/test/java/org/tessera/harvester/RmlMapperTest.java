package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Ontology;
import org.tessera.store.RecordWrite;
import org.tessera.store.RecordWrite.IdentifierBasis;
import tools.jackson.databind.node.ObjectNode;

/** What a mapping means, one record at a time. Ids name RML-Core test cases of the same idea. */
class RmlMapperTest {
  private static final AuthorityCodes CODES = AuthorityCodes.of(Ontology.graphs());
  private static final String PREFIXES =
      """
      @prefix rml: <http://w3id.org/rml/> .
      @prefix tf: <https://w3id.org/tessera/function#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      @prefix elm: <http://data.europa.eu/snb/model/elm/> .
      @prefix ex: <https://example.org/> .
      """;

  @TempDir Path folder;

  /** Maps one JSON record; statements are "subject predicate object" with short names. */
  private Mapper.Mapping map(String predicateObjects, String record) throws IOException {
    return mapWith(
        """
        <#m> rml:logicalSource [ rml:source "t" ; rml:referenceFormulation rml:JSONPath ] ;
          rml:subjectMap [ rml:template "{_iri}" ; rml:class elm:LearningOpportunity ] ;
        """
            + predicateObjects
            + " .",
        record);
  }

  private Mapper.Mapping mapWith(String mapping, String record) throws IOException {
    ObjectNode node = (ObjectNode) JsonRecords.JSON.readTree(record);
    SourceDescriptor source = source(mapping);
    return new RmlMapper(source, MappingsFolder.BASE, CODES)
        .map(
            new HarvestedRecord(
                source.inputs().get(0),
                "r1",
                IdentifierBasis.REGISTER,
                "a test",
                new Content.Tree(node),
                "sha256:" + "0".repeat(64)),
            new MappingNotes());
  }

  private SourceDescriptor source(String mapping) throws IOException {
    Files.writeString(
        folder.resolve("source.ttl"),
        """
        @base <https://w3id.org/tessera/id/test> .
        @prefix tess: <https://w3id.org/tessera/ontology#> .
        <> a tess:Source ; tess:input <#t> .
        <#t> a tess:Input ; tess:tableName "t" ; tess:format "json" ; tess:localId "{id}" .
        """);
    Files.writeString(folder.resolve("mapping.rml.ttl"), PREFIXES + mapping);
    return new DescriptorReader(MappingsFolder.BASE).read(new SourceFolder("test", folder));
  }

  /** The statements besides the record's class. */
  private static List<String> statements(Mapper.Mapping mapping) {
    Mapper.Mapped mapped =
        switch (mapping) {
          case Mapper.Mapped done -> done;
          case Mapper.Failed failed -> throw new AssertionError(failed.reason());
        };
    TreeSet<String> lines = new TreeSet<>();
    for (RecordWrite write : mapped.writes()) {
      write
          .statements()
          .forEach(triple -> {
            String line =
                triple.getSubject() + " " + triple.getPredicate() + " " + triple.getObject();
            if (!line.contains("#type ")) {
              lines.add(
                  line.replace("https://w3id.org/tessera/id/test/r1", "r1")
                      .replace("https://example.org/", "ex:")
                      .replace("http://www.w3.org/2001/XMLSchema#", "xsd:"));
            }
          });
    }
    return List.copyOf(lines);
  }

  private static String object(String objectMap) {
    return "rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ " + objectMap + " ] ]";
  }

  @Test
  void aRecordThatClaimsTheAddressOfAnotherIsRefused() throws IOException {
    String mapping =
        """
        <#m> rml:logicalSource [ rml:source "t" ; rml:referenceFormulation rml:JSONPath ] ;
          rml:subjectMap [ rml:reference "id" ; rml:class elm:LearningOpportunity ] .
        """;
    for (String claimed : List.of("id/fr-rncp/RNCP1", "id/test/r2", "record/test/r1")) {
      String record = "{\"id\": \"" + MappingsFolder.BASE + claimed + "\"}";
      assertEquals(
          new Mapper.Failed(
              "it calls itself <"
                  + MappingsFolder.BASE
                  + claimed
                  + ">, which is an address of this registry but not its own"),
          mapWith(mapping, record));
    }
    assertEquals(
        1,
        ((Mapper.Mapped) mapWith(mapping, "{\"id\": \"" + MappingsFolder.BASE + "id/test/r1\"}"))
            .writes()
            .size());
  }

  @Test
  void rmltc0002_aTemplateWithAMissingValueGivesNothing() throws IOException {
    String template = object("rml:template \"#credit-{ects}-{kind}\"");
    assertEquals(List.of(), statements(map(template, "{\"ects\": 5}")));
    assertEquals(List.of(), statements(map(template, "{\"ects\": 5, \"kind\": \" \"}")));
    assertEquals(List.of(), statements(map(template, "{\"ects\": 5, \"kind\": null}")));
    assertEquals(
        List.of("r1 ex:p r1#credit-5-a"),
        statements(map(template, "{\"ects\": 5, \"kind\": \"a\"}")));
  }

  @Test
  void rmltc0010_valuesInIrisAreEncoded() throws IOException {
    assertEquals(
        List.of("r1 ex:p ex:a%20b%2F%C3%A9".replace("%C3%A9", "é")),
        statements(map(object("rml:template \"https://example.org/{x}\""), "{\"x\": \"a b/é\"}")));
  }

  @Test
  void rmltc0010c_escapedBracesAreText() throws IOException {
    assertEquals(
        List.of("r1 ex:p \"{a}\""),
        statements(
            map(
                object("rml:template \"\\\\{{x}\\\\}\" ; rml:termType rml:Literal"),
                "{\"x\": \"a\"}")));
  }

  @Test
  void aReferenceWithSeveralValuesGivesSeveralTerms() throws IOException {
    assertEquals(
        List.of("r1 ex:p \"a\"", "r1 ex:p \"b\""),
        statements(
            map(object("rml:reference \"$.x[*]\""), "{\"x\": [\"a\", \"b\", \"a\", \"\"]}")));
    assertEquals(
        List.of("r1 ex:p r1#a-1", "r1 ex:p r1#a-2", "r1 ex:p r1#b-1", "r1 ex:p r1#b-2"),
        statements(
            map(
                object("rml:template \"#{x[*]}-{y[*]}\""),
                "{\"x\": [\"a\", \"b\"], \"y\": [\"1\", \"2\"]}")));
  }

  @Test
  void numbersAndBooleansKeepTheirJsonType() throws IOException {
    assertEquals(
        List.of("r1 ex:p \"5\"^^xsd:integer", "r1 ex:p \"true\"^^xsd:boolean"),
        statements(map(object("rml:reference \"$.x[*]\""), "{\"x\": [5, true]}")));
  }

  @Test
  void anIteratorGivesEachPartItsPosition() throws IOException {
    String mapping =
        """
        <#m> rml:logicalSource [ rml:source "t" ; rml:referenceFormulation rml:JSONPath ] ;
          rml:subjectMap [ rml:template "{_iri}" ; rml:class elm:LearningOpportunity ] .
        <#parts> rml:logicalSource [ rml:source "t" ; rml:referenceFormulation rml:JSONPath ;
            rml:iterator "$.parts[*]" ] ;
          rml:subjectMap [ rml:template "#part-{_n}" ] ;
          rml:predicateObjectMap [ rml:predicate ex:p ; rml:objectMap [ rml:reference "name" ] ] ;
          rml:predicateObjectMap [ rml:predicate ex:of ; rml:objectMap [ rml:template "{_id}" ;
            rml:termType rml:Literal ] ] .
        """;
    assertEquals(
        List.of(
            "r1#part-1 ex:of \"r1\"",
            "r1#part-1 ex:p \"a\"",
            "r1#part-2 ex:of \"r1\"",
            "r1#part-2 ex:p \"b\""),
        statements(mapWith(mapping, "{\"parts\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}")));
  }

  @Test
  void rmltc0015_languagesComeFromAConstantOrFromTheRecord() throws IOException {
    assertEquals(
        List.of("r1 ex:p \"a\"@fr"),
        statements(map(object("rml:reference \"x\" ; rml:language \"fr\""), "{\"x\": \"a\"}")));
    String mapped = object("rml:reference \"x\" ; rml:languageMap [ rml:reference \"l\" ]");
    assertEquals(
        List.of("r1 ex:p \"a\"@de"), statements(map(mapped, "{\"x\": \"a\", \"l\": \"de\"}")));
    assertEquals(List.of("r1 ex:p \"a\"@und"), statements(map(mapped, "{\"x\": \"a\"}")));
  }

  @Test
  void rmltc0007_aGraphMapMakesARecordOfItsOwn() throws IOException {
    String mapping =
        """
        <#m> rml:logicalSource [ rml:source "t" ; rml:referenceFormulation rml:JSONPath ] ;
          rml:subjectMap [ rml:template "{_iri}" ; rml:class elm:LearningOpportunity ] .
        <#org> rml:logicalSource [ rml:source "t" ; rml:referenceFormulation rml:JSONPath ] ;
          rml:subjectMap [ rml:template "https://w3id.org/tessera/id/test/org-{o}" ;
            rml:class elm:Organisation ;
            rml:graphMap [ rml:template "https://w3id.org/tessera/record/test/org-{o}" ] ] .
        """;
    Mapper.Mapped mapped = (Mapper.Mapped) mapWith(mapping, "{\"o\": \"x\"}");
    assertEquals(
        List.of(RecordWrite.Role.MAIN, RecordWrite.Role.SHARED),
        mapped.writes().stream().map(RecordWrite::role).toList());
    assertEquals("org-x", mapped.writes().get(1).localId());
    assertEquals(1, ((Mapper.Mapped) mapWith(mapping, "{}")).writes().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rml:reference "x" ; rml:datatype xsd:date  | #m: "31 May" is no xsd:date
          rml:reference "x" ; rml:termType rml:IRI   | "31 May" is no IRI
          """)
  void aValueThatCannotBeATermFailsItsRecord(String objectMap, String reason) throws IOException {
    Mapper.Mapping mapping = map(object(objectMap), "{\"x\": \"31 May\"}");
    assertTrue(
        mapping instanceof Mapper.Failed failed && failed.reason().contains(reason),
        mapping::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rml:parentTriplesMap <#other>                                | joins (rml:parentTriplesMap) are not supported
          rml:language "fr"                                            | a term map has none of rml:constant
          rml:template "#{x"                                           | has a { without its }
          rml:reference "x" ; rml:termType rml:BlankNode               | rml:BlankNode is none of IRI, Literal
          rml:functionExecution [ rml:function tf:none ]               | there is no function tf:none
          rml:functionExecution [ rml:input [ rml:inputValue "a" ] ]   | has no rml:function
          rml:functionExecution [ rml:function tf:trim ; rml:input [ rml:inputValue "a" ] ] | has no rml:parameter
          """)
  void aWrongMappingIsRefusedAndItsTriplesMapNamed(String objectMap, String message) {
    String reason =
        assertThrows(HarvestException.class, () -> map(object(objectMap), "{}")).reason();
    assertTrue(reason.startsWith("#m: "), reason);
    assertTrue(reason.contains(message), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <#m> rml:subject ex:s .                                        | has no triples map
          <#m> rml:logicalSource [ rml:source "t" ] .                    | #m: has no rml:subjectMap
          <#m> rml:logicalSource [ ] ; rml:subject ex:s .                | #m: its rml:logicalSource has no rml:source
          <#m> rml:logicalSource [ rml:source "u" ] ; rml:subject ex:s . | no triples map has the rml:source "t"
          <#m> rml:logicalSource                                         | mapping.rml.ttl
          """)
  void aMappingThatIsNoneSaysWhy(String mapping, String message) {
    String reason = assertThrows(HarvestException.class, () -> mapWith(mapping, "{}")).reason();
    assertTrue(reason.contains(message), reason);
  }
}
