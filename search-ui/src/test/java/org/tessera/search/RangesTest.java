package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The steps of hours, credits and prices, counted over what a search finds. */
@TestInstance(Lifecycle.PER_CLASS)
class RangesTest {
  private final TestRegistry registry = new TestRegistry();
  private SearchIndex index;

  @BeforeAll
  void fill(@TempDir Path folder) {
    registry.source("aa", "Register A", "FRA");
    int[] hours = {5, 10, 11, 60, 5_000};
    for (int i = 0; i < hours.length; i++) {
      registry.credential(
          "aa",
          "h" + i,
          "'Hours %s'@en".formatted(i < 2 ? "short" : "long"),
          "<> elm:volumeOfLearning \"PT%dH\"^^xsd:duration .".formatted(hours[i]));
    }
    registry
        .credential("aa", "free", "'Free'@en", price("0.0", "EUR"))
        .credential("aa", "dear", "'Dear'@en", price("20000.0", "EUR"))
        .credential("aa", "other", "'Other'@en", price("40.0", "NZD"))
        .credential("aa", "both", "'Twofold'@en", price("90.0", "SEK") + also("8.0", "CHF"))
        .credential("aa", "silent", "'Silent'@en", "")
        .commit();
    index = registry.index(folder);
  }

  private static String price(String amount, String currency) {
    return "<> elm:priceDetail <#p> . <#p> elm:amount <#a> . <#a> rdf:value %s ; elm:unit currency:%s ."
        .formatted(amount, currency);
  }

  private static String also(String amount, String currency) {
    return " " + price(amount, currency).replace("<#p>", "<#p2>").replace("<#a>", "<#a2>");
  }

  @AfterAll
  void close() throws Exception {
    index.close();
    registry.close();
  }

  @Test
  void aValueCountsInTheStepThatEndsAtIt() {
    assertEquals(List.of(2L, 1L, 1L, 0L, 0L, 0L, 0L, 1L), counts(Range.HOURS, ""));
  }

  @Test
  void onlyWhatIsFoundIsCounted() {
    assertEquals(List.of(2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L), counts(Range.HOURS, "q=short"));
  }

  @Test
  void aBoundDoesNotHideWhatLiesBeyondIt() {
    assertEquals(List.of(2L, 1L, 1L, 0L, 0L, 0L, 0L, 1L), counts(Range.HOURS, "max-hours=10"));
    assertEquals(2, search("max-hours=10").total());
  }

  @Test
  void aStepLeadsToWhatIsUpToItsEnd() {
    SearchQuery all = SearchQuery.EVERYTHING;
    long before = 0;
    for (Histogram.Step step : histogram(Range.HOURS, "").steps()) {
      before += step.count();
      if (step.upTo() != null) {
        assertEquals(before, index.count(all.with(Range.HOURS, step.upTo())), step.toString());
      }
    }
  }

  @Test
  void pricesAreComparedInOneCurrencyOnly() {
    assertTrue(search("").histograms().stream().noneMatch(one -> one.range() == Range.PRICE));
    assertEquals(List.of("EUR", "CHF", "NZD", "SEK"), search("").currencies());
    assertEquals(
        List.of("EUR", "CHF", "NZD", "SEK"),
        search("currency=NZD&max-price=50").currencies(),
        "a bound in one currency hides no other");
    assertEquals(List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), counts(Range.PRICE, "currency=EUR"));
    assertEquals(
        List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L), counts(Range.PRICE, "currency=EUR&max-price=50"));
    assertEquals(List.of(0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L), counts(Range.PRICE, "currency=NZD"));
  }

  @Test
  void aRecordWithPricesInTwoCurrenciesCountsInBoth() {
    assertEquals(List.of("CHF", "SEK"), search("q=twofold").currencies());
    for (String currency : search("q=twofold").currencies()) {
      assertEquals(1, search("q=twofold&max-price=100&currency=" + currency).total());
    }
  }

  @Test
  void aRangeThatNobodyStatesHasNoHistogram() {
    assertTrue(search("").histograms().stream().noneMatch(one -> one.range() == Range.ECTS));
  }

  @Test
  void boundsAreReplacedAndLifted() {
    SearchQuery query = query("q=x&max-price=50&currency=EUR&page=2");
    assertEquals(
        "/search?q=x&max-price=100&currency=EUR",
        query.with(Range.PRICE, BigDecimal.valueOf(100)).address("/search"));
    assertEquals("/search?q=x&currency=EUR", query.without(Range.PRICE).address("/search"));
    assertEquals("/search?q=x&currency=NZD", query.withCurrency("NZD").address("/search"));
  }

  private List<Long> counts(Range range, String address) {
    return histogram(range, address).steps().stream().map(Histogram.Step::count).toList();
  }

  private Histogram histogram(Range range, String address) {
    return search(address).histograms().stream()
        .filter(one -> one.range() == range)
        .findFirst()
        .orElseThrow();
  }

  private SearchResult search(String address) {
    return index.search(query(address));
  }

  private static SearchQuery query(String address) {
    return SearchQuery.parse(
        IntStream.range(0, address.isEmpty() ? 0 : address.split("&").length)
            .mapToObj(i -> address.split("&")[i].split("="))
            .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1]))));
  }
}
