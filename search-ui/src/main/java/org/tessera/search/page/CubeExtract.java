package org.tessera.search.page;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.store.StoredRecord;

/**
 * As much of a cube's record as its page can show: all but most of the observations, and the codes
 * that only those name. The cube has a page of its own for its figures.
 */
final class CubeExtract {
  private static final int OBSERVATIONS = 10;

  private CubeExtract() {}

  static boolean isCube(StoredRecord record) {
    return record
        .statements()
        .contains(Triple.create(record.catalogueRecord().topic(), Rdf.type, Qb.DataSet));
  }

  /** The record itself where it is no cube, or a small one. */
  static StoredRecord of(StoredRecord record) {
    if (!isCube(record)) {
      return record;
    }
    Collection<Triple> all = record.statements();
    List<Node> observations =
        all.stream()
            .filter(it -> it.getPredicate().equals(Rdf.type))
            .filter(it -> it.getObject().equals(Qb.Observation))
            .map(Triple::getSubject)
            .sorted((one, other) -> one.getURI().compareTo(other.getURI()))
            .toList();
    if (observations.size() <= OBSERVATIONS) {
      return record;
    }
    Set<Node> left = new HashSet<>(observations.subList(OBSERVATIONS, observations.size()));
    Set<Node> onlyThere = new HashSet<>();
    all.forEach(it -> {
      if (left.contains(it.getSubject())) {
        onlyThere.add(it.getObject());
      }
    });
    all.forEach(it -> {
      if (!left.contains(it.getSubject())) {
        onlyThere.remove(it.getObject());
      }
    });
    return new StoredRecord(
        record.catalogueRecord(),
        all.stream()
            .filter(it -> !left.contains(it.getSubject()))
            .filter(it -> !onlyThere.contains(it.getSubject()))
            .toList());
  }
}
