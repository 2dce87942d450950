package org.tessera.sparql;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.system.jsonld.JenaToTitanium;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Rdf;
import org.tessera.store.StoredRecord;

/**
 * Records in the vocabularies of others. What a projection says is in {@code profiles/*.rq}, and
 * the names of its JSON in {@code profiles/*.jsonld}, which every document holds itself, so that
 * nobody must fetch it. Threads may share one.
 */
class Projections {
  private final Map<ExportProfile, Query> queries = new EnumMap<>(ExportProfile.class);
  private final Map<ExportProfile, JsonObject> contexts = new EnumMap<>(ExportProfile.class);

  Projections() {
    for (ExportProfile profile : ExportProfile.values()) {
      if (profile != ExportProfile.TESSERA) {
        queries.put(profile, QueryFactory.create(text(profile.id() + ".rq")));
        contexts.put(
            profile,
            Json.createReader(new StringReader(text(profile.id() + ".jsonld"))).readObject());
      }
    }
  }

  /**
   * The record in the profile.
   *
   * @return empty where the profile has no class for what the record describes
   */
  Optional<Graph> graph(ExportProfile profile, StoredRecord record, Surroundings surroundings) {
    Query query = queries.get(profile);
    if (query == null) {
      return Optional.of(record.graph());
    }
    if (!record.catalogueRecord().kind().exchanged()) {
      return Optional.empty();
    }
    Node topic = record.catalogueRecord().topic();
    Graph projected = GraphFactory.createDefaultGraph();
    try (QueryExec run =
        QueryExec.graph(surroundings.of(record))
            .query(query)
            .substitution("thing", topic)
            .build()) {
      run.construct(projected);
    }
    return projected.contains(topic, Rdf.type, Node.ANY)
        ? Optional.of(reached(projected, topic))
        : Optional.empty();
  }

  /** The same as JSON-LD: a tree that begins at what the record describes. */
  Optional<JsonObject> jsonLd(
      ExportProfile profile, StoredRecord record, Surroundings surroundings) {
    Optional<Graph> graph = graph(profile, record, surroundings);
    JsonObject context = contexts.get(profile);
    return context == null
        ? graph.map(RdfForm::jsonLd)
        : graph.map(it -> tree(it, record.catalogueRecord().topic(), context));
  }

  private static JsonObject tree(Graph graph, Node topic, JsonObject context) {
    JsonObject frame = Json.createObjectBuilder(context).add("@id", topic.getURI()).build();
    try {
      var expanded = JenaToTitanium.convert(DatasetGraphFactory.wrap(graph), new JsonLdOptions());
      return JsonLd.frame(JsonDocument.of(expanded), JsonDocument.of(frame)).get();
    } catch (JsonLdError e) {
      throw new IllegalStateException(
          topic + " cannot be written as JSON-LD: " + e.getMessage(), e);
    }
  }

  private static Graph reached(Graph graph, Node topic) {
    Graph reached = GraphFactory.createDefaultGraph();
    Set<Node> seen = new HashSet<>(Set.of(topic));
    Deque<Node> open = new ArrayDeque<>(List.of(topic));
    while (!open.isEmpty()) {
      for (Triple statement : graph.find(open.remove(), Node.ANY, Node.ANY).toList()) {
        reached.add(statement);
        if (seen.add(statement.getObject())) {
          open.add(statement.getObject());
        }
      }
    }
    return reached;
  }

  private static String text(String file) {
    try (InputStream in = Projections.class.getResourceAsStream("profiles/" + file)) {
      if (in == null) {
        throw new IllegalStateException("org/tessera/sparql/profiles/" + file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("profiles/" + file + " cannot be read", e);
    }
  }
}
