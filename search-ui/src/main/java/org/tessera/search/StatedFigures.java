package org.tessera.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** Sizes, prices and dates that a record states of its topic; what cannot be read is not stated. */
final class StatedFigures {
  /** Kinds of price, the one that a learner pays first. */
  static final List<String> PRICE_KINDS =
      List.of("full", "subsidised", "range-min", "certificate-fee", "range-max", "free-audit");

  private static final Set<String> ECTS = Set.of("ects", "6fcec5c5af");

  private final Statements statements;
  private final Node topic;

  StatedFigures(Statements statements, Node topic) {
    this.statements = statements;
    this.topic = topic;
  }

  @Nullable BigDecimal ects() {
    return statements
        .along(topic, Elm.creditPoint)
        .filter(credit ->
            statements.along(credit, Elm.framework).map(Vocabulary::id).anyMatch(ECTS::contains))
        .flatMap(credit -> statements.along(credit, Elm.point))
        .flatMap(point -> decimal(point).stream())
        .findFirst()
        .orElse(null);
  }

  @Nullable BigDecimal hours() {
    return statements
        .object(topic, Elm.volumeOfLearning)
        .flatMap(StatedFigures::lexical)
        .flatMap(StatedFigures::hours)
        .orElse(null);
  }

  /** Hours of an xsd:duration without years and months, whose length nobody knows. */
  static Optional<BigDecimal> hours(String duration) {
    try {
      long minutes = Duration.parse(duration).toMinutes();
      return Optional.of(
          plain(
              BigDecimal.valueOf(minutes).divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  List<Hit.Price> prices() {
    Map<String, Hit.Price> byCurrency = new LinkedHashMap<>();
    Stream.concat(
            statements.along(topic, Elm.priceDetail),
            statements.along(topic, Tess.offering, Elm.priceDetail))
        .flatMap(detail -> price(detail).stream())
        .sorted(Comparator.comparingInt(StatedFigures::rank).thenComparing(Hit.Price::amount))
        .forEach(price -> byCurrency.putIfAbsent(price.currency(), price));
    return List.copyOf(byCurrency.values());
  }

  private Optional<Hit.Price> price(Node detail) {
    String kind = statements.object(detail, Tess.priceKind).map(Vocabulary::id).orElse(null);
    for (Node amount : statements.objects(detail, Elm.amount)) {
      Optional<BigDecimal> value =
          statements.object(amount, Rdf.value).flatMap(StatedFigures::decimal);
      Optional<String> currency = statements.object(amount, Elm.unit).flatMap(Authority::currency);
      if (value.isPresent() && currency.isPresent()) {
        return Optional.of(new Hit.Price(value.get(), currency.get(), kind));
      }
    }
    return Optional.empty();
  }

  private static int rank(Hit.Price price) {
    int rank = PRICE_KINDS.indexOf(price.kind() == null ? "" : price.kind());
    return rank < 0 ? PRICE_KINDS.size() : rank;
  }

  /** In order, each once. */
  List<LocalDate> starts() {
    return statements
        .along(topic, Tess.offering, Dct.temporal, Elm.startDate)
        .flatMap(date -> date(date).stream())
        .sorted()
        .distinct()
        .toList();
  }

  private static Optional<BigDecimal> decimal(Node literal) {
    try {
      return lexical(literal).map(text -> plain(new BigDecimal(text)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Without trailing zeros and without an exponent, as people write it. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static Optional<LocalDate> date(Node literal) {
    try {
      return lexical(literal)
          .map(text -> LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> lexical(Node node) {
    return node.isLiteral() ? Optional.of(node.getLiteralLexicalForm()) : Optional.empty();
  }
}
