package org.tessera.harvester;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * How a term is made from a record (RML-Core, term maps).
 *
 * @param expression where its text comes from
 * @param kind IRI or literal
 * @param language tags of a literal, as an expression
 * @param datatype IRI of a literal's datatype
 */
record TermMap(
    Expression expression, Kind kind, Optional<Expression> language, Optional<String> datatype) {

  /** What a term map makes. */
  enum Kind {
    IRI,
    LITERAL
  }

  /** Where a text comes from. */
  sealed interface Expression {}

  record Constant(Node node) implements Expression {}

  record Reference(String reference) implements Expression {}

  /** Literal parts and references by turns; {@code parts} has one element more than references. */
  record Template(List<String> parts, List<String> references) implements Expression {}

  record Call(Functions.Function function, Map<String, List<Expression>> inputs)
      implements Expression {}

  /** Everything that it reads. */
  Stream<String> references() {
    return Stream.concat(Stream.of(expression), language.stream()).flatMap(TermMap::references);
  }

  private static Stream<String> references(Expression expression) {
    return switch (expression) {
      case Constant constant -> Stream.empty();
      case Reference reference -> Stream.of(reference.reference());
      case Template template -> template.references().stream();
      case Call call ->
          call.inputs().values().stream().flatMap(List::stream).flatMap(TermMap::references);
    };
  }
}
