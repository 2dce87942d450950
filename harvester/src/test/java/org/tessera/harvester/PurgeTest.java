package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.store.Batch;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/** What a source's rules come to call personal is nowhere in the data folder after a replay. */
class PurgeTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private PersonalCourses courses;

  @BeforeEach
  void harvestTwice() throws IOException {
    courses = PersonalCourses.inMemory(folder);
  }

  @AfterEach
  void close() {
    courses.close();
  }

  @Test
  void itGoesFromArchiveStoreAndHistories() throws IOException {
    courses.personalNow();
    HarvestReport report = courses.replay();
    assertEquals(Optional.empty(), report.failure());
    assertTrue(report.personalDataRemoved() > 0, report::toString);
    courses.assertGone();
    assertEquals(List.of("d"), courses.earlier(), "what was never personal keeps its earlier form");
    assertEquals("School", courses.label("org-School"));

    HarvestReport again = courses.harvest();
    assertEquals(3, again.unchanged(), "the archive has what a harvest now reads: " + again);
    long sequence = courses.store.sequence();
    courses.replay();
    assertEquals(sequence, courses.store.sequence(), "a second replay finds nothing");
  }

  @Test
  void whatAHarvestTookForAChangeGoesToo() throws IOException {
    courses.personalNow();
    courses.harvest();
    assertTrue(courses.stored().contains("host"), "it seems a change by the register");
    courses.replay();
    courses.assertGone();
  }

  @Test
  void aReplayThatBreaksOffLeavesAllInStepAndTheNextGoesOn() throws IOException {
    courses.personalNow();
    RecordStore cut = cutAt((method, arguments) -> method.equals("forget"));
    assertThrows(IllegalStateException.class, () -> courses.replayInto(cut, 5_000));
    assertTrue(courses.archived().contains("first"), "nothing was taken out of the archive yet");
    assertEquals(1, courses.check().size(), "it is told that something is to go");
    assertEquals(List.of(), courses.store.check());

    HarvestReport report = courses.replay();
    assertEquals(Optional.empty(), report.failure());
    courses.assertGone();
  }

  @Test
  void whatRecordsShareGoesThoughTheReplayBrokeOffWhenTheArchiveWasClean() throws IOException {
    courses.personalNow();
    RecordStore cut = cutAt((method, arguments) -> restates(method, arguments) > 0);
    assertThrows(IllegalStateException.class, () -> courses.replayInto(cut, 5_000));
    assertEquals(new TreeSet<>(), courses.archived());
    assertTrue(courses.stored().contains("contact"));
    assertEquals(1, courses.check().size());

    HarvestReport report = courses.replay();
    assertEquals(Optional.empty(), report.failure());
    courses.assertGone();
  }

  @Test
  void aReplayFailsUntilEveryRecordCanBeMappedAgain() throws IOException {
    courses.rules(
        PersonalCourses.PERSONAL,
        PersonalCourses.MAPPING.replace("rml:reference \"title\"", "rml:reference \"heading\""));
    for (int times = 0; times < 2; times++) {
      HarvestReport refused = courses.replay();
      assertTrue(refused.failure().orElseThrow().startsWith("3 records "), refused::toString);
      assertEquals(new TreeSet<>(), courses.archived());
      assertTrue(courses.stored().contains("contact"));
    }
    courses.personalNow();
    HarvestReport report = courses.replay();
    assertEquals(Optional.empty(), report.failure());
    courses.assertGone();
  }

  @Test
  void aRecordIsMappedFromWhatTheStoreWasMadeOf() throws IOException {
    Files.writeString(
        courses.files.resolve("courses.jsonl"),
        PersonalCourses.COURSES_SECOND.replace("\"title\":\"Of nobody\"", "\"title\":\"\""));
    assertEquals(1, courses.harvest().quarantined(), "its newest line is no record");
    courses.personalNow();
    HarvestReport report = courses.replay();
    assertEquals(0, report.quarantined(), report::toString);
    assertEquals(Optional.empty(), report.failure());
    courses.assertGone();
  }

  @Test
  void aDamagedLineIsNamedAndKeepsNothingElseFromGoing() throws IOException {
    Path newest = courses.under("archive").getLast();
    String text = PersonalCourses.unpacked(newest);
    assertTrue(text.contains("Of nobody"), text);
    PersonalCourses.pack(newest, "{\"id\":\"z\",\"hash\":\"Personne-damaged\n" + text);
    courses.personalNow();
    for (int times = 0; times < 2; times++) {
      HarvestReport report = courses.replay();
      assertTrue(report.failure().orElseThrow().contains(newest.toString()), report::toString);
      assertEquals(1, report.quarantined());
      assertEquals("z", report.problems().getFirst().record());
      assertEquals(new TreeSet<>(List.of("damaged")), courses.archived());
    }
    PersonalCourses.pack(
        newest, PersonalCourses.unpacked(newest).replaceAll("(?m)^.*damaged.*\\R", ""));
    assertEquals(Optional.empty(), courses.replay().failure());
    courses.assertGone();
  }

  @Test
  void whatRecordsShareIsCommittedInBatches() throws IOException {
    courses.personalNow();
    List<Integer> batches = new ArrayList<>();
    RecordStore counting =
        cutAt((method, arguments) -> {
          int shared = restates(method, arguments);
          if (shared > 0) {
            batches.add(shared);
          }
          return false;
        });
    assertEquals(Optional.empty(), courses.replayInto(counting, 1).failure());
    assertEquals(List.of(1, 1, 1), batches, "the school, the teacher and the friend");
    courses.assertGone();
  }

  @Test
  void aReplayUnderTheSameRulesTouchesNothing() throws IOException {
    List<String> before = courses.lines();
    List<String> forms = courses.earlier();
    assertEquals(List.of("a", "c", "d"), forms);
    courses.replay();
    assertEquals(before, courses.lines());
    assertEquals(forms, courses.earlier());
  }

  /** TDB2 keeps the texts of what is deleted until it is compacted. */
  @Test
  void compactingTakesItOffTheDisk() throws IOException {
    Path other = Files.createDirectory(folder.resolve("on-disk"));
    try (PersonalCourses stored = PersonalCourses.onDisk(other)) {
      stored.personalNow();
      stored.replay();
      stored.eraseRemains();
      assertTrue(stored.onDisk() > 0, "the store's files keep the text of a deleted node");
      stored.store.compact();
      assertEquals(0, stored.onDisk());
    }
  }

  private static int restates(String method, Object[] arguments) {
    return method.equals("commit")
        ? (int)
            ((Batch) arguments[0])
                .writes().stream().filter(it -> it.role() == RecordWrite.Role.SHARED_ANEW).count()
        : 0;
  }

  /** The store, until it is cut off. */
  private RecordStore cutAt(BiPredicate<String, Object[]> moment) {
    return (RecordStore)
        Proxy.newProxyInstance(
            RecordStore.class.getClassLoader(),
            new Class<?>[] {RecordStore.class},
            (proxy, method, arguments) -> {
              if (moment.test(method.getName(), arguments)) {
                throw new IllegalStateException("cut off");
              }
              try {
                return method.invoke(courses.store, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }
}
