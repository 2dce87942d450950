package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.search.RealRecords;
import org.tessera.store.RecordStore;

/** The definitions that sources state, each by its elements, and how many records meet it. */
@Component
final class DefinitionViews {
  /** What most definitions speak of, side by side; the rest is listed. */
  static final List<String> COMPARED =
      List.of("size", "level", "assessment", "quality-assurance", "stackability", "issuer");

  private final RecordStore store;
  private final Terms terms;
  private final Links links;
  private final Sources sources;

  DefinitionViews(RecordStore store, Terms terms, Links links, Sources sources) {
    this.store = store;
    this.terms = terms;
    this.links = links;
    this.sources = sources;
  }

  /**
   * A definition.
   *
   * @param id of the scheme mc-definition, for the anchor
   * @param source the register that states it
   * @param elements by their ids, in the scheme's order
   * @param met records that meet it; null where no rules are written for it
   * @param failed records that contradict it
   */
  record DefinitionView(
      String id,
      Value title,
      Value source,
      Map<String, Element> elements,
      @Nullable Long met,
      long failed) {

    @Nullable Element element(String id) {
      return elements.get(id);
    }

    /** Elements beyond those that are compared. */
    List<Element> others() {
      return elements.values().stream().filter(it -> !COMPARED.contains(it.id())).toList();
    }
  }

  /** What a definition says of one aspect. */
  record Element(String id, String label, List<Statement> statements) {}

  /**
   * @param source where it says so, with its date; null where that is not named
   * @param mandatory null where the definition does not say
   */
  record Statement(String text, @Nullable Value source, @Nullable Boolean mandatory) {}

  /** All definitions, those with most elements first. */
  List<DefinitionView> all(Page page) {
    return store.read(dataset ->
        dataset.stream(Node.ANY, Node.ANY, Rdf.type, Tess.Definition)
            .filter(quad -> quad.getGraph().getURI().startsWith(links.baseIri() + "record/"))
            .filter(quad -> RealRecords.contain(dataset, quad.getGraph()))
            .map(quad -> view(dataset, quad.getGraph(), quad.getSubject(), page))
            .sorted(
                Comparator.comparing((DefinitionView it) -> -it.elements().size())
                    .thenComparing(it -> it.title().text()))
            .toList());
  }

  private DefinitionView view(DatasetGraph dataset, Node graph, Node topic, Page page) {
    Node concept = first(dataset, graph, topic, Skos.exactMatch).orElse(topic);
    String path = graph.getURI().substring((links.baseIri() + "record/").length());
    String source = path.substring(0, path.indexOf('/'));
    List<Node> elements = objects(dataset, graph, topic, Tess.element);
    boolean hasRules = Ontology.profiledDefinitions().contains(RecordGraph.id(concept));
    return new DefinitionView(
        RecordGraph.id(concept),
        new Value(
            text(dataset, graph, topic, Dct.title, page),
            null,
            links.record(topic.getURI()),
            null,
            0),
        new Value(
            sources.find(source).map(known -> Sources.name(known, page)).orElse(source),
            null,
            "/sources/" + source,
            null,
            0),
        byAspect(dataset, graph, elements, page),
        hasRules
            ? RealRecords.describing(
                dataset,
                dataset.stream(Node.ANY, Node.ANY, Tess.conformsToDefinition, concept)
                    .map(Quad::getSubject))
            : null,
        RealRecords.describing(
            dataset,
            dataset.stream(Node.ANY, Node.ANY, Tess.failedDefinition, concept)
                .map(Quad::getSubject)
                .flatMap(failure ->
                    dataset.stream(Node.ANY, failure, Tess.failingCredential, Node.ANY)
                        .map(Quad::getObject))));
  }

  private Map<String, Element> byAspect(
      DatasetGraph dataset, Node graph, List<Node> elements, Page page) {
    Map<String, List<Node>> aspects = new LinkedHashMap<>();
    elements.stream()
        .sorted(Comparator.comparing(Node::getURI))
        .forEach(element ->
            first(dataset, graph, element, Tess.aspect)
                .ifPresent(aspect ->
                    aspects
                        .computeIfAbsent(RecordGraph.id(aspect), id -> new ArrayList<>())
                        .add(element)));
    Map<String, Element> ordered = new LinkedHashMap<>();
    for (String id : terms.order("definition-element")) {
      List<Node> some = aspects.get(id);
      if (some != null) {
        ordered.put(
            id,
            new Element(
                id,
                page.label("definition-element", id),
                some.stream().map(node -> statement(dataset, graph, node, page)).toList()));
      }
    }
    return ordered;
  }

  private Statement statement(DatasetGraph dataset, Node graph, Node element, Page page) {
    String date = text(dataset, graph, element, Dct.issued, page);
    Value source =
        first(dataset, graph, element, Dct.source)
            .map(node ->
                node.isURI()
                    ? new Value(Links.host(node.getURI()), null, node.getURI(), null, 0)
                    : Value.of(node.getLiteralLexicalForm()))
            .map(value -> value.withNote(date.isEmpty() ? null : page.messages().partialDate(date)))
            .orElse(null);
    return new Statement(
        text(dataset, graph, element, Tess.statement, page),
        source,
        first(dataset, graph, element, Tess.mandatory)
            .map(node -> node.getLiteralLexicalForm().equals("true"))
            .orElse(null));
  }

  private static String text(
      DatasetGraph dataset, Node graph, Node subject, Node predicate, Page page) {
    return objects(dataset, graph, subject, predicate).stream()
        .sorted(
            Comparator.comparing((Node node) -> !node.getLiteralLanguage().equals(page.lang()))
                .thenComparing(node -> !node.getLiteralLanguage().equals("en")))
        .map(Node::getLiteralLexicalForm)
        .findFirst()
        .orElse("");
  }

  private static Optional<Node> first(
      DatasetGraph dataset, Node graph, Node subject, Node predicate) {
    return objects(dataset, graph, subject, predicate).stream().findFirst();
  }

  private static List<Node> objects(
      DatasetGraph dataset, Node graph, Node subject, Node predicate) {
    return dataset.stream(graph, subject, predicate, Node.ANY).map(Quad::getObject).toList();
  }
}
