package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The artefacts of a structure message in SDMX-ML. */
final class SdmxMlStructures {
  private final List<SdmxStructures.DataStructure> dataStructures = new ArrayList<>();
  private final List<SdmxStructures.Flow> flows = new ArrayList<>();
  private final List<SdmxStructures.ItemList> lists = new ArrayList<>();
  private final Map<SdmxReference, SdmxReference> codesOfConcepts = new LinkedHashMap<>();
  private final Map<SdmxReference, String> others = new LinkedHashMap<>();

  List<SdmxStructures.DataStructure> dataStructures() {
    return dataStructures;
  }

  /** What is no data structure, with the name of its kind. */
  Map<SdmxReference, String> others() {
    return others;
  }

  void addTo(SdmxStructures structures) {
    dataStructures.forEach(structures::add);
    flows.forEach(structures::add);
    lists.forEach(structures::add);
    codesOfConcepts.forEach(structures::addCodesOfConcept);
  }

  void take(Element artefact) {
    SdmxReference reference =
        new SdmxReference(
            artefact.getAttribute("agencyID"),
            artefact.getAttribute("id"),
            artefact.getAttribute("version"),
            "");
    switch (artefact.getTagName()) {
      case "DataStructure" -> dataStructures.add(dataStructure(reference, artefact));
      case "Dataflow" -> {
        flows.add(
            new SdmxStructures.Flow(
                reference,
                names(artefact),
                child(artefact, "Structure").flatMap(structure -> reference(structure))));
        others.put(reference, "dataflow");
      }
      case "Codelist", "ValueList", "GeographicCodelist", "GeoGridCodelist" ->
          list(reference, artefact, "code list");
      case "ConceptScheme" -> list(reference, artefact, "concept scheme");
      default -> {}
    }
  }

  private void list(SdmxReference reference, Element artefact, String kind) {
    Map<String, ArrayNode> items = new LinkedHashMap<>();
    for (Element item : children(artefact)) {
      String id = item.getAttribute("id");
      if (!id.isEmpty()) {
        items.putIfAbsent(id, names(item));
        child(item, "CoreRepresentation")
            .flatMap(representation -> child(representation, "Enumeration"))
            .flatMap(SdmxMlStructures::reference)
            .ifPresent(codes ->
                codesOfConcepts.put(
                    new SdmxReference(reference.agency(), reference.id(), reference.version(), id),
                    codes));
      }
    }
    lists.add(new SdmxStructures.ItemList(reference, names(artefact), items));
    others.put(reference, kind);
  }

  private static SdmxStructures.DataStructure dataStructure(
      SdmxReference reference, Element artefact) {
    List<SdmxStructures.Component> dimensions = new ArrayList<>();
    List<SdmxStructures.Component> attributes = new ArrayList<>();
    List<String> measures = new ArrayList<>();
    Optional<Element> components = child(artefact, "DataStructureComponents");
    for (Element list : components.map(SdmxMlStructures::children).orElse(List.of())) {
      List<Element> members = new ArrayList<>(children(list));
      members.sort(Comparator.comparingInt(SdmxMlStructures::position));
      for (Element member : members) {
        switch (member.getTagName()) {
          case "Dimension", "MeasureDimension", "TimeDimension" ->
              dimensions.add(component(member));
          case "Attribute" -> attributes.add(component(member));
          case "Measure", "PrimaryMeasure" -> measures.add(component(member).id());
          default -> {}
        }
      }
    }
    return new SdmxStructures.DataStructure(
        reference, names(artefact), dimensions, attributes, measures);
  }

  private static int position(Element member) {
    String position = member.getAttribute("position");
    return position.matches("\\d{1,6}") ? Integer.parseInt(position) : 0;
  }

  private static SdmxStructures.Component component(Element member) {
    Optional<SdmxReference> concept =
        child(member, "ConceptIdentity").flatMap(SdmxMlStructures::reference);
    boolean time = member.getTagName().equals("TimeDimension");
    String id = member.getAttribute("id");
    return new SdmxStructures.Component(
        id.isEmpty() ? concept.map(SdmxReference::item).orElse("") : id,
        concept,
        child(member, "LocalRepresentation")
            .flatMap(representation -> child(representation, "Enumeration"))
            .flatMap(SdmxMlStructures::reference),
        child(member, "ConceptRole")
            .flatMap(SdmxMlStructures::reference)
            .map(SdmxReference::item)
            .orElse(""),
        time,
        member.getTagName().equals("MeasureDimension"));
  }

  /** A reference is the text of its element, or a URN or Ref in it (SDMX 3.0, 2.1). */
  static Optional<SdmxReference> reference(Element element) {
    Optional<Element> ref = child(element, "Ref");
    if (ref.isPresent()) {
      String parent = ref.get().getAttribute("maintainableParentID");
      String id = ref.get().getAttribute("id");
      String version =
          ref.get().getAttribute(parent.isEmpty() ? "version" : "maintainableParentVersion");
      return Optional.of(
          new SdmxReference(
              ref.get().getAttribute("agencyID"),
              parent.isEmpty() ? id : parent,
              version,
              parent.isEmpty() ? "" : id));
    }
    return SdmxReference.of(child(element, "URN").orElse(element).getTextContent());
  }

  /** Names by language; English where none is said, as the schema of SDMX-ML has it. */
  static ArrayNode names(Element element) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    for (Element child : children(element)) {
      if (child.getTagName().equals("Name")) {
        String language = child.getAttribute("lang");
        SdmxMessages.addName(names, language.isEmpty() ? "en" : language, child.getTextContent());
      }
    }
    return names;
  }

  static Optional<Element> child(Element element, String name) {
    return children(element).stream().filter(e -> e.getTagName().equals(name)).findFirst();
  }

  static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
