package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the structure messages of a pass say: data structures, dataflows, code lists and concept
 * schemes, so that a data message beside them gets its labels. Names are arrays of {@code
 * {"language", "text"}}.
 */
final class SdmxStructures {
  /**
   * A dimension, measure or attribute of a data structure.
   *
   * @param role what the structure says it is for, as REF_AREA, or empty
   */
  record Component(
      String id,
      Optional<SdmxReference> concept,
      Optional<SdmxReference> codes,
      String role,
      boolean time,
      boolean ofMeasures) {}

  /** A data structure definition. */
  record DataStructure(
      SdmxReference reference,
      ArrayNode names,
      List<Component> dimensions,
      List<Component> attributes,
      List<String> measures) {}

  /** A dataflow and the data structure of its data. */
  record Flow(SdmxReference reference, ArrayNode names, Optional<SdmxReference> structure) {}

  /** A code list, a value list or a concept scheme. */
  record ItemList(SdmxReference reference, ArrayNode names, Map<String, ArrayNode> items) {}

  static final ArrayNode NO_NAMES = JsonNodeFactory.instance.arrayNode();

  private final Map<SdmxReference, DataStructure> structures = new LinkedHashMap<>();
  private final Map<SdmxReference, Flow> flows = new LinkedHashMap<>();
  private final Map<SdmxReference, ItemList> lists = new LinkedHashMap<>();
  private final Map<SdmxReference, SdmxReference> codesOfConcepts = new HashMap<>();
  private long size;

  void add(DataStructure structure) {
    count(structure.dimensions().size() + structure.attributes().size(), structure.names());
    // A message may name a data structure that another one describes.
    structures.merge(
        structure.reference(),
        structure,
        (known, other) -> known.dimensions().isEmpty() ? other : known);
  }

  void add(Flow flow) {
    count(1, flow.names());
    flows.merge(
        flow.reference(), flow, (known, other) -> known.structure().isEmpty() ? other : known);
  }

  /** A list may come in parts. */
  void add(ItemList list) {
    count(1, list.names());
    list.items().values().forEach(names -> count(1, names));
    ItemList known =
        lists.computeIfAbsent(
            list.reference(),
            reference -> new ItemList(reference, list.names(), new LinkedHashMap<>()));
    list.items().forEach(known.items()::putIfAbsent);
  }

  void addCodesOfConcept(SdmxReference concept, SdmxReference codes) {
    codesOfConcepts.put(concept, codes);
  }

  private void count(int parts, ArrayNode names) {
    size += (long) parts * RecordReader.CHARACTERS_OF_A_VALUE;
    names.forEach(name ->
        size += 2L * RecordReader.CHARACTERS_OF_A_VALUE + name.path("text").asString("").length());
    if (size > 4L * RecordReader.MOST_CHARACTERS) {
      throw new HarvestException(
          HarvestException.Category.LIMIT_REACHED,
          "the structure messages together are larger than "
              + (4L * RecordReader.MOST_CHARACTERS >> 20)
              + " million characters, each value in them counted as "
              + RecordReader.CHARACTERS_OF_A_VALUE);
    }
  }

  Optional<Flow> flow(SdmxReference reference) {
    return found(flows, reference);
  }

  Optional<DataStructure> structure(SdmxReference reference) {
    return found(structures, reference);
  }

  /** The data structure of what a data message names: a dataflow or a data structure. */
  Optional<DataStructure> structureOf(SdmxReference flowOrStructure) {
    return flow(flowOrStructure)
        .flatMap(Flow::structure)
        .flatMap(this::structure)
        .or(() -> structure(flowOrStructure));
  }

  ArrayNode conceptNames(Component component) {
    return component.concept().map(this::itemNames).orElse(NO_NAMES);
  }

  /** The code list of a component, or the concepts that are the codes of a measure dimension. */
  Optional<ItemList> codes(Component component) {
    return component
        .codes()
        .or(() -> component.concept().flatMap(c -> Optional.ofNullable(codesOfConcepts.get(c))))
        .flatMap(reference -> found(lists, reference));
  }

  private ArrayNode itemNames(SdmxReference item) {
    return found(lists, item.whole())
        .map(list -> list.items().getOrDefault(item.item(), NO_NAMES))
        .orElse(NO_NAMES);
  }

  /** What among the files refers to this list; a list that nothing refers to labels nothing. */
  boolean uses(SdmxReference list) {
    Set<SdmxReference> used = new HashSet<>();
    for (DataStructure structure : structures.values()) {
      List<Component> components = new ArrayList<>(structure.dimensions());
      components.addAll(structure.attributes());
      for (Component component : components) {
        component.concept().ifPresent(concept -> used.add(concept.whole()));
        codes(component).ifPresent(codes -> used.add(codes.reference()));
      }
    }
    return used.contains(list);
  }

  /** Versions differ between messages of one provider: the only one that is there will do. */
  private static <T> Optional<T> found(Map<SdmxReference, T> all, SdmxReference reference) {
    T exact = all.get(reference);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<T> others =
        all.entrySet().stream()
            .filter(entry -> entry.getKey().sameBut(reference))
            .map(Map.Entry::getValue)
            .toList();
    return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
  }
}
