package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/** What other vocabularies say of a record: all of it from the record, none of it ours. */
class ProjectionsTest {
  private static final String PREFIXES =
      """
      PREFIX elm: <http://data.europa.eu/snb/model/elm/>
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX rov: <http://www.w3.org/ns/regorg#>
      PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX adms: <http://www.w3.org/ns/adms#>
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      PREFIX ceterms: <https://purl.org/ctdl/terms/>
      PREFIX schema: <https://schema.org/>
      PREFIX aa: <https://w3id.org/tessera/id/aa/>
      """;

  private final Projections projections = new Projections();

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @BeforeAll
  static void open() {
    store = Fixture.store("exchange.trig");
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "levelled | aa:levelled a elm:Qualification",
        "levelled | aa:levelled dct:title 'Care assistant'@en , 'Aide-soignant'@fr",
        "levelled | aa:levelled elm:EQFLevel <http://data.europa.eu/snb/eqf/4>",
        "levelled | aa:levelled elm:NQFLevel <http://data.europa.eu/snb/qdr/c_dddf1163> ."
            + " <http://data.europa.eu/snb/qdr/c_dddf1163> a skos:Concept",
        "levelled | aa:levelled elm:learningSetting <http://data.europa.eu/snb/learning-setting/6fd4685715>",
        "levelled | aa:levelled elm:creditPoint/elm:point '4.5'^^xsd:string",
        "levelled | aa:levelled elm:creditPoint/elm:framework <http://data.europa.eu/snb/education-credit/6fcec5c5af>",
        "levelled | aa:levelled elm:status 'current'^^xsd:string",
        "levelled | aa:levelled dct:modified '2026-03-04T00:00:00'^^xsd:dateTime",
        "levelled | aa:levelled foaf:homepage/elm:contentUrl 'https://example.org/care'^^xsd:anyURI",
        "levelled | aa:levelled adms:identifier/skos:notation 'CARE3'",
        "levelled | aa:levelled elm:awardingOpportunity/elm:awardingBody/rov:legalName 'Care College'@en",
        "levelled | aa:levelled elm:awardingOpportunity/elm:awardingBody/elm:location/elm:address/elm:countryCode"
            + " <http://publications.europa.eu/resource/authority/country/GBR>",
        "untyped | aa:untyped a elm:LearningAchievementSpecification",
        "course | aa:course elm:defaultLanguage <http://publications.europa.eu/resource/authority/language/ENG>",
        "course | aa:course elm:learningActivitySpecification/elm:volumeOfLearning 'PT30H'^^xsd:duration",
        "course | aa:course elm:priceDetail/elm:amount/rdf:value 99.5",
        "course | aa:course dct:temporal/elm:startDate '2026-05-04T00:00:00'^^xsd:dateTime",
        "course | aa:course elm:learningAchievementSpecification aa:levelled . aa:levelled a elm:Qualification",
        "org-body | aa:org-body a elm:Organisation ; rov:legalName 'Care College'@en",
      })
  void elmSays(String record, String statements) {
    assertTrue(says(graph(ExportProfile.ELM, record), statements));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // A level of the EQF is no national one; a specification is not also a qualification.
        "levelled | aa:levelled elm:NQFLevel <http://data.europa.eu/snb/eqf/4>",
        "levelled | aa:levelled a elm:LearningAchievementSpecification",
        "unlevelled | aa:unlevelled elm:EQFLevel ?level",
        "unlevelled | aa:unlevelled elm:NQFLevel ?level",
        "untyped | aa:untyped a elm:Qualification",
        "levelled | aa:levelled adms:identifier/elm:schemeId ?ours",
        "levelled | ?any rov:legalName 'Nobody whom ELM has a place for'@en",
        "course | aa:levelled dct:title ?title",
      })
  void elmDoesNotSay(String record, String statements) {
    assertFalse(says(graph(ExportProfile.ELM, record), statements));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "levelled | aa:levelled a ceterms:License ; ceterms:name 'Care assistant'@en",
        "levelled | aa:levelled ceterms:audienceLevelType/ceterms:targetNode <http://data.europa.eu/snb/qdr/c_dddf1163>",
        "levelled | aa:levelled ceterms:credentialStatusType/ceterms:targetNode"
            + " <https://purl.org/ctdl/vocabs/credentialStat/Active>",
        "levelled | aa:levelled ceterms:estimatedDuration/ceterms:exactDuration 'PT110H'^^xsd:duration",
        "levelled | aa:levelled ceterms:ownedBy/ceterms:name 'Care College'@en",
        "levelled | aa:levelled ceterms:creditValue/schema:value 4.5",
        "unlevelled | aa:unlevelled a ceterms:MicroCredential ; ceterms:inLanguage 'en'",
        "course | aa:course a ceterms:Course ; ceterms:offeredBy aa:org-body",
        "course | aa:course ceterms:estimatedCost [ ceterms:price 99.5 ; ceterms:currency 'GBP' ]",
      })
  void ctdlSays(String record, String statements) {
    assertTrue(says(graph(ExportProfile.CTDL, record), statements));
  }

  @Test
  void noCtidIsMade() {
    assertFalse(says(graph(ExportProfile.CTDL, "levelled"), "?any ceterms:ctid ?ctid"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "levelled | aa:levelled a schema:EducationalOccupationalCredential ; schema:name 'Aide-soignant'@fr",
        "levelled | aa:levelled schema:provider/schema:name 'Care College'@en",
        "levelled | aa:levelled schema:educationalLevel <http://data.europa.eu/snb/eqf/4>",
        "levelled | aa:levelled schema:identifier [ schema:value 'CARE3' ; schema:propertyID 'A number' ]",
        "course | aa:course a schema:Course ; schema:educationalCredentialAwarded aa:levelled",
        "course | aa:course schema:hasCourseInstance/schema:startDate '2026-05-04'^^xsd:date",
        "course | aa:course schema:offers [ schema:price 99.5 ; schema:priceCurrency 'GBP' ]",
        "course | aa:course schema:inLanguage 'en' ; schema:timeRequired 'PT30H'^^xsd:duration",
        "org-body | aa:org-body a schema:Organization ; schema:url <https://example.org/>",
      })
  void schemaSays(String record, String statements) {
    assertTrue(says(graph(ExportProfile.SCHEMA, record), statements));
  }

  /** The context is in the document, so nothing is fetched, and every name in it has a meaning. */
  @ParameterizedTest
  @EnumSource(ExportProfile.class)
  void theJsonIsTheGraph(ExportProfile profile) {
    for (String name : List.of("unlevelled", "untyped", "levelled", "course", "org-body")) {
      JsonObject json = projections.jsonLd(profile, record(name), surroundings()).orElseThrow();
      Graph read = RDFParser.fromString(json.toString(), Lang.JSONLD).toGraph();
      assertTrue(read.isIsomorphicWith(graph(profile, name)), () -> profile + " " + json);
    }
  }

  @ParameterizedTest
  @EnumSource(value = ExportProfile.class, names = "TESSERA", mode = EnumSource.Mode.EXCLUDE)
  void noneOfOurTermsIsLeft(ExportProfile profile) {
    for (String name : List.of("unlevelled", "untyped", "levelled", "course", "org-body")) {
      assertEquals(
          List.of(),
          graph(profile, name).stream()
              .map(Triple::toString)
              .filter(statement -> statement.contains("tessera/ontology#"))
              .toList());
    }
  }

  @ParameterizedTest
  @EnumSource(value = ExportProfile.class, names = "TESSERA", mode = EnumSource.Mode.EXCLUDE)
  void whatAProfileHasNoClassForHasNoForm(ExportProfile profile) {
    assertEquals(Optional.empty(), projections.graph(profile, record("statement"), surroundings()));
  }

  /** Nothing around a record is looked up where no vocabulary has a class for it. */
  @ParameterizedTest
  @EnumSource(
      value = ExportProfile.class,
      names = {"ELM", "CTDL", "SCHEMA"})
  void whatNoVocabularyHasAClassForIsNotLookedAt(ExportProfile profile) {
    RecordStore unread =
        (RecordStore)
            Proxy.newProxyInstance(
                RecordStore.class.getClassLoader(),
                new Class<?>[] {RecordStore.class},
                (proxy, called, arguments) -> {
                  throw new IllegalStateException(called.getName());
                });
    StoredRecord statement =
        store
            .find(NodeFactory.createURI("https://w3id.org/tessera/record/aa/statement"))
            .orElseThrow();
    assertEquals(Optional.empty(), projections.graph(profile, statement, new Surroundings(unread)));
  }

  private Graph graph(ExportProfile profile, String name) {
    return projections.graph(profile, record(name), surroundings()).orElseThrow();
  }

  private static Surroundings surroundings() {
    return new Surroundings(store);
  }

  private static StoredRecord record(String name) {
    return store
        .find(NodeFactory.createURI("https://w3id.org/tessera/record/aa/" + name))
        .orElseThrow();
  }

  private static boolean says(Graph graph, String pattern) {
    Query query = QueryFactory.create(PREFIXES + "ASK { " + pattern + " }");
    try (QueryExec run = QueryExec.graph(graph).query(query).build()) {
      return run.ask();
    }
  }
}
