package org.tessera.search.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.tessera.search.Cube;

/**
 * Figures as CSV (RFC 4180): a column for each component of the cube, and beside one of codes a
 * column with their labels. For one request.
 */
record CubeCsv(CubeSelection selection, CubeWords words, Page page) {

  String text() {
    Cube cube = selection.cube();
    List<Cube.Component> coded =
        cube.components().stream()
            .filter(component ->
                selection.figures().stream()
                    .anyMatch(figure -> {
                      Node value = figure.value(component);
                      return value != null && value.isURI();
                    }))
            .toList();
    StringBuilder text = new StringBuilder();
    List<String> header = new ArrayList<>();
    for (Cube.Component component : cube.components()) {
      header.add(component.key());
      if (coded.contains(component)) {
        header.add(component.key() + "_label");
      }
    }
    text.append(line(header));
    for (Cube.Observation figure : selection.figures()) {
      List<String> cells = new ArrayList<>();
      for (Cube.Component component : cube.components()) {
        Node value = figure.value(component);
        cells.add(value == null ? "" : Cube.key(value));
        if (coded.contains(component)) {
          cells.add(value == null ? "" : words.value(cube, value, page));
        }
      }
      text.append(line(cells));
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().map(CubeCsv::quoted).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String quoted(String cell) {
    return cell.matches("(?s).*[\",\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }
}
