package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;
import static org.tessera.store.Samples.organisation;
import static org.tessera.store.Samples.part;
import static org.tessera.store.Samples.record;
import static org.tessera.store.Samples.run;
import static org.tessera.store.Samples.topic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordHistory.Form;
import org.tessera.store.RecordWrite.Role;

/** What a record said on an earlier day, by a clock of the test's. */
class RecordHistoryTest {
  private static final Instant FIRST = Instant.parse("2026-01-10T08:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-02-10T08:00:00Z");
  private static final Instant THIRD = Instant.parse("2026-03-10T08:00:00Z");
  private static final Instant FOURTH = Instant.parse("2026-04-10T08:00:00Z");
  private static final Instant FIFTH = Instant.parse("2026-05-10T08:00:00Z");

  private Instant now = FIRST;
  private final RecordStore store = RecordStore.inMemory(Samples.BASE, () -> now);

  @AfterEach
  void storeIsWhole() {
    assertEquals(List.of(), store.check());
    store.close();
  }

  @Test
  void aValueThatChangedTwiceIsToldForEachDay() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    Graph first = graphNow("a");
    commitAt(SECOND, 2, credential("a", "Welding II", "5"));
    Graph second = graphNow("a");
    commitAt(THIRD, 3, credential("a", "Welding", "6"));

    assertInstanceOf(RecordHistory.NotYet.class, at("a", FIRST.minusSeconds(1)));
    assertTrue(kept(first).isIsomorphicWith(form("a", FIRST).graph()));
    assertTrue(kept(first).isIsomorphicWith(form("a", SECOND.minusSeconds(1)).graph()));
    assertTrue(kept(second).isIsomorphicWith(form("a", SECOND).graph()));
    assertEquals(Optional.of(THIRD), form("a", SECOND).until());
    assertTrue(graphNow("a").isIsomorphicWith(form("a", THIRD).graph()));
    assertTrue(graphNow("a").isIsomorphicWith(form("a", THIRD.plusSeconds(1_000)).graph()));
    assertEquals(3, history("a").forms().size());
    assertEquals(FIRST, history("a").knownSince());
  }

  @Test
  void aRecordReadAgainFromOtherBytesKeepsItsForms() {
    commitAt(FIRST, 1, raw(credential("a", "Welding", "5"), "A"));
    commitAt(SECOND, 2, raw(credential("a", "Welding II", "5"), "B"));
    commitAt(THIRD, 3, raw(credential("a", "Welding II", "5"), "C"));
    assertEquals(2, history("a").forms().size());
    commitAt(FOURTH, 4, raw(credential("a", "Welding III", "5"), "D"));

    assertEquals(3, history("a").forms().size());
    assertEquals(Set.of("Welding"), titles(form("a", FIRST)));
    assertEquals(Set.of("Welding II"), titles(form("a", THIRD)));
    // Which bytes brought an earlier form is not kept, and never two of them.
    for (Form form : history("a").forms().subList(0, 2)) {
      assertFalse(form.graph().contains(record("a"), Tess.contentHash, Node.ANY));
    }
    assertEquals(
        List.of("sha256:D"),
        graphNow("a").stream(record("a"), Tess.contentHash, Node.ANY)
            .map(it -> it.getObject().getLiteralLexicalForm())
            .toList());
    assertTrue(graphNow("a").isIsomorphicWith(form("a", FOURTH).graph()));
  }

  @Test
  void theRunThatBroughtAFormIsNamed() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    commitAt(SECOND, 2, credential("a", "Welding II", "5"));
    assertTrue(form("a", FIRST).graph().contains(record("a"), Prov.wasGeneratedBy, run(1)));
    assertFalse(form("a", FIRST).graph().contains(record("a"), Prov.wasGeneratedBy, run(2)));
  }

  @Test
  void aWithdrawnRecordSaidItsNameAloneUntilItCameBack() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    Graph first = graphNow("a");
    withdrawAt(SECOND, 2, "a");
    commitAt(THIRD, 3, credential("a", "Welding", "5"));
    withdrawAt(FOURTH, 4, "a");
    commitAt(FIFTH, 5, credential("a", "Welding III", "7"));

    assertTrue(form("a", FIRST).active());
    assertTrue(kept(first).isIsomorphicWith(form("a", FIRST).graph()));
    assertFalse(form("a", SECOND).active());
    assertEquals(Set.of("Welding"), titles(form("a", SECOND)));
    assertFalse(form("a", SECOND).graph().contains(topic("a"), Elm.creditPoint, Node.ANY));
    assertTrue(form("a", THIRD).active());
    assertTrue(form("a", THIRD).graph().contains(topic("a"), Elm.creditPoint, Node.ANY));
    assertFalse(form("a", FOURTH).active());
    assertEquals(Set.of("Welding III"), titles(form("a", FIFTH)));
    assertEquals(5, history("a").forms().size());
  }

  @Test
  void aTombstoneTellsWhatTheRecordSaid() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    Graph first = graphNow("a");
    withdrawAt(SECOND, 2, "a");
    assertTrue(kept(first).isIsomorphicWith(form("a", FIRST).graph()));
    assertFalse(form("a", SECOND).active());
  }

  @Test
  void whatIsFoundWithoutNamingAPropertyIsMarkedAsHistory() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    commitAt(SECOND, 2, credential("a", "Welding II", "6"));
    // The union of all graphs has the former words too, but on nodes of the history alone.
    Set<Node> subjects = new HashSet<>();
    store.read(data -> {
      data.find(Quad.unionGraph, Node.ANY, Node.ANY, NodeFactory.createLiteralLang("Welding", "en"))
          .forEachRemaining(it -> subjects.add(it.getSubject()));
      return subjects;
    });
    assertEquals(1, subjects.size());
    String history = Samples.iri("history/" + Samples.SOURCE + "/a").getURI();
    assertTrue(subjects.iterator().next().getURI().startsWith(history + "#"), subjects::toString);

    List<String> exported = new ArrayList<>();
    store.forEach(Optional.empty(), it -> exported.addAll(texts(it.statements())));
    assertFalse(exported.contains("Welding"), exported::toString);
    assertEquals(1, store.known(Samples.SOURCE).size());
  }

  @Test
  void partsHaveFormsOfTheirOwn() {
    commitAt(FIRST, 1, credential("a", "W", "5"), part("a-1", "a"));
    commitAt(SECOND, 2, credential("a", "W", "6"));
    assertTrue(form("a-1", FIRST).active());
    assertFalse(form("a-1", SECOND).active());
  }

  @Test
  void anOrganisationThatGrowsHasNoForms() {
    commitAt(FIRST, 1, credential("a", "W", "5"), organisation("o", "One"));
    commitAt(SECOND, 1, credential("b", "W", "5"), organisation("o", "Two"));
    commitAt(THIRD, 2, credential("c", "W", "5"), organisation("o", "Three"));
    assertFalse(hasHistory("o"));
    assertEquals(1, history("o").forms().size());
    assertInstanceOf(RecordHistory.NotKept.class, at("o", SECOND));
    assertTrue(form("o", THIRD).graph().contains(Node.ANY, Skos.prefLabel, text("One")));
    withdrawAt(FOURTH, 3, "o");
    assertFalse(hasHistory("o"));
    // Nor has what was shared when its source describes it itself.
    commitAt(FIFTH, 4, credential("o", "Own", "5"));
    assertFalse(hasHistory("o"));
  }

  @Test
  void whatAMappingTakesAwayIsNowhereAnyMore() {
    commitAt(FIRST, 1, raw(credential("a", "Ask Ann", "5"), "A"), raw(part("a-1", "a"), "A"));
    commitAt(SECOND, 2, raw(credential("a", "Ask Bob", "5"), "B"), raw(part("a-1", "a"), "B"));
    assertTrue(says("Ask Ann"));
    commitAt(THIRD, 3, raw(credential("a", "Ask", "5"), "B"));

    assertFalse(says("Ask Ann"));
    assertFalse(says("Ask Bob"));
    assertFalse(hasHistory("a"));
    assertFalse(hasHistory("a-1"), "the mapping took the part away");
    assertEquals(THIRD, history("a").knownSince());
    assertInstanceOf(RecordHistory.NotKept.class, at("a", SECOND));
    assertInstanceOf(RecordHistory.NotKept.class, at("a-1", SECOND));
    // From then on there are forms again.
    commitAt(FOURTH, 4, raw(credential("a", "Ask us", "5"), "C"));
    assertEquals(Set.of("Ask"), titles(form("a", THIRD)));
    assertInstanceOf(RecordHistory.NotKept.class, at("a", SECOND));
  }

  @Test
  void aRecordThatCameBackAsItWasKeepsItsForms() {
    commitAt(FIRST, 1, raw(credential("a", "Welding", "5"), "A"));
    withdrawAt(SECOND, 2, "a");
    commitAt(THIRD, 3, raw(credential("a", "Welding", "5"), "A"));
    assertEquals(3, history("a").forms().size());
  }

  @Test
  void twoChangesInOneSecondAreOne() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    commitAt(SECOND, 2, credential("a", "Welding II", "5"));
    commitAt(SECOND, 3, credential("a", "Welding", "5"));
    assertEquals(Set.of("Welding"), titles(form("a", FIRST)));
    assertEquals(Set.of("Welding"), titles(form("a", SECOND)));
    commitAt(THIRD, 4, credential("a", "Welding III", "5"));
    assertEquals(Set.of("Welding"), titles(form("a", SECOND)));
    assertEquals(Set.of("Welding III"), titles(form("a", THIRD)));
  }

  @Test
  void aRecordThatChangesInTheSecondItCameInHasOneForm() {
    commitAt(FIRST, 1, credential("a", "Welding", "5"));
    commitAt(FIRST, 2, credential("a", "Welding II", "5"));
    assertEquals(1, history("a").forms().size());
    assertEquals(Set.of("Welding II"), titles(form("a", FIRST)));
  }

  @Test
  void whatIsNotKeptIsSaidToBeSo() {
    commitAt(FIRST, 1, large("one"));
    commitAt(SECOND, 2, large("two"));
    commitAt(THIRD, 3, credential("a", "Small", "5"));
    assertInstanceOf(RecordHistory.NotYet.class, at("a", FIRST.minusSeconds(1)));
    assertInstanceOf(RecordHistory.NotKept.class, at("a", FIRST));
    assertInstanceOf(RecordHistory.NotKept.class, at("a", SECOND));
    assertEquals(Set.of("Small"), titles(form("a", THIRD)));
    assertEquals(THIRD, history("a").knownSince());
    commitAt(FOURTH, 4, credential("a", "Smaller", "5"));
    assertEquals(Set.of("Small"), titles(form("a", THIRD)));
  }

  @Test
  void theOldestFormsGoFirst() {
    commitAt(FIRST, 0, credential("a", "Title 0", "5"));
    int changes = 2 * Histories.MOST_FORMS;
    for (int i = 1; i < changes; i++) {
      commitAt(FIRST.plusSeconds(i), i, credential("a", "Title " + i, "5"));
    }
    commitAt(FIRST.plusSeconds(changes), changes, credential("a", "Title " + changes, "6"));
    RecordHistory history = history("a");
    assertEquals(FIRST.plusSeconds(changes - Histories.MOST_FORMS), history.knownSince());
    assertEquals(Histories.MOST_FORMS + 1, history.forms().size());
    for (int i = 0; i <= changes; i++) {
      RecordHistory.Then then = history.at(FIRST.plusSeconds(i));
      if (i < changes - Histories.MOST_FORMS) {
        assertInstanceOf(RecordHistory.NotKept.class, then, "change " + i);
      } else {
        assertEquals(Set.of("Title " + i), titles((Form) then));
        assertEquals(14, ((Form) then).statements().size() + (i < changes ? 2 : 0));
      }
    }
  }

  private static RecordWrite large(String word) {
    List<Triple> statements = new ArrayList<>();
    statements.add(Triple.create(topic("a"), Rdf.type, Elm.LearningAchievementSpecification));
    for (int i = 0; i < Histories.MOST_STATEMENTS; i++) {
      statements.add(Triple.create(topic("a"), Dct.title, text(word + " " + i)));
    }
    return Samples.write("a", Role.MAIN, statements);
  }

  private static RecordWrite raw(RecordWrite write, String hash) {
    return Samples.readFrom(write, "rows", 0, "sha256:" + hash);
  }

  /** Each from bytes of its own, as long as the test does not say from which. */
  private void commitAt(Instant time, int run, RecordWrite... writes) {
    now = time;
    List<RecordWrite> read =
        Stream.of(writes)
            .map(it ->
                it.contentHash().startsWith("sha256:raw-")
                    ? raw(it, CanonicalStatements.hash(it.statements()))
                    : it)
            .toList();
    store.commit(batch(run, read, Set.of()));
  }

  private void withdrawAt(Instant time, int run, String id) {
    now = time;
    store.commit(batch(run, List.of(), Set.of(record(id))));
  }

  private boolean says(String title) {
    return store.read(data ->
        data.contains(Node.ANY, Node.ANY, Node.ANY, NodeFactory.createLiteralLang(title, "en")));
  }

  private boolean hasHistory(String id) {
    Node history = Samples.iri("history/" + Samples.SOURCE + "/" + id);
    return store.read(data -> data.contains(history, Node.ANY, Node.ANY, Node.ANY));
  }

  private RecordHistory history(String id) {
    return store.history(topic(id)).orElseThrow();
  }

  private RecordHistory.Then at(String id, Instant moment) {
    return history(id).at(moment);
  }

  private Form form(String id, Instant moment) {
    return (Form) at(id, moment);
  }

  private Graph graphNow(String id) {
    return store.find(topic(id)).orElseThrow().graph();
  }

  /** Without what a history does not keep. */
  private static Graph kept(Graph graph) {
    graph.remove(Node.ANY, Tess.sequence, Node.ANY);
    graph.remove(Node.ANY, Tess.contentHash, Node.ANY);
    return graph;
  }

  private static Set<String> titles(Form form) {
    Set<String> titles = new TreeSet<>();
    form.graph()
        .find(Node.ANY, Dct.title, Node.ANY)
        .forEachRemaining(it -> titles.add(it.getObject().getLiteralLexicalForm()));
    return titles;
  }

  private static List<String> texts(Iterable<Triple> statements) {
    List<String> texts = new ArrayList<>();
    statements.forEach(it -> {
      if (it.getObject().isLiteral()) {
        texts.add(it.getObject().getLiteralLexicalForm());
      }
    });
    return texts;
  }

  private static Node text(String value) {
    return NodeFactory.createLiteralString(value);
  }
}
