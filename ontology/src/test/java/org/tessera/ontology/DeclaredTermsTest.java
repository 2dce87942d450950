package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.core.DatasetGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No file of the repository uses a term or concept that the ontology does not have. */
class DeclaredTermsTest {
  private static final Path REPOSITORY = Path.of("..");
  private static final Path TURTLE = Path.of("src/main/resources/org/tessera/ontology");
  private static final String SCHEMES = "https://w3id.org/tessera/scheme/";

  /** Languages in which mappings and shapes are written; their own checkers know their terms. */
  private static final List<String> SYNTAX =
      List.of(
          "http://w3id.org/rml/",
          "http://www.w3.org/ns/shacl#",
          "https://w3id.org/tessera/function#",
          "http://www.w3.org/2001/XMLSchema#");

  /** What Turtle's round brackets stand for. */
  private static final Set<String> LISTS =
      Set.of("first", "rest", "nil").stream().map(Rdf.NS::concat).collect(Collectors.toSet());

  /** What these lead to belongs to others and is named, not used. */
  private static final Set<Node> REFERENCES =
      Set.of(Rdfs.seeAlso, Skos.exactMatch, Skos.closeMatch, Skos.broadMatch, Skos.narrowMatch);

  /** Folders of other people's files and of builds; no-person.ttl lists what may not be used. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("/(?:target|sample|golden|data|vendor|node_modules|\\.[a-z]+)/|/no-person");

  private static final Set<String> DECLARED = new HashSet<>();
  private static final Set<String> NAMESPACES = new HashSet<>();
  private static final Set<String> CONCEPTS = new HashSet<>();

  static {
    for (String file : List.of("tessera.ttl", "external.ttl")) {
      Graph graph = RDFDataMgr.loadGraph(TURTLE.resolve(file).toUri().toString());
      graph.stream().forEach(triple -> DECLARED.add(triple.getSubject().getURI()));
      NAMESPACES.addAll(graph.getPrefixMapping().getNsPrefixMap().values());
    }
    NAMESPACES.removeAll(SYNTAX);
    Ontology.graphs()
        .forEach((name, graph) ->
            graph.stream().forEach(triple -> CONCEPTS.add(triple.getSubject().getURI())));
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(REPOSITORY)) {
      return paths
          .filter(path -> path.toString().matches(".*\\.(?:ttl|nq|rq)"))
          .filter(path -> !LEFT_OUT.matcher(path.toString().replace('\\', '/')).find())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void usesDeclaredTermsOnly(Path file) throws IOException {
    Set<String> unknown = new TreeSet<>();
    for (String iri : file.toString().endsWith(".rq") ? inQuery(file) : inData(file)) {
      if (!known(iri)) {
        unknown.add(iri);
      }
    }
    assertEquals(
        Set.of(), unknown, "neither in tessera.ttl, external.ttl nor in a scheme: " + file);
  }

  @Test
  void misspeltTermsAndConceptsAreFound() {
    assertTrue(known(Tess.NS + "credentialType"));
    assertTrue(!known(Tess.NS + "credentialTyp"));
    assertTrue(known(SCHEMES + "mode/online"));
    assertTrue(!known(SCHEMES + "mode/on-line"));
  }

  private static boolean known(String iri) {
    if (iri.startsWith(SCHEMES)) {
      return CONCEPTS.contains(iri) || iri.equals(SCHEMES);
    }
    return DECLARED.contains(iri)
        || LISTS.contains(iri)
        || NAMESPACES.stream().noneMatch(ns -> isTermOf(ns, iri));
  }

  private static boolean isTermOf(String namespace, String iri) {
    return iri.startsWith(namespace)
        && iri.substring(namespace.length()).matches("[A-Za-z][\\w-]*");
  }

  private static Set<String> inData(Path file) {
    Set<String> iris = new HashSet<>();
    DatasetGraph data =
        RDFParser.source(file).base("https://w3id.org/tessera/test/file").toDatasetGraph();
    data.stream()
        .forEach(quad -> {
          iris.add(quad.getPredicate().getURI());
          for (Node node : List.of(quad.getSubject(), quad.getObject())) {
            if (node.isURI() && !REFERENCES.contains(quad.getPredicate())) {
              iris.add(node.getURI());
            }
          }
        });
    return iris;
  }

  /** A query's full IRIs and prefixed names, outside its texts and comments. */
  private static Set<String> inQuery(Path file) throws IOException {
    String text = Files.readString(file);
    Query query = QueryFactory.create(text, Syntax.syntaxARQ);
    PrefixMapping prefixes = query.getPrefixMapping();
    Set<String> iris = new HashSet<>();
    Matcher token =
        Pattern.compile(
                "\"[^\"]*\"|'[^']*'|#[^\\n]*|(?i:prefix)\\s+\\S+\\s+<[^>]*>|<([^>\\s]*)>|([\\w-]*:[A-Za-z_][\\w-]*)")
            .matcher(text);
    while (token.find()) {
      if (token.group(1) != null) {
        iris.add(token.group(1));
      } else if (token.group(2) != null) {
        iris.add(prefixes.expandPrefix(token.group(2)));
      }
    }
    return iris;
  }
}
