package org.tessera.harvester;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the harvester works.
 *
 * @param baseIri base of minted IRIs, ends with a slash
 * @param archive folder of the raw records
 * @param mappings folder with a folder for each source instead of the bundled ones
 * @param mostBytes bytes that one file may have, decompressed
 * @param timeLimit of one download
 * @param allowPrivateAddresses whether sources may stand on private or loopback addresses
 * @param userAgent says who asks
 * @param batchRecords records in one transaction at most
 */
public record HarvestSettings(
    String baseIri,
    Path archive,
    Optional<Path> mappings,
    long mostBytes,
    Duration timeLimit,
    boolean allowPrivateAddresses,
    String userAgent,
    int batchRecords) {

  /** Defaults for a data folder. */
  public static HarvestSettings of(Path data, String baseIri) {
    return new HarvestSettings(
        baseIri,
        data.resolve("archive"),
        Optional.empty(),
        4L << 30,
        Duration.ofMinutes(30),
        false,
        "Tessera/0.1 (+https://w3id.org/tessera/)",
        10_000);
  }
}
