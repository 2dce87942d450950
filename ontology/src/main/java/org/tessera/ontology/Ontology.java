package org.tessera.ontology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/**
 * The ontology, its concept schemes, shapes and JSON-LD context, read from the class path. Each
 * call reads afresh, so a caller may change what it gets; keep the result rather than ask twice.
 */
public final class Ontology {
  /** Name of the ontology's graph. */
  public static final Node NAME = NodeFactory.createURI("https://w3id.org/tessera/ontology");

  private static final String SCHEMES = "https://w3id.org/tessera/scheme/";

  private static final List<String> DEFINITIONS =
      List.of(
          "au-nmf-2021",
          "cmf-2019",
          "ecampusontario",
          "es-rd822",
          "eu-2022",
          "nz-nzqcf",
          "ontario-osap",
          "unesco-2022",
          "za-part-qualification");

  private Ontology() {}

  /**
   * The graphs that every store holds, by name, without blank nodes: {@link #NAME} with the terms,
   * and one for each concept scheme that the ontology lists with {@code dct:hasPart}; a scheme's
   * graph bears the scheme's IRI.
   */
  public static Map<Node, Graph> graphs() {
    Graph terms = read("tessera.ttl");
    Map<Node, Graph> graphs = new TreeMap<>(Comparator.comparing(Node::getURI));
    graphs.put(NAME, terms);
    terms
        .find(NAME, Dct.hasPart, Node.ANY)
        .mapWith(triple -> triple.getObject())
        .forEachRemaining(scheme -> graphs.put(scheme, read(schemeFile(scheme))));
    return graphs;
  }

  /** Declarations of the terms of other vocabularies that records use. */
  public static Graph externalTerms() {
    return read("external.ttl");
  }

  /** SHACL: the least that a record must say to be stored. */
  public static Graph coreShapes() {
    return read("shapes/core.ttl");
  }

  /** SHACL: what a good record says; its results are warnings. */
  public static Graph qualityShapes() {
    return read("shapes/quality.ttl");
  }

  /** SHACL: no record describes or addresses a person. */
  public static Graph noPersonShapes() {
    return read("shapes/no-person.ttl");
  }

  /** Ids of the definitions, of the scheme mc-definition, for which there is a profile. */
  public static List<String> profiledDefinitions() {
    return DEFINITIONS;
  }

  /**
   * SHACL profiles of definitions of a micro-credential, by the definition's id; {@link
   * Definitions} judges by them.
   */
  public static Map<String, Graph> definitionShapes() {
    Map<String, Graph> profiles = new TreeMap<>();
    for (String definition : DEFINITIONS) {
      profiles.put(definition, read("shapes/definitions/" + definition + ".ttl"));
    }
    return profiles;
  }

  /** The JSON-LD context of records, as JSON text: an object with the one key {@code @context}. */
  public static String jsonLdContext() {
    try (InputStream in = open("context.jsonld")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("context.jsonld cannot be read", e);
    }
  }

  private static String schemeFile(Node scheme) {
    return "schemes/" + scheme.getURI().substring(SCHEMES.length()) + ".ttl";
  }

  private static Graph read(String file) {
    Graph graph = GraphFactory.createDefaultGraph();
    try (InputStream in = open(file)) {
      RDFParser.source(in).lang(Lang.TURTLE).parse(graph);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return graph;
  }

  private static InputStream open(String file) {
    InputStream in = Ontology.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException(
          "org/tessera/ontology/" + file + " is not on the class path; tessera-ontology has it");
    }
    return in;
  }
}
