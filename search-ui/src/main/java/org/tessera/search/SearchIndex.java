package org.tessera.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.tessera.store.RecordStore;
import org.tessera.store.TextSearch;

/**
 * The full text index of the registry, derived from the store and following it by sequence number.
 * Everything that a result shows stands in the index, so a page costs one search of it and one read
 * of the store, for the links to other registers.
 *
 * <p>Threads may share an index. Searches see the last {@link #catchUp}.
 */
public final class SearchIndex implements TextSearch, AutoCloseable {

  private SearchIndex() {}

  /**
   * Opens the index in a folder, makes it where there is none, and catches up with the store. A
   * folder that cannot be read, or was written by another schema, is built anew.
   */
  public static SearchIndex open(Path folder, RecordStore store) throws IOException {
    throw new IllegalStateException("being written");
  }

  /** Brings the index up to the store's last commit; to be called after each commit. */
  public void catchUp() throws IOException {
    throw new IllegalStateException("being written");
  }

  /**
   * Builds the index anew from the store alone and puts it in the place of the old one.
   *
   * @param allowDrop whether the new index may hold less than 80 % of the old one's records
   * @return how many records it holds
   * @throws IllegalStateException where it would hold less and may not; the old one stays
   */
  public long reindex(boolean allowDrop) throws IOException {
    throw new IllegalStateException("being written");
  }

  /** Sequence number of the store that the index has reached. */
  public long sequence() {
    throw new IllegalStateException("being written");
  }

  /** One page of results. */
  public SearchResult search(SearchQuery query) {
    throw new IllegalStateException("being written");
  }

  @Override
  public List<TextSearch.Hit> search(String words, int limit) {
    throw new IllegalStateException("being written");
  }

  /** How many records match. */
  public long count(SearchQuery query) {
    throw new IllegalStateException("being written");
  }

  /**
   * Values of a facet with their counts among all records that match, most first; without the limit
   * of {@link SearchResult#FACET_VALUES}.
   */
  public List<FacetValue> count(SearchQuery query, Facet facet) {
    throw new IllegalStateException("being written");
  }

  /**
   * What a beginning may become, best first.
   *
   * @param beginning what was typed so far
   * @param lang ISO 639-1 code, the language preferred
   * @param size how many at most, 1 to 50
   */
  public List<Suggestion> suggest(String beginning, String lang, int size) {
    throw new IllegalStateException("being written");
  }

  /**
   * Labels of things by IRI: records, organisations, skills, concepts, levels, countries and
   * languages. One that has no label is absent.
   *
   * @param lang ISO 639-1 code, the language preferred
   */
  public Map<Node, String> labels(Collection<Node> things, String lang) {
    throw new IllegalStateException("being written");
  }

  /** The vocabularies as the index last read them. */
  public Vocabulary vocabulary() {
    throw new IllegalStateException("being written");
  }

  @Override
  public void close() throws IOException {
    throw new IllegalStateException("being written");
  }
}
