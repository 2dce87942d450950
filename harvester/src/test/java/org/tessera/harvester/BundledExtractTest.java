package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled records are an extract of their register. */
class BundledExtractTest {
  @TempDir Path temporary;

  @Test
  void whatTheExtractLacksStays() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.harvest(HarvestRequest.of("fr-reva"), HarvestListener.NONE);
      int bundled = registry.active("fr-reva").size();
      Path more = temporary.resolve("certifications.csv");
      Path golden = MappingsFolder.path().resolve("fr-reva/golden/certifications.csv");
      Files.writeString(more, Files.readString(golden).replace("7067,", "99999,"));
      registry.harvester.harvest(
          new HarvestRequest("fr-reva", Optional.of(more.toString()), false, false, false, false),
          HarvestListener.NONE);
      assertEquals(bundled + 1, registry.active("fr-reva").size());

      HarvestReport again =
          registry.harvester.harvest(HarvestRequest.of("fr-reva"), HarvestListener.NONE);

      assertEquals(0, again.exitCode(), again::toString);
      assertEquals(0, again.withdrawn());
      assertTrue(registry.active("fr-reva").contains("RNCP99999"), "it is gone");
    }
  }
}
