package org.tessera.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rov;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/**
 * The organisations and concepts that records name, read once for each batch of records: few things
 * are named by many.
 */
final class SharedThings {
  /** Properties that name a thing, best first. */
  private static final List<Node> NAMES = List.of(Skos.prefLabel, Rov.legalName, Dct.title);

  private final DatasetGraph dataset;
  private final Map<Node, Description> known = new HashMap<>();

  SharedThings(DatasetGraph dataset) {
    this.dataset = dataset;
  }

  /** What is said of a thing; nothing for one that no record describes. */
  Description find(Node thing) {
    return known.computeIfAbsent(thing, this::read);
  }

  private Description read(Node thing) {
    Map<Node, List<Node>> statements = new HashMap<>();
    Iterator<Quad> quads = dataset.find(Node.ANY, thing, Node.ANY, Node.ANY);
    while (quads.hasNext()) {
      Quad quad = quads.next();
      List<Node> objects =
          statements.computeIfAbsent(quad.getPredicate(), property -> new ArrayList<>(1));
      if (!objects.contains(quad.getObject())) {
        objects.add(quad.getObject());
      }
    }
    List<Text> labels =
        NAMES.stream().flatMap(name -> texts(statements.get(name)).stream()).distinct().toList();
    return new Description(
        labels,
        texts(statements.get(Skos.altLabel)),
        List.copyOf(statements.getOrDefault(Tess.jurisdiction, List.of())),
        List.copyOf(statements.getOrDefault(Tess.providerFamily, List.of())),
        List.copyOf(statements.getOrDefault(Tess.derivedProviderFamily, List.of())),
        DerivedFacts.MATCHES.stream()
            .flatMap(match -> statements.getOrDefault(match, List.of()).stream())
            .filter(Node::isURI)
            .map(Node::getURI)
            .filter(field -> field.startsWith(DerivedFacts.ISCED_F))
            .map(field -> field.substring(DerivedFacts.ISCED_F.length()))
            .toList());
  }

  private static List<Text> texts(@Nullable List<Node> nodes) {
    return nodes == null
        ? List.of()
        : nodes.stream()
            .filter(Node::isLiteral)
            .map(Text::of)
            .filter(text -> !text.value().isEmpty())
            .toList();
  }

  /**
   * What the store says of an organisation or concept.
   *
   * @param derivedFamilies those that a rule gives
   * @param fields ISCED-F codes of the fields that it is linked to
   */
  record Description(
      List<Text> labels,
      List<Text> altLabels,
      List<Node> countries,
      List<Node> families,
      List<Node> derivedFamilies,
      List<String> fields) {}
}
