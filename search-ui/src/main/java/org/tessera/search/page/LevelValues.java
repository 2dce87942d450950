package org.tessera.search.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Tess;
import org.tessera.search.Vocabulary;

/** The levels of one record in words. For one request. */
final class LevelValues {
  private static final String EQF = "http://data.europa.eu/snb/eqf/";

  private final RecordGraph graph;
  private final Page page;

  LevelValues(RecordGraph graph, Page page) {
    this.graph = graph;
    this.page = page;
  }

  /**
   * Levels as their frameworks state them, with what each corresponds to and on what that rests. An
   * EQF level that the register itself states is a better basis than a table that says the same, so
   * it stands beside the native level in its place.
   */
  List<Value> values() {
    List<Node> natives = graph.objects(graph.topic(), Tess.level);
    Set<Integer> stated = stated();
    if (natives.size() == 1 && stated.size() == 1 && agrees(natives.getFirst(), stated)) {
      int eqf = stated.iterator().next();
      return List.of(
          graph
              .value(natives.getFirst())
              .withNote(
                  page.text(
                      "format.eqf-basis", page.text("format.eqf", eqf), page.text("basis.stated")))
              .withTiles(eqf));
    }
    List<Value> levels = new ArrayList<>();
    for (Node level : natives) {
      List<Vocabulary.Correspondence> rows = graph.correspondences(level);
      Value value = graph.value(level);
      levels.add(
          rows.isEmpty()
              ? value
              : value
                  .withNote(correspondence(rows.getFirst()))
                  .withTiles(rows.getFirst().eqf().orElse(0)));
    }
    for (int eqf : stated) {
      levels.add(
          Value.of(page.text("format.eqf", eqf))
              .withNote(page.text("basis.stated"))
              .withTiles(eqf));
    }
    return levels;
  }

  private boolean agrees(Node level, Set<Integer> stated) {
    return graph.correspondences(level).stream()
        .limit(1)
        .allMatch(row -> row.eqf().map(stated::contains).orElse(false));
  }

  private Set<Integer> stated() {
    Set<Integer> stated = new TreeSet<>();
    for (Node level : graph.objects(graph.topic(), Elm.EQFLevel)) {
      String number = level.isURI() ? level.getURI().replace(EQF, "") : "";
      if (number.matches("[1-8]")) {
        stated.add(Integer.parseInt(number));
      }
    }
    return stated;
  }

  private String correspondence(Vocabulary.Correspondence row) {
    String eqf =
        row.eqf()
            .map(level -> page.text("format.eqf", level))
            .orElseGet(() -> page.text("level.no-match"));
    String basis = page.basis(row.basis(), row.endorsement());
    return row.document(page.lang())
        .map(document -> page.text("format.eqf-basis-document", eqf, basis, document))
        .orElseGet(() -> page.text("format.eqf-basis", eqf, basis));
  }
}
