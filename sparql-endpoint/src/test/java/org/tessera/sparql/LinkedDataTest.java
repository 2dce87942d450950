package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.ontology.Void;

/** The RDF forms of what the registry names, over real HTTP. */
class LinkedDataTest {
  private static final String BASE = "https://w3id.org/tessera/";
  private static final Node RNCP1 = NodeFactory.createURI(BASE + "id/fr-rncp/RNCP1");

  @RegisterExtension private static final ServedFixture SERVED = new ServedFixture("records.trig");

  @ParameterizedTest(name = "{0}, Accept {1}: {2} {3}")
  @CsvSource({
    "/id/fr-rncp/RNCP1, text/turtle, 200, text/turtle",
    "/id/fr-rncp/RNCP1, application/ld+json, 200, application/ld+json",
    "/id/fr-rncp/RNCP1, application/n-triples, 200, application/n-triples",
    "/id/fr-rncp/RNCP1, application/rdf+xml, 200, application/rdf+xml",
    "/id/fr-rncp/RNCP1, */*, 200, text/turtle",
    "/id/fr-rncp/RNCP1, 'text/html,application/xhtml+xml,*/*;q=0.8', 200, text/html",
    "/id/fr-rncp/RNCP1, 'text/turtle;q=0.4, application/ld+json;q=0.9', 200, application/ld+json",
    "/id/fr-rncp/RNCP1, 'text/html;q=0.1, text/turtle;q=0.2', 200, text/turtle",
    "/id/fr-rncp/RNCP1, image/png, 406, application/problem+json",
    "/id/fr-rncp/RNCP1.ttl, text/html, 200, text/turtle",
    "/id/fr-rncp/RNCP1.jsonld, text/html, 200, application/ld+json",
    "/id/fr-rncp/RNCP1.nt, text/html, 200, application/n-triples",
    "/id/fr-rncp/RNCP1.rdf, text/html, 200, application/rdf+xml",
    "/id/fr-rncp/RNCP1.html, text/html, 200, text/html",
    "/id/fr-rncp/RNCP2, text/turtle, 410, text/turtle",
    "/id/fr-rncp/RNCP3, text/turtle, 404, application/problem+json",
    "/id/fr-rncp, text/turtle, 200, text/turtle",
    "/id/correspondence/nzqcf-8-eqf-none, text/turtle, 200, text/turtle",
    "/record/fr-rncp/RNCP1, text/turtle, 200, text/turtle",
    "/record/fr-rncp/a%20b, text/turtle, 200, text/turtle",
    "/id?iri=https%3A%2F%2Fexample.org%2Fown%2Fbadge%3Fx%3D1, text/turtle, 200, text/turtle",
    "/id.nt?iri=https%3A%2F%2Fexample.org%2Fown%2Fbadge%3Fx%3D1, text/html, 200, application/n-triples",
    "/id?iri=https%3A%2F%2Fexample.org%2Fother, text/turtle, 404, application/problem+json",
    "/id, text/turtle, 400, application/problem+json",
    "/id?iri=a&iri=b, text/turtle, 400, application/problem+json",
    "/scheme/credential-type, text/turtle, 200, text/turtle",
    "/scheme/credential-type/micro-credential, application/ld+json, 200, application/ld+json",
    "/scheme/framework/nzqcf/level-8, text/turtle, 200, text/turtle",
    "/scheme/nonsense, text/turtle, 404, application/problem+json",
    "/ontology, application/rdf+xml, 200, application/rdf+xml",
    "/ontology.ttl, text/html, 200, text/turtle",
    "/ontology, text/html, 200, text/html",
    "/.well-known/void, text/html, 200, text/turtle",
    "/catalog, application/ld+json, 200, application/ld+json",
    "/catalog.ttl, */*, 200, text/turtle",
  })
  void negotiation(String path, String accept, int status, String type) throws Exception {
    HttpResponse<String> answer = SERVED.server().get(path, "Accept", accept);
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(type, mediaType(answer));
    if (!type.equals("text/html")) {
      assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
    }
    if (RDFLanguages.contentTypeToLang(type) != null && status != 404) {
      assertTrue(!graph(answer).isEmpty(), answer.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".ttl", ".jsonld", ".nt", ".rdf"})
  void everyFormSaysTheSame(String suffix) throws Exception {
    Graph stored = SERVED.store().find(RNCP1).orElseThrow().graph();
    assertTrue(graph(SERVED.server().get("/id/fr-rncp/RNCP1" + suffix)).isIsomorphicWith(stored));
  }

  @Test
  void documentNamesItsAddressAndItsOtherForms() throws Exception {
    HttpResponse<String> answer = SERVED.server().get("/id/fr-rncp/RNCP1", "Accept", "text/turtle");
    assertEquals(
        "/record/fr-rncp/RNCP1.ttl", answer.headers().firstValue("Content-Location").orElse(""));
    assertEquals("Accept, Accept-Datetime", answer.headers().firstValue("Vary").orElse(""));
    List<String> links = answer.headers().allValues("Link");
    assertTrue(
        links.contains(
            "</record/fr-rncp/RNCP1.jsonld>; rel=\"alternate\"; type=\"application/ld+json\""),
        links::toString);
    assertEquals(200, SERVED.server().get("/record/fr-rncp/RNCP1.jsonld").statusCode());
  }

  @Test
  void sameStatementsSameTag() throws Exception {
    HttpResponse<String> first = SERVED.server().get("/id/fr-rncp/RNCP1.ttl");
    String tag = first.headers().firstValue("ETag").orElse("");
    HttpResponse<String> again = SERVED.server().get("/id/fr-rncp/RNCP1.ttl", "If-None-Match", tag);
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    HttpResponse<String> otherForm =
        SERVED.server().get("/id/fr-rncp/RNCP1.nt", "If-None-Match", tag);
    assertEquals(200, otherForm.statusCode());
    assertNotEquals(tag, otherForm.headers().firstValue("ETag").orElse(""));
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> answer = SERVED.server().method("HEAD", "/id/fr-rncp/RNCP1.ttl");
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void levelTellsItsCorrespondence() throws Exception {
    Graph level = graph(SERVED.server().get("/scheme/framework/nzqcf/level-8.ttl"));
    Node iri = NodeFactory.createURI(BASE + "scheme/framework/nzqcf/level-8");
    assertTrue(level.contains(null, Tess.sourceLevel, iri));
    assertTrue(level.stream(null, Tess.sourceLevel, null).allMatch(t -> t.getObject().equals(iri)));
  }

  @Test
  void catalogueTellsWhatIsThere() throws Exception {
    Node source = NodeFactory.createURI(BASE + "id/fr-rncp");
    Graph catalogue = graph(SERVED.server().get("/catalog.ttl"));
    assertTrue(catalogue.contains(source, Rdf.type, Dcat.Catalog));
    assertTrue(
        catalogue.contains(
            source,
            Dct.license,
            NodeFactory.createURI("https://www.etalab.gouv.fr/licence-ouverte-open-licence")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".ttl", ".jsonld", ".nt", ".rdf"})
  void everyFormNamesTheEndpoint(String suffix) throws Exception {
    Node endpoint = NodeFactory.createURI(SERVED.server().uri("/sparql").toString());
    assertTrue(
        graph(SERVED.server().get("/catalog" + suffix)).contains(null, Dcat.endpointURL, endpoint),
        suffix);
    assertTrue(
        graph(SERVED.server().get("/.well-known/void" + suffix))
            .contains(null, Void.sparqlEndpoint, endpoint),
        suffix);
  }

  private static Graph graph(HttpResponse<String> answer) {
    return RDFParser.fromString(answer.body(), RDFLanguages.contentTypeToLang(mediaType(answer)))
        .toGraph();
  }

  private static String mediaType(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("").split(";")[0];
  }
}
