package org.tessera.store;

import java.util.List;
import org.apache.jena.graph.Node;

/** Full text search over the stored records, for SPARQL's {@code tess:search}. */
public interface TextSearch {
  /**
   * The best records for some words, best first.
   *
   * @param words as a person would type them; never query syntax
   * @param limit how many at most, 1 to 10,000
   * @throws IllegalArgumentException where the words are more than a person types; the message
   *     names the limit
   */
  List<Hit> search(String words, int limit);

  /** A record's topic with its score, higher is better. */
  record Hit(Node topic, float score) {}
}
