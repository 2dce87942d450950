package org.tessera.search.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Sssom;
import org.tessera.search.RealRecords;

/**
 * One row of a mapping set.
 *
 * @param set that it is of
 * @param subject the term as the source writes it
 * @param relation last part of the SKOS mapping relation; null where none is stated
 * @param stated the relation as the source writes it
 * @param objectSchema absent where the term is named by an address alone
 * @param source file in which the row stands
 */
record SchemaMapping(
    Node set,
    Schema subjectSchema,
    String subject,
    Optional<String> subjectIri,
    @Nullable String relation,
    String stated,
    Optional<Schema> objectSchema,
    String object,
    Optional<String> objectIri,
    String source) {

  /**
   * @param code by which sources call it
   */
  record Schema(String code, String name) {}

  /** The rows of all sets, in the order of their terms. */
  static List<SchemaMapping> all(DatasetGraph dataset) {
    List<SchemaMapping> mappings = new ArrayList<>();
    dataset
        .find(Node.ANY, Node.ANY, Sssom.mappings, Node.ANY)
        .forEachRemaining(quad -> {
          if (RealRecords.contain(dataset, quad.getGraph())) {
            mappings.add(of(dataset, quad));
          }
        });
    mappings.sort(
        java.util.Comparator.comparing(SchemaMapping::subject)
            .thenComparing(SchemaMapping::object)
            .thenComparing(SchemaMapping::stated));
    return mappings;
  }

  private static SchemaMapping of(DatasetGraph dataset, Quad quad) {
    Node graph = quad.getGraph();
    Node set = quad.getSubject();
    Node row = quad.getObject();
    return new SchemaMapping(
        set,
        object(dataset, graph, set, Sssom.subject_source)
            .map(schema -> schema(dataset, schema))
            .orElse(new Schema("", "")),
        text(dataset, graph, row, Sssom.subject_label),
        iri(dataset, graph, row, Owl.annotatedSource),
        iri(dataset, graph, row, Owl.annotatedProperty)
            .map(iri -> iri.substring(iri.indexOf('#') + 1))
            .orElse(null),
        text(dataset, graph, row, Sssom.predicate_label),
        object(dataset, graph, set, Sssom.object_source).map(schema -> schema(dataset, schema)),
        text(dataset, graph, row, Sssom.object_label),
        iri(dataset, graph, row, Owl.annotatedTarget),
        text(dataset, graph, row, Dct.source));
  }

  private static Schema schema(DatasetGraph dataset, Node schema) {
    return new Schema(
        text(dataset, Node.ANY, schema, Skos.notation),
        text(dataset, Node.ANY, schema, Skos.prefLabel));
  }

  private static Optional<Node> object(
      DatasetGraph dataset, Node graph, Node subject, Node property) {
    return dataset.stream(graph, subject, property, Node.ANY).map(Quad::getObject).findFirst();
  }

  private static Optional<String> iri(
      DatasetGraph dataset, Node graph, Node subject, Node property) {
    return object(dataset, graph, subject, property).filter(Node::isURI).map(Node::getURI);
  }

  private static String text(DatasetGraph dataset, Node graph, Node subject, Node property) {
    return object(dataset, graph, subject, property)
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .orElse("");
  }
}
