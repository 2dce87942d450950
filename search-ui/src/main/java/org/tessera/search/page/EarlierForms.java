package org.tessera.search.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.tessera.store.RecordHistory;

/**
 * What a record said before, as a list of its changes.
 *
 * @param changes the newest first
 * @param unknownBefore the time before which nothing was kept; null where all was
 * @param timeMap where machines find all forms
 */
record EarlierForms(List<Change> changes, @Nullable Instant unknownBefore, String timeMap) {
  /** Lines of a change beyond this are counted. */
  private static final int LINES = 20;

  /**
   * @param kind {@code changed}, {@code withdrawn} or {@code restored}
   * @param more lines that are not shown
   * @param before forms for machines of what it said until then
   */
  record Change(
      Instant when, String kind, List<Line> lines, int more, List<RecordView.Form> before) {}

  /**
   * @param label the property, with the thing within the record that has it
   */
  record Line(String label, List<Value> before, List<Value> after) {}

  /** Null where there is one form only and nothing of it is missing. */
  static @Nullable EarlierForms of(
      RecordHistory history, RecordGraph graph, Links links, Page page) {
    Node record = history.record().catalogueRecord().record();
    Instant firstSeen = history.record().catalogueRecord().firstSeen();
    String path = links.record(record.getURI());
    List<Change> changes = new ArrayList<>();
    RecordHistory.Form said = history.forms().getFirst();
    for (int i = 1; i < history.forms().size(); i++) {
      RecordHistory.Form before = history.forms().get(i - 1);
      RecordHistory.Form after = history.forms().get(i);
      // A record that came back is set beside what it said before it went.
      List<Line> lines =
          after.active() && said.active() ? lines(record, said, after, graph, page) : List.of();
      changes.add(
          new Change(
              after.from(),
              kind(before, after),
              lines.stream().limit(LINES).toList(),
              Math.max(0, lines.size() - LINES),
              RecordView.Form.all(path + "?at=" + before.from())));
      said = after.active() ? after : said;
    }
    boolean whole = !history.knownSince().isAfter(firstSeen);
    return changes.isEmpty() && whole
        ? null
        : new EarlierForms(
            changes.reversed(),
            whole ? null : history.knownSince(),
            "/timemap?iri=" + Page.encode(record.getURI()));
  }

  /** The things that earlier forms name. */
  static Set<Node> named(RecordHistory history) {
    Set<Node> named = new HashSet<>();
    history
        .forms()
        .subList(0, history.forms().size() - 1)
        .forEach(form ->
            form.statements().stream()
                .map(Triple::getObject)
                .filter(Node::isURI)
                .forEach(named::add));
    return named;
  }

  private static String kind(RecordHistory.Form before, RecordHistory.Form after) {
    if (before.active() != after.active()) {
      return after.active() ? "restored" : "withdrawn";
    }
    return "changed";
  }

  private static List<Line> lines(
      Node record,
      RecordHistory.Form before,
      RecordHistory.Form after,
      RecordGraph graph,
      Page page) {
    Map<String, List<Triple>> gone = byLabel(record, before, after, graph);
    Map<String, List<Triple>> come = byLabel(record, after, before, graph);
    Set<String> labels = new LinkedHashSet<>(gone.keySet());
    labels.addAll(come.keySet());
    return labels.stream()
        .map(label ->
            new Line(
                label,
                values(gone.getOrDefault(label, List.of()), graph),
                values(come.getOrDefault(label, List.of()), graph)))
        .toList();
  }

  /** What one form says of the thing and the other does not, the topic's own first. */
  private static Map<String, List<Triple>> byLabel(
      Node record, RecordHistory.Form form, RecordHistory.Form other, RecordGraph graph) {
    Collection<Triple> there = new HashSet<>(other.statements());
    Map<String, List<Triple>> byLabel = new LinkedHashMap<>();
    form.statements().stream()
        .filter(it -> !it.getSubject().equals(record) && !there.contains(it))
        .sorted(
            Comparator.comparing((Triple it) -> !it.getSubject().equals(graph.topic()))
                .thenComparing(it -> it.toString()))
        .forEach(it -> byLabel.computeIfAbsent(label(it, graph), key -> new ArrayList<>()).add(it));
    return byLabel;
  }

  private static String label(Triple triple, RecordGraph graph) {
    String property = graph.label(triple.getPredicate());
    return triple.getSubject().equals(graph.topic())
        ? property
        : RecordGraph.id(triple.getSubject()) + " · " + property;
  }

  private static List<Value> values(List<Triple> triples, RecordGraph graph) {
    Map<String, Value> values = new TreeMap<>();
    for (Triple triple : triples) {
      Value value = graph.value(triple.getObject());
      values.putIfAbsent(value.text(), value);
    }
    return List.copyOf(values.values());
  }
}
