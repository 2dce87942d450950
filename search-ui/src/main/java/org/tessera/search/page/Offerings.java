package org.tessera.search.page;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.tessera.ontology.Clv;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Locn;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/** When and where one thing is offered, the next time first. For one request. */
final class Offerings {
  private static final int NEXT = 3;

  private final RecordGraph graph;
  private final Page page;
  private final LocalDate today;
  private final List<Node> offerings;

  Offerings(RecordGraph graph, Page page, LocalDate today) {
    this.graph = graph;
    this.page = page;
    this.today = today;
    this.offerings = ordered(graph.objects(graph.topic(), Tess.offering));
  }

  /** The next dates; where all are past the last one, which says so. */
  List<Value> dates() {
    List<Value> next =
        offerings.stream()
            .filter(offering -> !past(offering))
            .flatMap(this::periods)
            .map(Value::of)
            .distinct()
            .limit(NEXT)
            .toList();
    return next.isEmpty()
        ? offerings.stream()
            .flatMap(this::periods)
            .limit(1)
            .map(last -> Value.of(last).withNote(page.text("offering.all-past")))
            .toList()
        : next;
  }

  List<Value> prices() {
    return Stream.concat(Stream.of(graph.topic()), offerings.stream())
        .flatMap(subject -> graph.prices(subject).stream())
        .distinct()
        .toList();
  }

  /** Where it is learnt, whatever the offering. */
  List<Value> places() {
    return graph.objects(graph.topic(), Elm.location).stream()
        .map(this::place)
        .map(Value::of)
        .toList();
  }

  /** Each offering in one line. */
  List<Value> values() {
    return offerings.stream().map(this::value).flatMap(Optional::stream).toList();
  }

  /** Those to come, in their order, then those without a date, then the past ones, newest first. */
  private List<Node> ordered(List<Node> some) {
    Comparator<Node> inOrder = Comparator.comparing(this::firstDay);
    Stream<Node> coming = some.stream().filter(it -> dated(it) && !past(it)).sorted(inOrder);
    Stream<Node> undated = some.stream().filter(it -> !dated(it));
    Stream<Node> over = some.stream().filter(this::past).sorted(inOrder.reversed());
    return Stream.of(coming, undated, over).flatMap(it -> it).toList();
  }

  private Stream<LocalDate> days(Node offering) {
    return graph.objects(offering, Dct.temporal).stream()
        .flatMap(period ->
            Stream.of(Elm.startDate, Elm.endDate).flatMap(day -> graph.date(period, day).stream()));
  }

  private boolean dated(Node offering) {
    return days(offering).findAny().isPresent();
  }

  private boolean ends(Node offering) {
    return graph.objects(offering, Dct.temporal).stream()
        .anyMatch(period -> graph.date(period, Elm.endDate).isPresent());
  }

  /** Over, or begun with no end stated: too late to begin it. */
  private boolean past(Node offering) {
    return dated(offering) && days(offering).allMatch(day -> day.isBefore(today));
  }

  private LocalDate firstDay(Node offering) {
    return days(offering).min(Comparator.naturalOrder()).orElse(LocalDate.MAX);
  }

  private Stream<String> periods(Node offering) {
    return graph.objects(offering, Dct.temporal).stream()
        .flatMap(period -> graph.period(period).stream());
  }

  private Optional<Value> value(Node offering) {
    String text =
        Stream.of(
                periods(offering),
                past(offering)
                    ? Stream.of(page.text(ends(offering) ? "offering.past" : "offering.begun"))
                    : Stream.<String>of(),
                graph.objects(offering, Elm.location).stream().map(this::place),
                graph.objects(offering, Elm.mode).stream().map(node -> graph.value(node).text()),
                graph.objects(offering, Dct.language).stream()
                    .map(node -> graph.value(node).text()),
                graph.prices(offering).stream().map(Value::text))
            .flatMap(parts -> parts)
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" · "));
    return text.isEmpty() ? Optional.empty() : Optional.of(Value.of(text));
  }

  private String place(Node location) {
    String named =
        Stream.of(Skos.prefLabel, Elm.spatialCode, Elm.countryCode)
            .flatMap(part -> graph.objects(location, part).stream())
            .map(node -> graph.value(node).text())
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? position(location).orElse(graph.value(location).text()) : named;
  }

  private Optional<String> position(Node location) {
    return graph.objects(location, Locn.geometry).stream()
        .flatMap(point ->
            graph.objects(point, Clv.latitude).stream()
                .flatMap(latitude ->
                    graph.objects(point, Clv.longitude).stream()
                        .map(longitude ->
                            page.text(
                                "format.position",
                                graph.value(latitude).text(),
                                graph.value(longitude).text()))))
        .findFirst();
  }
}
