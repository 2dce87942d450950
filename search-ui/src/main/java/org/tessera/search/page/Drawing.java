package org.tessera.search.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.tessera.search.Cube;

/**
 * A plot in words and lengths. Bars are lengths in per cent; lines are drawn in {@value #WIDTH} by
 * {@value #HEIGHT}.
 *
 * @param caption what it shows, with the values at which it holds what it does not draw
 * @param bars empty for lines
 * @param lines empty for bars
 * @param across marks along the bottom
 * @param up marks along the side
 */
record Drawing(
    String caption,
    List<Length> bars,
    List<Line> lines,
    List<Mark> across,
    List<Mark> up,
    int hidden) {
  static final int WIDTH = 760;
  static final int HEIGHT = 320;

  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 16;
  private static final int BOTTOM = 36;
  private static final int STEPS = 4;
  private static final int MOST_MARKS = 10;

  /** A bar: its length in per cent of the longest. */
  record Length(String label, String value, double width, boolean negative) {}

  /**
   * @param path of an SVG drawing
   * @param dots its figures
   */
  record Line(String label, String path, List<Dot> dots) {}

  record Dot(double x, double y, String title) {}

  record Mark(double at, String label) {}

  static Drawing of(CubePlot plot, Cube cube, CubeWords words, Page page) {
    String fixed =
        plot.fixed().entrySet().stream()
            .map(entry ->
                page.text(
                    "statistics.held",
                    words.column(cube, entry.getKey(), page),
                    words.value(cube, entry.getValue(), page)))
            .collect(Collectors.joining(page.text("search.and")));
    String measure = words.column(cube, plot.measure(), page);
    String over = words.column(cube, plot.over(), page);
    String caption =
        fixed.isEmpty()
            ? page.text("statistics.plot", measure, over)
            : page.text("statistics.plot-held", measure, over, fixed);
    return plot.lines() && plot.points().values().stream().anyMatch(points -> points.size() > 1)
        ? lines(plot, cube, words, page, caption)
        : bars(plot, cube, words, page, caption);
  }

  private static Drawing bars(
      CubePlot plot, Cube cube, CubeWords words, Page page, String caption) {
    List<CubePlot.Point> points = plot.points().values().iterator().next();
    double longest =
        points.stream().mapToDouble(point -> Math.abs(point.value().doubleValue())).max().orElse(0);
    List<Length> bars =
        points.stream()
            .map(point ->
                new Length(
                    words.value(cube, point.at(), page),
                    page.messages().number(point.value()),
                    longest == 0
                        ? 0
                        : rounded(100 * Math.abs(point.value().doubleValue()) / longest),
                    point.value().signum() < 0))
            .toList();
    return new Drawing(caption, bars, List.of(), List.of(), List.of(), plot.hidden());
  }

  private static Drawing lines(
      CubePlot plot, Cube cube, CubeWords words, Page page, String caption) {
    TreeSet<String> periods = new TreeSet<>();
    List<BigDecimal> values = new ArrayList<>();
    plot.points().values().stream()
        .flatMap(List::stream)
        .forEach(point -> {
          periods.add(Cube.key(point.at()));
          values.add(point.value());
        });
    Scale across = Scale.ofPeriods(List.copyOf(periods));
    Scale up = Scale.ofValues(values);
    List<Line> lines = new ArrayList<>();
    plot.points()
        .forEach((line, points) -> {
          List<Dot> dots = points.stream().map(point -> dot(point, across, up, page)).toList();
          String path =
              dots.stream()
                  .map(dot -> dot.x() + " " + dot.y())
                  .collect(Collectors.joining("L", "M", ""));
          lines.add(new Line(label(plot, line, cube, words, page), path, dots));
        });
    int every = (periods.size() + MOST_MARKS - 1) / MOST_MARKS;
    List<Mark> below = new ArrayList<>();
    List<String> ordered = List.copyOf(periods);
    for (int i = 0; i < ordered.size(); i += every) {
      below.add(new Mark(x(across.of(ordered.get(i))), ordered.get(i)));
    }
    List<Mark> beside = new ArrayList<>();
    for (int i = 0; i <= STEPS; i++) {
      BigDecimal value = BigDecimal.valueOf(up.from() + (up.to() - up.from()) * i / STEPS);
      beside.add(
          new Mark(y((double) i / STEPS), page.messages().number(value.round(new MathContext(4)))));
    }
    return new Drawing(caption, List.of(), lines, below, beside, 0);
  }

  private static String label(CubePlot plot, Node line, Cube cube, CubeWords words, Page page) {
    return plot.by() == null
        ? words.column(cube, plot.measure(), page)
        : words.value(cube, line, page);
  }

  private static Dot dot(CubePlot.Point point, Scale across, Scale up, Page page) {
    String period = Cube.key(point.at());
    return new Dot(
        x(across.of(period)),
        y(up.share(point.value().doubleValue())),
        period + ": " + page.messages().number(point.value()));
  }

  private static double x(double share) {
    return rounded(LEFT + share * (WIDTH - LEFT - RIGHT));
  }

  private static double y(double share) {
    return rounded(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM));
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /** A range of numbers; periods that are years stand where they belong, others one by one. */
  private record Scale(double from, double to, List<String> names) {

    static Scale ofPeriods(List<String> periods) {
      boolean years = periods.stream().allMatch(period -> period.matches("\\d{4}"));
      return years
          ? new Scale(
              Integer.parseInt(periods.getFirst()), Integer.parseInt(periods.getLast()), List.of())
          : new Scale(0, periods.size() - 1.0, periods);
    }

    /** With zero in it, so that no difference looks larger than it is. */
    static Scale ofValues(List<BigDecimal> values) {
      double least = values.stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0);
      double most = values.stream().mapToDouble(BigDecimal::doubleValue).max().orElse(1);
      double from = least < 0 ? nice(least) : 0;
      double to = most <= 0 ? 0 : nice(most);
      return new Scale(from, to == from ? from + 1 : to, List.of());
    }

    /** The next number away from zero with one or two digits that people count in. */
    private static double nice(double value) {
      double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))));
      double steps = Math.ceil(Math.abs(value) / unit * 2) / 2;
      return Math.signum(value) * steps * unit;
    }

    double of(String period) {
      return share(names.isEmpty() ? Integer.parseInt(period) : names.indexOf(period));
    }

    double share(double value) {
      return to == from ? 0.5 : (value - from) / (to - from);
    }
  }
}
