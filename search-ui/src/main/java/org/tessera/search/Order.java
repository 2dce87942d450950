package org.tessera.search;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LongValues;
import org.apache.lucene.search.LongValuesSource;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;

/** The orders of results. What lacks the value comes last; equal ones are ordered by title. */
final class Order {
  private Order() {}

  /**
   * @param today what begins earlier has begun
   */
  static Sort of(SearchQuery query, LocalDate today) {
    SortField title = title(query.lang());
    return switch (query.sort()) {
      // Without words all are as like them; what says most is of most use then.
      case RELEVANCE ->
          query.text().isBlank()
              ? new Sort(
                  SortField.FIELD_SCORE,
                  new SortField(IndexSchema.SAID, SortField.Type.LONG, true, 0L),
                  title)
              : new Sort(SortField.FIELD_SCORE, title);
      case TITLE -> new Sort(title, SortField.FIELD_SCORE);
      case NEWEST ->
          new Sort(
              new SortField(IndexSchema.FIRST_SEEN, SortField.Type.LONG, true, Long.MIN_VALUE),
              SortField.FIELD_SCORE,
              title);
      case LEVEL ->
          new Sort(
              new SortField(IndexSchema.EQF, SortField.Type.LONG, false, Long.MAX_VALUE),
              SortField.FIELD_SCORE,
              title);
      case START -> {
        LocalDate from = query.startsAfter() == null ? today : query.startsAfter();
        yield new Sort(
            new NextStart(from.toEpochDay()).getSortField(false, Long.MAX_VALUE),
            SortField.FIELD_SCORE,
            title);
      }
      case PRICE -> price(query, title);
      case HOURS -> new Sort(number(IndexSchema.HOURS), SortField.FIELD_SCORE, title);
      case ECTS -> new Sort(number(IndexSchema.ECTS), SortField.FIELD_SCORE, title);
      case DISTANCE -> new Sort(distance(query), SortField.FIELD_SCORE, title);
    };
  }

  /** Without a currency asked for, prices are compared within each currency and never across. */
  private static Sort price(SearchQuery query, SortField title) {
    if (query.currency() != null) {
      return new Sort(number(IndexSchema.PRICE + query.currency()), SortField.FIELD_SCORE, title);
    }
    SortField currency = new SortField(IndexSchema.PRICE_CURRENCY, SortField.Type.STRING);
    currency.setMissingValue(SortField.STRING_LAST);
    return new Sort(currency, number(IndexSchema.FIRST_PRICE), SortField.FIELD_SCORE, title);
  }

  private static SortField distance(SearchQuery query) {
    Place middle = Objects.requireNonNull(query.near()).place();
    return LatLonDocValuesField.newDistanceSort(
        IndexSchema.PLACE, middle.latitude(), middle.longitude());
  }

  private static SortField number(String field) {
    return new SortField(field, SortField.Type.DOUBLE, false, Double.MAX_VALUE);
  }

  private static SortField title(String lang) {
    String language =
        IndexSchema.SORT_LANGUAGES.contains(lang) ? lang : IndexSchema.SORT_LANGUAGES.getFirst();
    SortField title = new SortField(IndexSchema.SORT_TITLE + language, SortField.Type.STRING);
    title.setMissingValue(SortField.STRING_LAST);
    return title;
  }

  /**
   * The first start from a day on, the soonest first; after all that are still to come those whose
   * last start is past, the latest first.
   */
  private static final class NextStart extends LongValuesSource {
    private static final long PAST = Long.MAX_VALUE / 2;

    private final long from;

    NextStart(long from) {
      this.from = from;
    }

    @Override
    public LongValues getValues(LeafReaderContext context, DoubleValues scores) throws IOException {
      SortedNumericDocValues starts =
          DocValues.getSortedNumeric(context.reader(), IndexSchema.START);
      return new LongValues() {
        @Override
        public long longValue() throws IOException {
          long start = from;
          for (int i = 0; i < starts.docValueCount(); i++) {
            start = starts.nextValue();
            if (start >= from) {
              return start;
            }
          }
          return PAST - start;
        }

        @Override
        public boolean advanceExact(int document) throws IOException {
          return starts.advanceExact(document);
        }
      };
    }

    @Override
    public boolean needsScores() {
      return false;
    }

    @Override
    public LongValuesSource rewrite(IndexSearcher searcher) {
      return this;
    }

    @Override
    public boolean isCacheable(LeafReaderContext context) {
      return DocValues.isCacheable(context, IndexSchema.START);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(from);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
      return other instanceof NextStart that && that.from == from;
    }

    @Override
    public String toString() {
      return "next start from day " + from;
    }
  }
}
