package org.tessera.harvester;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** A password may hold what ends a host, unencoded. */
  private static final Pattern SECRET = Pattern.compile("https?://(?:[^/?#]*@|[^@\\s]*:[^@\\s]*@)");

  /** Whether something named is an address, and no file or folder of the caller's. */
  static boolean isAddress(String from) {
    return from.startsWith("http://") || from.startsWith("https://");
  }

  /**
   * {@code from} as all may read it: an address, or the name of a file or folder, for where it lies
   * is the caller's alone.
   */
  Optional<String> publicFrom() {
    return from.map(it -> isAddress(it) ? it : name(Path.of(it)));
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  /**
   * @throws HarvestException if the address holds a user name or password, which it does not repeat
   */
  void requireNoSecret() {
    if (from.filter(it -> SECRET.matcher(it).lookingAt()).isPresent()) {
      throw new HarvestException(
          HarvestException.Category.BAD_REQUEST,
          "an address with a user name or password is not read, as everybody can see what a run"
              + " read; fetch the file yourself and give its path");
    }
  }

  /** The configured pass of a source. */
  public static HarvestRequest of(String source) {
    return new HarvestRequest(source, Optional.empty(), false, false, false, false);
  }
}
