package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/** The ontology and its concept schemes, for people. */
@RestController
final class OntologyPages {
  private static final String SUFFIX = ".html";
  private static final List<Node> RELATED =
      List.of(
          Rdfs.subClassOf,
          Rdfs.subPropertyOf,
          Rdfs.seeAlso,
          Skos.broader,
          Skos.exactMatch,
          Skos.closeMatch,
          Skos.broadMatch,
          Skos.narrowMatch,
          Skos.related);

  private final Html html;
  private final Terms terms;
  private final Links links;
  private final ErrorPages errors;

  OntologyPages(Html html, Terms terms, Links links, ErrorPages errors) {
    this.html = html;
    this.terms = terms;
    this.links = links;
    this.errors = errors;
  }

  @GetMapping({"/ontology", "/ontology.html"})
  ResponseEntity<byte[]> ontology(Page page) {
    Graph graph = terms.graphs().getOrDefault(Ontology.NAME, Graph.emptyGraph);
    List<Node> classes =
        Stream.of(Rdfs.Class, Owl.Class)
            .flatMap(type -> subjects(graph, Rdf.type, type))
            .distinct()
            .toList();
    List<Term> named = sorted(classes.stream(), graph, page);
    List<Term> properties =
        sorted(
            graph.stream(Node.ANY, Rdfs.isDefinedBy, Ontology.NAME)
                .map(Triple::getSubject)
                .filter(term -> !classes.contains(term)),
            graph,
            page);
    List<Value> schemes =
        terms.graphs().keySet().stream()
            .filter(name -> !name.equals(Ontology.NAME))
            .map(scheme -> value(scheme, page))
            .sorted(Comparator.comparing(Value::text))
            .toList();
    return html.ok(
        page,
        "ontology",
        new OntologyModel(named, properties, schemes, RecordView.Form.all("/ontology")));
  }

  @GetMapping("/scheme/**")
  ResponseEntity<byte[]> scheme(Page page, HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length() + 1);
    String name = path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    Node node = NodeFactory.createURI(Links.TERMS_BASE + name);
    Graph own = terms.graphs().get(node);
    if (own != null) {
      return html.ok(page, "scheme", scheme(node, own, page));
    }
    return terms.graphs().values().stream()
        .filter(graph -> graph.contains(node, Rdf.type, Skos.Concept))
        .findFirst()
        .map(graph -> html.ok(page, "concept", concept(node, graph, page)))
        .orElseGet(() -> errors.answer(page, HttpStatus.NOT_FOUND, null));
  }

  private SchemeModel scheme(Node scheme, Graph graph, Page page) {
    List<Term> concepts =
        subjects(graph, Rdf.type, Skos.Concept)
            .sorted(
                Comparator.comparing((Node node) -> position(graph, node))
                    .thenComparing(Node::getURI))
            .map(concept -> term(concept, graph, page))
            .toList();
    return new SchemeModel(term(scheme, graph, page), concepts);
  }

  private ConceptModel concept(Node concept, Graph graph, Page page) {
    Value scheme = first(graph, concept, Skos.inScheme).map(node -> value(node, page)).orElse(null);
    return new ConceptModel(term(concept, graph, page), scheme, search(concept));
  }

  /** The search for records of a concept that is a facet's value. */
  private static @Nullable String search(Node concept) {
    String path = concept.getURI().substring((Links.TERMS_BASE + "scheme/").length());
    String id = path.substring(path.lastIndexOf('/') + 1);
    return switch (path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
      case "credential-type" -> "/search?type=" + id;
      case "mode" -> "/search?mode=" + id;
      case "setting" -> "/search?setting=" + id;
      case "provider-family" -> "/search?provider-type=" + id;
      default -> null;
    };
  }

  /** The schemes' own order, where they have one. */
  private static String position(Graph graph, Node concept) {
    return graph.stream(concept, NodeFactory.createURI("https://schema.org/position"), Node.ANY)
        .map(triple ->
            "%06d".formatted(Integer.parseInt(triple.getObject().getLiteralLexicalForm())))
        .findFirst()
        .orElse("");
  }

  private List<Term> sorted(Stream<Node> nodes, Graph graph, Page page) {
    return nodes
        .filter(Node::isURI)
        .distinct()
        .map(node -> term(node, graph, page))
        .sorted(Comparator.comparing(Term::id))
        .toList();
  }

  private Term term(Node node, Graph graph, Page page) {
    List<Value> related =
        RELATED.stream()
            .flatMap(property -> graph.stream(node, property, Node.ANY))
            .map(Triple::getObject)
            .filter(Node::isURI)
            .distinct()
            .map(object -> value(object, page))
            .toList();
    return new Term(
        node.getURI(),
        RecordGraph.id(node),
        terms.label(node, page.lang()).orElseGet(() -> RecordGraph.id(node)),
        Stream.of(Rdfs.comment, Skos.definition, Dct.description, Skos.scopeNote)
            .flatMap(property -> text(graph, node, property, page).stream())
            .findFirst()
            .orElse(null),
        related,
        correspondences(node, graph, page));
  }

  private List<Value> correspondences(Node level, Graph graph, Page page) {
    return subjects(graph, Tess.sourceLevel, level)
        .sorted(Comparator.comparing(Node::getURI))
        .map(row -> correspondence(row, graph, page))
        .toList();
  }

  private Value correspondence(Node row, Graph graph, Page page) {
    Value target =
        first(graph, row, Tess.targetLevel)
            .map(node -> value(node, page))
            .orElseGet(() -> Value.of(page.text("level.no-match")));
    String basis =
        first(graph, row, Tess.basis)
            .map(node ->
                page.basis(
                    RecordGraph.id(node),
                    first(graph, row, Tess.endorsed).map(RecordGraph::id).orElse(null)))
            .orElse("");
    String document = CorrespondenceMatrix.document(graph, row, page).text();
    return target.withNote(basis.isEmpty() ? document : page.text("format.colon", basis, document));
  }

  private Value value(Node node, Page page) {
    String label =
        terms.label(node, page.lang()).orElseGet(() -> Prefixes.shortened(node.getURI()));
    return new Value(label, null, links.thing(node.getURI()), null, 0);
  }

  private static Stream<Node> subjects(Graph graph, Node predicate, Node object) {
    return graph.stream(Node.ANY, predicate, object).map(Triple::getSubject);
  }

  private static Optional<Node> first(Graph graph, Node subject, Node predicate) {
    return graph.stream(subject, predicate, Node.ANY).map(Triple::getObject).findFirst();
  }

  private static Optional<String> text(Graph graph, Node subject, Node predicate, Page page) {
    return graph.stream(subject, predicate, Node.ANY)
        .map(Triple::getObject)
        .sorted(
            Comparator.comparing((Node node) ->
                !(node.isLiteral() && node.getLiteralLanguage().equals(page.lang()))))
        .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI())
        .findFirst();
  }

  /**
   * A term or concept.
   *
   * @param id last part of its IRI
   * @param comment what it means; null where nobody says
   * @param levels for a level, what it corresponds to and on what basis
   */
  record Term(
      String iri,
      String id,
      String label,
      @Nullable String comment,
      List<Value> related,
      List<Value> levels) {}

  record OntologyModel(
      List<Term> classes,
      List<Term> properties,
      List<Value> schemes,
      List<RecordView.Form> forms) {}

  record SchemeModel(Term scheme, List<Term> concepts) {}

  /**
   * @param search address of the records of this concept; null where search has no such condition
   */
  record ConceptModel(Term concept, @Nullable Value scheme, @Nullable String search) {}
}
