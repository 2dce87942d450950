package org.tessera.search.page;

import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** What a record says on funding: of a scheme what it pays to whom, of others who pays for them. */
final class FundingSections {
  private final RecordGraph graph;
  private final Page page;

  FundingSections(RecordGraph graph, Page page) {
    this.graph = graph;
    this.page = page;
  }

  /** The sections of a funding scheme; those that it says nothing for are empty. */
  Stream<RecordView.Section> ofScheme() {
    return Stream.of(
        new RecordView.Section("rates", rates(), List.of()),
        new RecordView.Section("for-whom", List.of(), notes(Tess.beneficiaryCondition)),
        new RecordView.Section("remarks", List.of(), notes(Elm.additionalNote)));
  }

  /** Each scheme that pays for the thing or does not, and the rule where one was derived. */
  List<Value> eligibilities() {
    List<Value> values = new ArrayList<>();
    for (Node eligibility : graph.objects(graph.topic(), Tess.fundingEligibility)) {
      String status =
          graph.objects(eligibility, Tess.eligibilityStatus).stream()
              .map(graph::label)
              .collect(Collectors.joining(", "));
      String note =
          joined(
              graph.objects(eligibility, Tess.eligibilityBasis).stream().map(graph::label),
              asOf(eligibility),
              period(eligibility));
      for (Node scheme : graph.objects(eligibility, Tess.underScheme)) {
        Value named = graph.value(scheme);
        values.add(
            new Value(
                page.text("funding.under", named.text(), status), null, named.href(), note, 0));
      }
      for (Node rule : graph.objects(eligibility, Tess.rule)) {
        Value named = graph.value(rule);
        values.add(
            new Value(
                page.text("funding.rule", named.text()),
                null,
                named.href(),
                graph
                    .object(eligibility, Tess.confidence)
                    .map(graph::value)
                    .map(confidence -> page.text("elsewhere.confidence", confidence.text()))
                    .orElse(null),
                0));
      }
    }
    return values;
  }

  private List<Fact> rates() {
    return graph.objects(graph.topic(), Tess.fundingRate).stream()
        .map(rate -> new Fact(name(rate), rate(rate)))
        .toList();
  }

  private String name(Node rate) {
    return graph.texts(rate, Dct.title).stream()
        .findFirst()
        .map(Value::text)
        .orElseGet(() -> RecordGraph.id(rate));
  }

  private List<Value> rate(Node rate) {
    List<Value> values = new ArrayList<>();
    String sums =
        joined(
            amount(rate, Tess.annualAmount, "funding.annual"),
            amount(rate, Tess.oneOffAmount, "funding.once"),
            amount(rate, Tess.ceiling, "funding.ceiling"),
            amount(rate, Tess.coPayment, "funding.own-share"),
            share(rate));
    if (sums != null) {
      values.add(Value.of(sums).withNote(joined(period(rate))));
    }
    for (Node condition : graph.objects(rate, Tess.beneficiaryCondition)) {
      values.addAll(graph.texts(condition, Elm.noteLiteral));
    }
    source(rate)
        .ifPresent(
            address -> values.add(new Value(host(address), null, address, joined(asOf(rate)), 0)));
    return values;
  }

  private Stream<String> amount(Node rate, Node predicate, String words) {
    return graph.objects(rate, predicate).stream()
        .flatMap(amount ->
            graph.objects(amount, Rdf.value).stream()
                .map(sum ->
                    page.messages()
                        .money(
                            new BigDecimal(sum.getLiteralLexicalForm()),
                            graph.object(amount, Elm.unit).map(RecordGraph::id).orElse(""))))
        .map(money -> page.text(words, money));
  }

  private Stream<String> share(Node rate) {
    return graph.objects(rate, Tess.maximumShare).stream()
        .map(share -> new BigDecimal(share.getLiteralLexicalForm()).movePointRight(2))
        .map(percent -> page.text("funding.share", page.messages().number(percent)));
  }

  /** Words of a note lead to where they were read, since each has a source of its own. */
  private List<Value> notes(Node predicate) {
    return graph.objects(graph.topic(), predicate).stream()
        .flatMap(note ->
            graph.texts(note, Elm.noteLiteral).stream()
                .map(text -> {
                  Optional<String> address = source(note);
                  return new Value(
                      text.text(),
                      text.lang(),
                      address.orElse(null),
                      joined(address.map(FundingSections::host).stream(), asOf(note)),
                      0);
                }))
        .toList();
  }

  private Optional<String> source(Node subject) {
    return graph.object(subject, Dct.source).filter(Node::isURI).map(Node::getURI);
  }

  private Stream<String> period(Node subject) {
    return graph.objects(subject, Dct.temporal).stream()
        .flatMap(period -> graph.period(period).stream());
  }

  /** A date as written may be a year alone. */
  private Stream<String> asOf(Node subject) {
    return graph.objects(subject, Dct.date).stream()
        .map(Node::getLiteralLexicalForm)
        .map(written -> page.text("funding.as-of", inWords(written)));
  }

  private String inWords(String written) {
    try {
      return page.messages().date(LocalDate.parse(written));
    } catch (DateTimeParseException e) {
      return written;
    }
  }

  private static String host(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getHost()).orElse(address);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }

  @SafeVarargs
  private static @Nullable String joined(Stream<String>... parts) {
    String text = Stream.of(parts).flatMap(part -> part).collect(Collectors.joining(" · "));
    return text.isEmpty() ? null : text;
  }
}
