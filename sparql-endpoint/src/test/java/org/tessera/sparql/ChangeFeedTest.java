package org.tessera.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tessera.sparql.ChangeFeed.Place;
import org.tessera.sparql.ChangeFeed.Wanted;
import org.tessera.store.RecordStore;

/** No change is missed and none is told twice, whatever happens between two pages. */
class ChangeFeedTest {
  private static final String RECORD = "https://w3id.org/tessera/record/";
  private static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), false);

  private final RecordStore store = Fixture.store("exchange.trig");
  private final ChangeFeed feed = new ChangeFeed(store);

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 500})
  void pagesOfAnySizeHoldEachRealRecordOnce(int size) {
    List<String> expected =
        List.of(
            "aa/course",
            "aa/gone",
            "aa/levelled",
            "aa/org-body",
            "aa/org-developer",
            "aa/statement",
            "aa/unlevelled",
            "aa/untyped",
            "bb/badge");
    assertEquals(expected, names(walk(Place.START, ALL, size)).stream().sorted().toList());
  }

  @Test
  void theOrderIsThatOfChanges() {
    List<Place> places = walk(Place.START, ALL, 2);
    assertEquals("aa/gone", name(places.getLast()), "it was withdrawn last");
    assertEquals(
        places.stream().map(Place::sequence).sorted().toList(),
        places.stream().map(Place::sequence).toList());
  }

  @Test
  void aWithdrawnRecordThatCameBackIsThereOnceAndActive() {
    Fixture.restore(store, "exchange.trig", RECORD + "aa/gone");
    List<Place> gone =
        walk(Place.START, ALL, 4).stream().filter(place -> name(place).equals("aa/gone")).toList();
    assertEquals(1, gone.size());
    var record = store.find(NodeFactory.createURI(gone.getFirst().record())).orElseThrow();
    assertTrue(record.catalogueRecord().active());
    assertEquals(gone.getFirst().sequence(), record.catalogueRecord().sequence());
  }

  @Test
  void aRecordThatChangesWhileSomebodyReadsIsMetInItsLastState() {
    List<Place> before = feed.after(Place.START, ALL, 8).places();
    assertFalse(names(before).contains("aa/gone"));
    Fixture.restore(store, "exchange.trig", RECORD + "aa/gone");
    List<Place> after = walk(before.getLast(), ALL, 1);
    assertEquals(List.of("aa/gone"), names(after));
    assertEquals(store.sequence(), after.getFirst().sequence());
  }

  @Test
  void atTheEndThereIsNothingUntilSomethingChanges() {
    Place end = walk(Place.START, ALL, 500).getLast();
    assertEquals(List.of(), feed.after(end, ALL, 500).places());
    Fixture.restore(store, "exchange.trig", RECORD + "aa/gone");
    assertEquals(List.of("aa/gone"), names(feed.after(end, ALL, 500).places()));
  }

  @Test
  void registersInstantsAndMadeUpRecordsAreChosen() {
    Node bb = NodeFactory.createURI("https://w3id.org/tessera/id/bb");
    Wanted ofB = new Wanted(Optional.empty(), Optional.of(bb), false);
    assertEquals(List.of("bb/badge"), names(walk(Place.START, ofB, 500)));
    Wanted withMadeUp = new Wanted(Optional.empty(), Optional.empty(), true);
    assertTrue(names(walk(Place.START, withMadeUp, 3)).contains("aa/example-made-up"));
    Instant last =
        store
            .find(NodeFactory.createURI(RECORD + "aa/gone"))
            .orElseThrow()
            .catalogueRecord()
            .lastChanged();
    assertTrue(names(walk(Place.START, since(last), 500)).contains("aa/gone"));
    assertEquals(List.of(), walk(Place.START, since(last.plusSeconds(1)), 500));
  }

  /** A commit begins when the one before has ended, so its instant is not before that one's. */
  @Test
  void whoAsksAgainByTheLastChangeThatWasSeenMissesNothing() {
    Place last = walk(Place.START, ALL, 3).getLast();
    Instant seen =
        store
            .find(NodeFactory.createURI(last.record()))
            .orElseThrow()
            .catalogueRecord()
            .lastChanged();
    Fixture.restore(store, "exchange.trig", RECORD + "aa/gone");
    Place after = walk(Place.START, since(seen), 3).getLast();
    assertEquals("aa/gone", name(after));
    assertTrue(after.sequence() > last.sequence());
  }

  @Test
  void aCursorOfAStateThatWasSetBackIsGone() {
    Place ahead = new Place(store.sequence() + 1, RECORD + "aa/x");
    WrongParameter gone = assertThrows(WrongParameter.class, () -> feed.after(ahead, ALL, 5));
    assertEquals(410, gone.status());
    assertEquals("cursor", gone.parameter());
    assertTrue(gone.detail().contains("egin anew without it"), gone.detail());
  }

  @Test
  void aCursorIsItsPlace() {
    Place place = new Place(7, RECORD + "aa/é");
    assertEquals(Optional.of(place), Place.ofCursor(place.cursor()));
    assertEquals(Optional.empty(), Place.ofCursor("nonsense"));
    assertEquals(Optional.empty(), Place.ofCursor("%%%"));
  }

  private static Wanted since(Instant instant) {
    return new Wanted(Optional.of(instant), Optional.empty(), false);
  }

  private List<Place> walk(Place start, Wanted wanted, int size) {
    List<Place> all = new ArrayList<>();
    ChangeFeed.Page page = feed.after(start, wanted, size);
    all.addAll(page.places());
    while (page.more()) {
      page = feed.after(all.getLast(), wanted, size);
      all.addAll(page.places());
    }
    return all;
  }

  private static List<String> names(List<Place> places) {
    return places.stream().map(ChangeFeedTest::name).toList();
  }

  private static String name(Place place) {
    return place.record().substring(RECORD.length());
  }
}
