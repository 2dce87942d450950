package org.tessera.search.page;

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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;

/** The SPARQL editor, with worked queries and the terms of this store to complete from. */
@RestController
final class SparqlPage {
  private static final List<Node> CLASSES = List.of(Rdfs.Class, Owl.Class);
  private static final List<Node> PROPERTIES =
      List.of(Rdf.Property, Owl.ObjectProperty, Owl.DatatypeProperty);
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
  private final Completions completions;

  SparqlPage(Html html, ObjectProvider<WorkedQueries> worked, Terms terms) {
    this.html = html;
    this.worked = worked;
    this.completions = completions(terms);
  }

  @GetMapping(path = "/sparql", params = "!query", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> editor(
      Page page,
      @RequestParam(required = false) @Nullable String worked,
      @RequestParam(required = false) @Nullable String show) {
    List<WorkedQuery> queries =
        this.worked.stream().flatMap(some -> some.in(page.lang()).stream()).toList();
    String query =
        queries.stream()
            .filter(some -> some.id().equals(worked))
            .map(WorkedQuery::query)
            .findFirst()
            .orElse(show == null ? FIRST : show);
    return html.withInlineStyles(page, "sparql", new Model(queries, worked, query));
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
   */
  record Model(List<WorkedQuery> queries, @Nullable String chosen, String query) {}
}
