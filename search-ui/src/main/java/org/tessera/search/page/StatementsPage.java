package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.search.SearchIndex;
import org.tessera.store.RecordStore;

/**
 * What the registry says of a thing of its own that is neither record nor register, such as a
 * harvest run, a link between registers or a correspondence of levels.
 */
@Component
final class StatementsPage {
  /** More stand in the RDF forms. */
  private static final int MOST = 300;

  private final RecordStore store;
  private final SearchIndex index;
  private final Terms terms;
  private final Links links;

  StatementsPage(RecordStore store, SearchIndex index, Terms terms, Links links) {
    this.store = store;
    this.index = index;
    this.terms = terms;
    this.links = links;
  }

  /** A part of a description of ours, such as a rule of a register; empty for all else. */
  Optional<Model> ofPart(String iri, Page page) {
    return iri.startsWith(links.baseIri() + "id/") && iri.indexOf('#') > 0
        ? of(iri, page)
        : Optional.empty();
  }

  /** Empty where nothing is said of the thing. */
  Optional<Model> of(String iri, Page page) {
    Node thing = NodeFactory.createURI(iri);
    List<Triple> statements = statements(thing);
    if (statements.isEmpty()) {
      return Optional.empty();
    }
    Set<Node> named = new LinkedHashSet<>();
    statements.forEach(statement -> named.add(statement.getObject()));
    named.removeIf(node -> !node.isURI());
    Map<Node, String> labels = index.labels(named, page.lang());
    List<Row> rows = new ArrayList<>();
    for (Triple statement : statements) {
      String subject = statement.getSubject().equals(thing) ? "" : end(statement.getSubject());
      rows.add(
          new Row(
              subject, property(statement.getPredicate(), page), value(statement, labels, page)));
    }
    String name = iri.substring(links.baseIri().length());
    String whole = iri.replaceFirst("#.*", "");
    return Optional.of(
        new Model(
            whole.equals(iri) ? name : page.text("format.colon", kind(statements, page), name),
            iri,
            whole.equals(iri) ? null : links.record(whole),
            rows,
            RecordView.Form.all(links.record(whole))));
  }

  private String kind(List<Triple> statements, Page page) {
    return statements.stream()
        .filter(statement -> statement.getPredicate().equals(Rdf.type))
        .flatMap(statement -> terms.label(statement.getObject(), page.lang()).stream())
        .findFirst()
        .orElse("");
  }

  private List<Triple> statements(Node thing) {
    return store.statementsOf(thing).stream()
        .sorted(
            Comparator.comparing((Triple it) -> !it.getSubject().equals(thing))
                .thenComparing(it -> it.getSubject().toString())
                .thenComparing(it -> it.getPredicate().getURI()))
        .limit(MOST)
        .toList();
  }

  private Value value(Triple statement, Map<Node, String> labels, Page page) {
    Node object = statement.getObject();
    if (object.isURI()) {
      String label =
          Optional.ofNullable(labels.get(object))
              .or(() -> index.vocabulary().label(object, page.lang()))
              .or(() -> terms.label(object, page.lang()))
              .orElse(object.getURI());
      // Who did it is named alone; nothing else is said of an agent.
      boolean agent = object.getURI().startsWith(links.baseIri() + "id/agent/");
      return agent
          ? Value.of(end(object))
          : new Value(label, null, links.thing(object.getURI()), null, 0);
    }
    if (!object.isLiteral()) {
      return Value.of(object.toString());
    }
    // Checks tell what is wrong in English, whoever reads it.
    String language =
        statement.getPredicate().equals(Tess.problemReason) ? "en" : object.getLiteralLanguage();
    return Value.of(object.getLiteralLexicalForm()).withLang(language, page.lang());
  }

  private String property(Node predicate, Page page) {
    return terms
        .label(predicate, page.lang())
        .orElseGet(() ->
            page.messages()
                .textOr(
                    "property." + Prefixes.shortened(predicate.getURI()).replace(':', '.'),
                    end(predicate)));
  }

  private static String end(Node node) {
    return node.getURI().replaceFirst("^.*[#/](?=[^#/]+$)", "");
  }

  /** One statement; the subject is empty where it is the page's thing itself. */
  record Row(String subject, String property, Value value) {}

  /**
   * The page's model.
   *
   * @param whole page of what it is a part of; null for what is no part
   */
  record Model(
      String name,
      String iri,
      @Nullable String whole,
      List<Row> rows,
      List<RecordView.Form> forms) {}
}
