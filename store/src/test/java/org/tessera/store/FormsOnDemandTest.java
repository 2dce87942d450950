package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;
import org.tessera.store.RecordHistory.Form;

/** The forms of a table of figures are not put together for a look at what changed. */
class FormsOnDemandTest {
  private final Node topic = Samples.topic("a");

  @Test
  void whatMovedIsToldWithoutALookAtTheRest() {
    Instant first = Instant.parse("2026-01-10T08:00:00Z");
    Instant second = first.plusSeconds(60);
    Instant third = second.plusSeconds(60);
    StoredRecord stored;
    try (RecordStore store = RecordStore.inMemory(Samples.BASE, () -> first)) {
      store.commit(Samples.batch(1, Samples.credential("a", "Welding", "5")));
      stored = store.find(topic).orElseThrow();
    }
    AtomicInteger looks = new AtomicInteger();
    Collection<Triple> counted =
        new AbstractCollection<>() {
          @Override
          public Iterator<Triple> iterator() {
            looks.incrementAndGet();
            return stored.statements().iterator();
          }

          @Override
          public int size() {
            return stored.statements().size();
          }
        };
    RecordHistory history =
        new RecordHistory(
            new StoredRecord(stored.catalogueRecord(), counted),
            first,
            List.of(
                FormerStatement.begun(title("Welding"), first).ended(second),
                FormerStatement.begun(title("Welding II"), second).ended(third),
                FormerStatement.begun(title("Welding"), third)));

    List<Form> forms = history.forms();
    assertEquals(3, forms.size());
    assertTrue(forms.stream().allMatch(Form::active));
    assertEquals(forms.get(1), history.at(second));
    assertEquals(Set.of(title("Welding II")), history.difference(forms.get(1), forms.get(0)));
    assertEquals(Set.of(title("Welding")), history.difference(forms.get(2), forms.get(1)));
    assertEquals(Set.of(), history.difference(forms.get(2), forms.get(0)));
    assertEquals(0, looks.get());
    assertTrue(forms.get(1).statements().contains(title("Welding II")));
    assertFalse(forms.get(0).graph().contains(title("Welding II")));
    assertEquals(2, looks.get());
  }

  private Triple title(String text) {
    return Triple.create(topic, Dct.title, NodeFactory.createLiteralLang(text, "en"));
  }
}
