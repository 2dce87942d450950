package org.tessera.harvester;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What to harvest, and how.
 *
 * @param source its id
 * @param from a file, folder or URL in the source's native format instead of the configured one
 * @param complete whether {@code from} is the whole register, so that what it lacks is withdrawn
 * @param full whether to map unchanged records again
 * @param dryRun whether to leave store and archive alone
 * @param allowWithdrawals whether the pass may withdraw more than the source's limit
 */
public record HarvestRequest(
    String source,
    Optional<String> from,
    boolean complete,
    boolean full,
    boolean dryRun,
    boolean allowWithdrawals) {

  /** Whether something named is an address, and no file or folder of the caller's. */
  static boolean isAddress(String from) {
    return from.startsWith("http://") || from.startsWith("https://");
  }

  /**
   * {@code from} as all may read it: an address, or the name of a file or folder, for where it lies
   * is the caller's alone.
   */
  Optional<String> publicFrom() {
    return from.map(it -> isAddress(it) ? it : String.valueOf(Path.of(it).getFileName()));
  }

  /** The configured pass of a source. */
  public static HarvestRequest of(String source) {
    return new HarvestRequest(source, Optional.empty(), false, false, false, false);
  }
}
