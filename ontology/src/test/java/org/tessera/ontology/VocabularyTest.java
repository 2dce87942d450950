package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VocabularyTest {
  private static final Graph TERMS = Objects.requireNonNull(Ontology.graphs().get(Ontology.NAME));
  private static final List<Node> RELATIONS =
      List.of(Rdfs.subClassOf, Rdfs.subPropertyOf, Rdfs.seeAlso);

  static Stream<Node> terms() {
    return TERMS.stream()
        .map(Triple::getSubject)
        .filter(node -> !node.equals(Ontology.NAME))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("terms")
  void everyTermIsDocumented(Node term) {
    assertAll(
        term.getURI(),
        () -> assertTrue(term.getURI().startsWith(Tess.NS), "a term of another vocabulary"),
        () -> assertEquals(Set.of("en", "fr"), languages(term, Rdfs.label), "labels"),
        () -> assertEquals(Set.of("en", "fr"), languages(term, Rdfs.comment), "comments"),
        () -> assertTrue(TERMS.contains(term, Rdfs.isDefinedBy, Ontology.NAME), "isDefinedBy"),
        () ->
            assertTrue(
                RELATIONS.stream().anyMatch(related -> TERMS.contains(term, related, Node.ANY)),
                "no rdfs:subClassOf, rdfs:subPropertyOf or rdfs:seeAlso"),
        () ->
            assertEquals(
                Character.isUpperCase(term.getURI().charAt(Tess.NS.length())),
                TERMS.contains(term, Rdf.type, Rdfs.Class),
                "classes begin with a capital, properties do not"));
  }

  private static Set<String> languages(Node subject, Node property) {
    return TERMS.stream(subject, property, Node.ANY)
        .map(triple -> triple.getObject().getLiteralLanguage())
        .collect(Collectors.toSet());
  }
}
