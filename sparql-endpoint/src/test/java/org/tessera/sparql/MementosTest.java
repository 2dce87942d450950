package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.Batch;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/**
 * One record that came on 10 January 2026, changed on 10 February and 10 March, was withdrawn on 10
 * April and came back on 10 May: over HTTP and by stored query 30.
 */
class MementosTest {
  private static final String BASE = "https://w3id.org/tessera/";
  private static final Node TOPIC = NodeFactory.createURI(BASE + "id/xx/a");
  private static final Node RECORD = NodeFactory.createURI(BASE + "record/xx/a");

  private static Instant now = Instant.EPOCH;

  @SuppressWarnings("NullAway.Init")
  private static RecordStore store;

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  @BeforeAll
  static void start() {
    store = RecordStore.inMemory(BASE, () -> now);
    say("2026-01-10T08:00:00Z", "Welding", "step-4");
    say("2026-02-10T08:00:00Z", "Welding", "step-5");
    say("2026-03-10T08:00:00Z", "Welding", "step-4");
    commit("2026-04-10T08:00:00Z", List.of(), Set.of(RECORD));
    say("2026-05-10T08:00:00Z", "Welding again", "step-4");
    server = new TestServer(store, TestServer.search(), SparqlLimits.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-09, 404, ''",
    "2026-01-10, 200, 2026-01-10T08:00:00Z",
    "2026-03-01, 200, 2026-02-10T08:00:00Z",
    "2026-04-20, 410, ''",
    "2026-06-01, 200, 2026-05-10T08:00:00Z",
    "yesterday, 400, ''",
  })
  void theApiTellsWhatWasSaidOnADay(String day, int status, String since) throws Exception {
    HttpResponse<String> answer = server.get("/api/v1/record?id=" + TOPIC.getURI() + "&at=" + day);
    assertEquals(status, answer.statusCode(), answer.body());
    if (status == 200) {
      assertTrue(answer.body().contains(since), answer.body());
      assertTrue(answer.headers().firstValue("Memento-Datetime").isPresent());
    } else {
      assertTrue(answer.body().contains("\"parameter\""), answer.body());
    }
  }

  @ParameterizedTest(name = "on {0}: {2}")
  @CsvSource({
    "2026-01-09, not-yet-seen, -",
    "2026-01-10, said, Welding step-4 active",
    "2026-02-09, said, Welding step-4 active",
    "2026-02-10, said, Welding step-5 active",
    "2026-03-01, said, Welding step-5 active",
    "2026-03-10, said, Welding step-4 active",
    "2026-04-09, said, Welding step-4 active",
    "2026-04-10, said, Welding withdrawn",
    "2026-05-09, said, Welding withdrawn",
    "2026-05-10, said, Welding-again step-4 active",
    "2990-01-01, said, Welding-again step-4 active",
  })
  void queryAndDocumentAgree(String day, String answer, String said) throws Exception {
    String values =
        "(?thing ?day) = (<%s> \"%sT23:59:59Z\"^^xsd:dateTime)".formatted(TOPIC.getURI(), day);
    TreeSet<String> expected = new TreeSet<>(Arrays.asList(said.split(" ")));
    TreeSet<String> found = new TreeSet<>();
    TreeSet<String> rows = new QueryAnswers(store).ask(30, values, "answer property value");
    for (String row : rows) {
      String[] cells = row.split(" ");
      assertEquals(answer, cells[0]);
      if (Set.of("title", "level", "recordState", "-").contains(cells[1])) {
        found.add(cells[2]);
      }
    }
    assertEquals(expected, found, rows::toString);

    HttpResponse<String> document = server.get("/id/xx/a.nt?at=" + day);
    if (answer.equals("not-yet-seen")) {
      assertEquals(404, document.statusCode());
      assertTrue(document.body().contains("2026-01-10T08:00:00Z"), document.body());
      return;
    }
    assertEquals(expected.contains("withdrawn") ? 410 : 200, document.statusCode());
    assertEquals(
        // The document tells also when it last changed; the present one its sequence and its hash.
        rows.size(),
        document.body().lines().count() - (day.compareTo("2026-05-10") < 0 ? 1 : 3),
        document.body());
    Graph graph = graph(document);
    assertEquals(
        expected.stream().filter(it -> it.startsWith("step")).toList(),
        graph.stream(TOPIC, Tess.level, Node.ANY)
            .map(it -> it.getObject().getURI().replaceAll(".*/", ""))
            .toList());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Thu, 01 Jan 2026 00:00:00 GMT | Sat, 10 Jan 2026 08:00:00 GMT | 200",
        "Sun, 01 Mar 2026 00:00:00 GMT | Tue, 10 Feb 2026 08:00:00 GMT | 200",
        "Tue, 10 Mar 2026 08:00:00 GMT | Tue, 10 Mar 2026 08:00:00 GMT | 200",
        "Wed, 15 Apr 2026 00:00:00 GMT | Fri, 10 Apr 2026 08:00:00 GMT | 410",
        "Sat, 01 Jan 2050 00:00:00 GMT | Sun, 10 May 2026 08:00:00 GMT | 200",
      })
  void aTimeIsNegotiated(String asked, String given, int status) throws Exception {
    HttpResponse<String> answer =
        server.get("/id/xx/a", "Accept", "text/turtle", "Accept-Datetime", asked);
    assertEquals(status, answer.statusCode());
    assertEquals(given, header(answer, "Memento-Datetime"));
    assertEquals("Accept, Accept-Datetime", header(answer, "Vary"));
    assertTrue(
        header(answer, "Content-Location").startsWith("/record/xx/a.ttl?at=2026-"),
        answer.headers()::toString);
    HttpResponse<String> itself = server.get(header(answer, "Content-Location"));
    assertEquals(answer.body(), itself.body());
    assertEquals(given, header(itself, "Memento-Datetime"));
  }

  @Test
  void theTimeMapNamesEveryForm() throws Exception {
    HttpResponse<String> today = server.get("/id/xx/a.ttl");
    assertEquals(Optional.empty(), today.headers().firstValue("Memento-Datetime"));
    String timeMap =
        today.headers().allValues("Link").stream()
            .filter(link -> link.contains("rel=\"timemap\""))
            .map(link -> link.substring(1, link.indexOf('>')))
            .findFirst()
            .orElseThrow();
    HttpResponse<String> map = server.get(timeMap);
    assertEquals("application/link-format", header(map, "Content-Type"));
    assertTrue(
        map.body().contains("<" + server.uri("/id/xx/a") + ">; rel=\"original timegate\""),
        map.body());
    List<String> mementos =
        Pattern.compile("<([^>]*)>; rel=\"[a-z ]*memento\"; datetime=\"([^\"]*)\"")
            .matcher(map.body())
            .results()
            .map(MatchResult::group)
            .toList();
    assertEquals(5, mementos.size(), map.body());
    assertTrue(mementos.getFirst().contains("rel=\"first memento\"; datetime=\"Sat, 10 Jan 2026"));
    assertTrue(mementos.getLast().contains("rel=\"last memento\"; datetime=\"Sun, 10 May 2026"));
    assertTrue(mementos.get(1).contains("?at=2026-02-10T08:00:00Z>"), map.body());
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "/id/xx/a?at=yesterday, text/turtle, 400",
    "/id/xx/a?at=2026-03-01, text/html, 200",
    "/id/xx/a?at=2026-03-01, 'text/html, */*;q=0.1', 200",
    "/id/xx/b?at=2026-03-01, text/turtle, 404",
    "/id?iri=https%3A%2F%2Fw3id.org%2Ftessera%2Fid%2Fxx%2Fa&at=2026-03-01, text/turtle, 200",
    "/record/xx/a.jsonld?at=2026-03-01T12:00:00%2B01:00, text/html, 200",
    "/history/xx/a, text/turtle, 200",
    "/history/xx/a, 'text/html,application/xhtml+xml,*/*;q=0.8', 200",
    "/history/xx/a, text/html, 200",
    "/history/xx/b, text/html, 404",
    "/timemap, */*, 400",
    "/timemap?iri=https%3A%2F%2Fw3id.org%2Ftessera%2Fid%2Fxx%2Fb, */*, 404",
  })
  void answers(String path, String accept, int status) throws Exception {
    assertEquals(status, server.get(path, "Accept", accept).statusCode());
  }

  @Test
  void thePageOfAnEarlierFormIsAnnouncedAsSuch() throws Exception {
    HttpResponse<String> page =
        server.get("/id/xx/a?at=2026-03-01", "Accept", "text/html,*/*;q=0.8");
    assertEquals("Tue, 10 Feb 2026 08:00:00 GMT", header(page, "Memento-Datetime"));
    assertTrue(
        page.headers().allValues("Link").stream().anyMatch(it -> it.contains("rel=\"timemap\"")));
    HttpResponse<String> named = server.get("/id/xx/a.html?at=2026-03-01", "Accept", "*/*");
    for (String header : List.of("Memento-Datetime", "Link", "X-Robots-Tag")) {
      assertEquals(page.headers().allValues(header), named.headers().allValues(header));
    }
    assertEquals("noindex", header(page, "X-Robots-Tag"));
    assertEquals("noindex", header(server.get("/id/xx/a.ttl?at=2026-03-01"), "X-Robots-Tag"));
    assertEquals("", header(server.get("/id/xx/a", "Accept", "text/html"), "X-Robots-Tag"));
    HttpResponse<String> none = server.get("/id/xx/a?at=2020-03-01", "Accept", "text/html");
    assertTrue(none.headers().firstValue("Memento-Datetime").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/turtle", "text/html"})
  void ofTwoTimesNoneIsTaken(String accept) throws Exception {
    HttpResponse<String> answer =
        server.get("/id/xx/a?at=2026-03-01&at=2026-06-01", "Accept", accept);
    assertTrue(answer.headers().firstValue("Memento-Datetime").isEmpty());
    if (accept.equals("text/turtle")) {
      assertEquals(400, answer.statusCode(), "the page says so by itself");
    }
  }

  /** A page must not pass today's words for those of then. */
  @ParameterizedTest
  @CsvSource({
    "/scheme/credential-type",
    "/scheme/credential-type.html",
    "/ontology",
    "/id/run/xx/20260110T080000Z",
    "/id/run/xx/20260110T080000Z.html",
    "/id/xx/b",
  })
  void whatIsNoRecordWasNothingThen(String path) throws Exception {
    assertEquals(404, server.get(path + "?at=2026-03-01", "Accept", "text/html").statusCode());
    assertEquals(200, server.get(path, "Accept", "text/html").statusCode(), "the page is asked");
  }

  /** What follows the hash of an address that is asked for is nobody's word but the caller's. */
  @Test
  void linksHoldNothingThatTheRequestMadeUp() throws Exception {
    String iri =
        "https%3A%2F%2Fw3id.org%2Ftessera%2Fid%2Fxx%2Fa%23%3E;rel=x,%0A%3Chttps://evil.example/";
    HttpResponse<String> map = server.get("/timemap?iri=" + iri);
    assertEquals(200, map.statusCode());
    assertFalse(map.body().contains("evil"), map.body());
    assertTrue(map.body().contains("<" + server.uri("/id/xx/a") + ">"), map.body());
    for (String path : List.of("/id.ttl?iri=" + iri, "/id.ttl?at=2026-03-01&iri=" + iri)) {
      HttpResponse<String> document = server.get(path);
      assertEquals(200, document.statusCode(), path);
      List<String> links = document.headers().allValues("Link");
      assertTrue(links.stream().noneMatch(link -> link.contains("evil")), links::toString);
      assertTrue(links.contains("</id/xx/a>; rel=\"original timegate\""), links::toString);
    }
  }

  /** Registers mint their own identifiers, and some have what no address may have. */
  @Test
  void aNameThatWouldEndItsLinkIsEncoded() throws Exception {
    Node odd = NodeFactory.createURI(BASE + "id/xx/o\">d");
    Node record = NodeFactory.createURI(BASE + "record/xx/odd");
    commit("2026-05-11T08:00:00Z", List.of(write(record, odd, "Odd", "step-4")), Set.of());
    HttpResponse<String> document = server.get("/record/xx/odd.ttl");
    assertEquals(200, document.statusCode(), document.body());
    List<String> links = document.headers().allValues("Link");
    assertTrue(links.contains("</id/xx/o%22%3Ed>; rel=\"original timegate\""), links::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "/id/xx/a.ttl, Accept-Datetime",
    "/record/xx/a.nt, Accept-Datetime",
    "/history/xx/a, Accept",
    "/history/xx/a.ttl, ''",
    "/ontology.ttl, ''",
  })
  void cachesAreToldWhatAnAnswerHangsOn(String path, String vary) throws Exception {
    assertEquals(vary, header(server.get(path), "Vary"));
  }

  @Test
  void aTimeThatIsNoneIsRefused() throws Exception {
    assertEquals(400, server.get("/id/xx/a.ttl", "Accept-Datetime", "2026-03-01").statusCode());
  }

  private static void say(String time, String title, String level) {
    commit(time, List.of(write(RECORD, TOPIC, title, level)), Set.of());
  }

  private static RecordWrite write(Node record, Node topic, String title, String level) {
    return new RecordWrite(
        record,
        topic,
        RecordKind.CREDENTIAL,
        record.getURI().substring(record.getURI().lastIndexOf('/') + 1),
        "sha256:" + title + level,
        NodeFactory.createURI(BASE + "id/xx#input"),
        0,
        RecordWrite.IdentifierBasis.REGISTER,
        false,
        RecordWrite.Role.MAIN,
        Optional.empty(),
        List.of(
            Triple.create(topic, Rdf.type, Elm.LearningAchievementSpecification),
            Triple.create(topic, Dct.title, NodeFactory.createLiteralLang(title, "en")),
            Triple.create(
                topic, Tess.level, NodeFactory.createURI(BASE + "scheme/framework/x/" + level))));
  }

  private static void commit(String time, List<RecordWrite> writes, Set<Node> withdrawals) {
    now = Instant.parse(time);
    Node run = NodeFactory.createURI(BASE + "id/run/xx/" + time.replaceAll("[-:]", ""));
    store.commit(
        new Batch(
            "xx",
            run,
            writes,
            withdrawals,
            List.of(
                Triple.create(
                    run,
                    Prov.startedAtTime,
                    NodeFactory.createLiteralDT(time, XSDDatatype.XSDdateTime)))));
  }

  private static Graph graph(HttpResponse<String> answer) {
    return RDFParser.fromString(answer.body(), RDFLanguages.NTRIPLES).toGraph();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
