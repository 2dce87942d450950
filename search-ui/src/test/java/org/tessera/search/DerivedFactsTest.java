package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.RecordKind;

/** What rules and links add to what sources say: found, counted and marked. */
class DerivedFactsTest {
  private static final String ESCO = TestRegistry.BASE + "id/esco/";

  private static final String DEFINITION = "https://w3id.org/tessera/scheme/mc-definition/";

  private final TestRegistry registry = new TestRegistry();
  private SearchIndex index;

  @BeforeEach
  void fill(@TempDir Path folder) {
    registry
        .source("aa", "Platform", "")
        .source("bb", "Register", "FRA")
        .record(
            "esco",
            "home-care",
            RecordKind.CONCEPT,
            "<> skos:prefLabel 'home care'@en , 'soins à domicile'@fr .")
        .record("esco", "banking", RecordKind.CONCEPT, "<> skos:prefLabel 'domiciliation'@fr .")
        .record("aa", "skill-1", RecordKind.CONCEPT, "<> skos:prefLabel 'Care at Home'@en .")
        .record("aa", "skill-2", RecordKind.CONCEPT, "<> skos:prefLabel 'Caring for horses'@en .")
        .record("aa", "field-1", RecordKind.CONCEPT, "<> skos:prefLabel 'Arts and crafts'@en .")
        .record("aa", "org-1", RecordKind.ORGANISATION, "<> skos:prefLabel 'Somebody'@en .")
        .record(
            "bb",
            "org-2",
            RecordKind.ORGANISATION,
            "<> skos:prefLabel 'Lycée'@fr ; tess:providerFamily <https://w3id.org/tessera/scheme/provider-family/education-training> .")
        .record("bb", "org-3", RecordKind.ORGANISATION, "<> skos:prefLabel 'Université'@fr .")
        .record("bb", "org-4", RecordKind.ORGANISATION, "<> skos:prefLabel 'Atelier'@fr .")
        .credential(
            "aa",
            "linked",
            "'Alpha'@en",
            "<> tess:skill <../aa/skill-1> ; elm:providedBy <../aa/org-1> .")
        .credential("aa", "unlinked", "'Beta'@en", "<> tess:skill <../aa/skill-2> .")
        .credential("aa", "crafts", "'Gamma'@en", "<> dct:subject <../aa/field-1> .")
        .credential(
            "bb",
            "same",
            "'Delta'@fr",
            "<> tess:skill <../esco/home-care> ; elm:providedBy <../bb/org-2> .")
        .credential(
            "bb",
            "bank",
            "'Epsilon'@fr",
            "<> tess:skill <../esco/banking> ; elm:providedBy <../bb/org-3> .")
        .credential(
            "bb",
            "stated",
            "'Zeta'@fr",
            "<> elm:ISCEDFCode isced:0215 ; dct:subject <../aa/field-1> ; elm:providedBy <../bb/org-4> ; elm:learningSetting <https://w3id.org/tessera/scheme/setting/formal> .")
        .commit();
    link(
        "<../aa/skill-1> skos:exactMatch <../esco/home-care> . <../aa/field-1> skos:closeMatch isced:0214 .");
    registry.derive(
        TestRegistry.BASE + "id/derived/bb",
        "<../bb/org-3> tess:derivedProviderFamily <https://w3id.org/tessera/scheme/provider-family/education-training> .");
    rules("non-formal");
    index = registry.index(folder);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
    registry.close();
  }

  private void link(String turtle) {
    registry.derive(TestRegistry.BASE + "id/derived/aa", turtle);
  }

  private void rules(String setting) {
    registry.put(
        TestRegistry.BASE + "id/aa",
        """
        <> a dcat:Catalog , tess:Source ; dct:identifier 'aa' ; dct:title 'Platform'@en ; tess:protocol 'file' ;
          tess:settingRule <#setting> ; tess:familyRule <#family> .
        <#setting> a tess:DerivationRule ; tess:derivedValue <https://w3id.org/tessera/scheme/setting/%s> ; tess:confidence 0.9 .
        <#family> a tess:DerivationRule ; tess:derivedValue <https://w3id.org/tessera/scheme/provider-family/online-provider> ;
          tess:appliesToType type:qualification .
        """
            .formatted(setting));
  }

  @Test
  void wordsOfOneLanguageFindTheSkillsOfAnother() {
    assertEquals(Set.of("same"), found("q=soins à domicile"));
    assertEquals(Set.of("same", "linked"), found("q=soins à domicile", "semantic=true"));
    assertEquals(Set.of("same", "linked"), found("q=care at home", "semantic=true"));
  }

  @Test
  void aSkillFindsWhatIsLinkedToIt() {
    assertEquals(Set.of("same", "linked"), found("skill=" + ESCO + "home-care"));
    assertEquals(Set.of("linked"), found("skill=" + TestRegistry.BASE + "id/aa/skill-1"));
    link("<../aa/field-1> skos:closeMatch isced:0214 .");
    assertEquals(Set.of("same"), found("skill=" + ESCO + "home-care"));
  }

  @Test
  void theNameOfAFieldFindsWhatBelongsToIt() {
    assertEquals(Set.of(), found("q=Handicrafts"));
    assertEquals(Set.of("crafts"), found("q=Handicrafts", "semantic=true"));
    assertEquals(Set.of("crafts"), found("q=artisanat", "semantic=true"));
  }

  @Test
  void aStatedFieldLeavesNoPlaceForADerivedOne() throws IOException {
    assertEquals(Set.of("crafts", "stated"), found("field=021"));
    assertEquals(Set.of("crafts"), found("field=0214"));
    link("<../aa/field-1> skos:closeMatch isced:0222 .");
    index.catchUp();
    assertEquals(Set.of("crafts"), found("field=0222"));
    assertEquals(Set.of(), found("field=0214"));
    link("");
    index.catchUp();
    assertEquals(Set.of(), found("field=0222"));
  }

  @Test
  void rulesSpeakWhereTheSourceIsSilent() throws IOException {
    assertEquals(Set.of("linked", "unlinked", "crafts"), found("setting=non-formal"));
    assertEquals(Set.of("stated"), found("setting=formal"));
    assertEquals(Set.of("linked", "unlinked", "crafts"), found("provider-type=online-provider"));
    assertEquals(Set.of("same", "bank"), found("provider-type=education-training"));
    rules("informal");
    index.catchUp();
    assertEquals(Set.of("linked", "unlinked", "crafts"), found("setting=informal"));
    assertEquals(Set.of(), found("setting=non-formal"));
  }

  @Test
  void theIndexFollowsWhoMeetsADefinition() throws IOException {
    assertEquals(Set.of(), found("definition=unesco-2022"));
    meets("<../aa/linked> tess:conformsToDefinition <" + DEFINITION + "unesco-2022> .");
    index.catchUp();
    assertEquals(Set.of("linked"), found("definition=unesco-2022"));
    assertEquals(
        List.of("provider-type", "setting", "definition"),
        search("definition=unesco-2022").items().getFirst().derived());
    meets(
        "<../aa/linked> tess:conformsToDefinition <%1$snz-nzqcf> . <../aa/crafts> tess:conformsToDefinition <%1$sunesco-2022> ."
            .formatted(DEFINITION));
    index.catchUp();
    assertEquals(Set.of("crafts"), found("definition=unesco-2022"));
    assertEquals(Set.of("linked"), found("definition=nz-nzqcf"));
    meets("");
    index.catchUp();
    assertEquals(Set.of(), found("definition=unesco-2022"));
    assertEquals(Set.of(), found("definition=nz-nzqcf"));
  }

  /** Other facts in the place of those read show whether they are read again. */
  @Test
  void derivedFactsAreReadOnceForEachDerivation() throws IOException {
    registry.put(
        TestRegistry.BASE + "id/aa/conformance",
        "<../aa/linked> tess:conformsToDefinition <" + DEFINITION + "unesco-2022> .");
    registry.credential("aa", "linked", "'Alpha again'@en", "").commit();
    index.catchUp();
    assertEquals(Set.of("linked"), found("q=again"));
    assertEquals(Set.of(), found("definition=unesco-2022"), "the derivation is not at its end");
    registry.derive(
        TestRegistry.BASE + "id/derived/bb",
        "<../bb/org-3> tess:derivedProviderFamily <https://w3id.org/tessera/scheme/provider-family/education-training> .");
    index.catchUp();
    assertEquals(Set.of("linked"), found("definition=unesco-2022"));
  }

  private void meets(String turtle) {
    registry.derive(TestRegistry.BASE + "id/aa/conformance", turtle);
  }

  @Test
  void whatIsDerivedSaysSo() {
    Map<String, List<String>> derived =
        search("q=").items().stream().collect(Collectors.toMap(DerivedFactsTest::id, Hit::derived));
    assertEquals(List.of("provider-type", "setting"), derived.get("linked"));
    assertEquals(List.of("field", "provider-type", "setting"), derived.get("crafts"));
    assertEquals(List.of(), derived.get("same"));
    assertEquals(List.of("provider-type"), derived.get("bank"));
    assertEquals(List.of(), derived.get("stated"));
  }

  private Set<String> found(String... parameters) {
    return search(parameters).items().stream()
        .map(DerivedFactsTest::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String id(Hit hit) {
    return hit.id().substring(hit.id().lastIndexOf('/') + 1);
  }

  private SearchResult search(String... parameters) {
    Map<String, List<String>> read = new LinkedHashMap<>();
    for (String parameter : parameters) {
      String[] parts = parameter.split("=", 2);
      read.put(parts[0], List.of(parts[1]));
    }
    return index.search(SearchQuery.parse(read));
  }
}
