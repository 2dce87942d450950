package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.store.RecordKind;

/** What words find. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchWordsTest {
  private final TestRegistry registry = new TestRegistry();
  private SearchIndex index;

  @BeforeAll
  void fill(@TempDir Path folder) {
    registry
        .source("fr-rncp", "RNCP", "FRA")
        .source("uk-ofqual", "Ofqual", "GBR")
        .credential("uk-ofqual", "joined", "'Cybersecurity foundations'@en", "")
        .credential("uk-ofqual", "apart", "'Cyber Security Analyst'@en", "")
        .credential("fr-rncp", "securite", "'Agent de Sécurité'@fr", "")
        .credential("fr-rncp", "fi", "'Ajoneuvoalan perustutkinto'@fi", "")
        .credential(
            "fr-rncp",
            "RNCP32208",
            "'Conducteur de travaux'@fr",
            "<> adms:identifier <#i> . <#i> skos:notation 'RNCP32208' .")
        .credential("fr-rncp", "mention", "'Suite du rncp 32208'@fr", "")
        .credential(
            "uk-ofqual",
            "60020891",
            "'Certificate in Management'@en",
            "<> adms:identifier <#i> . <#i> skos:notation '600/2089/1' .")
        .credential("uk-ofqual", "typo", "'Buisness basics'@en", "")
        .credential(
            "uk-ofqual",
            "care",
            "'Home care'@en",
            "<> dct:description 'Visits & <b>bathing</b> of older people at home.'@en ;"
                + " tess:skill <https://w3id.org/tessera/id/uk-ofqual/skill-1> ; elm:providedBy <https://w3id.org/tessera/id/uk-ofqual/org-1> .")
        .record(
            "uk-ofqual",
            "skill-1",
            RecordKind.CONCEPT,
            "<> skos:prefLabel 'provide personal care'@en , 'soins personnels'@fr .")
        .record(
            "uk-ofqual",
            "org-1",
            RecordKind.ORGANISATION,
            "<> skos:prefLabel 'Northwind College'@en .");
    registry
        .credential("fr-rncp", "heart", "'Chirurgie du cœur'@fr", "")
        .credential("fr-rncp", "heart-plain", "'Le coeur et ses maladies'@fr", "")
        .credential("fr-rncp", "pupil", "'Élève pilote'@fr", "")
        .credential("fr-rncp", "pupils", "'Eleves officiers'@fr", "")
        .credential("fr-rncp", "street", "'Verkehr auf der Straße'@de", "")
        .credential("fr-rncp", "film", "'Technicien de cinéma'@fr", "")
        .credential("fr-rncp", "clear", "'Créer une entreprise'@fr", "");
    for (int i = 0; i < 30; i++) {
      String title = i < 4 ? "'Pâtisserie %d'@fr" : "'Patisserie skills %d'@en";
      registry.credential("fr-rncp", "cake" + i, title.formatted(i), "");
    }
    for (int i = 0; i < 120; i++) {
      registry.credential(
          "uk-ofqual", "b" + i, "'Business administration level %d'@en".formatted(i), "");
    }
    registry
        .credential("uk-ofqual", "bare", "'C'@en", "")
        .credential("uk-ofqual", "c-course", "'Programming in C'@en", "")
        .credential("uk-ofqual", "cpp", "'C++ programming for beginners'@en", "")
        .credential("fr-rncp", "cs", "'Développer en C#, niveau 2'@fr", "")
        .credential("fr-rncp", "dn", "'Programación (.NET)'@es", "")
        .credential("uk-ofqual", "nets", "'Programming a net'@en", "")
        .credential("uk-ofqual", "a-plus", "'CompTIA A+ technician'@en", "")
        .credential("uk-ofqual", "network-plus", "'CompTIA Network+ technician'@en", "");
    registry.commit();
    index = registry.index(folder);
  }

  @AfterAll
  void close() throws IOException {
    index.close();
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({
    "cyber security, joined, apart",
    "cybersecurity, joined, apart",
    "CYBER-SECURITY, joined, apart",
    "securite, securite, securite",
    "sécurités, securite, securite",
    "ajoneuvoala, fi, fi",
    "certificate of management, 60020891, 60020891",
    "soins personnels, care, care",
    "northwind, care, care",
    "cœur, heart, heart-plain",
    "COEUR, heart, heart-plain",
    "cœurs, heart, heart-plain",
    "élève, pupil, pupils",
    "eleve, pupil, pupils",
    "e\u0301le\u0300ves, pupil, pupils",
    "strasse, street, street",
    "straße, street, street",
    "cinema, film, film",
  })
  void findsOnly(String words, String one, String other) {
    List<String> found = ids(words);
    assertEquals(
        List.of(one, other).stream().distinct().sorted().toList(),
        found.stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "C++, cpp",
    "c++ programming, cpp",
    "cplusplus, cpp",
    "C, bare c-course",
    "C#, cs",
    "c sharp, cs",
    "développer c#, cs",
    ".net, dn",
    "dotnet, dn",
    "programación .NET, dn",
    "net, nets",
    "A+, a-plus",
    "network, network-plus",
    "Network+, network-plus",
  })
  void aSignOfANameIsAPartOfIt(String words, String found) {
    assertEquals(List.of(found.split(" ")), ids(words).stream().sorted().toList());
  }

  @Test
  void aSignOfANameIsAPartOfItInEveryLanguage() {
    Analyzers analyzers = new Analyzers();
    for (String language : Analyzers.languages()) {
      String field = IndexSchema.title(language);
      for (String name : List.of("C++", "C#", "A+", ".NET", "F#", "ß++")) {
        List<Analyzers.Token> tokens = analyzers.tokens(field, "x " + name + " y");
        String bare = name.replaceAll("[^\\p{L}]", "");
        List<String> without =
            analyzers.tokens(field, bare).stream().map(Analyzers.Token::term).toList();
        Analyzers.Token token =
            tokens.stream().filter(each -> each.start() == 2).findFirst().orElseThrow();
        assertEquals(2 + name.length(), token.end(), language + " " + tokens);
        assertFalse(without.contains(token.term()), language + " " + tokens);
      }
    }
  }

  @Test
  void aSignOfANameIsMarkedWithIt() {
    List<Hit.TextPart> parts = search("c++").items().getFirst().highlight();
    assertTrue(parts.contains(new Hit.TextPart("C++", true)), parts::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "rncp 32208, RNCP32208",
    "RNCP32208, RNCP32208",
    "32208, RNCP32208",
    "https://w3id.org/tessera/id/fr-rncp/RNCP32208, RNCP32208",
    "600/2089/1, 60020891",
    "60020891, 60020891",
    "6002089-1, 60020891",
  })
  void identifierComesFirst(String words, String first) {
    assertEquals(first, ids(words).getFirst());
  }

  @Test
  void misspeltWordsAreCorrectedByWhatIsFrequent() {
    SearchResult result = search("buisness administration");
    assertEquals("business administration", result.didYouMean());
    assertTrue(result.corrected());
    assertEquals(120, result.total());
  }

  @Test
  void aMistakeThatAStemForgivesIsCorrectedWhereThatFindsManyMore() {
    SearchResult result = search("patiserie");
    assertEquals("patisserie", result.didYouMean());
    assertFalse(result.corrected());
    assertEquals(4, result.total());
  }

  @ParameterizedTest
  @ValueSource(strings = {"patisseries", "patisserie", "coeur", "cœur", "conducteurs"})
  void nothingIsCorrectedWithoutNeed(String words) {
    assertNull(search(words).didYouMean());
  }

  @Test
  void phrasesAreBounded() {
    assertNotNull(search("\"a b\"".repeat(8)));
    assertThrows(InvalidParameter.class, () -> search("\"a b\" ".repeat(9)));
    assertThrows(InvalidParameter.class, () -> search('"' + "a ".repeat(33) + '"'));
    assertThrows(IllegalArgumentException.class, () -> index.search("a ".repeat(501), 10));
  }

  @Test
  void phrasesStandTogether() {
    assertEquals(List.of("care"), ids("\"older people\""));
    assertEquals(List.of(), ids("\"people older\""));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "\"cyber security, cyber security",
        "cyber\" security, cyber security",
        "cyber AND security, cyber security",
        "care\" bathing home \"older people\", care",
        "AND, AND",
        "bathing OR older, bathing older",
        "bathing OR nowhere, bathing nowhere",
        "care NOT bathing, care bathing",
        "care -bathing, care bathing",
        "+care +bathing, care bathing",
        "bath*, bath",
        "(care) ~bathing?, care bathing",
      })
  void strayQuotesAndOperatorsCostNothing(String typed, String meant) {
    assertEquals(ids(meant), ids(typed));
  }

  @Test
  void tellsWhatItUnderstood() {
    SearchResult.Understood understood = search("cyber\" AND \"older people\" \"x").understood();
    assertEquals(List.of("cyber", "x"), understood.words());
    assertEquals(List.of("older people"), understood.phrases());
    assertFalse(understood.operators());
    assertTrue(search("cyber OR care").understood().operators());
    assertEquals(List.of("cyber", "care"), search("cyber NOT care").understood().words());
    assertFalse(search("CYBER OR CARE").understood().operators(), "all is written large");
    assertFalse(search("OR").understood().operators(), "a word by itself");
    assertTrue(search("\"-\"").understood().isEmpty());
  }

  @Test
  void mostWordsAreEnoughWhereNoRecordHasAll() {
    SearchResult result = search("conducteur travaux astronautique");
    assertTrue(result.someWords());
    assertEquals("RNCP32208", id(result.items().getFirst()));
  }

  @Test
  void highlightIsText() {
    List<Hit.TextPart> parts = search("bathing").items().getFirst().highlight();
    assertTrue(parts.contains(new Hit.TextPart("bathing", true)), parts::toString);
    assertTrue(parts.getFirst().text().startsWith("Visits & <b>"), parts::toString);
  }

  @Test
  void suggestsTitlesSkillsAndProviders() {
    assertEquals(
        new Suggestion(
            "Northwind College", "provider", TestRegistry.BASE + "id/uk-ofqual/org-1", 1),
        index.suggest("north", "en", 5).getFirst());
    assertEquals("soins personnels", index.suggest("soins per", "fr", 5).getFirst().text());
    assertEquals("title", index.suggest("ajoneuvo", "fi", 5).getFirst().type());
    assertEquals("Northwind College", index.suggest("coll", "en", 5).getFirst().text());
  }

  @Test
  void whatToDropWhereNothingIsFound() {
    SearchResult result =
        index.search(
            SearchQuery.parse(
                Map.of("q", List.of("cybersecurity"), "register", List.of("fr-rncp"))));
    assertEquals(0, result.total());
    assertEquals(
        List.of(
            new SearchResult.Gain(new SearchQuery.Condition("q", "cybersecurity"), 43),
            new SearchResult.Gain(new SearchQuery.Condition("register", "fr-rncp"), 2)),
        result.gains());
  }

  @Test
  void noTextFails() {
    Random random = new Random(7);
    String alphabet = "aé\"'“«»(){}[]^~*?:\\/+-!&|<> \t\u0000\u200f漢字한국ไทย😀ß12,.;%_#@\uD83D";
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(i < 380 ? 30 : 1000);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertNotNull(index.suggest(text.toString(), "en", 5), text::toString);
      try {
        assertNotNull(search(text.toString()), text::toString);
        assertNotNull(index.search(text.toString(), 10), text::toString);
      } catch (InvalidParameter tooManyPhrases) {
        assertTrue(length > 30, text::toString);
      }
    }
  }

  private List<String> ids(String words) {
    return search(words).items().stream().map(SearchWordsTest::id).toList();
  }

  private SearchResult search(String words) {
    return index.search(SearchQuery.EVERYTHING.withText(words));
  }

  private static String id(Hit hit) {
    return hit.id().substring(hit.id().lastIndexOf('/') + 1);
  }
}
