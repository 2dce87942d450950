package org.tessera.search.page;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.XSD;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.search.Vocabulary;

/** One record's statements, read in the words of one reader. For one request. */
final class RecordGraph {
  private static final String CURRENCY =
      "http://publications.europa.eu/resource/authority/currency/";
  private static final String COUNTRY = "http://publications.europa.eu/resource/authority/country/";
  private static final String LANGUAGE =
      "http://publications.europa.eu/resource/authority/language/";
  private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";
  private static final String SCHEME = Links.TERMS_BASE + "scheme/";

  private final Graph graph;
  private final Node topic;
  private final Map<Node, String> labels;
  private final Vocabulary vocabulary;
  private final Terms terms;
  private final Links links;
  private final Page page;

  RecordGraph(
      Graph graph,
      Node topic,
      Map<Node, String> labels,
      Vocabulary vocabulary,
      Terms terms,
      Links links,
      Page page) {
    this.graph = graph;
    this.topic = topic;
    this.labels = labels;
    this.vocabulary = vocabulary;
    this.terms = terms;
    this.links = links;
    this.page = page;
  }

  /** The things that a graph names besides its own topic and children. */
  static Set<Node> named(Graph graph, Node topic) {
    Set<Node> things = new LinkedHashSet<>();
    graph.stream()
        .map(Triple::getObject)
        .filter(Node::isURI)
        .filter(node -> !node.getURI().startsWith(topic.getURI() + "#"))
        .forEach(things::add);
    return things;
  }

  Node topic() {
    return topic;
  }

  /** Objects in a stable order: as text. */
  List<Node> objects(Node subject, Node predicate) {
    return graph.stream(subject, predicate, Node.ANY)
        .map(Triple::getObject)
        .sorted(Comparator.comparing(Node::toString))
        .toList();
  }

  Optional<Node> object(Node subject, Node predicate) {
    return objects(subject, predicate).stream().findFirst();
  }

  List<Value> values(Node... predicates) {
    return Stream.of(predicates)
        .flatMap(predicate -> objects(topic, predicate).stream())
        .map(this::value)
        .distinct()
        .toList();
  }

  /** Dates of which only the year may be known, in words however they are typed. */
  List<Value> dates(Node... predicates) {
    return Stream.of(predicates)
        .flatMap(predicate -> objects(topic, predicate).stream())
        .map(node ->
            node.isLiteral()
                ? Value.of(page.messages().partialDate(node.getLiteralLexicalForm()))
                : value(node))
        .distinct()
        .toList();
  }

  /** Values at the end of a path of two statements, as from an awarding to its body. */
  List<Value> through(Node first, Node second) {
    return objects(topic, first).stream()
        .flatMap(child -> objects(child, second).stream())
        .map(this::value)
        .distinct()
        .toList();
  }

  /** Texts of a property in the reader's language, else in every language that it has. */
  List<Value> texts(Node subject, Node predicate) {
    List<Value> all = objects(subject, predicate).stream().map(this::value).toList();
    List<Value> own =
        objects(subject, predicate).stream()
            .filter(node -> node.isLiteral() && primary(node).equals(page.lang()))
            .map(this::value)
            .toList();
    return own.isEmpty() ? all : own;
  }

  private static String primary(Node literal) {
    String tag = literal.getLiteralLanguage();
    return tag.contains("-") ? tag.substring(0, tag.indexOf('-')) : tag;
  }

  /** A node in words. */
  Value value(Node node) {
    return node.isLiteral() ? literal(node) : thing(node);
  }

  private Value literal(Node node) {
    String text = node.getLiteralLexicalForm();
    String tag = node.getLiteralLanguage();
    if (!tag.isEmpty()) {
      return Value.of(text).withLang(tag, page.lang());
    }
    return Value.of(typed(text, node.getLiteralDatatypeURI()));
  }

  private String typed(String text, String datatype) {
    Messages messages = page.messages();
    if (datatype.equals(XSD.duration.getURI())) {
      return messages.duration(text);
    }
    if (datatype.equals(XSD.date.getURI())) {
      return date(text).map(messages::date).orElse(text);
    }
    if (datatype.equals(XSD.xboolean.getURI())) {
      return messages.textOr("truth." + text, text);
    }
    if (datatype.equals(XSD.decimal.getURI())) {
      return number(text).map(messages::number).orElse(text);
    }
    return text;
  }

  private Value thing(Node node) {
    String iri = node.getURI();
    boolean unknown = links.ours(iri) && !labels.containsKey(node);
    boolean nowhere = isPlainWord(iri) || unknown;
    String label = label(node);
    boolean part = iri.startsWith(topic.getURI() + "#");
    return new Value(
        label,
        null,
        nowhere ? null : links.thing(iri),
        part ? null : Codes.note(iri, label, unknown, links, page),
        0);
  }

  /**
   * Whether a reader learns nothing from following it: a language, a country, a way of learning.
   * Levels and fields say more on their own pages.
   */
  private boolean isPlainWord(String iri) {
    return iri.startsWith(topic.getURI() + "#")
        || iri.startsWith(AUTHORITY)
        || (iri.startsWith(SCHEME) && !iri.startsWith(SCHEME + "framework/"));
  }

  /** The best name of a thing, never blank. */
  String label(Node node) {
    String known = labels.get(node);
    if (known != null) {
      return known;
    }
    Optional<String> term =
        vocabulary.label(node, page.lang()).or(() -> terms.label(node, page.lang()));
    if (term.isPresent()) {
      return term.get();
    }
    String iri = node.getURI();
    if (iri.startsWith(COUNTRY)) {
      return page.messages().country(iri.substring(COUNTRY.length()));
    }
    if (iri.startsWith(LANGUAGE) || iri.startsWith(CURRENCY)) {
      return iri.substring(iri.lastIndexOf('/') + 1);
    }
    return iri.startsWith(topic.getURI() + "#") ? childLabel(node) : links.name(iri, page);
  }

  /** A property in words; those of other vocabularies have none of their own. */
  String property(Node predicate) {
    return terms
        .label(predicate, page.lang())
        .orElseGet(() -> {
          String name = Prefixes.shortened(predicate.getURI());
          return page.messages().textOr("property." + name.replace(':', '.'), name);
        });
  }

  /** A child has no name of its own; what it says stands for it. */
  private String childLabel(Node child) {
    return graph.stream(child, Node.ANY, Node.ANY)
        .map(Triple::getObject)
        .filter(Node::isLiteral)
        .map(node -> literal(node).text())
        .sorted()
        .findFirst()
        .orElseGet(() -> child.getURI().substring(topic.getURI().length() + 1));
  }

  /** What a level corresponds to, as published or worked out. */
  List<Vocabulary.Correspondence> correspondences(Node level) {
    return vocabulary.correspondences(level);
  }

  /** Credits with the system that counts them. */
  List<Value> credits() {
    return objects(topic, Elm.creditPoint).stream()
        .map(credit -> {
          String points =
              object(credit, Elm.point)
                  .flatMap(node -> number(node.getLiteralLexicalForm()))
                  .map(page.messages()::number)
                  .orElse("");
          Optional<Node> system = object(credit, Elm.framework).filter(Node::isURI);
          if (points.isEmpty() || system.isEmpty()) {
            return Value.of(points);
          }
          return Value.of(
              id(system.get()).equals("ects")
                  ? page.text("format.ects", points)
                  : page.text("format.credits", points, label(system.get())));
        })
        .filter(value -> !value.text().isEmpty())
        .distinct()
        .toList();
  }

  /** Prices of a thing: amount, currency and what it pays for. */
  List<Value> prices(Node subject) {
    return objects(subject, Elm.priceDetail).stream()
        .flatMap(price -> price(price).stream())
        .distinct()
        .toList();
  }

  private Optional<Value> price(Node price) {
    Optional<Node> amount = object(price, Elm.amount);
    Optional<BigDecimal> sum =
        amount
            .flatMap(node -> object(node, Rdf.value))
            .flatMap(node -> number(node.getLiteralLexicalForm()));
    String currency =
        amount
            .flatMap(node -> object(node, Elm.unit))
            .filter(Node::isURI)
            .map(node -> node.getURI().replace(CURRENCY, ""))
            .orElse("");
    Optional<String> kind = object(price, Tess.priceKind).filter(Node::isURI).map(RecordGraph::id);
    return sum.map(number -> {
      String money = page.messages().money(number, currency);
      return Value.of(
          kind.map(name ->
                  page.text("format.price", money, terms.label("price-kind", name, page.lang())))
              .orElse(money));
    });
  }

  /** Identifiers with the scheme that they belong to. */
  List<Value> identifiers() {
    return objects(topic, Adms.identifier).stream()
        .flatMap(identifier -> {
          Optional<String> scheme =
              object(identifier, Elm.schemeId)
                  .map(this::label)
                  .or(() -> object(identifier, Elm.schemeName).map(node -> value(node).text()));
          return objects(identifier, Skos.notation).stream()
              .map(node -> Value.of(node.getLiteralLexicalForm()).withNote(scheme.orElse(null)));
        })
        .toList();
  }

  /** A period's beginning and end in words; empty where it states neither. */
  Optional<String> period(Node period) {
    Optional<String> start = day(period, Elm.startDate);
    Optional<String> end = day(period, Elm.endDate);
    if (start.isPresent() && end.isPresent()) {
      return Optional.of(page.text("format.from-to", start.get(), end.get()));
    }
    return start
        .map(day -> page.text("format.from", day))
        .or(() -> end.map(day -> page.text("format.until", day)));
  }

  Optional<String> day(Node subject, Node predicate) {
    return date(subject, predicate).map(page.messages()::date);
  }

  Optional<LocalDate> date(Node subject, Node predicate) {
    return object(subject, predicate)
        .filter(Node::isLiteral)
        .flatMap(node -> date(node.getLiteralLexicalForm()));
  }

  /** The page of the thing itself, elsewhere. */
  Optional<String> homepage() {
    return object(topic, Foaf.homepage)
        .map(node -> node.isURI() ? node.getURI() : node.getLiteralLexicalForm())
        .filter(address -> address.startsWith("http://") || address.startsWith("https://"));
  }

  /** Who calls the thing what, by type; only where the record itself says so. */
  Map<Node, String> typeAssertions() {
    Map<Node, String> asserted = new HashMap<>();
    for (Node assertion : objects(topic, Tess.typeAssertion)) {
      for (Node type : objects(assertion, Tess.assertedType)) {
        object(assertion, Prov.wasAttributedTo)
            .ifPresent(who -> asserted.put(type, value(who).text()));
      }
    }
    return asserted;
  }

  /** All statements, the topic's own first. */
  List<Statement> statements() {
    return graph.stream()
        .sorted(
            Comparator.comparing((Triple triple) -> !triple.getSubject().equals(topic))
                .thenComparing(triple -> triple.getSubject().toString())
                .thenComparing(triple -> triple.getPredicate().getURI()))
        .map(triple ->
            new Statement(
                shortened(triple.getSubject()),
                shortened(triple.getPredicate()),
                triple.getObject().isLiteral()
                    ? triple.getObject().getLiteralLexicalForm()
                    : shortened(triple.getObject()),
                triple.getObject().isURI() ? links.thing(triple.getObject().getURI()) : null))
        .toList();
  }

  private String shortened(Node node) {
    String iri = node.getURI();
    if (iri.startsWith(topic.getURI() + "#")) {
      return iri.substring(topic.getURI().length());
    }
    return Prefixes.shortened(iri);
  }

  /** Last part of a concept's IRI, which is its id. */
  static String id(Node concept) {
    String iri = concept.getURI();
    return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A statement as a researcher reads it. */
  record Statement(String subject, String predicate, String object, @Nullable String href) {}
}
