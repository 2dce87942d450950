package org.tessera.sparql;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.springframework.util.MultiValueMap;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/** The parameters of a call, each at most once; an empty one is absent. */
final class Parameters {
  private final MultiValueMap<String, String> values;

  /**
   * @param allowed names of all parameters that the address has
   * @throws WrongParameter for any other
   */
  Parameters(MultiValueMap<String, String> values, Set<String> allowed) {
    require(values, allowed);
    this.values = values;
  }

  /** Refuses every parameter. */
  static void requireNone(MultiValueMap<String, String> values) {
    require(values, Set.of());
  }

  private static void require(MultiValueMap<String, String> values, Set<String> allowed) {
    for (String name : values.keySet()) {
      if (!allowed.contains(name)) {
        throw new WrongParameter(
            name,
            "There is no parameter '%s'; allowed: %s."
                .formatted(
                    name, allowed.isEmpty() ? "none" : String.join(", ", new TreeSet<>(allowed))));
      }
    }
  }

  Optional<String> text(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    if (given.size() > 1) {
      throw new WrongParameter(name, name + " can be given once only.");
    }
    return given.stream().filter(value -> !value.isBlank()).findFirst();
  }

  /** A value that is read, or is wrong. */
  <T> Optional<T> value(String name, Function<String, Optional<T>> reading, String allowed) {
    return text(name)
        .map(text ->
            reading
                .apply(text)
                .orElseThrow(() ->
                    new WrongParameter(
                        name, "'%s' is no %s; allowed: %s.".formatted(text, name, allowed))));
  }

  int number(String name, int otherwise, int most) {
    return value(
            name,
            text ->
                text.matches("[1-9]\\d{0,8}") && Integer.parseInt(text) <= most
                    ? Optional.of(Integer.valueOf(text))
                    : Optional.empty(),
            "1 to " + most)
        .orElse(otherwise);
  }

  boolean synthetic() {
    return value(
            "synthetic",
            text -> text.equals("include") ? Optional.of(true) : Optional.empty(),
            "include")
        .orElse(false);
  }

  /** Where to go on. */
  Optional<ChangeFeed.Place> cursor() {
    return value("cursor", ChangeFeed.Place::ofCursor, "the cursor of an answer of this address");
  }

  ExportProfile profile() {
    return value("profile", ExportProfile::byId, String.join(", ", ExportProfile.ids()))
        .orElse(ExportProfile.TESSERA);
  }

  /** The catalogue of the register that is named. */
  Optional<Node> register(RecordStore store) {
    Collection<SourceSummary> sources = text("register").isPresent() ? store.sources() : List.of();
    return value(
        "register",
        text ->
            sources.stream()
                .filter(source -> source.id().equals(text))
                .map(SourceSummary::catalogue)
                .findFirst(),
        String.join(", ", sources.stream().map(SourceSummary::id).toList()));
  }

  /**
   * An absolute IRI.
   *
   * @return empty where there is none
   */
  Optional<Node> iri(String name) {
    return value(
            name,
            text ->
                text.matches("[a-zA-Z][a-zA-Z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+")
                    ? Optional.of(text)
                    : Optional.empty(),
            "the IRI of one record")
        .map(NodeFactory::createURI);
  }
}
