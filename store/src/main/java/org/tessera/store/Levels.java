package org.tessera.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Schema;
import org.tessera.ontology.Tess;

/**
 * What levels of qualifications frameworks correspond to by published documents, read once; and by
 * it each level of a record with its own EQF level. Immutable.
 */
public final class Levels {
  private static final String EQF = "http://data.europa.eu/snb/eqf/";

  private final Map<String, Pair> published = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();

  private Levels() {}

  /**
   * A level as a framework has it, and the EQF level that it is.
   *
   * @param level IRI of the native level; null for an EQF level that is no level's own
   * @param eqf 1 to 8; null where none is known
   * @param basis {@code stated} by the source, or id of the scheme level-basis; null without {@code
   *     eqf}
   */
  public record Pair(@Nullable String level, @Nullable Integer eqf, @Nullable String basis) {}

  /** To be called inside a read transaction. */
  public static Levels read(DatasetGraph dataset) {
    Levels levels = new Levels();
    Iterator<Quad> rows = dataset.find(Node.ANY, Node.ANY, Tess.sourceLevel, Node.ANY);
    while (rows.hasNext()) {
      levels.add(rows.next(), dataset);
    }
    return levels;
  }

  private void add(Quad row, DatasetGraph dataset) {
    Node graph = row.getGraph();
    String level = row.getObject().toString();
    object(dataset, graph, row.getObject(), Schema.position)
        .ifPresent(place -> positions.put(level, Integer.valueOf(place.getLiteralLexicalForm())));
    Optional<Integer> eqf =
        object(dataset, graph, row.getSubject(), Tess.targetLevel).flatMap(Levels::eqf);
    Optional<String> basis =
        object(dataset, graph, row.getSubject(), Tess.basis)
            .map(node -> node.toString().substring(node.toString().lastIndexOf('/') + 1))
            .filter(id -> id.startsWith("published-"));
    if (eqf.isPresent() && basis.isPresent()) {
      Pair known = published.get(level);
      if (known == null || known.eqf() == null || eqf.get() < known.eqf()) {
        published.put(level, new Pair(level, eqf.get(), basis.get()));
      }
    }
  }

  private static Optional<Node> object(
      DatasetGraph dataset, Node graph, Node subject, Node property) {
    Iterator<Quad> found = dataset.find(graph, subject, property, Node.ANY);
    return found.hasNext() ? Optional.of(found.next().getObject()) : Optional.empty();
  }

  /** Number of an EQF level by its IRI. */
  public static Optional<Integer> eqf(Node level) {
    String number = level.isURI() ? level.getURI().replace(EQF, "") : "";
    return number.matches("[1-8]") ? Optional.of(Integer.valueOf(number)) : Optional.empty();
  }

  /**
   * The levels of a record, the highest first. What the source states of the EQF wins over what a
   * document publishes. Of several levels one has the stated EQF level that it corresponds to; an
   * EQF level that none of them corresponds to stands by itself.
   *
   * @param natives objects of {@code tess:level}
   * @param stated objects of {@code elm:EQFLevel}
   */
  public List<Pair> pairs(List<Node> natives, List<Node> stated) {
    SortedSet<Integer> said = new TreeSet<>(Comparator.reverseOrder());
    stated.forEach(node -> eqf(node).ifPresent(said::add));
    List<String> levels =
        natives.stream().filter(Node::isURI).map(Node::getURI).distinct().toList();
    SortedSet<Integer> alone = new TreeSet<>(said);
    List<Pair> pairs = new ArrayList<>();
    for (String level : levels) {
      Pair own = published.getOrDefault(level, new Pair(level, null, null));
      if (!said.isEmpty()) {
        Integer eqf = own.eqf() != null && said.contains(own.eqf()) ? own.eqf() : null;
        if (eqf == null && levels.size() == 1) {
          eqf = said.getFirst();
        }
        own = new Pair(level, eqf, eqf == null ? null : "stated");
        if (eqf != null) {
          alone.remove(eqf);
        }
      }
      pairs.add(own);
    }
    alone.forEach(eqf -> pairs.add(new Pair(null, eqf, "stated")));
    pairs.sort(
        Comparator.comparing(Pair::eqf, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(this::place, Comparator.reverseOrder())
            .thenComparing(Pair::level, Comparator.nullsLast(Comparator.naturalOrder())));
    return List.copyOf(pairs);
  }

  private int place(Pair pair) {
    return pair.level() == null ? 0 : positions.getOrDefault(pair.level(), 0);
  }
}
