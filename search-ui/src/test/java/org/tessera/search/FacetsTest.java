package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.QuerySolution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tessera.store.RecordKind;

/** Conditions, counts and orders; each facet counts what a query of the store counts. */
@TestInstance(Lifecycle.PER_CLASS)
class FacetsTest {
  private static final String PREFIXES =
      """
      PREFIX tess: <https://w3id.org/tessera/ontology#>
      PREFIX elm: <http://data.europa.eu/snb/model/elm/>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX dcat: <http://www.w3.org/ns/dcat#>
      """;

  private static final Map<Facet, String> REFERENCE = FacetReference.all();

  private final TestRegistry registry = new TestRegistry();
  private SearchIndex index;

  @BeforeAll
  void fill(@TempDir Path folder) {
    registry
        .source("aa", "Register A", "FRA")
        .source("bb", "Register B", "")
        .record(
            "aa",
            "org-1",
            RecordKind.ORGANISATION,
            "<> skos:prefLabel 'École'@fr ; tess:providerFamily %s ."
                .formatted(scheme("provider-family/education-training")))
        .record(
            "bb",
            "org-2",
            RecordKind.ORGANISATION,
            "<> skos:prefLabel 'Platform'@en ; tess:jurisdiction country:USA ; tess:providerFamily %s ."
                .formatted(scheme("provider-family/online-provider")))
        .record(
            "aa", "skill-1", RecordKind.CONCEPT, "<> skos:prefLabel 'welding'@en , 'soudage'@fr .")
        .credential(
            "aa",
            "1",
            "'Alpha'@en , 'Alpha fr'@fr",
            """
            <> elm:EQFLevel eqf:5 ; elm:ISCEDFCode isced:0613 ; tess:skill %1$s ;
              elm:providedBy %2$s ; elm:learningSetting %3$s ; elm:mode %4$s ;
              dct:language language:FRA , language:ENG ; tess:registrationStatus status:current ;
              tess:stackability %5$s ; elm:volumeOfLearning "PT150H"^^xsd:duration ;
              elm:creditPoint <#c> ; elm:priceDetail <#p> , <#q> ; tess:offering <#o> , <#o2> .
            <#c> elm:point 6.0 ; elm:framework %6$s .
            <#p> elm:amount <#pa> ; tess:priceKind %7$s . <#pa> rdf:value 100.0 ; elm:unit currency:EUR .
            <#q> elm:amount <#qa> ; tess:priceKind %8$s . <#qa> rdf:value 0.0 ; elm:unit currency:EUR .
            <#o> dct:temporal <#t> . <#t> elm:startDate "2027-02-01"^^xsd:date .
            <#o2> dct:temporal <#t2> . <#t2> elm:startDate "2025-02-01"^^xsd:date .
            """
                .formatted(
                    topic("aa", "skill-1"),
                    topic("aa", "org-1"),
                    scheme("setting/formal"),
                    scheme("mode/online"),
                    scheme("stackability/stackable"),
                    scheme("credit-framework/ects"),
                    scheme("price-kind/full"),
                    scheme("price-kind/free-audit")))
        .credential(
            "aa",
            "2",
            "'Beta'@en",
            """
            <> tess:level %1$s ; tess:acquisitionRoute %4$s ; elm:ISCEDFCode isced:0612 ; tess:registrationStatus status:superseded ;
              tess:credentialType type:badge ; tess:stackability %2$s ; tess:fundingEligibility <#f> ;
              elm:volumeOfLearning "PT30H"^^xsd:duration ; tess:offering <#o> .
            <#f> tess:eligibilityStatus %3$s .
            <#o> dct:temporal <#t> . <#t> elm:startDate "2026-12-01"^^xsd:date .
            """
                .formatted(
                    scheme("framework/nzqcf/level-3"),
                    scheme("stackability/standalone"),
                    scheme("eligibility-status/eligible"),
                    scheme("acquisition-route/rpl")))
        .record(
            "bb",
            "3",
            RecordKind.LEARNING_OPPORTUNITY,
            """
            <> dct:title 'Gamma'@en ; tess:credentialType type:course ; elm:providedBy %1$s ;
              elm:mode %2$s , %3$s ; tess:qualityAssuranceType %4$s ; elm:priceDetail <#p> .
            <#p> elm:amount <#pa> ; tess:priceKind %5$s . <#pa> rdf:value 49.0 ; elm:unit currency:USD .
            """
                .formatted(
                    topic("bb", "org-2"),
                    scheme("mode/online"),
                    scheme("mode/blended"),
                    scheme("qa-type/external-accreditation"),
                    scheme("price-kind/certificate-fee")))
        .record("bb", "4", RecordKind.DOCUMENT, "<> dct:title 'Delta'@en .")
        .record(
            "bb",
            "example-5",
            RecordKind.CREDENTIAL,
            "<> dct:title 'Epsilon'@en ; tess:credentialType type:badge .",
            true)
        .commit();
    registry.put(
        TestRegistry.BASE + "id/aa/conformance",
        "%s tess:conformsToDefinition %s , %s ."
            .formatted(
                topic("aa", "1"),
                scheme("mc-definition/unesco-2022"),
                scheme("mc-definition/eu-2022")));
    registry.put(
        TestRegistry.BASE + "id/identity-links",
        """
        %1$s tess:sameCredentialAs %2$s .
        <https://w3id.org/tessera/id/identity/1> tess:subjectCredential %1$s ;
          tess:objectCredential %2$s ; tess:confidence 0.97 .
        """
            .formatted(topic("aa", "1"), topic("bb", "3")));
    index = registry.index(folder);
  }

  @AfterAll
  void close() throws IOException {
    index.close();
    registry.close();
  }

  static Stream<Facet> facets() {
    return Stream.of(Facet.values());
  }

  @ParameterizedTest
  @MethodSource("facets")
  void countsAsTheStoreDoes(Facet facet) {
    Map<String, Long> counted = new TreeMap<>();
    index
        .count(SearchQuery.EVERYTHING, facet)
        .forEach(value -> counted.put(value.value(), value.count()));
    assertFalse(counted.isEmpty(), "no record has " + facet);
    assertEquals(reference(facet), counted);
    counted.forEach((value, count) ->
        assertEquals(count, index.count(SearchQuery.EVERYTHING.with(facet, value)), facet + value));
  }

  @ParameterizedTest
  @CsvSource({
    "max-ects=6, 1",
    "max-ects=5.9, ''",
    "max-hours=30, 2",
    "max-hours=150, 1 2",
    "max-price=99&currency=EUR, ''",
    "max-price=100&currency=EUR, 1",
    "max-price=100&currency=USD, 3",
    "starts-after=2027-01-01, 1",
    "starts-after=2026-12-01, 1 2",
    "starts-before=2026-11-30, 1",
    "starts-before=2026-12-01, 1 2",
    "starts-after=2026-12-01&starts-before=2027-01-31, 2",
    // One start before and one after the days are no start between them.
    "starts-after=2025-03-01&starts-before=2026-11-30, ''",
    "synthetic=include&type=badge, 2 example-5",
    "type=badge, 2",
    "type=badge&type=course, 2 3",
    "type=badge&register=bb, ''",
    "field=06, 1 2",
    "field=061, 1 2",
    "field=0613, 1",
    "level=4, 2",
    "level=5, 1",
    "country=fr, 1 2",
    "country=US, 3",
    "country=ZZ, ''",
    "stackable=true, 1",
    "stackable=unknown, 3 4",
    "quality-assured=true, 3",
    "funded=true, 2",
    "status=closed, 2",
    "status=all, 1 2 3 4",
    "provider-type=online-provider, 3",
    "semantic=true&q=soudage, 1",
  })
  void conditions(String parameters, String expected) {
    assertEquals(
        expected, ids(parameters).stream().sorted().collect(Collectors.joining(" ")), parameters);
  }

  @ParameterizedTest
  @CsvSource({
    "title, 1 2 4 3",
    "level, 2 1",
    "start, 2 1",
    "hours, 2 1",
    "ects, 1",
    "price, 1 3",
    "relevance, ''",
  })
  void orders(String sort, String first) {
    String all = String.join(" ", ids("sort=" + sort));
    assertTrue(all.startsWith(first), all);
    assertTrue(!sort.equals("relevance") || all.endsWith("2"), "closed ones are last: " + all);
  }

  @Test
  void countsOfAFacetIgnoreItsOwnCondition() {
    SearchResult result = index.search(SearchQuery.EVERYTHING.with(Facet.REGISTER, "bb"));
    assertEquals(2, result.facets().getOrDefault(Facet.REGISTER, List.of()).size());
    assertEquals(
        List.of("course", "document"),
        result.facets().getOrDefault(Facet.TYPE, List.of()).stream()
            .map(FacetValue::value)
            .toList());
    assertTrue(
        result.facets().getOrDefault(Facet.REGISTER, List.of()).stream()
            .anyMatch(FacetValue::selected));
  }

  @Test
  void aResultShowsWhatTheRecordSays() {
    Hit hit =
        index.search(SearchQuery.EVERYTHING.withText("alpha").withLang("fr")).items().getFirst();
    assertEquals("Alpha fr", hit.title());
    assertEquals("fr", hit.titleLang());
    assertEquals("qualification", hit.type());
    assertEquals(new BigDecimal("150"), hit.hours());
    assertEquals(new Hit.Price(new BigDecimal("100"), "EUR", "full"), hit.price());
    assertEquals("École", hit.provider() == null ? "" : hit.provider().name());
    assertEquals("2027-02-01", String.valueOf(hit.starts()));
    assertEquals("soudage", hit.skills().getFirst().label());
    assertEquals(
        List.of(new Hit.AlsoIn("bb", TestRegistry.BASE + "id/bb/3", new BigDecimal("0.97"))),
        hit.alsoIn());
    assertNull(hit.funded());
  }

  @Test
  void levelsByCorrespondenceNameTheirBasis() {
    Hit hit = index.search(SearchQuery.EVERYTHING.withText("beta")).items().getFirst();
    Hit.Level level = hit.level();
    assertEquals(4, level == null ? null : level.eqf());
    assertEquals("published-comparison", level == null ? null : level.basis());
    assertEquals("closed", hit.status());
  }

  @Test
  void pagesDivideTheResults() {
    TreeSet<String> all = new TreeSet<>();
    for (int page = 1; page <= 4; page++) {
      List<Hit> items = index.search(query("size=1&sort=title&page=" + page)).items();
      assertEquals(1, items.size());
      all.add(items.getFirst().id());
    }
    assertEquals(4, all.size());
    assertEquals(List.of(), index.search(query("size=1&page=5")).items());
    assertEquals(List.of(), index.search(query("size=0")).items());
  }

  private Map<String, Long> reference(Facet facet) {
    String query =
        PREFIXES
            + """
            SELECT ?value (COUNT(DISTINCT ?topic) AS ?count) {
              GRAPH ?record {
                ?record foaf:primaryTopic ?topic ; tess:inRegister ?register .
                FILTER NOT EXISTS { ?record tess:synthetic true }
                ?topic dct:title ?title .
              }
            """
            + REFERENCE.get(facet)
            + "} GROUP BY ?value";
    return registry
        .store()
        .read(dataset -> {
          Map<String, Long> counts = new TreeMap<>();
          try (var execution = QueryExecutionFactory.create(query, DatasetFactory.wrap(dataset))) {
            execution
                .execSelect()
                .forEachRemaining((QuerySolution row) -> {
                  if (row.contains("value")) {
                    counts.put(
                        row.get("value").asNode().isURI()
                            ? row.getResource("value").getURI()
                            : row.getLiteral("value").getString(),
                        row.getLiteral("count").getLong());
                  }
                });
          }
          return counts;
        });
  }

  private List<String> ids(String parameters) {
    return index.search(query(parameters)).items().stream()
        .map(hit -> hit.id().substring(hit.id().lastIndexOf('/') + 1))
        .toList();
  }

  private static SearchQuery query(String parameters) {
    Map<String, List<String>> read = new LinkedHashMap<>();
    for (String parameter : parameters.split("&")) {
      String[] parts = parameter.split("=", 2);
      read.merge(
          parts[0],
          List.of(parts[1]),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return SearchQuery.parse(read);
  }

  private static String scheme(String path) {
    return "<https://w3id.org/tessera/scheme/" + path + ">";
  }

  private static String topic(String source, String localId) {
    return "<" + TestRegistry.BASE + "id/" + source + "/" + localId + ">";
  }
}
