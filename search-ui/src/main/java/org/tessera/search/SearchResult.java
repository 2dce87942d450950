package org.tessera.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of results.
 *
 * @param query what was asked
 * @param total number of results on all pages
 * @param exact false where {@code total} is a lower bound
 * @param tookMillis time of the search in milliseconds
 * @param understood what was looked for
 * @param didYouMean the words as they were probably meant; null where nothing seems misspelt
 * @param corrected whether the results are those of {@code didYouMean}, as the words asked for gave
 *     none
 * @param someWords whether the results have only most of the words, as no record has all
 * @param items at most {@code query.size()}
 * @param ownLevels results, whatever level is asked for, that state a level without an EQF level:
 *     no condition on the level finds them
 * @param facets all facets in the contract's order; values by count, most first, at most {@value
 *     #FACET_VALUES} and the selected ones, but all fields
 * @param histograms of the ranges of which a record found states a value
 * @param currencies of the prices of the records found, of any amount, the most frequent first
 * @param gains where nothing was found: what leaving out one condition gives, most first
 */
public record SearchResult(
    SearchQuery query,
    long total,
    boolean exact,
    long tookMillis,
    Understood understood,
    @Nullable String didYouMean,
    boolean corrected,
    boolean someWords,
    List<Hit> items,
    long ownLevels,
    Map<Facet, List<FacetValue>> facets,
    List<Histogram> histograms,
    List<String> currencies,
    List<Gain> gains) {

  /** How many values of a facet are listed at most, besides the selected ones. */
  public static final int FACET_VALUES = 50;

  /** Number of pages that can be asked for; at least 1. */
  public int pages() {
    long reachable = Math.min(total, SearchQuery.WINDOW);
    return (int) Math.max(1, (reachable + query.size() - 1) / query.size());
  }

  /**
   * What was read in the words typed.
   *
   * @param words that a record must have, as typed
   * @param phrases whose words must stand together
   * @param operators whether a word looks like an operator of another search, which it is not here
   */
  public record Understood(List<String> words, List<String> phrases, boolean operators) {
    /** Whether there was no word in it. */
    public boolean isEmpty() {
      return words.isEmpty() && phrases.isEmpty();
    }
  }

  /**
   * @param dropped the condition left out
   * @param total results without it
   */
  public record Gain(SearchQuery.Condition dropped, long total) {}
}
