package org.tessera.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tessera.store.Samples.BASE;
import static org.tessera.store.Samples.batch;
import static org.tessera.store.Samples.credential;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Dct;

/** A process that is killed while it commits leaves the last whole commit behind. */
@Tag("slow")
final class KilledStoreTest {
  private static final int RECORDS = 400;
  private static final int KILLS = 6;

  @TempDir private Path folder;

  @Test
  void aKilledCommitLeavesAllOfTheOneBefore() throws IOException, InterruptedException {
    long before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      killInMidCommit(kill);
      try (RecordStore store = RecordStore.open(folder, BASE)) {
        assertEquals(List.of(), store.check());
        assertTrue(store.sequence() > before, "nothing was committed before kill " + kill);
        before = store.sequence();
        assertEquals(1, titles(store).size(), "records of one batch differ");
        assertEquals(RECORDS, store.changesAt(before).size());
      }
    }
  }

  @Test
  void aFolderThatAnotherProcessHasOpenIsRefused() throws IOException, InterruptedException {
    Process writer = writer();
    try (BufferedReader said = writer.inputReader()) {
      assertEquals("committing 1", said.readLine());
      StoreException refused =
          assertThrows(StoreException.class, () -> RecordStore.open(folder, BASE));
      assertTrue(refused.toString().contains("process " + writer.pid()), refused.toString());
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private void killInMidCommit(int kill) throws IOException, InterruptedException {
    Process writer = writer();
    try (BufferedReader said = writer.inputReader()) {
      for (int commits = 0; commits <= 2; commits++) {
        said.readLine();
      }
      // The third commit has begun: cut it at another place each time.
      writer.waitFor(15L * kill, TimeUnit.MILLISECONDS);
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private Process writer() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Set<String> titles(RecordStore store) {
    Set<String> titles = new TreeSet<>();
    store.forEach(
        Optional.empty(),
        record ->
            record
                .graph()
                .find(record.catalogueRecord().topic(), Dct.title, Node.ANY)
                .forEachRemaining(it -> titles.add(it.getObject().getLiteralLexicalForm())));
    return titles;
  }

  /** Changes all records in every commit, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      try (RecordStore store = RecordStore.open(Path.of(args[0]), BASE)) {
        for (int commit = 1; ; commit++) {
          System.out.println("committing " + commit);
          List<RecordWrite> writes = new ArrayList<>();
          for (int i = 0; i < RECORDS; i++) {
            writes.add(credential("r" + i, "Version " + (store.sequence() + 1), "5"));
          }
          store.commit(batch(1, writes, Set.of()));
        }
      }
    }
  }
}
