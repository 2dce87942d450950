package org.tessera.search.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Tess;
import org.tessera.store.RunReport;
import org.tessera.store.RunReport.UnmappedValue;

/**
 * What became of a register's records that were stored, and yet lack something: advice that they do
 * not follow, and values that the mapping does not know.
 *
 * @param of which harvest counted it, and of what; null where none tells
 * @param last whether that harvest is the last one
 * @param unkept how often advice was not followed that the store keeps no more
 */
record SourceAdvice(
    @Nullable RunReport of, boolean last, long unkept, List<Line> lines, List<Table> tables) {
  private static final int VALUES = 5;

  /** A harvest keeps no more different values. */
  private static final int MOST_KEPT = 1_000;

  /** What advice asks for that an extract may have left out, by the end of its shape's name. */
  private static final Map<String, Node> ASKED =
      Map.of("description", Dct.description, "outcome", Elm.learningOutcome, "skill", Tess.skill);

  /**
   * Of the newest harvest that checked all records, as one that checked what was new or changed
   * tells of these alone; where there is none, of the newest that checked any.
   *
   * @param newestFirst the register's harvests
   * @param leftOut properties that were left out of its records on purpose
   */
  static SourceAdvice of(List<RunReport> newestFirst, Set<Node> leftOut, Links links, Page page) {
    return newestFirst.stream()
        .filter(RunReport::checkedAll)
        .findFirst()
        .or(() -> newestFirst.stream().filter(SourceAdvice::tells).findFirst())
        .map(report ->
            new SourceAdvice(
                report,
                report == newestFirst.getFirst(),
                report.warnings().isEmpty() ? report.warningCount() : 0,
                report.warnings().stream()
                    .map(warning -> line(warning, leftOut, links, page))
                    .toList(),
                tables(report.unmapped())))
        .orElse(new SourceAdvice(null, true, 0, List.of(), List.of()));
  }

  private static boolean tells(RunReport report) {
    return report.checked() > 0 || report.warningCount() > 0 || !report.unmapped().isEmpty();
  }

  private static Line line(RunReport.Warning warning, Set<Node> leftOut, Links links, Page page) {
    String asked = end(warning.shape());
    String words = page.messages().textOr("advice." + asked, "");
    return new Line(
        words.isEmpty() ? warning.message() : words,
        words.isEmpty() ? "en" : null,
        page.messages().textOr("advice.of." + end(warning.about()), ""),
        ASKED.containsKey(asked) && leftOut.contains(ASKED.get(asked)),
        warning.times(),
        warning.examples().stream()
            .filter(Node::isURI)
            .map(topic -> new Example(end(topic.getURI()), links.record(topic.getURI())))
            .toList());
  }

  private static List<Table> tables(List<UnmappedValue> values) {
    Map<String, List<UnmappedValue>> byTable =
        values.stream()
            .collect(
                Collectors.groupingBy(
                    UnmappedValue::table, LinkedHashMap::new, Collectors.toList()));
    return byTable.entrySet().stream()
        .map(table ->
            new Table(
                table.getKey(),
                table.getValue().stream().mapToLong(UnmappedValue::times).sum(),
                table.getValue().stream().limit(VALUES).toList(),
                Math.max(0, table.getValue().size() - VALUES)))
        .sorted(Comparator.comparingLong(Table::times).reversed())
        .toList();
  }

  private static String end(String iri) {
    return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
  }

  boolean isEmpty() {
    return lines.isEmpty() && tables.isEmpty() && unkept == 0;
  }

  /** How often advice was not followed. */
  long missed() {
    return lines.stream().mapToLong(Line::times).sum();
  }

  /** Whether some of it is not the register's to follow. */
  boolean anyLeftOut() {
    return lines.stream().anyMatch(Line::leftOut);
  }

  /** Of which records the counts are. */
  String basis(Page page) {
    if (of == null) {
      return "";
    }
    String time = page.messages().time(of.run().started());
    long same = of.notChecked().orElse(of.run().unchanged());
    if (same == 0) {
      return page.text("source.advice.of-all", time, of.checked());
    }
    return of.notChecked().isPresent()
        ? page.text("source.advice.of-part", time, of.checked(), same)
        : page.text("source.advice.of-unknown", time, of.checked(), same);
  }

  /** Whether there may have been more values than are kept. */
  boolean atLeast() {
    return tables.stream().mapToLong(table -> table.first().size() + table.more()).sum()
        >= MOST_KEPT;
  }

  /** How often a value was left out. */
  long leftOut() {
    return tables.stream().mapToLong(Table::times).sum();
  }

  /**
   * @param lang language of the words where it is not the page's
   * @param about what it is for
   * @param leftOut whether the register is not to blame: it was left out on purpose
   */
  record Line(
      String words,
      @Nullable String lang,
      String about,
      boolean leftOut,
      long times,
      List<Example> examples) {}

  record Example(String name, String href) {
    boolean fits() {
      return ProblemGroup.fitsLine(name);
    }
  }

  /**
   * @param name file name of the look-up table, or {@code dates}
   * @param first the most frequent of its values
   * @param more how many values there are besides
   */
  record Table(String name, long times, List<UnmappedValue> first, int more) {}
}
