package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Foaf;
import org.tessera.store.StoredRecord;

/**
 * What every folder of {@code mappings/} promises, whatever its format; of one source alone with
 * {@code -Dgolden.source=ID}.
 */
class SourceContractTest {
  @TempDir Path temporary;

  private final AtomicInteger folders = new AtomicInteger();

  /** One promise about one source. */
  private interface Promise {
    void check(SourceDescriptor source, TestRegistry registry) throws IOException;
  }

  private List<DynamicTest> forEachSource(Promise promise) {
    String only = System.getProperty("golden.source", "");
    return MappingsFolder.sources().stream()
        .filter(source -> only.isEmpty() || source.id().equals(only))
        .map(source ->
            dynamicTest(
                source.id(),
                () -> {
                  try (TestRegistry registry = new TestRegistry(folder())) {
                    promise.check(source, registry);
                  }
                }))
        .toList();
  }

  private Path folder() throws IOException {
    return Files.createDirectories(temporary.resolve("" + folders.incrementAndGet()));
  }

  @TestFactory
  List<DynamicTest> theFirstPassAddsEveryRecordAndTheSecondWritesNothing() {
    return forEachSource((source, registry) -> {
      Path golden = GoldenCopy.original(source);
      HarvestReport first = registry.pass(source.id(), golden);
      assertClean(first);
      assertEquals(first.seen() - first.skipped(), first.added(), first::toString);
      assertTrue(first.added() > 0, "the golden has no record");
      assertRecords(source, registry);
      assertEquals(first.added(), registry.active(source.id()).size());

      long sequence = registry.store.sequence();
      HarvestReport second = registry.pass(source.id(), golden);
      assertClean(second);
      assertEquals(second.seen() - second.skipped(), second.unchanged(), second::toString);
      assertEquals(first.seen(), second.seen());
      assertEquals(sequence, registry.store.sequence(), "the second pass wrote");
    });
  }

  @TestFactory
  @Tag("slow")
  List<DynamicTest> theBundledSampleIsClean() {
    return forEachSource((source, registry) -> {
      assumeTrue(source.bundled(), source.id() + " has no bundled records");
      HarvestReport first =
          registry.harvester.harvest(HarvestRequest.of(source.id()), HarvestListener.NONE);
      assertClean(first);
      assertEquals(first.seen() - first.skipped(), first.added(), first::toString);
      assertRecords(source, registry);
      long sequence = registry.store.sequence();
      HarvestReport second =
          registry.harvester.harvest(HarvestRequest.of(source.id()), HarvestListener.NONE);
      assertEquals(second.seen() - second.skipped(), second.unchanged(), second::toString);
      assertEquals(sequence, registry.store.sequence(), "the second pass wrote");
    });
  }

  @TestFactory
  List<DynamicTest> mappingAgainGivesTheSameGraphs() {
    return forEachSource((source, registry) -> {
      HarvestReport first = registry.pass(source.id(), GoldenCopy.original(source));
      var graphs = registry.graphs(source.id());
      long sequence = registry.store.sequence();

      HarvestReport full = registry.fullPass(source.id(), GoldenCopy.original(source));
      assertClean(full);
      assertEquals(0, full.added() + full.changed() + full.withdrawn(), full::toString);
      assertEquals(graphs, registry.graphs(source.id()), "after --full");

      HarvestReport replay = registry.harvester.replay(source.id(), HarvestListener.NONE);
      assertClean(replay);
      assertEquals(first.added(), replay.unchanged(), replay::toString);
      assertEquals(graphs, registry.graphs(source.id()), "after a replay");
      assertEquals(sequence, registry.store.sequence(), "mapping the same again wrote");
      assertEquals(List.of(), registry.harvester.check());
    });
  }

  @TestFactory
  List<DynamicTest> aRecordThatIsGoneBecomesATombstoneAndComesBack() {
    return forEachSource((source, registry) -> {
      registry.pass(source.id(), GoldenCopy.original(source));
      var graphs = registry.graphs(source.id());
      TreeSet<String> before = registry.active(source.id());
      assumeTrue(before.size() > 1, "one golden record only: a pass without it has no file");
      String gone = before.first();
      Path less = folder();
      GoldenCopy.keeping(source, id -> !id.equals(gone), less);

      HarvestReport report = registry.passAllowingWithdrawals(source.id(), less);
      assertClean(report);
      assertTrue(report.withdrawn() >= 1, report::toString);
      assertEquals(Set.of(gone), registry.tombstones(source.id()));
      TreeSet<String> rest = new TreeSet<>(before);
      rest.remove(gone);
      assertTrue(registry.active(source.id()).containsAll(rest), "others were withdrawn too");
      assertEquals(List.of(), registry.store.check());

      HarvestReport back =
          registry.passAllowingWithdrawals(source.id(), GoldenCopy.original(source));
      assertClean(back);
      assertEquals(before, registry.active(source.id()));
      assertEquals(graphs.keySet(), registry.graphs(source.id()).keySet());
    });
  }

  @TestFactory
  List<DynamicTest> aPassThatWouldWithdrawTooMuchWithdrawsNothingAndSaysSo() {
    return forEachSource((source, registry) -> {
      registry.pass(source.id(), GoldenCopy.original(source));
      TreeSet<String> before = registry.active(source.id());
      assumeTrue(
          before.size() > 1 && before.size() - 1 > source.withdrawalLimit() * before.size(),
          "too few golden records to be over the limit");
      var graphs = registry.graphs(source.id());
      long sequence = registry.store.sequence();
      Path one = folder();
      GoldenCopy.keeping(source, id -> id.equals(before.first()), one);

      HarvestReport report = registry.pass(source.id(), one);
      assertEquals(1, report.exitCode());
      assertEquals(0, report.withdrawn());
      assertTrue(
          report.failure().orElseThrow().contains("--allow-withdrawals"),
          () -> "says: " + report.failure().orElseThrow());
      assertEquals(Set.of(), registry.tombstones(source.id()));
      if (report.added() + report.changed() == 0) {
        assertEquals(sequence, registry.store.sequence());
        assertEquals(graphs, registry.graphs(source.id()));
      }
    });
  }

  @TestFactory
  List<DynamicTest> aRecordWithoutItsKeyDoesNotStopTheOthers() {
    return forEachSource((source, registry) -> {
      Path more = folder();
      int broken = GoldenCopy.withOneWithoutKey(source, more);
      assumeTrue(broken > 0, "a record of this source is a whole file: it cannot lack its key");
      HarvestReport report = registry.pass(source.id(), more);
      assertTrue(report.complete(), report::toString);
      assertEquals(broken, report.quarantined(), report::toString);
      assertCountsAddUp(report);
      for (HarvestReport.Problem problem : report.problems()) {
        assertFalse(problem.place().isBlank(), problem::toString);
        assertTrue(problem.reason().startsWith("has no value for "), problem::toString);
      }
      TreeSet<String> read = registry.active(source.id());
      try (TestRegistry whole = new TestRegistry(folder())) {
        whole.pass(source.id(), GoldenCopy.original(source));
        assertEquals(whole.active(source.id()), read);
      }
    });
  }

  private static void assertClean(HarvestReport report) {
    assertAll(
        () -> assertEquals(Optional.empty(), report.failure()),
        () -> assertEquals(List.of(), report.problems()),
        () -> assertTrue(report.complete()),
        () -> assertEquals(0, report.exitCode()),
        () -> assertCountsAddUp(report));
  }

  private static void assertCountsAddUp(HarvestReport report) {
    assertEquals(
        report.seen(),
        report.added()
            + report.changed()
            + report.unchanged()
            + report.quarantined()
            + report.skipped(),
        report::toString);
  }

  private static void assertRecords(SourceDescriptor source, TestRegistry registry) {
    assertEquals(List.of(), registry.store.check());
    registry.store.forEach(Optional.of(source.id()), SourceContractTest::assertOneTopic);
  }

  private static void assertOneTopic(StoredRecord record) {
    Node name = record.catalogueRecord().record();
    Node topic = record.catalogueRecord().topic();
    assertEquals(
        List.of(topic),
        record
            .graph()
            .find(name, Foaf.primaryTopic, Node.ANY)
            .mapWith(triple -> triple.getObject())
            .toList());
    record
        .graph()
        .find()
        .forEachRemaining(triple -> {
          Node subject = triple.getSubject();
          assertFalse(subject.isBlank() || triple.getObject().isBlank(), triple::toString);
          assertTrue(
              subject.equals(name)
                  || subject.equals(topic)
                  || subject.getURI().startsWith(topic.getURI() + "#"),
              () -> name + " speaks of " + subject);
        });
  }
}
