package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.app.TesseraProcess.Ended;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Tess;

/** Kill -9 in mid-harvest, ten times. */
@Tag("slow")
class CrashTest {
  private static final int KILLS = 10;

  /** What differs between two harvests of the same records: when, and by which run. */
  private static final Set<String> OF_THE_RUN =
      Set.of(
          Prov.wasGeneratedBy.toString(),
          Dct.issued.toString(),
          Dct.modified.toString(),
          Tess.sequence.toString());

  @TempDir Path folder = Path.of("");

  @Test
  void storeIndexAndArchiveStayInStepAndTheNextRunEndsTheSame() {
    Path undisturbed = folder.resolve("undisturbed");
    assertEquals(0, harvest(undisturbed).code());
    long began = System.nanoTime();
    assertEquals(0, harvest(undisturbed).code());
    Duration whole = since(began);

    Path killed = folder.resolve("killed");
    int inMidHarvest = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long start = System.nanoTime();
      try (TesseraProcess process = TesseraProcess.begin(killed, harvestCommand())) {
        // Spread over the second half of a run; the first is mostly the start of Java.
        if (!process.endsWithin(whole.multipliedBy(KILLS + kill).dividedBy(2L * KILLS + 2))) {
          inMidHarvest++;
        } else {
          // The machine is faster now than when the whole was timed.
          whole = since(start);
        }
        process.kill();
      }
      Ended check = TesseraProcess.run(killed, "check");
      assertEquals(0, check.code(), check.err() + check.out());
    }
    assertTrue(inMidHarvest > KILLS / 2, inMidHarvest + " kills came in mid-harvest");

    assertEquals(0, harvest(killed).code());
    List<String> expected = records(undisturbed);
    assertFalse(expected.isEmpty());
    assertEquals(expected, records(killed));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static String[] harvestCommand() {
    return new String[] {"harvest", "fr-reva", "uk-ofqual", "--full"};
  }

  private static Ended harvest(Path data) {
    return TesseraProcess.run(data, harvestCommand());
  }

  private static List<String> records(Path data) {
    Ended export = TesseraProcess.run(data, "export");
    assertEquals(0, export.code(), export.err());
    return export
        .out()
        .lines()
        .filter(line -> OF_THE_RUN.stream().noneMatch(term -> line.contains(" <" + term + "> ")))
        .sorted()
        .collect(Collectors.toList());
  }
}
