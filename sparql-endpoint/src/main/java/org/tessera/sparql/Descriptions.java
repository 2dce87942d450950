package org.tessera.sparql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Sd;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.ontology.Void;
import org.tessera.store.MetadataOnlyCounts;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/** What this registry holds and how to ask it: VoID, DCAT and the SPARQL Service Description. */
final class Descriptions {
  private static final String FORMATS = "http://www.w3.org/ns/formats/";
  private static final List<String> RESULT_FORMATS =
      List.of(
          "SPARQL_Results_JSON",
          "SPARQL_Results_XML",
          "SPARQL_Results_CSV",
          "SPARQL_Results_TSV",
          "Turtle",
          "N-Triples",
          "JSON-LD",
          "RDF_XML");

  private final RecordStore store;
  private final MetadataOnlyCounts metadataOnlyCounts;
  private final String baseIri;

  Descriptions(RecordStore store, String baseIri) {
    this.store = store;
    this.metadataOnlyCounts = new MetadataOnlyCounts(store);
    this.baseIri = baseIri;
  }

  /**
   * @param path {@code /.well-known/void} or {@code /catalog}
   * @param server where the client found it: scheme, host and port, without a slash
   */
  RdfDocument of(String path, String server) {
    return path.equals("/catalog")
        ? new RdfDocument(catalogue(server), Optional.of(path), false)
        : new RdfDocument(voidDescription(server), Optional.empty(), false);
  }

  private Graph catalogue(String server) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node registry = iri(baseIri + "catalog");
    Node endpoint = iri(baseIri + "sparql");
    graph.add(registry, Rdf.type, Dcat.Catalog);
    title(graph, registry);
    graph.add(endpoint, Rdf.type, Dcat.DataService);
    graph.add(endpoint, Dct.title, NodeFactory.createLiteralLang("SPARQL endpoint", "en"));
    graph.add(endpoint, Dcat.endpointURL, iri(server + "/sparql"));
    graph.add(endpoint, Dcat.servesDataset, registry);
    rights(graph, registry);
    Map<String, Long> metadataOnly = metadataOnlyCounts.bySource();
    for (SourceSummary source : store.sources()) {
      graph.add(registry, Dcat.catalog, source.catalogue());
      source(graph, source, count(source), metadataOnly.getOrDefault(source.id(), 0L));
    }
    return graph;
  }

  /**
   * A source as an entry of a catalogue.
   *
   * @param records how many there are
   * @param metadataOnly how many of them are given in bulk as metadata and link
   */
  static void source(Graph graph, SourceSummary source, long records, long metadataOnly) {
    Node catalogue = source.catalogue();
    graph.add(catalogue, Rdf.type, Dcat.Catalog);
    graph.add(catalogue, Dct.identifier, text(source.id()));
    source
        .names()
        .forEach((language, name) ->
            graph.add(catalogue, Dct.title, NodeFactory.createLiteralLang(name, language)));
    source.licence().ifPresent(licence -> graph.add(catalogue, Dct.license, iri(licence)));
    graph.add(catalogue, Tess.recordCount, number(records));
    graph.add(catalogue, Tess.metadataOnlyCount, number(metadataOnly));
  }

  private Graph voidDescription(String server) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node document = iri(server + "/.well-known/void");
    Node dataset = iri(baseIri + "catalog");
    graph.add(document, Rdf.type, Void.DatasetDescription);
    graph.add(document, Foaf.primaryTopic, dataset);
    graph.add(dataset, Rdf.type, Void.Dataset);
    title(graph, dataset);
    graph.add(dataset, Void.sparqlEndpoint, iri(server + "/sparql"));
    graph.add(dataset, Void.uriSpace, text(baseIri));
    for (RdfForm form : RdfForm.values()) {
      graph.add(dataset, Void.feature, iri(FORMATS + formatName(form)));
    }
    for (String namespace : List.of(Tess.NS, Elm.NS, Dct.NS, Dcat.NS, Skos.NS)) {
      graph.add(dataset, Void.vocabulary, iri(namespace));
    }
    rights(graph, dataset);
    Map<String, Long> metadataOnly = metadataOnlyCounts.bySource();
    long all = 0;
    for (SourceSummary source : store.sources()) {
      graph.add(dataset, Void.subset, source.catalogue());
      graph.add(source.catalogue(), Rdf.type, Void.Dataset);
      graph.add(source.catalogue(), Void.entities, number(count(source)));
      graph.add(
          source.catalogue(),
          Tess.metadataOnlyCount,
          number(metadataOnly.getOrDefault(source.id(), 0L)));
      all += count(source);
    }
    graph.add(dataset, Void.entities, number(all));
    return graph;
  }

  /**
   * @param endpoint address of the SPARQL endpoint
   */
  static Graph service(String endpoint) {
    Graph graph = GraphFactory.createDefaultGraph();
    Node service = iri(endpoint);
    Node dataset = iri(endpoint + "#dataset");
    Node defaultGraph = iri(endpoint + "#default-graph");
    graph.add(service, Rdf.type, Sd.Service);
    graph.add(service, Sd.endpoint, service);
    graph.add(service, Sd.supportedLanguage, iri(Sd.NS + "SPARQL11Query"));
    graph.add(service, Sd.feature, iri(Sd.NS + "UnionDefaultGraph"));
    graph.add(service, Sd.propertyFeature, iri(SearchFunction.IRI));
    for (String format : RESULT_FORMATS) {
      graph.add(service, Sd.resultFormat, iri(FORMATS + format));
    }
    graph.add(service, Sd.defaultDataset, dataset);
    graph.add(dataset, Rdf.type, Sd.Dataset);
    graph.add(dataset, Sd.defaultGraph, defaultGraph);
    graph.add(defaultGraph, Rdf.type, Sd.Graph);
    graph.getPrefixMapping().setNsPrefix("sd", Sd.NS);
    return graph;
  }

  private static String formatName(RdfForm form) {
    return switch (form) {
      case TURTLE -> "Turtle";
      case JSON_LD -> "JSON-LD";
      case N_TRIPLES -> "N-Triples";
      case RDF_XML -> "RDF_XML";
    };
  }

  private static void title(Graph graph, Node registry) {
    graph.add(
        registry,
        Dct.title,
        NodeFactory.createLiteralLang("Tessera: registry of credentials", "en"));
    graph.add(
        registry,
        Dct.title,
        NodeFactory.createLiteralLang("Tessera : registre des certifications", "fr"));
  }

  private static void rights(Graph graph, Node registry) {
    graph.add(
        registry,
        Dct.rights,
        NodeFactory.createLiteralLang(
            "Each register's licence holds for its records, unless a record states its own. Of"
                + " records without a licence, dumps and feeds give metadata and a link only.",
            "en"));
    graph.add(
        registry,
        Dct.rights,
        NodeFactory.createLiteralLang(
            "La licence d’un registre vaut pour ses notices, sauf celles qui indiquent la leur. Des"
                + " notices sans licence, les extractions et les flux ne donnent que les"
                + " métadonnées et un lien.",
            "fr"));
  }

  private static long count(SourceSummary source) {
    return source.records().values().stream().mapToLong(Long::longValue).sum();
  }

  private static Node iri(String iri) {
    return NodeFactory.createURI(iri);
  }

  private static Node text(String value) {
    return NodeFactory.createLiteralString(value);
  }

  private static Node number(long value) {
    return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
  }
}
