package org.tessera.search.page;

import static org.tessera.search.page.SampleRegisters.BASE;
import static org.tessera.search.page.SampleRegisters.SOURCES;
import static org.tessera.search.page.SampleRegisters.description;
import static org.tessera.search.page.SampleRegisters.iri;
import static org.tessera.search.page.SampleRegisters.run;
import static org.tessera.search.page.SampleRegisters.runStatements;
import static org.tessera.search.page.SampleRegisters.turtle;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.search.SearchIndex;
import org.tessera.search.SearchUi;
import org.tessera.store.Batch;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RawRecords;
import org.tessera.store.RecordHistory;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;
import org.tessera.store.SparqlQueries;

/** The pages on a port of their own, over the invented records of {@code samples.trig}. */
final class PageServer implements AutoCloseable {
  private static final String ROW =
      "{\"title\":\"Operational forestry leadership\",\"level\":\"5\",\"note\":\"\"}";
  private volatile @Nullable Instant set;
  private final RecordStore store = RecordStore.inMemory(BASE, this::now);
  private final AtomicInteger reads = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final SearchIndex index;
  private final ServletWebServerApplicationContext server;

  PageServer(Path folder, int port) throws IOException {
    fill();
    index = SearchIndex.open(folder, store);
    SpringApplication application = new SpringApplication(PagesOnly.class);
    application.setDefaultProperties(Map.of("server.port", port, "spring.main.banner-mode", "off"));
    application.addInitializers(
        (ApplicationContextInitializer<GenericApplicationContext>)
            context -> {
              context.registerBean(SearchIndex.class, () -> index, d -> d.setDestroyMethodName(""));
              context.registerBean(
                  RecordStore.class, () -> counted(store), d -> d.setDestroyMethodName(""));
              context.registerBean(HarvestActivity.class, () -> PageServer::activity);
              context.registerBean(RawRecords.class, () -> PageServer::raw);
              context.registerBean(WorkedQueries.class, () -> PageServer::worked);
              context.registerBean(SparqlQueries.class, () -> PageServer::answer);
              context.registerBean(
                  "linkedData",
                  Filter.class,
                  () ->
                      (asked, answer, chain) -> {
                        history((HttpServletRequest) asked);
                        chain.doFilter(asked, answer);
                      });
            });
    server = (ServletWebServerApplicationContext) application.run();
  }

  HttpResponse<String> get(String path, String... headers) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + Objects.requireNonNull(server.getWebServer()).getPort();
  }

  private Instant now() {
    Instant time = set;
    return time == null ? Instant.now() : time;
  }

  /** Makes a record say other things, or withdraws it where there are none, at a time. */
  void say(Instant time, String source, String localId, String hash, List<Triple> statements) {
    set = time;
    Node name = iri("record/" + source + "/" + localId);
    Node topic = iri("id/" + source + "/" + localId);
    RecordWrite write =
        new RecordWrite(
            name,
            topic,
            statements.isEmpty() ? RecordKind.CREDENTIAL : kind(typed(statements.stream())),
            localId,
            hash,
            iri("id/input#records"),
            0,
            localId.startsWith("h-")
                ? RecordWrite.IdentifierBasis.CONTENT_KEY
                : RecordWrite.IdentifierBasis.REGISTER,
            localId.startsWith("example-"),
            RecordWrite.Role.MAIN,
            Optional.empty(),
            statements);
    boolean withdrawn = statements.isEmpty();
    store.commit(
        new Batch(
            source,
            run(source, 3),
            withdrawn ? List.of() : List.of(write),
            withdrawn ? Set.of(name) : Set.of(),
            runStatements(source, 3)));
    set = null;
    try {
      index.catchUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the store was asked since the last time, what is asked within a read not counted. */
  int reads() {
    return reads.getAndSet(0);
  }

  /** Stands for the endpoint: finds the history of which a page shows a form. */
  private void history(HttpServletRequest request) {
    if (request.getParameter("at") == null) {
      return;
    }
    String path = BASE + request.getRequestURI().substring(1);
    String named = Objects.requireNonNullElse(request.getParameter("iri"), path);
    Stream.of(named, named.replaceFirst("[.]html$", ""))
        .flatMap(iri -> store.history(NodeFactory.createURI(iri)).stream())
        .findFirst()
        .ifPresent(found -> request.setAttribute(RecordHistory.class.getName(), found));
  }

  private RecordStore counted(RecordStore counted) {
    ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    return (RecordStore)
        Proxy.newProxyInstance(
            RecordStore.class.getClassLoader(),
            new Class<?>[] {RecordStore.class},
            (proxy, method, arguments) -> {
              boolean outermost = !inside.get();
              if (outermost) {
                reads.incrementAndGet();
                inside.set(true);
              }
              try {
                return method.invoke(counted, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              } finally {
                inside.set(!outermost);
              }
            });
  }

  private void fill() {
    Ontology.graphs().forEach(store::putGraph);
    SOURCES.forEach((id, country) -> store.putGraph(iri("id/" + id), description(id, country)));
    DatasetGraph samples = DatasetGraphFactory.create();
    RDFParser.source(PageServer.class.getResourceAsStream("samples.trig"))
        .lang(Lang.TRIG)
        .parse(samples);
    Map<String, List<RecordWrite>> writes = new HashMap<>();
    samples
        .listGraphNodes()
        .forEachRemaining(name -> {
          String[] parts = name.getURI().substring((BASE + "record/").length()).split("/");
          writes
              .computeIfAbsent(parts[0], key -> new ArrayList<>())
              .add(write(name, parts[1], samples.getGraph(name)));
        });
    writes.forEach((source, some) ->
        store.commit(new Batch(source, run(source, 1), some, Set.of(), runStatements(source, 1))));
    store.commit(
        new Batch(
            "eu-sample",
            run("eu-sample", 2),
            List.of(),
            Set.of(iri("record/eu-sample/gone")),
            runStatements("eu-sample", 2)));
    store.putGraph(
        iri("id/derived/skills"),
        turtle(
            "<id/concept-link/1> <http://www.w3.org/2002/07/owl#annotatedSource> <id/skills/s1> ;"
                + " <http://www.w3.org/2002/07/owl#annotatedTarget>"
                + " <http://data.europa.eu/esco/skill/forestry> ; tess:confidence 0.96 ;"
                + " tess:rule <scheme/derivation-rule/skill-similarity> ."
                + "<id/concept-link/2> <http://www.w3.org/2002/07/owl#annotatedSource>"
                + " <id/eu-sample/twice#forestry> ;"
                + " <http://www.w3.org/2002/07/owl#annotatedTarget>"
                + " <http://data.europa.eu/snb/isced-f/0821> ; tess:confidence 0.95 ;"
                + " tess:rule <scheme/derivation-rule/field-exact> ."));
    store.putGraph(
        iri("links/sample"),
        turtle(
            "<id/fr-sample/R100> tess:sameCredentialAs <id/nz-sample/4711-1> ."
                + "<id/link/1> a tess:IdentityAssertion ; tess:subjectCredential"
                + " <id/fr-sample/R100> ; tess:objectCredential <id/nz-sample/4711-1> ;"
                + " tess:confidence 0.97 ; tess:method"
                + " <scheme/identity-method/shared-identifier> ."));
  }

  private static RecordWrite write(Node name, String localId, Graph graph) {
    Triple typed = typed(graph.stream());
    RecordKind kind = kind(typed);
    boolean shared = kind == RecordKind.ORGANISATION;
    return new RecordWrite(
        name,
        typed.getSubject(),
        kind,
        localId,
        "sha256:" + "0".repeat(64),
        iri("id/input#records"),
        0,
        RecordWrite.IdentifierBasis.REGISTER,
        localId.startsWith("example-"),
        shared ? RecordWrite.Role.SHARED : RecordWrite.Role.MAIN,
        Optional.empty(),
        graph.find().toList());
  }

  private static Triple typed(Stream<Triple> statements) {
    return statements
        .filter(triple -> triple.getPredicate().equals(Rdf.type))
        .filter(triple -> !triple.getSubject().getURI().contains("#"))
        .findFirst()
        .orElseThrow();
  }

  private static RecordKind kind(Triple typed) {
    return List.of(RecordKind.values()).stream()
        .filter(each -> each.classes().contains(typed.getObject()))
        .findFirst()
        .orElseThrow();
  }

  /** A run that read everything, and whose withdrawals were refused. */
  void refused(String source, String reason) {
    failed(source, reason, new ArrayList<>(runStatements(source, 4)));
  }

  /** As if the source's last harvest had ended before all was read. */
  void brokeOff(String source, String reason) {
    List<Triple> statements = new ArrayList<>(runStatements(source, 4));
    statements.removeIf(statement -> statement.getPredicate().equals(Tess.complete));
    failed(source, reason, statements);
  }

  private void failed(String source, String reason, List<Triple> statements) {
    statements.addAll(
        turtle(
                "<RUN> tess:failure 'WHY' ; tess:problem <RUN#why> . <RUN#why> a tess:Problem ;"
                    .concat(" tess:problemReason 'WHY' .")
                    .replace("RUN", run(source, 4).getURI())
                    .replace("WHY", reason))
            .find()
            .toList());
    store.commit(new Batch(source, run(source, 4), List.of(), Set.of(), statements));
  }

  /** Makes a source's description say more, its predicates and objects in Turtle. */
  void describe(String source, String more) {
    Graph description = description(source, Objects.requireNonNull(SOURCES.get(source)));
    turtle("<id/" + source + "> " + more + ".").find().forEachRemaining(description::add);
    store.putGraph(iri("id/" + source), description);
  }

  /** A run that says more than those of the samples do, or other counts. */
  void ran(String source, int number, String more) {
    Node run = run(source, number);
    Graph said = turtle("<" + run.getURI() + "> " + more);
    List<Triple> statements = new ArrayList<>(runStatements(source, number));
    statements.removeIf(statement ->
        statement.getPredicate().equals(Tess.problem)
            || said.contains(run, statement.getPredicate(), Node.ANY));
    statements.addAll(said.find().toList());
    store.commit(new Batch(source, run, List.of(), Set.of(), statements));
  }

  private static Map<String, HarvestActivity.Progress> activity() {
    return Map.of(
        "nz-sample",
        new HarvestActivity.Progress(HarvestActivity.State.HARVESTING, 1234, -1, 800),
        "skills",
        new HarvestActivity.Progress(HarvestActivity.State.WAITING, 0, -1, 0));
  }

  private static Optional<RawRecords.RawRecord> raw(String source, String localId) {
    return localId.equals("4711-1")
        ? Optional.of(new RawRecords.RawRecord("csv", "records.csv, row 12", ROW))
        : Optional.empty();
  }

  private static List<WorkedQuery> worked(String lang) {
    return List.of(
        new WorkedQuery("countries", "Records by country", "en", "SELECT * { ?s ?p ?o } LIMIT 1"));
  }

  /** Stands for the endpoint: answers by the first word of the query. */
  private static SparqlQueries.Answer answer(String query, String address) {
    return switch (query.split(" ")[0]) {
      case "ASK" -> new SparqlQueries.Truth(true, Duration.ofMillis(3));
      case "SELECT" ->
          new SparqlQueries.Table(
              false,
              List.of("thing", "label"),
              List.of(
                  row(SparqlQueries.Kind.IRI, BASE + "id/nz-sample/4711-1", "<b>Bold</b>", "mi"),
                  row(SparqlQueries.Kind.IRI, "http://elsewhere.example/x", "Other", "")),
              1_700,
              Duration.ofMillis(42));
      case "BUSY" -> new SparqlQueries.Refused(503, "Only 4 queries at once from one address.");
      default -> new SparqlQueries.Refused(400, "Encountered \"" + query + "\" at line 1.");
    };
  }

  private static List<SparqlQueries.Cell> row(
      SparqlQueries.Kind kind, String thing, String label, String language) {
    return List.of(
        new SparqlQueries.Cell(kind, thing, ""),
        new SparqlQueries.Cell(SparqlQueries.Kind.LITERAL, label, language));
  }

  @Override
  public void close() throws IOException {
    server.close();
    index.close();
    store.close();
  }

  /** Shows the pages to a person: takes the port as its argument. */
  public static void main(String[] args) throws IOException {
    PageServer pages =
        new PageServer(java.nio.file.Files.createTempDirectory("pages"), Integer.parseInt(args[0]));
    System.out.println(pages.address());
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(SearchUi.class)
  static class PagesOnly {}
}
