package org.tessera.sparql;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.Levels;
import org.tessera.store.RecordStore;
import org.tessera.store.Redistribution;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/**
 * Writes the active records with their catalogue records, one at a time, so that the memory needed
 * does not grow with the store. Made-up records are left out, and of a record without a licence
 * there are metadata and a link ({@link Redistribution}). The forms of RDF end with what the dump
 * holds of each source, and under which licence.
 */
public final class RecordDump {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "source",
          "identifier",
          "kind",
          "title",
          "title_lang",
          "type",
          "status",
          "level",
          "eqf_level",
          "credits",
          "hours",
          "languages",
          "country",
          "provider",
          "homepage",
          "first_seen",
          "last_changed",
          "eqf_basis",
          "licence");

  private static final BigDecimal SIXTY = BigDecimal.valueOf(60);

  private final RecordStore store;

  public RecordDump(RecordStore store) {
    this.store = store;
  }

  /** The formats of a dump. */
  public enum Format {
    /** One graph a record, named by its catalogue record, and one a source. */
    NQUADS,
    /** All records in one graph. */
    TURTLE,
    /** One object with the ontology's context; each record is a member of {@code @graph}. */
    JSONLD,
    /**
     * A row for each record, with what most people ask for; several values joined by {@code |}. The
     * parts of {@code level}, {@code eqf_level} and {@code eqf_basis} belong together by their
     * places. A record that names no provider or country has its awarding body's and its source's.
     * Countries and languages have the codes of the API. One without a licence has no more than its
     * metadata.
     */
    CSV
  }

  /**
   * @param source id of a source, or empty for all
   * @param out is flushed, not closed
   * @return how many records were written
   */
  public long write(Format format, Optional<String> source, OutputStream out) throws IOException {
    try {
      return switch (format) {
        case NQUADS -> rdf(Lang.NQUADS, source, out);
        case TURTLE -> rdf(Lang.TURTLE, source, out);
        case JSONLD -> jsonLd(source, out);
        case CSV -> csv(source, out);
      };
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** How much a dump holds of one source. */
  private static final class Count {
    private long records;
    private long metadataOnly;
  }

  /** Calls back with each record as it may be given. */
  private Map<String, Count> each(
      Optional<String> source, Redistribution rules, Consumer<StoredRecord> consumer) {
    Map<String, Count> counts = new HashMap<>();
    store.forEach(
        source,
        record -> {
          if (!record.catalogueRecord().synthetic()) {
            StoredRecord given = rules.given(record);
            consumer.accept(given);
            Count count =
                counts.computeIfAbsent(record.catalogueRecord().source(), id -> new Count());
            count.records++;
            count.metadataOnly += given == record ? 0 : 1;
          }
        });
    return counts;
  }

  private static long sum(Map<String, Count> counts) {
    return counts.values().stream().mapToLong(count -> count.records).sum();
  }

  /** By name, what the dump says of each source that it has records of. */
  private Map<Node, Graph> sources(Map<String, Count> counts) {
    Map<Node, Graph> graphs = new LinkedHashMap<>();
    for (SourceSummary each : store.sources()) {
      Count count = counts.get(each.id());
      if (count != null) {
        Graph graph = GraphFactory.createDefaultGraph();
        Descriptions.source(graph, each, count.records, count.metadataOnly);
        graphs.put(each.catalogue(), graph);
      }
    }
    return graphs;
  }

  private long rdf(Lang lang, Optional<String> source, OutputStream out) throws IOException {
    StreamRDF writer = StreamRDFWriter.getWriterStream(out, lang);
    writer.start();
    if (lang.equals(Lang.TURTLE)) {
      writer.prefix("tess", Tess.NS);
      writer.prefix("elm", Elm.NS);
      writer.prefix("dct", Dct.NS);
      writer.prefix("skos", Skos.NS);
      writer.prefix("foaf", Foaf.NS);
    }
    boolean named = lang.equals(Lang.NQUADS);
    Map<String, Count> counts =
        each(
            source,
            Redistribution.of(store),
            record -> {
              Node name = record.catalogueRecord().record();
              record.statements().forEach(triple -> write(writer, named, name, triple));
            });
    sources(counts)
        .forEach((name, graph) ->
            graph.find().forEachRemaining(triple -> write(writer, named, name, triple)));
    writer.finish();
    out.flush();
    return sum(counts);
  }

  private static void write(StreamRDF writer, boolean named, Node name, Triple triple) {
    if (named) {
      writer.quad(Quad.create(name, triple));
    } else {
      writer.triple(triple);
    }
  }

  private long jsonLd(Optional<String> source, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    String context = Ontology.jsonLdContext().strip();
    writer.write(context.substring(0, context.lastIndexOf('}')).stripTrailing());
    writer.write(",\n\"@graph\": [");
    String[] separator = {"\n"};
    Map<String, Count> counts =
        each(
            source,
            Redistribution.of(store),
            record -> {
              try {
                writer.write(separator[0]);
                writer.write(member(record.catalogueRecord().record(), record.graph()).toString());
                separator[0] = ",\n";
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    for (Map.Entry<Node, Graph> entry : sources(counts).entrySet()) {
      writer.write(separator[0]);
      writer.write(member(entry.getKey(), entry.getValue()).toString());
    }
    writer.write("\n]}\n");
    writer.flush();
    return sum(counts);
  }

  /** A named graph under the dump's own context. */
  private static JsonObject member(Node name, Graph statements) {
    JsonObject whole = RdfForm.jsonLd(statements);
    var named = jakarta.json.Json.createObjectBuilder();
    named.add("@id", name.getURI());
    JsonValue graph = whole.get("@graph");
    if (graph != null) {
      return named.add("@graph", graph).build();
    }
    var only = jakarta.json.Json.createObjectBuilder(whole).remove("@context").build();
    return named.add("@graph", jakarta.json.Json.createArrayBuilder().add(only)).build();
  }

  private long csv(Optional<String> source, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(csvLine(COLUMNS));
    Levels levels = store.read(Levels::read);
    Map<String, String> countries = new HashMap<>();
    for (SourceSummary each : store.sources()) {
      countries.put(each.id(), country(store.statementsOf(each.catalogue()), each.catalogue()));
    }
    Redistribution rules = Redistribution.of(store);
    Map<String, Count> counts =
        each(
            source,
            rules,
            record -> {
              try {
                String licence = rules.licence(record).orElse("");
                writer.write(csvLine(row(record, levels, countries, licence)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    writer.flush();
    return sum(counts);
  }

  /** RFC 4180. */
  private static String csvLine(List<String> fields) {
    return fields.stream()
        .map(field ->
            field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field)
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  private String country(Set<Triple> statements, Node thing) {
    Graph graph = GraphFactory.createDefaultGraph();
    statements.forEach(graph::add);
    return lastSegments(graph, thing, Tess.jurisdiction, Authority::countryOrCode);
  }

  private List<String> row(
      StoredRecord record, Levels levels, Map<String, String> countries, String licence) {
    CatalogueRecord entry = record.catalogueRecord();
    Graph graph = record.graph();
    Node topic = entry.topic();
    List<Levels.Pair> pairs =
        levels.pairs(objects(graph, topic, Tess.level), objects(graph, topic, Elm.EQFLevel));
    String country = lastSegments(graph, topic, Tess.jurisdiction, Authority::countryOrCode);
    String provider = values(graph, topic, Elm.providedBy);
    Optional<Node> title =
        first(graph, topic, Dct.title).or(() -> first(graph, topic, Skos.prefLabel));
    return List.of(
        topic.getURI(),
        entry.source(),
        entry.localId(),
        entry.kind().id(),
        title.map(Node::getLiteralLexicalForm).orElse(""),
        title.map(Node::getLiteralLanguage).filter(tag -> !tag.equals("und")).orElse(""),
        lastSegments(graph, topic, Tess.credentialType),
        lastSegments(graph, topic, Tess.registrationStatus),
        parts(pairs, Levels.Pair::level),
        parts(pairs, Levels.Pair::eqf),
        first(graph, topic, Elm.creditPoint)
            .map(credit -> values(graph, credit, Elm.point))
            .orElse(""),
        hours(graph, topic),
        lastSegments(graph, topic, Dct.language, Authority::languageOrCode),
        country.isEmpty() ? countries.getOrDefault(entry.source(), "") : country,
        provider.isEmpty() ? awardingBodies(graph, topic) : provider,
        values(graph, topic, Foaf.homepage),
        entry.firstSeen().toString(),
        entry.lastChanged().toString(),
        parts(pairs, Levels.Pair::basis),
        licence);
  }

  /** An empty part where a pair lacks it; nothing where all do. */
  private static String parts(
      List<Levels.Pair> pairs, Function<Levels.Pair, @Nullable Object> part) {
    List<@Nullable Object> parts = pairs.stream().map(part).toList();
    return parts.stream().allMatch(Objects::isNull)
        ? ""
        : parts.stream().map(it -> Objects.toString(it, "")).collect(Collectors.joining("|"));
  }

  private static String awardingBodies(Graph graph, Node topic) {
    return objects(graph, topic, Elm.awardingOpportunity).stream()
        .flatMap(awarding -> objects(graph, awarding, Elm.awardingBody).stream())
        .map(Node::toString)
        .distinct()
        .sorted()
        .collect(Collectors.joining("|"));
  }

  private static List<Node> objects(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY).map(Triple::getObject).toList();
  }

  /** The first in the order of their texts, so that a dump of the same store is the same. */
  private static Optional<Node> first(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY)
        .map(triple -> triple.getObject())
        .min(java.util.Comparator.comparing(Node::toString));
  }

  private static String values(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY)
        .map(triple -> triple.getObject())
        .map(node -> node.isLiteral() ? node.getLiteralLexicalForm() : node.toString())
        .sorted()
        .collect(Collectors.joining("|"));
  }

  /** Durations with years or months are left out: nobody knows how many hours those have. */
  private static String hours(Graph graph, Node topic) {
    return graph.stream(topic, Elm.volumeOfLearning, Node.ANY)
        .map(triple -> triple.getObject())
        .filter(Node::isLiteral)
        .flatMap(duration -> minutes(duration.getLiteralLexicalForm()).stream())
        .sorted()
        .map(minutes -> BigDecimal.valueOf(minutes).divide(SIXTY, 2, RoundingMode.HALF_UP))
        .map(hours -> hours.stripTrailingZeros().toPlainString())
        .collect(Collectors.joining("|"));
  }

  private static Optional<Long> minutes(String duration) {
    try {
      return Optional.of(Duration.parse(duration).toMinutes());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static String lastSegments(Graph graph, Node subject, Node property) {
    return lastSegments(graph, subject, property, segment -> segment);
  }

  private static String lastSegments(
      Graph graph, Node subject, Node property, UnaryOperator<String> code) {
    return graph.stream(subject, property, Node.ANY)
        .map(triple -> triple.getObject().toString())
        .map(iri -> code.apply(iri.substring(iri.lastIndexOf('/') + 1)))
        .sorted()
        .collect(Collectors.joining("|"));
  }
}
