package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rdfs;
import org.tessera.ontology.SdmxDimension;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.CatalogueRecord;

/**
 * Reads a data cube by its structure. Where a record has none, its figures tell the columns: what
 * is a number measures, everything else tells what it is about.
 */
final class CubeReader {
  private static final Map<Node, Cube.Role> ROLES =
      Map.of(
          Qb.dimension, Cube.Role.DIMENSION,
          Qb.measure, Cube.Role.MEASURE,
          Qb.attribute, Cube.Role.ATTRIBUTE);

  private final CatalogueRecord catalogue;
  private final Statements statements;
  private final Node topic;

  CubeReader(CatalogueRecord catalogue, Statements statements) {
    this.catalogue = catalogue;
    this.statements = statements;
    this.topic = catalogue.topic();
  }

  boolean isCube() {
    return statements.objects(topic, Rdf.type).contains(Qb.DataSet);
  }

  Cube cube() {
    List<Node> observations = observationNodes(topic, statements).toList();
    SortedSet<String> periods = new TreeSet<>();
    Set<Node> areas = new HashSet<>();
    for (Node observation : observations) {
      areas.addAll(statements.objects(observation, SdmxDimension.refArea));
      statements.objects(observation, SdmxDimension.refPeriod).stream()
          .map(Cube::key)
          .forEach(periods::add);
    }
    return new Cube(
        topic,
        catalogue.record(),
        catalogue.source(),
        catalogue.localId(),
        catalogue.sequence(),
        catalogue.synthetic(),
        statements.texts(topic, Dct.title),
        statements.texts(topic, Dct.description),
        statements.texts(topic, Tess.question),
        text(Dct.publisher),
        text(Tess.sampleSize),
        text(Dct.issued),
        statements.objects(topic, Dct.source),
        statements.texts(topic, Skos.note),
        components(observations),
        observations.size(),
        List.copyOf(areas),
        periods,
        labels());
  }

  /** The figures in the order of their dimensions. */
  static List<Cube.Observation> observations(Cube cube, Statements statements) {
    List<Node> dimensions =
        cube.components(Cube.Role.DIMENSION).stream().map(Cube.Component::property).toList();
    Comparator<Cube.Observation> order =
        Comparator.comparing((Cube.Observation observation) ->
                dimensions.stream()
                    .map(observation.values()::get)
                    .map(value -> value == null ? "" : Cube.key(value))
                    .collect(Collectors.joining("\u0001")))
            .thenComparing(observation -> observation.id().toString());
    return observationNodes(cube.id(), statements)
        .map(node -> observation(node, cube, statements))
        .sorted(order)
        .toList();
  }

  private static Cube.Observation observation(Node node, Cube cube, Statements statements) {
    Map<Node, Node> values = new LinkedHashMap<>();
    for (Cube.Component component : cube.components()) {
      // An attribute of the whole table holds for each of its figures.
      Stream.of(node, cube.id())
          .flatMap(subject -> statements.objects(subject, component.property()).stream())
          .findFirst()
          .ifPresent(value -> values.put(component.property(), value));
    }
    return new Cube.Observation(node, values);
  }

  private static Stream<Node> observationNodes(Node topic, Statements statements) {
    return statements
        .subjectsOf(Qb.dataSet)
        .filter(node -> statements.objects(node, Qb.dataSet).contains(topic));
  }

  private List<Cube.Component> components(List<Node> observations) {
    Map<Node, Cube.Role> declared = declared();
    Map<Node, Cube.Role> roles = declared.isEmpty() ? used(observations) : declared;
    if (!declared.isEmpty()) {
      // What figures say beside their structure, such as where each was read.
      used(observations)
          .keySet()
          .forEach(property -> roles.putIfAbsent(property, Cube.Role.ATTRIBUTE));
    }
    Map<Node, List<Text>> headings = headings();
    List<Cube.Component> components = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Cube.Role role : Cube.Role.values()) {
      roles.forEach((property, its) -> {
        if (its == role) {
          String key = Vocabulary.id(property);
          while (!keys.add(key)) {
            key += "_";
          }
          components.add(
              new Cube.Component(property, role, key, headings.getOrDefault(property, List.of())));
        }
      });
    }
    return components;
  }

  private Map<Node, Cube.Role> declared() {
    Map<Node, Cube.Role> roles = new LinkedHashMap<>();
    statements
        .along(topic, Qb.structure, Qb.component)
        .distinct()
        .sorted(
            Comparator.comparing(this::order)
                .thenComparing(specification -> specification.toString()))
        .forEach(specification ->
            ROLES.forEach((property, role) ->
                statements
                    .objects(specification, property)
                    .forEach(component -> roles.put(component, role))));
    return roles;
  }

  /** What the structure calls its columns, by property. */
  private Map<Node, List<Text>> headings() {
    Map<Node, List<Text>> headings = new HashMap<>();
    statements
        .along(topic, Qb.structure, Qb.component)
        .forEach(specification ->
            ROLES
                .keySet()
                .forEach(role ->
                    statements
                        .objects(specification, role)
                        .forEach(property ->
                            headings.put(property, statements.texts(specification, Rdfs.label)))));
    return headings;
  }

  private int order(Node specification) {
    return statements
        .object(specification, Qb.order)
        .map(Node::getLiteralLexicalForm)
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Integer::valueOf)
        .orElse(Integer.MAX_VALUE);
  }

  private Map<Node, Cube.Role> used(List<Node> observations) {
    Map<Node, Cube.Role> roles =
        new TreeMap<>(Comparator.comparing((Node property) -> property.toString()));
    for (Node observation : observations) {
      statements
          .of(observation)
          .forEach((property, values) -> {
            if (!property.equals(Rdf.type) && !property.equals(Qb.dataSet)) {
              boolean number = values.stream().allMatch(CubeReader::isNumber);
              roles.putIfAbsent(property, number ? Cube.Role.MEASURE : Cube.Role.DIMENSION);
            }
          });
    }
    return roles;
  }

  private static boolean isNumber(Node value) {
    return value.isLiteral() && value.getLiteralValue() instanceof Number;
  }

  private Map<Node, List<Text>> labels() {
    Map<Node, List<Text>> labels = new HashMap<>();
    Stream.of(Rdfs.label, Skos.prefLabel)
        .forEach(property ->
            statements
                .subjectsOf(property)
                .filter(node -> !node.equals(topic))
                .forEach(node -> labels.put(node, statements.texts(node, property))));
    return labels;
  }

  private @Nullable String text(Node property) {
    return statements.objects(topic, property).stream()
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .findFirst()
        .orElse(null);
  }
}
