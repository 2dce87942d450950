package org.tessera.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollector.MatchingDocs;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;

/** Counts the values of ranges in the documents found: one pass over them for all ranges. */
final class RangeCounts {
  private final View view;
  private final SearchQuery filters;
  private final Query words;
  private final FacetsCollector results;
  private final Map<Range, FacetsCollector> beyond = new EnumMap<>(Range.class);

  /**
   * @param filters the conditions as they are applied
   * @param results what they find
   */
  RangeCounts(View view, SearchQuery filters, Query words, FacetsCollector results) {
    this.view = view;
    this.filters = filters;
    this.words = words;
    this.results = results;
  }

  /** A histogram of each range of which a record found states a value; of prices in a currency. */
  List<Histogram> all() throws IOException {
    List<Range> unbounded = new ArrayList<>();
    Map<Range, Histogram> all = new EnumMap<>(Range.class);
    for (Range range : Range.values()) {
      if (range == Range.PRICE && filters.currency() == null) {
        continue;
      }
      if (filters.atMost(range) == null) {
        unbounded.add(range);
      } else {
        count(withoutBound(range), List.of(range), all);
      }
    }
    count(results, unbounded, all);
    return all.values().stream().filter(histogram -> histogram.stated() > 0).toList();
  }

  private FacetsCollector withoutBound(Range range) throws IOException {
    FacetsCollector found = filters.atMost(range) == null ? results : beyond.get(range);
    if (found == null) {
      Query others = Filters.apply(words, filters.without(range), null);
      found = view.searcher().search(others, new FacetsCollectorManager());
      beyond.put(range, found);
    }
    return found;
  }

  private void count(FacetsCollector found, List<Range> ranges, Map<Range, Histogram> into)
      throws IOException {
    double[][] edges = new double[ranges.size()][];
    long[][] counts = new long[ranges.size()][];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = ranges.get(i).edges().stream().mapToDouble(BigDecimal::doubleValue).toArray();
      counts[i] = new long[edges[i].length + 1];
    }
    for (MatchingDocs matching : found.getMatchingDocs()) {
      LeafReader leaf = matching.context().reader();
      NumericDocValues[] values = new NumericDocValues[ranges.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = DocValues.getNumeric(leaf, field(ranges.get(i)));
      }
      DocIdSetIterator documents = matching.bits().iterator();
      while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        for (int i = 0; i < values.length; i++) {
          if (values[i].advanceExact(documents.docID())) {
            counts[i][step(edges[i], Double.longBitsToDouble(values[i].longValue()))]++;
          }
        }
      }
    }
    for (int i = 0; i < counts.length; i++) {
      into.put(ranges.get(i), histogram(ranges.get(i), counts[i]));
    }
  }

  private String field(Range range) {
    return switch (range) {
      case ECTS -> IndexSchema.ECTS;
      case HOURS -> IndexSchema.HOURS;
      case PRICE -> IndexSchema.PRICE + filters.currency();
    };
  }

  private static int step(double[] edges, double value) {
    int step = 0;
    while (step < edges.length && value > edges[step]) {
      step++;
    }
    return step;
  }

  private static Histogram histogram(Range range, long[] counts) {
    List<BigDecimal> edges = range.edges();
    List<Histogram.Step> steps = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      steps.add(
          new Histogram.Step(
              i == 0 ? null : edges.get(i - 1),
              i == edges.size() ? null : edges.get(i),
              counts[i]));
    }
    return new Histogram(range, steps);
  }

  /**
   * Currencies of the prices of the records found, the most frequent first. A bound on the price,
   * which is in one currency, does not hide the others.
   */
  List<String> currencies() throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (MatchingDocs matching : withoutBound(Range.PRICE).getMatchingDocs()) {
      SortedSetDocValues currencies =
          DocValues.getSortedSet(matching.context().reader(), IndexSchema.CURRENCIES);
      long[] byOrdinal = new long[Math.toIntExact(currencies.getValueCount())];
      DocIdSetIterator documents = matching.bits().iterator();
      while (byOrdinal.length > 0 && documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (currencies.advanceExact(documents.docID())) {
          for (int i = 0; i < currencies.docValueCount(); i++) {
            byOrdinal[(int) currencies.nextOrd()]++;
          }
        }
      }
      for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
        if (byOrdinal[ordinal] > 0) {
          counts.merge(currencies.lookupOrd(ordinal).utf8ToString(), byOrdinal[ordinal], Long::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
