package org.tessera.harvester;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * One triples map of a mapping, compiled.
 *
 * @param name for messages
 * @param table {@code rml:source}: the table name of the input it reads
 * @param columns whether references are CSV column names
 * @param iterator relative to one record
 */
record TriplesMap(
    String name,
    String table,
    boolean columns,
    String iterator,
    TermMap subject,
    List<Node> classes,
    Optional<TermMap> graph,
    List<PredicateObject> predicateObjects) {

  /** Every predicate with every object. */
  record PredicateObject(List<TermMap> predicates, List<TermMap> objects) {}

  /** Everything that it reads. */
  Stream<String> references() {
    return Stream.of(
            Stream.of(subject),
            graph.stream(),
            predicateObjects.stream()
                .flatMap(
                    pair -> Stream.concat(pair.predicates().stream(), pair.objects().stream())))
        .flatMap(maps -> maps)
        .flatMap(TermMap::references);
  }
}
