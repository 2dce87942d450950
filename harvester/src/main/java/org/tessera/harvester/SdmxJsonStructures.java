package org.tessera.harvester;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The artefacts of a structure message in SDMX-JSON. */
final class SdmxJsonStructures {
  /** Where the items of each kind of list stand. */
  private static final Map<String, String> LISTS =
      Map.of(
          "codelists", "codes",
          "valueLists", "valueItems",
          "geographicCodelists", "geoFeatureSetCodes",
          "geoGridCodelists", "geoGridCodes",
          "conceptSchemes", "concepts");

  private final JsonNode data;
  private final List<SdmxStructures.DataStructure> dataStructures = new ArrayList<>();
  private final Map<SdmxReference, String> others = new LinkedHashMap<>();

  SdmxJsonStructures(JsonNode data) {
    this.data = data;
    data.path("dataStructures").forEach(each -> dataStructures.add(dataStructure(each)));
    data.path("dataflows").forEach(each -> others.put(reference(each), "dataflow"));
    LISTS.forEach((kind, items) ->
        data.path(kind)
            .forEach(each ->
                others.put(
                    reference(each), items.equals("concepts") ? "concept scheme" : "code list")));
  }

  List<SdmxStructures.DataStructure> dataStructures() {
    return dataStructures;
  }

  /** What is no data structure, with the name of its kind. */
  Map<SdmxReference, String> others() {
    return others;
  }

  void addTo(SdmxStructures structures) {
    dataStructures.forEach(structures::add);
    data.path("dataflows")
        .forEach(flow ->
            structures.add(
                new SdmxStructures.Flow(
                    reference(flow),
                    names(flow),
                    SdmxReference.of(flow.path("structure").asString("")))));
    LISTS.forEach((kind, items) ->
        data.path(kind)
            .forEach(list -> {
              SdmxReference reference = reference(list);
              structures.add(
                  new SdmxStructures.ItemList(
                      reference, names(list), SdmxJson.items(list.path(items))));
              list.path("concepts")
                  .forEach(concept ->
                      enumeration(concept, "coreRepresentation")
                          .ifPresent(codes ->
                              structures.addCodesOfConcept(
                                  new SdmxReference(
                                      reference.agency(),
                                      reference.id(),
                                      reference.version(),
                                      concept.path("id").asString("")),
                                  codes)));
            }));
  }

  private static tools.jackson.databind.node.ArrayNode names(JsonNode of) {
    return SdmxJson.names(of, "names", "name", "und");
  }

  private static SdmxReference reference(JsonNode artefact) {
    return new SdmxReference(
        artefact.path("agencyID").asString(""),
        artefact.path("id").asString(""),
        artefact.path("version").asString(""),
        "");
  }

  private static SdmxStructures.DataStructure dataStructure(JsonNode structure) {
    JsonNode parts = structure.path("dataStructureComponents");
    JsonNode dimensionList = parts.path("dimensionList");
    List<SdmxStructures.Component> dimensions = new ArrayList<>();
    List<JsonNode> inOrder = new ArrayList<>();
    dimensionList.path("dimensions").forEach(inOrder::add);
    inOrder.sort(java.util.Comparator.comparingInt(d -> d.path("position").asInt(0)));
    inOrder.forEach(each -> dimensions.add(component(each, false, false)));
    dimensionList
        .path("measureDimensions")
        .forEach(each -> dimensions.add(component(each, false, true)));
    JsonNode time = dimensionList.path("timeDimension");
    if (time.isObject()) {
      dimensions.add(component(time, true, false));
    }
    dimensionList
        .path("timeDimensions")
        .forEach(each -> dimensions.add(component(each, true, false)));
    List<SdmxStructures.Component> attributes = new ArrayList<>();
    parts
        .path("attributeList")
        .path("attributes")
        .forEach(each -> attributes.add(component(each, false, false)));
    List<String> measures = new ArrayList<>();
    JsonNode measureList = parts.path("measureList");
    measureList.path("measures").forEach(each -> measures.add(each.path("id").asString("")));
    if (measureList.path("primaryMeasure").isObject()) {
      measures.add(measureList.path("primaryMeasure").path("id").asString(""));
    }
    return new SdmxStructures.DataStructure(
        reference(structure), names(structure), dimensions, attributes, measures);
  }

  private static SdmxStructures.Component component(JsonNode of, boolean time, boolean measures) {
    return new SdmxStructures.Component(
        of.path("id").asString(""),
        SdmxReference.of(of.path("conceptIdentity").asString("")),
        enumeration(of, "localRepresentation"),
        SdmxReference.of(of.path("conceptRoles").path(0).asString(""))
            .map(SdmxReference::item)
            .orElse(""),
        time,
        measures);
  }

  private static Optional<SdmxReference> enumeration(JsonNode of, String representation) {
    return SdmxReference.of(of.path(representation).path("enumeration").asString(""));
  }
}
