package org.tessera.search.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.tessera.search.Cube;

/**
 * What of a selection can be drawn: figures side by side, or lines over time for a few of them. A
 * plot shows one measure; each dimension that it does not draw is held at one value, which it
 * names.
 *
 * @param measure what is drawn
 * @param over the dimension along which it is drawn: the period for lines
 * @param by the dimension that tells lines apart; null for one line, and for bars
 * @param fixed the values at which other dimensions are held
 * @param points of each line by the value that tells it; bars are one line
 * @param hidden bars that are not drawn as there are too many
 */
record CubePlot(
    Cube.Component measure,
    Cube.Component over,
    Cube.@Nullable Component by,
    Map<Cube.Component, Node> fixed,
    Map<Node, List<Point>> points,
    int hidden) {
  private static final int BARS = 40;
  private static final int LINES = 6;
  private static final double ENOUGH = 0.5;

  /** A figure: where it stands and how much it is. */
  record Point(Node at, BigDecimal value) {}

  boolean lines() {
    return over.property().equals(org.tessera.ontology.SdmxDimension.refPeriod);
  }

  /** Empty where the selection holds no number or nothing to draw it along. */
  static Optional<CubePlot> of(CubeSelection selection) {
    return selection.cube().components(Cube.Role.MEASURE).stream()
        .map(measure -> of(selection, measure))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<CubePlot> of(CubeSelection selection, Cube.Component measure) {
    List<Cube.Observation> figures =
        selection.figures().stream().filter(figure -> number(figure, measure) != null).toList();
    List<Cube.Component> dimensions = List.copyOf(selection.values().keySet());
    if (figures.isEmpty() || dimensions.isEmpty()) {
      return Optional.empty();
    }
    return selection
        .period()
        .filter(period -> count(figures, period) > 1)
        .flatMap(period -> lines(selection, figures, measure, period))
        .or(() -> Optional.of(bars(selection, figures, measure)));
  }

  private static Optional<CubePlot> lines(
      CubeSelection selection,
      List<Cube.Observation> figures,
      Cube.Component measure,
      Cube.Component period) {
    Optional<Cube.Component> area = selection.area();
    if (area.isPresent() && count(figures, area.get()) > LINES) {
      return Optional.empty();
    }
    Cube.Component by =
        Stream.concat(area.stream(), selection.values().keySet().stream())
            .filter(dimension -> !dimension.equals(period))
            .filter(
                dimension -> count(figures, dimension) > 1 && count(figures, dimension) <= LINES)
            .findFirst()
            .orElse(null);
    Held held =
        hold(selection, figures, dimension -> dimension.equals(period) || dimension.equals(by));
    Map<Node, List<Point>> lines = new LinkedHashMap<>();
    for (Cube.Observation figure : held.figures()) {
      Node line = by == null ? measure.property() : figure.value(by);
      Node at = figure.value(period);
      BigDecimal value = number(figure, measure);
      if (line != null && at != null && value != null) {
        lines.computeIfAbsent(line, key -> new ArrayList<>()).add(new Point(at, value));
      }
    }
    lines
        .values()
        .forEach(points -> points.sort(Comparator.comparing(point -> Cube.key(point.at()))));
    boolean drawn = lines.values().stream().anyMatch(points -> points.size() > 1);
    return drawn
        ? Optional.of(new CubePlot(measure, period, by, held.values(), lines, 0))
        : Optional.empty();
  }

  private static CubePlot bars(
      CubeSelection selection, List<Cube.Observation> all, Cube.Component measure) {
    List<Cube.Component> dimensions = List.copyOf(selection.values().keySet());
    Cube.Component over =
        selection
            .area()
            .filter(area -> count(all, area) > 1)
            .or(() ->
                dimensions.stream()
                    .filter(dimension -> selection.period().filter(dimension::equals).isEmpty())
                    .max(Comparator.comparingLong(dimension -> count(all, dimension))))
            .orElse(dimensions.getFirst());
    List<Cube.Observation> figures = all;
    Map<Cube.Component, Node> fixed = new LinkedHashMap<>();
    Optional<Node> latest =
        selection
            .period()
            .filter(period -> !period.equals(over))
            .flatMap(period -> latest(all, period, over));
    if (latest.isPresent()) {
      Cube.Component period = selection.period().orElseThrow();
      figures = all.stream().filter(figure -> latest.get().equals(figure.value(period))).toList();
      fixed.put(period, latest.get());
    }
    Held held = hold(selection, figures, dimension -> dimension.equals(over));
    fixed.putAll(held.values());
    Map<Node, Point> points = new LinkedHashMap<>();
    for (Cube.Observation figure : held.figures()) {
      Node at = figure.value(over);
      BigDecimal value = number(figure, measure);
      if (at != null && value != null) {
        points.putIfAbsent(at, new Point(at, value));
      }
    }
    List<Point> sorted =
        points.values().stream()
            .sorted(Comparator.comparing(Point::value).reversed())
            .limit(BARS)
            .toList();
    return new CubePlot(
        measure,
        over,
        null,
        fixed,
        Map.of(measure.property(), sorted),
        points.size() - sorted.size());
  }

  /** The last period of which at least half as many are known as of the best known one. */
  private static Optional<Node> latest(
      List<Cube.Observation> figures, Cube.Component period, Cube.Component over) {
    Map<Node, java.util.Set<Node>> known = new HashMap<>();
    for (Cube.Observation figure : figures) {
      Node when = figure.value(period);
      Node what = figure.value(over);
      if (when != null && what != null) {
        known.computeIfAbsent(when, key -> new java.util.HashSet<>()).add(what);
      }
    }
    int most = known.values().stream().mapToInt(java.util.Set::size).max().orElse(0);
    return known.entrySet().stream()
        .filter(entry -> entry.getValue().size() >= most * ENOUGH)
        .map(Map.Entry::getKey)
        .max(Comparator.comparing(Cube::key));
  }

  /** Holds each other dimension at its most frequent value. */
  private static Held hold(
      CubeSelection selection, List<Cube.Observation> figures, Predicate<Cube.Component> drawn) {
    List<Cube.Observation> left = figures;
    Map<Cube.Component, Node> values = new LinkedHashMap<>();
    for (Cube.Component dimension : selection.values().keySet()) {
      if (drawn.test(dimension)) {
        continue;
      }
      Map<Node, Integer> counts = new LinkedHashMap<>();
      left.forEach(figure ->
          Optional.ofNullable(figure.value(dimension))
              .ifPresent(value -> counts.merge(value, 1, Integer::sum)));
      Optional<Node> most =
          counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
      if (most.isPresent()) {
        values.put(dimension, most.get());
        left = left.stream().filter(figure -> most.get().equals(figure.value(dimension))).toList();
      }
    }
    return new Held(left, values);
  }

  private static long count(List<Cube.Observation> figures, Cube.Component dimension) {
    return figures.stream()
        .flatMap(figure -> Stream.ofNullable(figure.value(dimension)))
        .distinct()
        .count();
  }

  private static @Nullable BigDecimal number(Cube.Observation figure, Cube.Component measure) {
    Node value = figure.value(measure);
    return value == null ? null : Cube.number(value).orElse(null);
  }

  private record Held(List<Cube.Observation> figures, Map<Cube.Component, Node> values) {}
}
