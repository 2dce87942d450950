package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Skos;
import org.tessera.store.RecordKind;

/**
 * The types of results are those of the ontology's scheme, and the kinds that are no credential;
 * the values of other facets are those of their schemes.
 */
class RecordTypesTest {
  @Test
  void areTheSchemesAndTheKinds() {
    List<String> concepts = concepts("credential-type");
    List<String> kinds =
        Stream.of(RecordKind.values())
            .filter(RecordReader::isResult)
            .filter(
                kind -> kind != RecordKind.CREDENTIAL && kind != RecordKind.LEARNING_OPPORTUNITY)
            .map(RecordKind::id)
            .toList();
    assertEquals(
        Stream.concat(concepts.stream(), kinds.stream()).sorted().toList(),
        RecordTypes.ALL.stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "PROVIDER_TYPE, provider-family",
    "SETTING, setting",
    "MODE, mode",
    "DEFINITION, mc-definition",
    "ROUTE, acquisition-route"
  })
  void valuesOfAFacetAreTheConceptsOfItsScheme(Facet facet, String scheme) {
    assertEquals(
        concepts(scheme).stream().sorted().toList(), facet.options().stream().sorted().toList());
  }

  private static List<String> concepts(String scheme) {
    return Objects.requireNonNull(
            Ontology.graphs().get(NodeFactory.createURI(Vocabulary.SCHEMES + scheme)))
        .find(Node.ANY, Skos.notation, Node.ANY)
        .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
        .toList();
  }
}
