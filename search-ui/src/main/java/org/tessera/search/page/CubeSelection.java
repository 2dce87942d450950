package org.tessera.search.page;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.tessera.ontology.SdmxDimension;
import org.tessera.search.Cube;
import org.tessera.search.CubeQuery;
import org.tessera.search.Cubes;

/**
 * Some figures of a cube: those that have the chosen values. A dimension without a choice has all.
 *
 * @param values what each dimension can be, in the order of the figures
 * @param chosen what was asked for, only known values
 * @param figures that are left
 */
record CubeSelection(
    Cube cube,
    Map<Cube.Component, List<Node>> values,
    Map<Cube.Component, List<Node>> chosen,
    List<Cube.Observation> figures) {

  /**
   * Reads a choice from request parameters, which are named by the keys of dimensions. What the
   * cube does not have is no choice.
   */
  static CubeSelection of(Cubes.Table table, Map<String, String[]> parameters) {
    Cube cube = table.cube();
    Map<Cube.Component, List<Node>> values = new LinkedHashMap<>();
    Map<Cube.Component, List<Node>> chosen = new LinkedHashMap<>();
    for (Cube.Component dimension : cube.components(Cube.Role.DIMENSION)) {
      Set<Node> found = new LinkedHashSet<>();
      table
          .observations()
          .forEach(figure -> Optional.ofNullable(figure.value(dimension)).ifPresent(found::add));
      values.put(dimension, List.copyOf(found));
      Set<String> asked =
          Set.copyOf(List.of(parameters.getOrDefault(dimension.key(), new String[0])));
      List<Node> some = found.stream().filter(value -> asked.contains(Cube.key(value))).toList();
      if (!some.isEmpty()) {
        chosen.put(dimension, some);
      }
    }
    List<Cube.Observation> figures =
        table.observations().stream()
            .filter(figure ->
                chosen.entrySet().stream()
                    .allMatch(entry -> entry.getValue().contains(figure.value(entry.getKey()))))
            .toList();
    return new CubeSelection(cube, values, chosen, figures);
  }

  Optional<Cube.Component> area() {
    return dimension(SdmxDimension.refArea);
  }

  Optional<Cube.Component> period() {
    return dimension(SdmxDimension.refPeriod);
  }

  private Optional<Cube.Component> dimension(Node property) {
    return values.keySet().stream()
        .filter(dimension -> dimension.property().equals(property))
        .findFirst();
  }

  /** The parameters of this choice as an address has them, each beginning with {@code &}. */
  String parameters() {
    return chosen.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream()
                .map(value ->
                    "&" + Page.encode(entry.getKey().key()) + "=" + Page.encode(Cube.key(value))))
        .collect(Collectors.joining());
  }

  /** The query that gives these figures. */
  String query() {
    return CubeQuery.of(cube, chosen);
  }
}
