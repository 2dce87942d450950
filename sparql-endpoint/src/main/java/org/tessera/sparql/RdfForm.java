package org.tessera.sparql;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.apache.jena.riot.system.jsonld.JenaToTitanium;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.tessera.ontology.Ontology;

/** The forms in which a graph is served. */
enum RdfForm {
  TURTLE("ttl", "text/turtle", RDFFormat.TURTLE_PRETTY),
  JSON_LD("jsonld", "application/ld+json", RDFFormat.JSONLD11_PRETTY),
  N_TRIPLES("nt", "application/n-triples", RDFFormat.NTRIPLES_UTF8),
  RDF_XML("rdf", "application/rdf+xml", RDFFormat.RDFXML);

  private final String suffix;
  private final String mediaType;
  private final RDFFormat format;

  RdfForm(String suffix, String mediaType, RDFFormat format) {
    this.suffix = suffix;
    this.mediaType = mediaType;
    this.format = format;
  }

  String suffix() {
    return suffix;
  }

  String mediaType() {
    return mediaType;
  }

  static List<String> mediaTypes() {
    return Arrays.stream(values()).map(RdfForm::mediaType).toList();
  }

  static Optional<RdfForm> ofMediaType(String mediaType) {
    return Arrays.stream(values()).filter(form -> form.mediaType.equals(mediaType)).findFirst();
  }

  /** The form that a path asks for by its suffix. */
  static Optional<RdfForm> ofSuffix(String path) {
    return Arrays.stream(values()).filter(form -> path.endsWith("." + form.suffix)).findFirst();
  }

  byte[] write(Graph graph) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (this == JSON_LD) {
      try (JsonGenerator generator =
          Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
              .createGenerator(out)) {
        generator.write(jsonLd(graph));
      }
    } else {
      RDFWriter.source(graph).format(format).output(out);
    }
    return out.toByteArray();
  }

  /** A graph as one JSON-LD object, compacted with the ontology's context. */
  static JsonObject jsonLd(Graph graph) {
    try {
      JsonArray expanded =
          JenaToTitanium.convert(DatasetGraphFactory.wrap(graph), new JsonLdOptions());
      return JsonLd.compact(JsonDocument.of(expanded), Context.DOCUMENT).get();
    } catch (JsonLdError e) {
      throw new IllegalStateException(
          "The graph cannot be written as JSON-LD: " + e.getMessage(), e);
    }
  }

  /** Read once, at first use. */
  private static final class Context {
    static final JsonDocument DOCUMENT = read();

    private static JsonDocument read() {
      try {
        return JsonDocument.of(new StringReader(Ontology.jsonLdContext()));
      } catch (JsonLdError e) {
        throw new IllegalStateException("context.jsonld of the ontology is not JSON", e);
      }
    }
  }
}
