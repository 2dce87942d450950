package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Rdf;
import tools.jackson.databind.JsonNode;

/** What another registry gets of bundled records of many kinds. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExchangeOfBundledRecordsTest {
  private static final String ELM = "http://data.europa.eu/snb/model/elm/";

  private static final List<String> SOURCES =
      List.of(
          "acqf",
          "credly",
          "de-weiterbildung",
          "ec2u",
          "edx",
          "es-microcredentials",
          "fr-cpf",
          "fr-rncp",
          "lt-kursuok",
          "mit-learn",
          "mu-mqa",
          "nz-nzqa",
          "oecd",
          "us-credential-engine");

  private static final Set<String> EXCHANGED =
      Set.of("credential", "learning-opportunity", "organisation");

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @BeforeAll
  void harvest(@TempDir Path folder) {
    server = TestServer.start(folder, Map.of(Setting.LIMITS, "false"));
    server.harvest(SOURCES);
  }

  @AfterAll
  void close() {
    server.close();
  }

  /** Jena reads each document without asking anybody for a context. */
  @ParameterizedTest
  @ValueSource(strings = {"tessera", "elm", "ctdl", "schema"})
  void theFeedHoldsEveryRealRecordInThatForm(String profile) {
    Set<String> records = new HashSet<>();
    Set<String> kinds = new TreeSet<>();
    String path = "/api/v1/changes?size=200&profile=" + profile;
    while (!path.isEmpty()) {
      JsonNode page = server.json(path);
      for (JsonNode item : page.path("items")) {
        assertTrue(records.add(item.path("record").asString()), item::toString);
        if (item.path("data").isNull()) {
          assertFalse(EXCHANGED.contains(item.path("kind").asString()), item::toString);
        } else {
          kinds.add(item.path("kind").asString());
          requireDocument(profile, item);
        }
      }
      path = next(page);
    }
    assertEquals(realRecords(), records.size());
    assertTrue(kinds.containsAll(EXCHANGED), kinds::toString);
  }

  private static void requireDocument(String profile, JsonNode item) {
    Node thing = NodeFactory.createURI(item.path("id").asString());
    Graph graph = RDFParser.fromString(item.path("data").toString(), Lang.JSONLD).toGraph();
    assertTrue(graph.contains(thing, Rdf.type, Node.ANY), item::toString);
    if (!profile.equals("tessera")) {
      assertTrue(
          graph.stream().noneMatch(it -> it.toString().contains("tessera/ontology#")),
          item::toString);
    }
  }

  private long realRecords() {
    long records = 0;
    for (JsonNode source : server.json("/api/v1/sources").path("sources")) {
      for (JsonNode count : source.path("by_kind")) {
        records += count.asLong();
      }
    }
    return records;
  }

  /** The register calls some records qualifications whose level no page of its states. */
  @Test
  void whoLacksALevelInTheReportLacksItInTheStore() {
    Set<String> lacking = new TreeSet<>();
    int judged = 0;
    String path = "/api/v1/profiles/eu-loq/report?register=nz-nzqa";
    while (!path.isEmpty()) {
      JsonNode page = server.json(path);
      for (JsonNode item : page.path("items")) {
        if (item.path("kind").asString().equals("credential") && item.path("applies").asBoolean()) {
          judged++;
          item.path("results")
              .valueStream()
              .filter(result -> result.path("path").asString("").equals(ELM + "NQFLevel"))
              .forEach(result -> lacking.add(item.path("id").asString()));
        }
      }
      path = next(page);
    }
    assertFalse(lacking.isEmpty());
    assertTrue(lacking.size() < judged, lacking.size() + " of " + judged);
    assertEquals(unlevelledQualifications(), lacking);
  }

  private Set<String> unlevelledQualifications() {
    String query =
        """
        PREFIX tess: <https://w3id.org/tessera/ontology#>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        SELECT ?q { ?r tess:inRegister <https://w3id.org/tessera/id/nz-nzqa> ; foaf:primaryTopic ?q .
          ?q a <%sQualification> FILTER NOT EXISTS { ?q tess:level ?level } }
        """
            .formatted(ELM);
    String path = "/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    return server
        .get(path, "Accept", "text/csv")
        .body()
        .lines()
        .skip(1)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String next(JsonNode page) {
    return page.path("next").asString("").replaceFirst("^http://[^/]+", "");
  }
}
