package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.SdmxDimension;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/**
 * The data cubes of the registry. Their descriptions are kept as long as their records say the
 * same, so a list of them costs a look at each one's sequence number. Threads may share it.
 */
@Component
public final class Cubes {
  private final RecordStore store;
  private final Map<Node, Cube> kept = new ConcurrentHashMap<>();

  Cubes(RecordStore store) {
    this.store = store;
  }

  /** All real, active cubes by source and title. */
  public List<Cube> all() {
    List<Cube> cubes = store.read(this::read);
    return cubes.stream()
        .sorted(Comparator.comparing(Cube::source).thenComparing(Cube::localId))
        .toList();
  }

  /** A cube by its IRI or its catalogue record's, with its figures; withdrawn ones not. */
  public Optional<Table> find(Node cubeOrRecord) {
    return store
        .find(cubeOrRecord)
        .filter(record -> record.catalogueRecord().active())
        .flatMap(Cubes::table);
  }

  /**
   * The newest figures of an area in each of some cubes that has any, in one read of the store.
   *
   * @param all cubes as {@link #all} gives them
   * @param most how many at most of one cube
   */
  public List<Newest> newest(List<Cube> all, Node area, int most) {
    List<Cube> cubes = all.stream().filter(cube -> cube.areas().contains(area)).toList();
    return store.read(
        dataset -> cubes.stream().map(cube -> newest(dataset, cube, area, most)).toList());
  }

  private List<Cube> read(DatasetGraph dataset) {
    Set<Node> seen = new HashSet<>();
    List<Cube> cubes = new ArrayList<>();
    for (Quad quad : dataset.stream(Node.ANY, Node.ANY, Rdf.type, Qb.DataSet).toList()) {
      Node record = quad.getGraph();
      if (dataset.contains(record, record, Foaf.primaryTopic, quad.getSubject())) {
        cube(dataset, record).ifPresent(cubes::add);
        seen.add(record);
      }
    }
    kept.keySet().retainAll(seen);
    return cubes;
  }

  private Optional<Cube> cube(DatasetGraph dataset, Node record) {
    if (!RealRecords.contain(dataset, record)) {
      return Optional.empty();
    }
    Cube known = kept.get(record);
    if (known != null
        && dataset.stream(record, record, Tess.sequence, Node.ANY)
            .anyMatch(quad -> Cube.key(quad.getObject()).equals(Long.toString(known.sequence())))) {
      return Optional.of(known);
    }
    Optional<Cube> read = store.find(record).flatMap(Cubes::table).map(Table::cube);
    read.ifPresent(cube -> kept.put(record, cube));
    return read;
  }

  private static Optional<Table> table(StoredRecord record) {
    Statements statements = Statements.of(record.statements());
    CubeReader reader = new CubeReader(record.catalogueRecord(), statements);
    if (!reader.isCube()) {
      return Optional.empty();
    }
    Cube cube = reader.cube();
    return Optional.of(new Table(cube, CubeReader.observations(cube, statements)));
  }

  private static Newest newest(DatasetGraph dataset, Cube cube, Node area, int most) {
    String latest = "";
    List<Node> newest = new ArrayList<>();
    for (Quad quad :
        dataset.stream(cube.record(), Node.ANY, SdmxDimension.refArea, area).toList()) {
      String period =
          dataset.stream(cube.record(), quad.getSubject(), SdmxDimension.refPeriod, Node.ANY)
              .map(found -> Cube.key(found.getObject()))
              .findFirst()
              .orElse("");
      if (period.compareTo(latest) > 0) {
        newest.clear();
        latest = period;
      }
      if (period.equals(latest)) {
        newest.add(quad.getSubject());
      }
    }
    List<Triple> statements = new ArrayList<>();
    newest.stream()
        .sorted(Comparator.comparing(Node::toString))
        .limit(most)
        .forEach(observation ->
            dataset.stream(cube.record(), observation, Node.ANY, Node.ANY)
                .forEach(quad -> statements.add(quad.asTriple())));
    return new Newest(
        cube, latest, newest.size(), CubeReader.observations(cube, Statements.of(statements)));
  }

  /** A cube with its figures, in the order of its dimensions. */
  public record Table(Cube cube, List<Cube.Observation> observations) {}

  /**
   * @param period the newest period with a figure of the area; blank where the cube has none
   * @param figures how many it has of that period
   * @param first the first of them
   */
  public record Newest(Cube cube, String period, int figures, List<Cube.Observation> first) {}
}
