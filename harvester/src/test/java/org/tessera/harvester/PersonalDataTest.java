package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What is taken out of a record, the same of JSON and of XML. */
class PersonalDataTest {
  private static final String JSON =
      """
      {"title":"Welding","email":"own","contact":[
       {"name":"A","email":"one","office":{"email":"inner"}},
       {"name":"B","email":"two"}]}\
      """;
  private static final String XML =
      """
      <course><title>Welding</title><email>own</email>\
      <contact mail="m" id="1"><name>A</name><email>one</email>\
      <office mail="n"><email>inner</email></office></contact>\
      <contact id="2"><name>B</name><email>two</email></contact></course>\
      """;

  @ParameterizedTest
  @CsvSource({
    "contact.email, 2, inner own",
    "contact.office.email, 1, one own two",
    "contact.office, 1, one own two",
    "email, 4, ''",
    "office.email, 0, inner one own two",
    "contact, 1, own"
  })
  void ofJson(String field, int removed, String left) {
    ObjectNode node = (ObjectNode) JsonRecords.JSON.readTree(JSON);
    PersonalData personal = new PersonalData(List.of(field));
    personal.removeFrom(new Content.Tree(node));
    assertEquals(removed, personal.removed());
    assertEquals(left, left(node.toString()));
  }

  /** Two elements of one name are two fields, where JSON has one array. */
  @ParameterizedTest
  @CsvSource({
    "contact.email, 2, inner own",
    "contact.office.email, 1, one own two",
    "contact.office, 1, one own two",
    "email, 4, ''",
    "office.email, 0, inner one own two",
    "contact, 2, own",
    "contact.@mail, 1, inner one own two",
    "contact.office.@mail, 1, inner one own two",
    "@mail, 2, inner one own two",
    "contact.mail, 0, inner one own two"
  })
  void ofXml(String field, int removed, String left) {
    Content.Xml xml = new Content.Xml(XmlRecords.parse(XML));
    PersonalData personal = new PersonalData(List.of(field));
    personal.removeFrom(xml);
    assertEquals(removed, personal.removed());
    assertEquals(left, left(xml.text()));
  }

  @ParameterizedTest
  @CsvSource({
    "contact.@mail, '<contact id=\"1\">', '<office mail=\"n\">'",
    "contact.office.@mail, '<contact id=\"1\" mail=\"m\">', '<office>'",
    "@mail, '<contact id=\"1\">', '<office>'"
  })
  void onlyTheNamedAttributeGoes(String field, String contact, String office) {
    Content.Xml xml = new Content.Xml(XmlRecords.parse(XML));
    new PersonalData(List.of(field)).removeFrom(xml);
    assertEquals(contact, xml.text().replaceAll("(?s).*?(<contact [^>]*>).*", "$1"));
    assertEquals(office, xml.text().replaceAll("(?s).*(<office[^>]*>).*", "$1"));
  }

  private static String left(String text) {
    return List.of("inner", "one", "own", "two").stream()
        .filter(word -> text.contains("\"" + word + "\"") || text.contains(">" + word + "<"))
        .reduce((all, word) -> all + " " + word)
        .orElse("");
  }
}
