package org.tessera.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.out.NodeFmtLib;

/** The SPARQL query that gives the figures of a cube, one row for each. */
public final class CubeQuery {
  private CubeQuery() {}

  /**
   * The query's text.
   *
   * @param chosen values to which dimensions are narrowed
   */
  public static String of(Cube cube, Map<Cube.Component, List<Node>> chosen) {
    List<String> lines = new ArrayList<>();
    lines.add("PREFIX qb: <http://purl.org/linked-data/cube#>");
    lines.add("");
    lines.add("SELECT * WHERE {");
    lines.add("  ?figure qb:dataSet <" + cube.id().getURI() + "> .");
    for (Cube.Component component : cube.components()) {
      String statement =
          "?figure <" + component.property().getURI() + "> " + variable(component) + " .";
      boolean always = component.role() == Cube.Role.DIMENSION;
      lines.add(always ? "  " + statement : "  OPTIONAL { " + statement + " }");
    }
    chosen.forEach((dimension, values) ->
        lines.add(
            "  VALUES "
                + variable(dimension)
                + " { "
                + values.stream().map(NodeFmtLib::strNT).collect(Collectors.joining(" "))
                + " }"));
    String order =
        cube.components(Cube.Role.DIMENSION).stream()
            .map(CubeQuery::variable)
            .collect(Collectors.joining(" "));
    lines.add(order.isEmpty() ? "}" : "} ORDER BY " + order);
    return String.join("\n", lines) + "\n";
  }

  private static String variable(Cube.Component component) {
    return "?" + component.key().replaceAll("[^A-Za-z0-9_]", "_");
  }
}
