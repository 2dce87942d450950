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
import org.springframework.stereotype.Component;
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
  private final Links links;

  StatementsPage(RecordStore store, SearchIndex index, Links links) {
    this.store = store;
    this.index = index;
    this.links = links;
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
      rows.add(new Row(subject, end(statement.getPredicate()), value(statement, labels, page)));
    }
    String name = iri.substring(links.baseIri().length());
    return Optional.of(new Model(name, iri, rows, RecordView.Form.all(links.record(iri))));
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
      String label = labels.getOrDefault(object, object.getURI());
      return new Value(label, null, links.thing(object.getURI()), null, 0);
    }
    if (!object.isLiteral()) {
      return Value.of(object.toString());
    }
    // Checks tell what is wrong in English, whoever reads it.
    String language =
        statement.getPredicate().equals(Tess.problemReason) ? "en" : object.getLiteralLanguage();
    return Value.of(object.getLiteralLexicalForm()).withLang(language, page.lang());
  }

  private static String end(Node node) {
    return node.getURI().replaceFirst("^.*[#/](?=[^#/]+$)", "");
  }

  /** One statement; the subject is empty where it is the page's thing itself. */
  record Row(String subject, String property, Value value) {}

  /** The page's model. */
  record Model(String name, String iri, List<Row> rows, List<RecordView.Form> forms) {}
}
