package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Ontology;

/** What each function of a mapping gives; an empty expectation is no value. */
class FunctionsTest {
  private static final AuthorityCodes CODES = AuthorityCodes.of(Ontology.graphs());
  private static final Functions FUNCTIONS =
      new Functions(
          new LookUpTables(new SourceFolder("fr-bcn", MappingsFolder.path().resolve("fr-bcn"))),
          CODES);

  private static List<String> call(String name, Map<String, String> constants, String... values) {
    Map<String, List<TermMap.Expression>> inputs = new HashMap<>();
    Map<String, List<String>> arguments = new HashMap<>();
    inputs.put(Functions.NS + "value", List.of(new TermMap.Reference("x")));
    arguments.put(Functions.NS + "value", List.of(values));
    constants.forEach((parameter, text) -> {
      inputs.put(
          Functions.NS + parameter,
          List.of(new TermMap.Constant(NodeFactory.createLiteralString(text))));
      arguments.put(Functions.NS + parameter, List.of(text));
    });
    return FUNCTIONS
        .get(Functions.NS + name, inputs, "a test")
        .apply(arguments, new MappingNotes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          trim      | '  a \t b  '          | a b
          trim      | '   '                 | -
          lower     | ÉCOLE                 | école
          upper     | école                 | ÉCOLE
          stripHtml | <p>a &amp; <b>b</b>   | a & b
          stripHtml | &lt;b&gt;             | <b>
          stripHtml | &amp;lt;              | &lt;
          slug      | Élan & Cœur, 2        | elan-c-ur-2
          slug      | 中文                  | -
          key       | 中文                  | 72726d88
          number    | '1 234,5'             | 1234.5
          number    | '1,234.50'            | 1234.5
          number    | €49                   | 49
          number    | '49 EUR'              | 49
          number    | '1,234'               | 1234
          number    | '12,5'                | 12.5
          number    | -3                    | -3
          number    | 1000                  | 1000
          number    | about 5               | -
          number    | '1.234,56 €'          | 1234.56
          number    | '1,234,567.5'         | 1234567.5
          number    | '1.234.567'           | 1234567
          number    | '1.234.567,8'         | 1234567.8
          number    | '1.500'               | -
          number    | '0.125'               | 0.125
          number    | '12.5'                | 12.5
          number    | '1500.125'            | 1500.125
          number    | 0                     | 0
          positive  | 0                     | -
          positive  | -3                    | -
          positive  | 0.5                   | 0.5
          hours     | 7.5                   | PT7H30M
          hours     | 60                    | PT60H
          hours     | '0,5'                 | PT30M
          hours     | 1.9999                | PT2H
          hours     | 1.75                  | PT1H45M
          hours     | 0                     | -
          hours     | 0.001                 | -
          hours     | some                  | -
          url       | www.example.org/a b   | https://www.example.org/a%20b
          url       | http://example.org    | http://example.org
          url       | ftp://example.org     | -
          url       | javascript:alert(1)   | -
          language  | fr                    | http://publications.europa.eu/resource/authority/language/FRA
          language  | English               | http://publications.europa.eu/resource/authority/language/ENG
          country   | FR                    | http://publications.europa.eu/resource/authority/country/FRA
          currency  | EUR                   | http://publications.europa.eu/resource/authority/currency/EUR
          languageTag | FRA                 | fr
          """)
  void ofOneValue(String function, String input, String expected) {
    assertEquals(expected == null ? List.of() : List.of(expected), call(function, Map.of(), input));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          dd/MM/yyyy              | 31/08/1999                    | 1999-08-31
          dd/MM/yyyy              | 31/02/1999                    | -
          dd/MM/yyyy              | 1999-08-31                    | -
          dd-MMM-yy               | 20-NOV-19                     | 2019-11-20
          M/d/yyyy h:mm:ss a xxx  | 9/1/2010 12:00:00 AM +00:00   | 2010-09-01
          dd/MM/yyyy,yyyy-MM-dd   | 1999-08-31                    | 1999-08-31
          yyyy-MM-dd              | soon                          | -
          epoch-milliseconds Europe/Berlin | 1689544800000        | 2023-07-17
          epoch-milliseconds UTC  | 1689544800000                 | 2023-07-16
          epoch-milliseconds UTC  | 2023-07-16                    | -
          """)
  void dates(String pattern, String input, String expected) {
    assertEquals(
        expected == null ? List.of() : List.of(expected),
        call("date", Map.of("pattern", pattern.replace(',', '|')), input));
  }

  @Test
  void ofPatternsAndSeveralValues() {
    assertEquals(List.of("b"), call("replace", Map.of("pattern", "a+", "replacement", ""), "aab"));
    assertEquals(List.of("12"), call("match", Map.of("pattern", "n° (\\d+)"), "N° 12 of 13"));
    assertEquals(List.of(), call("match", Map.of("pattern", "\\d+"), "none"));
    assertEquals(List.of("a", "b"), call("split", Map.of("separator", ";"), "a; ;b"));
    assertEquals(List.of("a, b"), call("join", Map.of("separator", ", "), "a", "b"));
    assertEquals(List.of("#x"), call("when", Map.of("pattern", "yes", "then", "#x"), "no", "YES"));
    assertEquals(List.of(), call("when", Map.of("pattern", "yes", "then", "#x"), "yes, but"));
    assertEquals(List.of("b"), call("unless", Map.of("pattern", "a"), "a", "b"));
    assertEquals(List.of("z"), call("default", Map.of("otherwise", "z")));
    assertEquals(List.of("a"), call("default", Map.of("otherwise", "z"), "a"));
  }

  @Test
  void whatNoTableKnowsIsCounted() {
    MappingNotes notes = new MappingNotes();
    String value = Functions.NS + "value";
    FUNCTIONS
        .get(Functions.NS + "country", Map.of(value, List.of(new TermMap.Reference("x"))), "test")
        .apply(Map.of(value, List.of("Atlantis", "France", "Atlantis")), notes);
    assertEquals(Map.of("countries: Atlantis", 2L), notes.unmapped());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          match   | separator | a  | tf:match has no parameter
          match   | pattern   | (  | is no regular expression
          date    | pattern   | qq{ | is no date pattern
          date    | pattern   | epoch-milliseconds Berlin | is no date pattern
          lookup  | table     | no.csv | tables/no.csv does not exist
          """)
  void aWrongCallIsRefusedWhenTheMappingIsLoaded(
      String name, String parameter, String text, String message) {
    String reason =
        assertThrows(HarvestException.class, () -> call(name, Map.of(parameter, text), "x"))
            .reason();
    assertTrue(reason.contains(message), reason);
  }
}
