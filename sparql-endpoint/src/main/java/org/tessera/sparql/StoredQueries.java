package org.tessera.sparql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.graph.GraphFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Schema;
import org.tessera.ontology.Sh;

/**
 * The worked queries, read from the class path: each a {@code .rq} file that opens with comments of
 * the form {@code # key: value}.
 */
public final class StoredQueries {
  private static final String FILES = "classpath*:/org/tessera/sparql/queries/*.rq";
  private static final Set<String> KEYS =
      Set.of("title-en", "title-fr", "description-en", "description-fr", "audience", "question");

  private StoredQueries() {}

  /**
   * A question that the data can answer.
   *
   * @param id file name without its ending, as in {@code 19-levels-by-country}
   * @param titles by language tag, {@code en} and {@code fr}
   * @param descriptions by language tag
   * @param audience {@code researcher}, {@code guidance} or {@code aggregator}
   * @param question number among the competency questions
   * @param text the query, without the comments that it opens with
   */
  public record StoredQuery(
      String id,
      Map<String, String> titles,
      Map<String, String> descriptions,
      String audience,
      int question,
      String text) {}

  /** All of them, by question. */
  public static List<StoredQuery> all() {
    try {
      List<StoredQuery> queries = new ArrayList<>();
      for (Resource file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
        try (InputStream in = file.getInputStream()) {
          queries.add(
              parse(
                  String.valueOf(file.getFilename()),
                  new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
      }
      queries.sort(Comparator.comparingInt(StoredQuery::question));
      return List.copyOf(queries);
    } catch (IOException e) {
      throw new UncheckedIOException("The stored queries cannot be read", e);
    }
  }

  /**
   * All of them as RDF: each a {@code sh:SPARQLSelectExecutable} (SHACL Advanced Features, 5) under
   * {@code id/query/}, with title, description, audience, number of the question and text.
   */
  public static Graph graph(String baseIri) {
    Graph graph = GraphFactory.createDefaultGraph();
    for (StoredQuery query : all()) {
      Node node = NodeFactory.createURI(baseIri + "id/query/" + query.id());
      graph.add(node, Rdf.type, Sh.SPARQLSelectExecutable);
      query
          .titles()
          .forEach((lang, title) ->
              graph.add(node, Dct.title, NodeFactory.createLiteralLang(title, lang)));
      query
          .descriptions()
          .forEach((lang, text) ->
              graph.add(node, Dct.description, NodeFactory.createLiteralLang(text, lang)));
      graph.add(node, Dct.audience, NodeFactory.createLiteralString(query.audience()));
      graph.add(
          node,
          Schema.position,
          NodeFactory.createLiteralDT("" + query.question(), XSDDatatype.XSDinteger));
      graph.add(node, Sh.select, NodeFactory.createLiteralString(query.text()));
    }
    return graph;
  }

  /**
   * @throws IllegalArgumentException if a key is missing or the query has an error; names the file
   */
  static StoredQuery parse(String fileName, String content) {
    Map<String, String> header = new HashMap<>();
    for (String line : content.lines().takeWhile(text -> text.startsWith("#")).toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        header.put(line.substring(1, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    if (!header.keySet().equals(KEYS)) {
      throw new IllegalArgumentException(
          fileName
              + ": opens with "
              + header.keySet()
              + ", must open with # key: value for "
              + KEYS);
    }
    String text =
        content
            .lines()
            .dropWhile(line -> line.startsWith("#"))
            .collect(Collectors.joining("\n"))
            .strip();
    try {
      QueryFactory.create(text, Syntax.syntaxSPARQL_11);
    } catch (QueryException e) {
      throw new IllegalArgumentException(fileName + ": " + e.getMessage(), e);
    }
    return new StoredQuery(
        fileName.replaceFirst("\\.rq$", ""),
        Map.of("en", value(header, "title-en"), "fr", value(header, "title-fr")),
        Map.of("en", value(header, "description-en"), "fr", value(header, "description-fr")),
        value(header, "audience"),
        Integer.parseInt(value(header, "question")),
        text);
  }

  private static String value(Map<String, String> header, String key) {
    return header.getOrDefault(key, "");
  }
}
