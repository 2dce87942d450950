package org.tessera.search;

import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.tessera.store.RecordStore;

/** Labels and level correspondences of the vocabularies in the store, read once. Immutable. */
public final class Vocabulary {

  private Vocabulary() {}

  /** Reads the vocabulary graphs of a store. */
  static Vocabulary read(RecordStore store) {
    throw new IllegalStateException("being written");
  }

  /**
   * The label of a concept, level, country or language.
   *
   * @param lang ISO 639-1 code, the language preferred; English where it has none
   */
  public Optional<String> label(Node concept, String lang) {
    throw new IllegalStateException("being written");
  }

  /** The framework that a level belongs to. */
  public Optional<Node> framework(Node level) {
    throw new IllegalStateException("being written");
  }

  /** What a level corresponds to, with how that is known; published ones first. */
  public List<Correspondence> correspondences(Node level) {
    throw new IllegalStateException("being written");
  }

  /**
   * One row of a level crosswalk.
   *
   * @param eqf 1 to 8; empty where the source says that nothing corresponds
   * @param relation id of the scheme level-relation
   * @param basis id of the scheme level-basis; the level facet counts {@code published-…} only
   * @param document IRI or title of the document that says so
   */
  public record Correspondence(
      Node level,
      Optional<Integer> eqf,
      String relation,
      String basis,
      Optional<String> confidence,
      Optional<String> document) {

    /** Whether a published document says so, and not an expert's guess. */
    public boolean published() {
      return basis.startsWith("published-");
    }
  }
}
