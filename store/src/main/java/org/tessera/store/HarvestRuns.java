package org.tessera.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Sh;
import org.tessera.ontology.Tess;

/** Reads harvest runs out of the graphs that hold them. */
record HarvestRuns(Graphs graphs) {
  /** A table, a value that it lacks, and how often: as a run tells of it in one text. */
  private static final Pattern UNMAPPED = Pattern.compile("(?s)([^:]*): (.*) \\(×(\\d{1,18})\\)");

  /** What {@link SourceSummary.Run} holds, and what of {@link RunReport} is one number. */
  private static final List<Node> COUNTS =
      List.of(
          Prov.startedAtTime,
          Prov.endedAtTime,
          Tess.complete,
          Tess.seen,
          Tess.added,
          Tess.changed,
          Tess.unchanged,
          Tess.notChecked,
          Tess.warningCount,
          Tess.quarantined,
          Tess.skipped,
          Tess.withdrawn,
          Tess.failure);

  Optional<SourceSummary.Run> run(Node run) {
    return counts(run).map(RunReport::run);
  }

  /**
   * The newest reports among some runs; a run's IRI ends with its time, so order is by IRI. Only
   * the newest, the newest that tells of what it mapped, and the newest that checked all records
   * are read with all that they met.
   */
  List<RunReport> latest(Collection<Node> runs, int limit) {
    List<RunReport> reports = new ArrayList<>();
    boolean told = false;
    boolean toldOfAll = false;
    for (Node run :
        runs.stream().sorted(Comparator.comparing(Node::getURI).reversed()).limit(limit).toList()) {
      Optional<RunReport> counts = counts(run);
      boolean tells = !told && counts.filter(it -> tells(run, it)).isPresent();
      boolean tellsOfAll = !toldOfAll && counts.filter(RunReport::checkedAll).isPresent();
      told |= tells;
      toldOfAll |= tellsOfAll;
      (tells || tellsOfAll || reports.isEmpty() ? report(run) : counts).ifPresent(reports::add);
    }
    return List.copyOf(reports);
  }

  /** Whether it mapped records: one that found all as before says nothing of them. */
  private boolean tells(Node run, RunReport counts) {
    return counts.checked() > 0
        || counts.warningCount() > 0
        || graphs.object(run, run, Tess.unmappedValue).isPresent();
  }

  private Optional<RunReport> counts(Node run) {
    Map<Node, Node> about = new HashMap<>();
    for (Node predicate : COUNTS) {
      graphs.object(run, run, predicate).ifPresent(value -> about.put(predicate, value));
    }
    return run(run, Map.of(run, about))
        .map(summary ->
            new RunReport(
                summary,
                notChecked(about),
                count(about, Tess.warningCount),
                List.of(),
                List.of(),
                List.of()));
  }

  private Optional<RunReport> report(Node run) {
    Set<Triple> statements = graphs.read(run);
    Map<Node, Map<Node, Node>> values = valuesBySubject(statements);
    return run(run, values)
        .map(summary ->
            new RunReport(
                summary,
                notChecked(values.getOrDefault(run, Map.of())),
                count(values.getOrDefault(run, Map.of()), Tess.warningCount),
                problems(run, statements, values),
                warnings(run, statements, values),
                unmapped(run, statements)));
  }

  private static List<RunReport.Warning> warnings(
      Node run, Set<Triple> statements, Map<Node, Map<Node, Node>> values) {
    Map<Node, List<Node>> examples =
        statements.stream()
            .filter(it -> it.getPredicate().equals(Sh.focusNode))
            .sorted(Comparator.comparing(it -> it.getObject().toString()))
            .collect(
                Collectors.groupingBy(
                    Triple::getSubject,
                    Collectors.mapping(Triple::getObject, Collectors.toList())));
    return objects(statements, run, Tess.warning)
        .map(node -> {
          Map<Node, Node> warning = values.getOrDefault(node, Map.of());
          return new RunReport.Warning(
              text(warning, Sh.sourceShape),
              text(warning, Tess.warningAbout),
              text(warning, Sh.resultMessage),
              count(warning, Tess.warningCount),
              examples.getOrDefault(node, List.of()));
        })
        .sorted(
            Comparator.comparingLong(RunReport.Warning::times)
                .reversed()
                .thenComparing(RunReport.Warning::shape)
                .thenComparing(RunReport.Warning::about))
        .toList();
  }

  private static List<RunReport.UnmappedValue> unmapped(Node run, Set<Triple> statements) {
    return objects(statements, run, Tess.unmappedValue)
        .map(it -> UNMAPPED.matcher(it.getLiteralLexicalForm()))
        .filter(Matcher::matches)
        .map(it ->
            new RunReport.UnmappedValue(it.group(1), it.group(2), Long.parseLong(it.group(3))))
        .sorted(
            Comparator.comparingLong(RunReport.UnmappedValue::times)
                .reversed()
                .thenComparing(RunReport.UnmappedValue::table)
                .thenComparing(RunReport.UnmappedValue::value))
        .toList();
  }

  private static Stream<Node> objects(Set<Triple> statements, Node subject, Node predicate) {
    return statements.stream()
        .filter(it -> it.getPredicate().equals(predicate) && it.getSubject().equals(subject))
        .map(Triple::getObject);
  }

  private static List<RunReport.Problem> problems(
      Node run, Set<Triple> statements, Map<Node, Map<Node, Node>> values) {
    return statements.stream()
        .filter(it -> it.getSubject().equals(run) && it.getPredicate().equals(Tess.problem))
        .map(it -> values.getOrDefault(it.getObject(), Map.of()))
        .map(problem ->
            new RunReport.Problem(
                text(problem, Tess.problemRecord),
                text(problem, Tess.problemPlace),
                text(problem, Tess.problemReason)))
        .sorted(
            Comparator.comparing(RunReport.Problem::record)
                .thenComparing(RunReport.Problem::place)
                .thenComparing(RunReport.Problem::reason))
        .toList();
  }

  private static Optional<SourceSummary.Run> run(Node run, Map<Node, Map<Node, Node>> values) {
    Map<Node, Node> about = values.getOrDefault(run, Map.of());
    return instant(about, Prov.startedAtTime)
        .map(started ->
            new SourceSummary.Run(
                run,
                started,
                instant(about, Prov.endedAtTime),
                text(about, Tess.complete).equals("true"),
                count(about, Tess.seen),
                count(about, Tess.added),
                count(about, Tess.changed),
                count(about, Tess.unchanged),
                count(about, Tess.quarantined),
                count(about, Tess.skipped),
                count(about, Tess.withdrawn),
                Optional.of(text(about, Tess.failure)).filter(why -> !why.isEmpty())));
  }

  private static Map<Node, Map<Node, Node>> valuesBySubject(Set<Triple> statements) {
    Map<Node, Map<Node, Node>> values = new HashMap<>();
    for (Triple statement : statements) {
      values
          .computeIfAbsent(statement.getSubject(), subject -> new HashMap<>())
          .put(statement.getPredicate(), statement.getObject());
    }
    return values;
  }

  private static Optional<Instant> instant(Map<Node, Node> values, Node predicate) {
    return Optional.ofNullable(values.get(predicate)).map(CatalogueStatements::instant);
  }

  private static OptionalLong notChecked(Map<Node, Node> values) {
    return values.containsKey(Tess.notChecked)
        ? OptionalLong.of(count(values, Tess.notChecked))
        : OptionalLong.empty();
  }

  private static long count(Map<Node, Node> values, Node predicate) {
    Node value = values.get(predicate);
    return value == null ? 0 : Long.parseLong(value.getLiteralLexicalForm());
  }

  private static String text(Map<Node, Node> values, Node predicate) {
    Node value = values.get(predicate);
    if (value == null) {
      return "";
    }
    return value.isLiteral() ? value.getLiteralLexicalForm() : value.toString();
  }
}
