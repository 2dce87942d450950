package org.tessera.harvester;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The messages of SDMX among the files of a pass, in SDMX-CSV, SDMX-JSON or SDMX-ML, told by their
 * first character. Structure messages are read before all others, as data messages do not label
 * their codes.
 */
final class SdmxMessages {
  /** Why a message gives no record; the other files of a pass do not depend on it. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * @param place in the file, as {@code , line 3}, or empty
     */
    Unreadable(String place, String reason) {
      super(reason);
      this.place = place;
    }
  }

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*");

  private final Input input;
  private final SdmxStructures structures = new SdmxStructures();

  SdmxMessages(Input input, List<Payload> payloads) {
    this.input = input;
    for (Payload payload : payloads) {
      try {
        switch (first(payload)) {
          case '<' -> new SdmxMl(payload, structures).collect();
          case '{' -> new SdmxJson(payload, input, structures).collect();
          default -> {}
        }
      } catch (Unreadable | HarvestException | IOException e) {
        // Reported when its turn to be read comes.
      }
    }
  }

  void read(Payload payload, RowHandler handler) throws IOException {
    try {
      switch (first(payload)) {
        case '<' -> new SdmxMl(payload, structures).read(handler);
        case '{' -> new SdmxJson(payload, input, structures).read(handler);
        default -> new SdmxCsv(payload, input, structures).read(handler);
      }
    } catch (Unreadable e) {
      handler.broken(payload.name() + e.place, String.valueOf(e.getMessage()));
    }
  }

  private int first(Payload payload) throws IOException {
    try (Reader text = RecordReader.text(payload, input)) {
      int c = text.read();
      while (c >= 0 && Character.isWhitespace(c)) {
        c = text.read();
      }
      return c;
    }
  }

  /** A name as an array of names; a language that is none is unknown. */
  static void addName(ArrayNode names, String language, String text) {
    String stripped = text.strip().replaceAll("\\s+", " ");
    if (!stripped.isEmpty()) {
      names
          .addObject()
          .put(
              "language",
              LANGUAGE.matcher(language).matches() ? language.toLowerCase(Locale.ROOT) : "und")
          .put("text", stripped);
    }
  }

  static ArrayNode name(String language, String text) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    addName(names, language, text);
    return names;
  }

  /** A cube with what the structures beside it say of its flow. */
  static SdmxCube cube(
      SdmxBudget budget, Optional<SdmxReference> reference, SdmxStructures structures) {
    SdmxCube cube = new SdmxCube(budget, reference);
    reference
        .flatMap(structures::structureOf)
        .ifPresent(s -> {
          if (s.measures().size() > 1) {
            throw new Unreadable("", severalMeasures(s));
          }
          cube.take(s, structures);
        });
    cube.title(
        reference
            .flatMap(structures::flow)
            .map(SdmxStructures.Flow::names)
            .or(() -> reference.flatMap(structures::structure).map(s -> s.names()))
            .orElse(SdmxStructures.NO_NAMES),
        SdmxStructures.NO_NAMES);
    return cube;
  }

  private static String severalMeasures(SdmxStructures.DataStructure structure) {
    return "has the measures "
        + String.join(", ", structure.measures())
        + "; a cube of Tessera has one (decision 0840)";
  }

  /** The records of a message with these structures, or why it has none. */
  static void hand(
      Payload payload,
      List<SdmxStructures.DataStructure> own,
      Map<SdmxReference, String> others,
      SdmxStructures structures,
      RowHandler handler) {
    for (SdmxStructures.DataStructure structure : own) {
      // Each is handed on before the next is made.
      SdmxBudget budget = new SdmxBudget(payload.name());
      SdmxCube cube = new SdmxCube(budget, Optional.of(structure.reference()));
      cube.take(structure, structures);
      cube.title(structure.names(), SdmxStructures.NO_NAMES);
      String place = payload.name() + ", data structure " + structure.reference();
      if (structure.dimensions().isEmpty()) {
        handler.broken(place, "has no dimension; it is described elsewhere");
      } else if (structure.measures().size() > 1) {
        handler.broken(place, severalMeasures(structure));
      } else {
        handler.row(new Content.Tree(cube.record("structure")), place);
      }
    }
    boolean used =
        others.keySet().stream()
            .anyMatch(reference ->
                structures.uses(reference)
                    || structures.flow(reference).isPresent()
                        && structures.structureOf(reference).isPresent());
    if (own.isEmpty() && !used) {
      throw new Unreadable(
          "",
          others.isEmpty()
              ? "is a structure message without a data structure, dataflow, code list or concept"
                  + " scheme"
              : "no data structure among the files uses what it describes: "
                  + String.join(
                      ", ",
                      others.entrySet().stream()
                          .limit(5)
                          .map(other -> other.getValue() + " " + other.getKey())
                          .toList()));
    }
  }
}
