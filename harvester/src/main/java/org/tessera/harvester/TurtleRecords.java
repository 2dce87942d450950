package org.tessera.harvester;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.tessera.ontology.Rdf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The subjects of one class in a Turtle or N-Triples file, each as a JSON object of what is said of
 * it. As statements of one subject may stand anywhere, a file is read whole before its first record
 * is handed on: one that breaks gives none.
 */
final class TurtleRecords {
  static final int MOST_STATEMENTS = 500_000;

  /** Blank nodes within blank nodes; more would be a circle. */
  private static final int MOST_DEPTH = 20;

  private static final Pattern PLACE = Pattern.compile("(?s)\\[line: (\\d+), col: (\\d+) *] (.*)");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Payload payload;
  private final Input input;
  private final Map<Node, Map<String, Set<Node>>> subjects = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private int statements;
  private long size;

  TurtleRecords(Payload payload, Input input) {
    this.payload = payload;
    this.input = input;
  }

  void read(RowHandler handler) throws IOException {
    parse(text());
    String type = input.prefixes().expand(input.iterator());
    boolean found = false;
    for (Map.Entry<Node, Map<String, Set<Node>>> subject : subjects.entrySet()) {
      boolean isRecord =
          subject.getKey().isURI()
              && subject.getValue().getOrDefault("@type", Set.of()).stream()
                  .anyMatch(node -> node.isURI() && node.getURI().equals(type));
      if (isRecord) {
        found = true;
        size = 0;
        String iri = subject.getKey().getURI();
        ObjectNode record = JSON.objectNode().put("@id", iri);
        handler.row(
            new Content.Tree(fill(record, subject.getValue(), 1)),
            payload.name() + ", <" + iri + ">");
      }
    }
    if (!found) {
      throw broken(" has no subject of the class <" + type + ">");
    }
  }

  private String text() throws IOException {
    StringBuilder text = new StringBuilder();
    char[] part = new char[1 << 16];
    try (Reader reader = RecordReader.text(payload, input)) {
      for (int n = reader.read(part); n >= 0; n = reader.read(part)) {
        text.append(part, 0, n);
        if (text.length() > RecordReader.MOST_CHARACTERS) {
          throw RecordReader.tooLarge(payload.name(), "the file");
        }
      }
    }
    return text.toString();
  }

  private void parse(String text) {
    try {
      RDFParser.create()
          .source(new StringReader(text))
          .lang(Lang.TURTLE)
          .resolveURIs(false)
          .errorHandler(ErrorHandlerFactory.errorHandlerSimple())
          .parse(
              new StreamRDFBase() {
                @Override
                public void triple(Triple triple) {
                  add(triple);
                }
              });
    } catch (RiotException e) {
      Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
      throw broken(
          place.matches()
              ? ", line %s, column %s: %s".formatted(place.group(1), place.group(2), place.group(3))
              : ": " + e.getMessage());
    }
  }

  private void add(Triple triple) {
    if (++statements > MOST_STATEMENTS) {
      throw new HarvestException(
          HarvestException.Category.LIMIT_REACHED,
          payload.name() + " has more than " + MOST_STATEMENTS + " statements");
    }
    String name =
        triple.getPredicate().equals(Rdf.type)
            ? "@type"
            : names.computeIfAbsent(triple.getPredicate().getURI(), input.prefixes()::shorten);
    subjects
        .computeIfAbsent(triple.getSubject(), subject -> new TreeMap<>())
        .computeIfAbsent(name, property -> new LinkedHashSet<>())
        .add(triple.getObject());
  }

  private ObjectNode fill(ObjectNode object, Map<String, Set<Node>> properties, int depth) {
    properties.forEach((name, nodes) -> {
      List<JsonNode> values = new ArrayList<>();
      nodes.forEach(node -> values.add(value(node, depth)));
      // A file written in another order has the same records.
      values.sort(Comparator.comparing(JsonNode::toString));
      object.putArray(name).addAll(values);
    });
    return object;
  }

  private JsonNode value(Node node, int depth) {
    if (node.isBlank()) {
      count("");
      if (depth > MOST_DEPTH) {
        throw new HarvestException(
            HarvestException.Category.LIMIT_REACHED,
            payload.name() + " has blank nodes deeper than " + MOST_DEPTH);
      }
      return fill(JSON.objectNode(), subjects.getOrDefault(node, Map.of()), depth + 1);
    }
    if (!node.isLiteral()) {
      return JSON.stringNode(count(node.toString()));
    }
    String text = count(node.getLiteralLexicalForm());
    return node.getLiteralLanguage().isEmpty()
        ? JSON.stringNode(text)
        : JSON.objectNode().put("@language", node.getLiteralLanguage()).put("@value", text);
  }

  private String count(String text) {
    size += RecordReader.CHARACTERS_OF_A_VALUE + text.length();
    if (size > RecordReader.MOST_CHARACTERS) {
      throw RecordReader.tooLarge(payload.name(), "one subject");
    }
    return text;
  }

  private HarvestException broken(String reason) {
    return new HarvestException(
        HarvestException.Category.SOURCE_MALFORMED, payload.name() + reason);
  }
}
