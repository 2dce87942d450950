package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Sssom;
import org.tessera.ontology.Tess;

/** The graph {@code {base}id/derived/{source}} in the making: facts that rules give, with why. */
final class DerivedGraph {
  private static final String RULES = "https://w3id.org/tessera/scheme/derivation-rule";
  private static final Node LEXICAL =
      NodeFactory.createURI("https://w3id.org/semapv/vocab/LexicalMatching");
  private static final Node STATED =
      NodeFactory.createURI("https://w3id.org/semapv/vocab/InstanceBasedMatching");

  private final DatasetGraph dataset;
  private final String baseIri;
  private final String source;
  private final Node name;
  private final Graph graph = GraphFactory.createDefaultGraph();

  DerivedGraph(DatasetGraph dataset, String baseIri, String source) {
    this.dataset = dataset;
    this.baseIri = baseIri;
    this.source = source;
    this.name = NodeFactory.createURI(names(baseIri) + source);
  }

  /** What the names of all these graphs begin with. */
  static String names(String baseIri) {
    return baseIri + "id/derived/";
  }

  /** Id of the source of whose concepts it is. */
  String source() {
    return source;
  }

  Node name() {
    return name;
  }

  Graph graph() {
    return graph;
  }

  /** Says that a concept matches another one, and by which rule. */
  void link(Node concept, Node relation, Node target, String rule) {
    Node link = fact("concept-link/", concept, relation, target, rule);
    add(link, Rdf.type, Sssom.Mapping);
    add(link, Owl.annotatedSource, concept);
    add(link, Owl.annotatedProperty, relation);
    add(link, Owl.annotatedTarget, target);
    add(
        link,
        Sssom.mapping_justification,
        rule.startsWith("field-co") || rule.startsWith("field-same") ? STATED : LEXICAL);
  }

  /** Says what family an organisation is of, and by which rule. */
  void family(Node organisation, Node family, String rule) {
    Node fact = fact("family-of/", organisation, Tess.derivedProviderFamily, family, rule);
    add(fact, Owl.annotatedSource, organisation);
    add(fact, Owl.annotatedProperty, Tess.derivedProviderFamily);
    add(fact, Owl.annotatedTarget, family);
  }

  private Node fact(String kind, Node subject, Node property, Node value, String rule) {
    String statement = subject.getURI() + "\n" + property.getURI() + "\n" + value.getURI();
    Node fact =
        NodeFactory.createURI(
            baseIri
                + "id/"
                + kind
                + Hash.hex(statement.getBytes(StandardCharsets.UTF_8)).substring(0, 16));
    Node ruleNode = NodeFactory.createURI(RULES + "/" + rule);
    add(subject, property, value);
    add(fact, Tess.rule, ruleNode);
    add(fact, Prov.wasAttributedTo, NodeFactory.createURI(baseIri + "id/agent/tessera"));
    dataset
        .find(NodeFactory.createURI(RULES), ruleNode, Tess.confidence, Node.ANY)
        .forEachRemaining(quad -> add(fact, Tess.confidence, quad.getObject()));
    return fact;
  }

  private void add(Node subject, Node property, Node object) {
    graph.add(Triple.create(subject, property, object));
  }
}
