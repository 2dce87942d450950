package org.tessera.search;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** The conditions of a search, besides its words. */
final class Filters {
  /** What is closed ranks as if it were so much less like the words. */
  private static final float CLOSED = 0.3f;

  private Filters() {}

  /**
   * Narrows a query to what a search asks for.
   *
   * @param except a facet whose condition is left out, for the counts of its other values
   */
  static Query apply(Query words, SearchQuery query, @Nullable Facet except) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(words, Occur.MUST);
    all.add(keyword(IndexSchema.RESULT, "true"), Occur.FILTER);
    if (!query.synthetic()) {
      all.add(keyword(IndexSchema.SYNTHETIC, "true"), Occur.MUST_NOT);
    }
    for (Map.Entry<Facet, List<String>> filter : query.filters().entrySet()) {
      if (filter.getKey() != except) {
        all.add(facet(filter.getKey(), filter.getValue()), Occur.FILTER);
      }
    }
    atMost(all, IndexSchema.ECTS, query.maxEcts());
    atMost(all, IndexSchema.HOURS, query.maxHours());
    if (query.currency() != null) {
      atMost(all, IndexSchema.PRICE + query.currency(), query.maxPrice());
    }
    LocalDate after = query.startsAfter();
    LocalDate before = query.startsBefore();
    if (after != null || before != null) {
      // One range: the same start lies after the one day and before the other.
      all.add(
          LongPoint.newRangeQuery(
              IndexSchema.START,
              after == null ? Long.MIN_VALUE : after.toEpochDay(),
              before == null ? Long.MAX_VALUE : before.toEpochDay()),
          Occur.FILTER);
    }
    if (query.near() != null) {
      Place middle = query.near().place();
      all.add(
          LatLonPoint.newDistanceQuery(
              IndexSchema.PLACE, middle.latitude(), middle.longitude(), query.near().metres()),
          Occur.FILTER);
    }
    return all.build();
  }

  /** The same records, the closed ones behind others that are as like the words. */
  static Query rank(Query words) {
    Query closed = keyword(IndexSchema.filter(Facet.STATUS), "closed");
    return new BooleanQuery.Builder()
        .add(
            new BooleanQuery.Builder().add(words, Occur.MUST).add(closed, Occur.MUST_NOT).build(),
            Occur.SHOULD)
        .add(
            new BoostQuery(
                new BooleanQuery.Builder().add(words, Occur.MUST).add(closed, Occur.FILTER).build(),
                CLOSED),
            Occur.SHOULD)
        .build();
  }

  private static Query facet(Facet facet, List<String> values) {
    if (facet == Facet.FIELD) {
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      values.forEach(beginning ->
          any.add(new PrefixQuery(new Term(IndexSchema.filter(facet), beginning)), Occur.SHOULD));
      return any.build();
    }
    return WordQueries.anyOf(IndexSchema.filter(facet), values);
  }

  private static void atMost(BooleanQuery.Builder all, String field, @Nullable BigDecimal maximum) {
    if (maximum != null) {
      all.add(
          DoublePoint.newRangeQuery(field, Double.NEGATIVE_INFINITY, maximum.doubleValue()),
          Occur.FILTER);
    }
  }

  private static Query keyword(String field, String value) {
    return new TermQuery(new Term(field, value));
  }
}
