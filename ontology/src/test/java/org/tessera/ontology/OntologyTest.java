package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.junit.jupiter.api.Test;

class OntologyTest {
  private static final String SCHEMES = "https://w3id.org/tessera/scheme/";
  private final Map<Node, Graph> graphs = Ontology.graphs();

  @Test
  void everySchemeFileIsListedAndLoaded() throws IOException {
    Path folder = Path.of("src/main/resources/org/tessera/ontology/schemes");
    Set<String> files;
    try (Stream<Path> paths = Files.walk(folder)) {
      files =
          paths
              .filter(Files::isRegularFile)
              .map(path -> folder.relativize(path).toString().replace('\\', '/'))
              .map(name -> SCHEMES + name.replaceFirst("\\.ttl$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    files.add(Ontology.NAME.getURI());
    assertEquals(
        files,
        graphs.keySet().stream().map(Node::getURI).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void noGraphHasBlankNodes() {
    graphs.forEach((name, graph) ->
        assertFalse(
            graph.stream().anyMatch(t -> t.getSubject().isBlank() || t.getObject().isBlank()),
            () -> name + " has a blank node; a hash IRI would do"));
  }

  @Test
  void everySchemeGraphDescribesItsSchemeInEnglishAndFrench() {
    graphs.forEach((name, graph) -> {
      if (name.equals(Ontology.NAME)) {
        return;
      }
      assertTrue(graph.contains(name, Rdf.type, Skos.ConceptScheme), name + " is no scheme");
      assertEquals(Set.of("en", "fr"), languages(graph, name, Dct.title), name.getURI());
    });
  }

  @Test
  void everyConceptIsLabelledAndPlaced() {
    graphs.forEach((name, graph) ->
        graph.stream(Node.ANY, Rdf.type, Skos.Concept)
            .map(triple -> triple.getSubject())
            .forEach(concept ->
                assertAll(
                    concept.getURI(),
                    () ->
                        assertTrue(
                            languages(graph, concept, Skos.prefLabel)
                                .containsAll(List.of("en", "fr")),
                            "prefLabel in en and fr"),
                    () -> assertTrue(graph.contains(concept, Skos.inScheme, name), "inScheme"),
                    () ->
                        assertEquals(
                            1,
                            graph.stream(concept, Skos.notation, Node.ANY).count(),
                            "one notation"))));
  }

  @Test
  void broaderConceptsExist() {
    graphs.forEach((name, graph) ->
        graph.stream(Node.ANY, Skos.broader, Node.ANY)
            .forEach(triple ->
                assertTrue(
                    graph.contains(triple.getObject(), Skos.inScheme, name),
                    () -> triple + " leads out of " + name)));
  }

  @Test
  void shapesAndContextLoad() {
    assertFalse(Ontology.coreShapes().isEmpty());
    assertFalse(Ontology.qualityShapes().isEmpty());
    assertFalse(Ontology.noPersonShapes().isEmpty());
    assertTrue(Ontology.jsonLdContext().contains("\"@context\""));
  }

  private static Set<String> languages(Graph graph, Node subject, Node property) {
    return graph.stream(subject, property, Node.ANY)
        .map(triple -> triple.getObject().getLiteralLanguage())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
