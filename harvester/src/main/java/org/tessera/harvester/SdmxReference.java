package org.tessera.harvester;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names an artefact of SDMX: {@code AGENCY:ID(VERSION)}, alone or at the end of a URN (SDMX
 * 3.1, section 5, 6.2.2 "Universal Resource Name").
 *
 * @param version empty where the artefact has none
 * @param item the item within it, as a concept of a concept scheme, or empty
 */
record SdmxReference(String agency, String id, String version, String item) {
  private static final Pattern URN =
      Pattern.compile("^(?:urn:[^=]*=)?([^=:()]+):([^=:().]+)(?:\\(([^)]*)\\))?(?:\\.(.+))?$");

  /** An artefact as a REST address names it: agency, id and version, or the id alone. */
  private static final Pattern ADDRESS =
      Pattern.compile("/(?:dataflow|datastructure)/([^/?]+)(?:/([^/?]+))?(?:/([^/?]+))?");

  static Optional<SdmxReference> of(String text) {
    Matcher urn = URN.matcher(text.strip());
    return urn.matches()
        ? Optional.of(
            new SdmxReference(urn.group(1), urn.group(2), or(urn.group(3)), or(urn.group(4))))
        : Optional.empty();
  }

  /**
   * @param sender whose artefact it is where the address does not say
   */
  static Optional<SdmxReference> ofAddress(String address, String sender) {
    Matcher path = ADDRESS.matcher(address);
    if (!path.find()) {
      return Optional.empty();
    }
    String second = or(path.group(2));
    return Optional.of(
        second.isEmpty() || second.equals("all")
            ? new SdmxReference(sender, path.group(1), "", "")
            : new SdmxReference(path.group(1), second, or(path.group(3)), ""));
  }

  private static String or(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  SdmxReference whole() {
    return new SdmxReference(agency, id, version, "");
  }

  boolean sameBut(SdmxReference other) {
    return agency.equals(other.agency) && id.equals(other.id);
  }

  @Override
  public String toString() {
    return agency
        + ":"
        + id
        + (version.isEmpty() ? "" : "(" + version + ")")
        + (item.isEmpty() ? "" : "." + item);
  }
}
