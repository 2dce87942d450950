package org.tessera.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Skos;
import org.tessera.store.RecordKind;

/**
 * The types of results are those of the ontology's scheme, and the kinds that are no credential.
 */
class RecordTypesTest {
  @Test
  void areTheSchemesAndTheKinds() {
    var scheme =
        Objects.requireNonNull(
            Ontology.graphs().get(NodeFactory.createURI(Vocabulary.SCHEMES + "credential-type")));
    List<String> concepts =
        scheme
            .find(Node.ANY, Skos.notation, Node.ANY)
            .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
            .toList();
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
}
