package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Skos;
import org.tessera.store.RecordHistory;
import org.tessera.store.RecordHistory.Form;
import org.tessera.store.RecordStore;

/** A record harvested again and again from files, by a clock of the test's. */
class EarlierFormsTest {
  private static final String SOURCE = "fr-reva";
  private static final Node BUTCHER =
      NodeFactory.createURI(MappingsFolder.BASE + "id/fr-reva/RNCP7067");
  private static final Instant FIRST = Instant.parse("2025-01-10T08:00:00Z");
  private static final Instant SECOND = Instant.parse("2025-02-10T08:00:00Z");
  private static final Instant THIRD = Instant.parse("2025-03-10T08:00:00Z");
  private static final Instant FOURTH = Instant.parse("2025-04-10T08:00:00Z");
  private static final Instant FIFTH = Instant.parse("2025-05-10T08:00:00Z");

  @TempDir private Path folder;
  private Instant now = FIRST;
  private final RecordStore store = RecordStore.inMemory(MappingsFolder.BASE, () -> now);

  @AfterEach
  void storeIsWhole() {
    assertEquals(List.of(), store.check());
    store.close();
  }

  @Test
  void changedTwiceWithdrawnAndBack() throws IOException {
    Harvester harvester = new Harvester(TestRegistry.settings(folder, 1L << 30, false), store);
    String all =
        Files.readString(MappingsFolder.path().resolve("fr-reva/golden/certifications.csv"));
    assertTrue(all.contains("Boucher charcutier"), "the golden file has the record");
    String without = all.replaceAll("(?m)^7067,.*\\R", "");
    assertFalse(without.contains("Boucher charcutier"));

    pass(harvester, FIRST, all);
    pass(harvester, SECOND, all.replace("Boucher charcutier", "Boucher"));
    pass(harvester, THIRD, all);
    pass(harvester, FOURTH, without);
    pass(harvester, FIFTH, all.replace("Boucher charcutier", "Boucher du XXIe siècle"));

    assertInstanceOf(RecordHistory.NotYet.class, history().at(FIRST.minusSeconds(1)));
    assertTrue(titleOn("2025-02-09").contains("Boucher charcutier"), titleOn("2025-02-09"));
    assertFalse(titleOn("2025-03-01").contains("charcutier"), titleOn("2025-03-01"));
    assertTrue(titleOn("2025-03-10").contains("Boucher charcutier"), titleOn("2025-03-10"));
    assertFalse(on("2025-04-10").active());
    assertFalse(on("2025-05-09").active());
    assertTrue(on("2025-05-10").active());
    assertTrue(titleOn("2025-06-01").contains("Boucher du XXIe siècle"));
    // What was said on a day of the first form, of the third, and of the first again is the same.
    assertEquals(said(on("2025-01-10")), said(on("2025-04-09")));
    assertEquals(List.of(), harvester.check());
  }

  @Test
  void aReplayByTheSameMappingIsNoOtherForm() throws IOException {
    Harvester harvester = new Harvester(TestRegistry.settings(folder, 1L << 30, false), store);
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    pass(harvester, FIRST, Files.readString(golden));
    now = SECOND;
    harvester.replay(SOURCE, HarvestListener.NONE);
    assertEquals(1, history().forms().size());
  }

  private void pass(Harvester harvester, Instant time, String text) throws IOException {
    now = time;
    Path file = folder.resolve("certifications.csv");
    Files.writeString(file, text);
    HarvestReport report =
        harvester.harvest(
            new HarvestRequest(SOURCE, Optional.of(file.toString()), true, false, false, true),
            HarvestListener.NONE);
    assertEquals(Optional.empty(), report.failure());
  }

  private RecordHistory history() {
    return store.history(BUTCHER).orElseThrow();
  }

  private Form on(String day) {
    return assertInstanceOf(Form.class, history().at(RecordHistory.moment(day)), day);
  }

  private String titleOn(String day) {
    return String.join(" ", texts(on(day), Dct.title)) + texts(on(day), Skos.prefLabel);
  }

  private static Set<String> texts(Form form, Node property) {
    Set<String> texts = new TreeSet<>();
    for (Triple triple : form.statements()) {
      if (triple.getPredicate().equals(property)) {
        texts.add(triple.getObject().getLiteralLexicalForm());
      }
    }
    return texts;
  }

  /** What the register said, without what the registry says of its record. */
  private static Set<String> said(Form form) {
    Set<String> said = new TreeSet<>();
    for (Triple triple : form.statements()) {
      boolean own =
          triple.getSubject().equals(BUTCHER)
              || triple.getSubject().getURI().startsWith(BUTCHER.getURI() + "#");
      if (own) {
        said.add(triple.toString());
      }
    }
    return said;
  }
}
