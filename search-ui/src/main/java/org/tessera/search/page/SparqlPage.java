package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;
import org.tessera.store.SparqlQueries;

/** The SPARQL editor, with worked queries and the terms of this store to complete from. */
@RestController
final class SparqlPage {
  private static final List<Node> CLASSES = List.of(Rdfs.Class, Owl.Class);
  private static final List<Node> PROPERTIES =
      List.of(Rdf.Property, Owl.ObjectProperty, Owl.DatatypeProperty);
  private static final String AGAIN_AFTER_SECONDS = "5";
  private static final String FIRST =
      """
      PREFIX dct: <http://purl.org/dc/terms/>
      PREFIX tess: <https://w3id.org/tessera/ontology#>

      SELECT ?credential ?title WHERE {
        ?credential tess:credentialType <https://w3id.org/tessera/scheme/credential-type/micro-credential> ;
                    dct:title ?title .
      } LIMIT 20
      """;

  private final Html html;
  private final ObjectProvider<WorkedQueries> worked;
  private final SparqlQueries queries;
  private final Links links;
  private final Completions completions;

  SparqlPage(
      Html html,
      ObjectProvider<WorkedQueries> worked,
      SparqlQueries queries,
      Links links,
      Terms terms) {
    this.html = html;
    this.worked = worked;
    this.queries = queries;
    this.links = links;
    this.completions = completions(terms);
  }

  @GetMapping(path = "/sparql", params = "!query", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> editor(
      Page page,
      @RequestParam(required = false) @Nullable String worked,
      @RequestParam(required = false) @Nullable String show) {
    List<WorkedQuery> all = worked(page);
    String query =
        all.stream()
            .filter(some -> some.id().equals(worked))
            .map(WorkedQuery::query)
            .findFirst()
            .orElse(show == null ? FIRST : show);
    return html.withInlineStyles(
        HttpStatus.OK, page, "sparql", new Model(all, worked, query, null));
  }

  /** The same page with the answer of a query, for a browser that runs no script. */
  @GetMapping(path = "/sparql", params = "query", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> answer(Page page, @RequestParam String query, HttpServletRequest request) {
    SparqlAnswer answer =
        new SparqlAnswer(queries.answer(query, request.getRemoteAddr()), query, links);
    SparqlQueries.Refused refused = answer.refused();
    HttpStatus status = refused == null ? HttpStatus.OK : HttpStatus.valueOf(refused.status());
    ResponseEntity<byte[]> shown =
        html.withInlineStyles(status, page, "sparql", new Model(worked(page), null, query, answer));
    return status == HttpStatus.SERVICE_UNAVAILABLE
        ? ResponseEntity.status(status)
            .headers(shown.getHeaders())
            .header(HttpHeaders.RETRY_AFTER, AGAIN_AFTER_SECONDS)
            .body(shown.getBody())
        : shown;
  }

  private List<WorkedQuery> worked(Page page) {
    return worked.stream().flatMap(some -> some.in(page.lang()).stream()).toList();
  }

  /** What the editor completes: prefixes, and the classes and properties that records use. */
  @GetMapping(path = "/sparql/terms", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Completions> terms() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(java.time.Duration.ofHours(1)))
        .body(completions);
  }

  private static Completions completions(Terms terms) {
    List<Graph> graphs = new ArrayList<>(terms.graphs().values());
    graphs.add(terms.external());
    return new Completions(Prefixes.ALL, ofType(graphs, CLASSES), ofType(graphs, PROPERTIES));
  }

  private static List<String> ofType(List<Graph> graphs, List<Node> types) {
    TreeSet<String> found = new TreeSet<>(Comparator.naturalOrder());
    for (Graph graph : graphs) {
      types.stream()
          .flatMap(type -> graph.stream(Node.ANY, Rdf.type, type))
          .map(triple -> triple.getSubject())
          .flatMap(node -> node.isURI() ? Stream.of(node.getURI()) : Stream.empty())
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  /** IRIs to complete from. */
  record Completions(Map<String, String> prefixes, List<String> classes, List<String> properties) {}

  /**
   * @param chosen id of the worked query in the editor; null for none
   * @param answer null where no query was asked
   */
  record Model(
      List<WorkedQuery> queries,
      @Nullable String chosen,
      String query,
      @Nullable SparqlAnswer answer) {}
}
