package org.tessera.harvester;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * Of which sources' records each graph of derived facts is made, and so whether it has to be made
 * anew: where a source changed of which it was made, or is to be made now. For one derivation.
 */
final class Origins {
  private final String baseIri;
  private final Optional<Set<String>> changed;
  private final Map<String, Set<String>> before;
  private final Map<String, Set<String>> now = new TreeMap<>();

  private Origins(String baseIri, Optional<Set<String>> changed, Map<String, Set<String>> before) {
    this.baseIri = baseIri;
    this.changed = changed;
    this.before = before;
  }

  /** Where it is not known what changed: every graph is made. */
  static Origins unknown(String baseIri) {
    return new Origins(baseIri, Optional.empty(), Map.of());
  }

  /**
   * @param changed graphs of the records that changed since; others are left out
   * @param before ids of sources by the name of the graph that was made of them
   */
  static Origins since(String baseIri, Set<Node> changed, Map<String, Set<String>> before) {
    Set<String> sources =
        changed.stream()
            .flatMap(graph -> source(baseIri, graph).stream())
            .collect(Collectors.toSet());
    return new Origins(baseIri, Optional.of(sources), before);
  }

  /** The source whose record's graph this is; none for a graph that is no record's. */
  Optional<String> source(Node graph) {
    return source(baseIri, graph);
  }

  private static Optional<String> source(String baseIri, Node graph) {
    String records = baseIri + "record/";
    String name = graph.toString();
    int end = name.startsWith(records) ? name.indexOf('/', records.length()) : -1;
    return end < 0 ? Optional.empty() : Optional.of(name.substring(records.length(), end));
  }

  /**
   * Whether a graph has to be made.
   *
   * @param sources whose records it is to be made of: all that have a say in it
   */
  boolean isTouched(Node graph, Collection<String> sources) {
    String name = graph.getURI();
    Set<String> was = before.getOrDefault(name, Set.of());
    if (sources.isEmpty()) {
      now.remove(name);
    } else {
      now.put(name, new TreeSet<>(sources));
    }
    return changed
        .map(some -> Stream.concat(was.stream(), sources.stream()).anyMatch(some::contains))
        .orElse(true);
  }

  /** Whether a source's records changed, as far as that is known. */
  boolean isChanged(String source) {
    return changed.map(some -> some.contains(source)).orElse(true);
  }

  /** Ids of sources by the name of the graph that is made of them. */
  Map<String, Set<String>> made() {
    return Collections.unmodifiableMap(now);
  }
}
