package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is offered near a place, and by which route. Distances were worked out by the haversine
 * formula, apart from Lucene.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NearTest {
  private static final String BOURG = "46.2052,5.2255";
  private static final String LYON = point("p", "45.7640", "4.8357");
  private static final String MACON = point("q", "46.3069", "4.8287");
  private static final String RPL =
      "<> tess:acquisitionRoute <https://w3id.org/tessera/scheme/acquisition-route/rpl> .";

  private final TestRegistry registry = new TestRegistry();
  private SearchIndex index;

  @BeforeAll
  void fill(@TempDir Path folder) {
    registry
        .source("aa", "Register A", "FRA")
        .record(
            "aa",
            "org-1",
            org.tessera.store.RecordKind.ORGANISATION,
            "<> skos:prefLabel 'École'@fr ; elm:location <#p> . " + LYON)
        .credential(
            "aa",
            "lyon",
            "'Care'@en",
            "<> elm:providedBy <org-1> ; elm:location <#p> . " + LYON + RPL)
        .credential(
            "aa", "macon", "'Care'@en", "<> tess:offering <#o> . <#o> elm:location <#q> . " + MACON)
        .credential(
            "aa",
            "both",
            "'Care'@en",
            "<> elm:location <#p> ; tess:offering <#o> . <#o> elm:location <#q> . " + LYON + MACON)
        .credential("aa", "office", "'Care'@en", "<> elm:providedBy <org-1> . " + RPL)
        .credential(
            "aa", "nowhere", "'Care'@en", "<> elm:location <#p> . " + point("p", "146.2", "5.2"))
        .credential(
            "aa", "words", "'Care'@en", "<> elm:location <#p> . " + point("p", "46,2", "5,2"))
        .credential(
            "aa",
            "suva",
            "'Navigation'@en",
            "<> elm:location <#p> . " + point("p", "-18.1248", "178.4501"))
        .commit();
    index = registry.index(folder);
  }

  private static String point(String place, String latitude, String longitude) {
    return "<#%1$s> locn:geometry <#%1$s-point> . <#%1$s-point> clv:latitude \"%2$s\" ; clv:longitude \"%3$s\" . "
        .formatted(place, latitude, longitude);
  }

  @AfterAll
  void close() throws Exception {
    index.close();
    registry.close();
  }

  @Test
  void thirtyKilometresWhereNoneAreSaid() {
    assertEquals(Set.of(), found("near=" + BOURG));
    assertEquals(Set.of("macon", "both"), found("near=" + BOURG, "within=33"));
    assertEquals(Set.of("macon", "both"), found("near=46.2,4.7"));
  }

  @Test
  void aPlaceOfTheProviderIsNoPlaceOfTheAward() {
    assertEquals(Set.of("lyon"), found("near=45.76,4.84", "route=rpl"));
    assertEquals(Set.of("lyon", "both"), found("near=45.76,4.84"));
    assertEquals(Set.of("lyon", "office"), found("route=rpl"));
  }

  @Test
  void theNearestPointCounts() {
    List<Hit> items = search("near=" + BOURG, "within=100", "sort=distance").items();
    assertEquals(3, items.size());
    assertEquals(new BigDecimal("32.5"), items.getFirst().distanceKm());
    assertEquals(new BigDecimal("32.5"), items.get(1).distanceKm());
    assertEquals(new BigDecimal("57.6"), items.getLast().distanceKm());
    assertEquals("lyon", id(items.getLast()));
    assertNull(search("q=care").items().getFirst().distanceKm());
  }

  @Test
  void theDateLineIsNoEdge() {
    assertEquals(Set.of("suva"), found("near=-18.2,-179.9", "within=200"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "near=46.2 | near",
        "near=Lyon | near",
        "near=91,5 | near",
        "near=46.2,181 | near",
        "near=46.2,5.2,1 | near",
        "near=1e1,5 | near",
        "within=0 | within",
        "within=-3 | within",
        "within=20001 | within",
        "sort=distance | sort",
      })
  void refusesWhatIsNoPlace(String parameter, String wrong) {
    InvalidParameter refused = assertThrows(InvalidParameter.class, () -> query(parameter));
    assertEquals(wrong, refused.parameter());
  }

  @Test
  void anAddressSaysIt() {
    assertEquals(
        "/search?near=46.2%2C5.2&sort=distance",
        query("near=46.2, 5.2", "within=30", "sort=distance").address("/search"));
    assertEquals(
        "/search?near=46.2%2C5.2&within=7.5",
        query("near=46.2,5.2", "within=7.50").address("/search"));
    assertEquals("/search", query("within=50").address("/search"));
  }

  @Test
  void withoutThePlaceItsRadiusAndOrderGoToo() {
    SearchQuery query = query("q=care", "near=46.2,5.2", "within=7", "sort=distance");
    assertEquals(
        "/search?q=care",
        query.without(new SearchQuery.Condition("near", "46.2,5.2")).address("/search"));
  }

  @Test
  void whatLeavingThePlaceOutGives() {
    assertEquals(
        List.of(new SearchResult.Gain(new SearchQuery.Condition("near", "10,10"), 6)),
        search("q=care", "near=10,10").gains());
  }

  private Set<String> found(String... parameters) {
    return search(parameters).items().stream()
        .map(NearTest::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String id(Hit hit) {
    return hit.id().substring(hit.id().lastIndexOf('/') + 1);
  }

  private SearchResult search(String... parameters) {
    return index.search(query(parameters));
  }

  private static SearchQuery query(String... parameters) {
    Map<String, List<String>> read = new LinkedHashMap<>();
    for (String parameter : parameters) {
      String[] parts = parameter.split("=", 2);
      read.put(parts[0], List.of(parts[1]));
    }
    return SearchQuery.parse(read);
  }
}
