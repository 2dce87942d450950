package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run tells what a run would do. */
class DryRunTest {
  @TempDir Path temporary;

  @Test
  void countsAreThoseOfARun() throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    String text = Files.readString(golden);
    Path file = temporary.resolve("certifications.csv");
    // Three are new instead of others, one has another name.
    Files.writeString(
        file,
        text.replace("7067,", "99997,")
            .replace("37310,", "99998,")
            .replace("5983,", "99999,")
            .replace("Métiers du", "Métier du"));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("fr-reva", golden);
      long sequence = registry.store.sequence();

      HarvestReport refused = dry(registry, file, false);
      assertTrue(refused.failure().orElseThrow().contains("--allow-withdrawals"));
      HarvestReport dry = dry(registry, file, true);
      assertEquals(sequence, registry.store.sequence());

      HarvestReport real = registry.passAllowingWithdrawals("fr-reva", file);
      assertEquals(3, real.withdrawn(), real::toString);
      assertEquals(1, real.changed(), real::toString);
      assertEquals(real.added(), dry.added(), dry::toString);
      assertEquals(real.changed(), dry.changed(), dry::toString);
      assertEquals(real.unchanged(), dry.unchanged(), dry::toString);
      assertEquals(real.withdrawn(), dry.withdrawn(), dry::toString);
    }
  }

  @Test
  void theStoreKeepsWhyARunWasRefused() throws IOException {
    Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
    Path file = temporary.resolve("certifications.csv");
    Files.write(file, Files.readAllLines(golden).subList(0, 2));
    try (TestRegistry registry = new TestRegistry(temporary)) {
      long before = registry.pass("fr-reva", golden).added();
      HarvestReport refused = registry.pass("fr-reva", file);
      assertTrue(
          refused
              .failure()
              .orElseThrow()
              .startsWith(
                  "refused: it would withdraw %d of %d records, more than 20 %%"
                      .formatted(before - 1, before)),
          refused::toString);
      var runs = registry.store.runs("fr-reva", 2);
      assertEquals(refused.failure(), runs.get(0).run().failure());
      assertTrue(runs.get(0).run().complete());
      assertEquals(Optional.empty(), runs.get(1).run().failure());
    }
  }

  private static HarvestReport dry(TestRegistry registry, Path file, boolean allowWithdrawals) {
    return registry.harvester.harvest(
        new HarvestRequest(
            "fr-reva", Optional.of(file.toString()), true, false, true, allowWithdrawals),
        HarvestListener.NONE);
  }
}
