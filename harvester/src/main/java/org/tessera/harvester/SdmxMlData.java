package org.tessera.harvester;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Element;
import tools.jackson.databind.node.ObjectNode;

/** The data sets of a message in SDMX-ML, generic or structure-specific. */
final class SdmxMlData {
  /** What the header says of the structure of a data set. */
  private record Described(Optional<SdmxReference> reference, String atObservation) {}

  private final Payload payload;
  private final SdmxStructures structures;
  private final SdmxBudget budget;
  private final boolean generic;
  private final Map<String, Described> described = new LinkedHashMap<>();
  private final Map<String, SdmxCube> cubes = new LinkedHashMap<>();
  private String footer = "";

  SdmxMlData(Payload payload, SdmxStructures structures, boolean generic) {
    this.payload = payload;
    this.structures = structures;
    this.budget = new SdmxBudget(payload.name());
    this.generic = generic;
  }

  void read(XMLStreamReader reader, RowHandler handler) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "Structure" -> describe(XmlRecords.element(reader, payload.name()));
          case "DataSet" -> dataSet(reader);
          case "Message" -> {
            footer = " (code " + reader.getAttributeValue(null, "code") + ")";
            depth++;
          }
          default -> depth++;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
    if (cubes.isEmpty()) {
      throw new SdmxMessages.Unreadable(
          "",
          "is a data message without a data set"
              + (footer.isEmpty() ? "" : ": it holds a message of its provider" + footer));
    }
    cubes.forEach((reference, cube) -> {
      ObjectNode record = cube.record("data");
      handler.row(new Content.Tree(record), payload.name() + ", data set of " + reference);
    });
  }

  private void describe(Element structure) {
    Optional<SdmxReference> reference = Optional.empty();
    for (Element child : SdmxMlStructures.children(structure)) {
      reference = reference.or(() -> SdmxMlStructures.reference(child));
    }
    described.put(
        structure.getAttribute("structureID"),
        new Described(reference, structure.getAttribute("dimensionAtObservation")));
  }

  private void dataSet(XMLStreamReader reader) throws XMLStreamException {
    String line = ", line " + reader.getLocation().getLineNumber();
    Map<String, String> own = attributes(reader);
    Described about =
        described.getOrDefault(
            own.getOrDefault("structureRef", ""), new Described(Optional.empty(), ""));
    Optional<SdmxStructures.DataStructure> structure =
        about.reference().flatMap(structures::structureOf);
    if (!generic && structure.isEmpty()) {
      throw new SdmxMessages.Unreadable(
          line,
          "its data structure is not among the files ("
              + about.reference().map(r -> "it is that of " + r).orElse("the header names none")
              + "), and without it dimensions and attributes cannot be told apart");
    }
    String name = about.reference().map(SdmxReference::toString).orElse(payload.name());
    SdmxCube cube =
        cubes.computeIfAbsent(
            name, any -> SdmxMessages.cube(budget, about.reference(), structures));
    cube.nextDataSet();
    DataSet dataSet = new DataSet(cube, structure, about.atObservation(), own);
    dataSet.read(reader);
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  /** One data set: what stands above a figure holds for it. */
  private final class DataSet {
    private final SdmxCube cube;
    private final Optional<SdmxStructures.DataStructure> structure;
    private final String atObservation;
    private final boolean deletes;
    private final Map<String, List<String>> ofSet = new LinkedHashMap<>();
    private Map<String, List<String>> ofSeries = new LinkedHashMap<>();
    private boolean figures;

    DataSet(
        SdmxCube cube,
        Optional<SdmxStructures.DataStructure> structure,
        String atObservation,
        Map<String, String> own) {
      this.cube = cube;
      this.structure = structure;
      this.atObservation = atObservation;
      this.deletes = own.getOrDefault("action", "").matches("(?i)d(?:elete)?");
      structure.ifPresent(s ->
          s.attributes()
              .forEach(a -> {
                if (own.containsKey(a.id())) {
                  ofSet.put(a.id(), List.of(own.get(a.id())));
                }
              }));
    }

    void read(XMLStreamReader reader) throws XMLStreamException {
      int depth = 1;
      while (depth > 0) {
        int event = reader.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
          if (depth == 1) {
            endOfSeries();
          }
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          if (reader.getLocalName().equals("Series")) {
            depth++;
            ofSeries = new LinkedHashMap<>();
            figures = false;
            SdmxMlData.attributes(reader).forEach((id, v) -> ofSeries.put(id, List.of(v)));
          } else {
            part(XmlRecords.element(reader, payload.name()), depth > 1 ? ofSeries : ofSet);
          }
        }
      }
    }

    /** A series without figures in a data set that deletes means all of the series. */
    private void endOfSeries() {
      if (deletes && !figures) {
        cube.delete(dimensions(ofSeries));
      }
      ofSeries = new LinkedHashMap<>();
    }

    private void part(Element part, Map<String, List<String>> above) {
      switch (part.getTagName()) {
        case "Obs" -> figure(part);
        case "Group" -> {
          Map<String, List<String>> values = values(part);
          Map<String, String> at = dimensions(values);
          cube.group(at, attributes(values));
        }
        default -> above.putAll(generic ? pairs(part) : component(part));
      }
    }

    private void figure(Element obs) {
      figures = true;
      Map<String, List<String>> values = new LinkedHashMap<>(ofSet);
      values.putAll(ofSeries);
      values.putAll(values(obs));
      if (deletes) {
        cube.delete(dimensions(values));
        return;
      }
      String measure =
          structure
              .map(s -> s.measures())
              .filter(m -> m.size() == 1)
              .map(m -> m.get(0))
              .orElse("OBS_VALUE");
      List<String> value =
          values.getOrDefault(measure, values.getOrDefault("OBS_VALUE", List.of("")));
      cube.figure(dimensions(values), value.get(0), attributes(values));
    }

    private Map<String, List<String>> values(Element element) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      if (generic) {
        SdmxMlStructures.children(element)
            .forEach(child -> {
              switch (child.getTagName()) {
                case "ObsDimension" -> {
                  String id = child.getAttribute("id");
                  put(values, id.isEmpty() ? atObservation : id, child.getAttribute("value"), true);
                }
                case "ObsValue" -> values.put("OBS_VALUE", List.of(child.getAttribute("value")));
                default -> values.putAll(pairs(child));
              }
            });
        return values;
      }
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        var attribute = element.getAttributes().item(i);
        values.put(attribute.getNodeName(), List.of(attribute.getNodeValue()));
      }
      // With explicit measures an observation's type is its value of the measure dimension.
      structure.ifPresent(s ->
          s.dimensions().stream()
              .filter(SdmxStructures.Component::ofMeasures)
              .filter(d -> !values.containsKey(d.id()) && element.hasAttribute("type"))
              .forEach(d ->
                  values.put(
                      d.id(), List.of(element.getAttribute("type").replaceFirst("^.*:", "")))));
      SdmxMlStructures.children(element).forEach(child -> values.putAll(component(child)));
      return values;
    }

    /** The Value elements of a key or of attributes in a generic message. */
    private Map<String, List<String>> pairs(Element element) {
      Map<String, List<String>> values = new LinkedHashMap<>();
      boolean isKey = element.getTagName().endsWith("Key");
      for (Element value : SdmxMlStructures.children(element)) {
        put(values, value.getAttribute("id"), value.getAttribute("value"), isKey);
      }
      return values;
    }

    private void put(
        Map<String, List<String>> values, String id, String value, boolean isDimension) {
      if (isDimension && !cube.hasDimension(id)) {
        cube.dimension(id, "", id.equals("TIME_PERIOD"), SdmxStructures.NO_NAMES);
      }
      values.put(id, List.of(value));
    }

    /** Several values of one component: Comp with Value elements (SDMX 3.0). */
    private Map<String, List<String>> component(Element comp) {
      List<String> values = new ArrayList<>();
      for (Element value : SdmxMlStructures.children(comp)) {
        List<Element> texts = SdmxMlStructures.children(value);
        if (texts.isEmpty()) {
          values.add(value.getTextContent().strip());
        }
        texts.forEach(text -> values.add(text.getTextContent().strip()));
      }
      return values.isEmpty() ? Map.of() : Map.of(comp.getAttribute("id"), values);
    }

    private Map<String, String> dimensions(Map<String, List<String>> values) {
      Map<String, String> at = new LinkedHashMap<>();
      values.forEach((id, each) -> {
        if (cube.hasDimension(id) && !each.get(0).isBlank()) {
          at.put(id, each.get(0).strip());
        }
      });
      return at;
    }

    private Map<String, List<SdmxCube.AttributeValue>> attributes(
        Map<String, List<String>> values) {
      TreeSet<String> known = new TreeSet<>();
      structure.ifPresent(s -> s.attributes().forEach(a -> known.add(a.id())));
      Map<String, List<SdmxCube.AttributeValue>> attributes = new LinkedHashMap<>();
      values.forEach((id, each) -> {
        boolean isAttribute =
            structure.isPresent()
                ? known.contains(id)
                : !cube.hasDimension(id) && !id.equals("OBS_VALUE");
        if (isAttribute) {
          boolean coded = cube.isCoded(id) || hasList(id);
          attributes.put(
              id, each.stream().map(v -> new SdmxCube.AttributeValue(v, coded)).toList());
        }
      });
      return attributes;
    }

    private boolean hasList(String attribute) {
      return structure.stream()
          .flatMap(s -> s.attributes().stream())
          .anyMatch(a -> a.id().equals(attribute) && a.codes().isPresent());
    }
  }
}
