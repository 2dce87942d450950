package org.tessera.search.page;

import java.time.Instant;
import java.util.ArrayList;
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
  /** Values of a change, one below the other, beyond which they are counted. */
  static final int MOST_VALUES = 50;

  /**
   * @param kind {@code changed}, {@code withdrawn} or {@code restored}
   * @param more differences that are not shown
   * @param page of what it said until then
   * @param before forms of it for machines
   */
  record Change(
      Instant when,
      String kind,
      List<Line> lines,
      int more,
      String page,
      List<RecordView.Form> before) {}

  /**
   * @param label the property, with the thing within the record that has it
   */
  record Line(String label, List<Value> before, List<Value> after) {}

  private record Lines(List<Line> shown, int more) {}

  /** Null where there is one form only and nothing of it is missing. */
  static @Nullable EarlierForms of(RecordHistory history, RecordGraph graph, Links links) {
    Node record = history.record().catalogueRecord().record();
    Instant firstSeen = history.record().catalogueRecord().firstSeen();
    String path = links.record(record.getURI());
    List<Change> changes = new ArrayList<>();
    RecordHistory.Form said = history.forms().getFirst();
    for (int i = 1; i < history.forms().size(); i++) {
      RecordHistory.Form before = history.forms().get(i - 1);
      RecordHistory.Form after = history.forms().get(i);
      // A record that came back is set beside what it said before it went.
      boolean both = after.active() && said.active();
      Lines lines = both ? lines(history, said, after, graph) : new Lines(List.of(), 0);
      changes.add(
          new Change(
              after.from(),
              kind(before, after),
              lines.shown(),
              lines.more(),
              path + "?at=" + before.from(),
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

  /** The things that the differences between forms name: no more than a history keeps. */
  static Set<Node> named(RecordHistory history) {
    Node record = history.record().catalogueRecord().record();
    Set<Node> named = new HashSet<>();
    for (Triple triple : history.moved()) {
      if (!triple.getSubject().equals(record) && triple.getObject().isURI()) {
        named.add(triple.getObject());
      }
    }
    return named;
  }

  private static String kind(RecordHistory.Form before, RecordHistory.Form after) {
    if (before.active() != after.active()) {
      return after.active() ? "restored" : "withdrawn";
    }
    return "changed";
  }

  private static Lines lines(
      RecordHistory history,
      RecordHistory.Form before,
      RecordHistory.Form after,
      RecordGraph graph) {
    Node record = history.record().catalogueRecord().record();
    Map<String, List<Triple>> gone = byLabel(record, history.difference(before, after), graph);
    Map<String, List<Triple>> come = byLabel(record, history.difference(after, before), graph);
    Set<String> labels = new LinkedHashSet<>(gone.keySet());
    labels.addAll(come.keySet());
    List<Line> shown = new ArrayList<>();
    int room = MOST_VALUES;
    int more = 0;
    for (String label : labels) {
      List<Value> was = values(gone.getOrDefault(label, List.of()), graph);
      List<Value> is = values(come.getOrDefault(label, List.of()), graph);
      int height = Math.max(was.size(), is.size());
      int visible = Math.min(height, room);
      if (visible > 0) {
        shown.add(new Line(label, first(visible, was), first(visible, is)));
      }
      room -= visible;
      more += height - visible;
    }
    return new Lines(shown, more);
  }

  private static List<Value> first(int count, List<Value> values) {
    return values.subList(0, Math.min(count, values.size()));
  }

  /** The topic's own first. */
  private static Map<String, List<Triple>> byLabel(
      Node record, Set<Triple> statements, RecordGraph graph) {
    Map<String, List<Triple>> byLabel = new LinkedHashMap<>();
    statements.stream()
        .filter(it -> !it.getSubject().equals(record))
        .sorted(
            Comparator.comparing((Triple it) -> !it.getSubject().equals(graph.topic()))
                .thenComparing(it -> it.toString()))
        .forEach(it -> byLabel.computeIfAbsent(label(it, graph), key -> new ArrayList<>()).add(it));
    return byLabel;
  }

  private static String label(Triple triple, RecordGraph graph) {
    String property = graph.property(triple.getPredicate());
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
