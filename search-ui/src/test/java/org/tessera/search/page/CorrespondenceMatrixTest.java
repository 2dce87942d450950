package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;

class CorrespondenceMatrixTest {
  private final Page page =
      new Page(Messages.of("en"), null, "/", "", new Assets("v", "e"), new Terms());

  @Test
  void theDocumentIsTheSameWhereNoneIsInTheReadersLanguage() {
    Node row = NodeFactory.createURI("https://example.org/row");
    Node one = NodeFactory.createLiteralLang("Bericht", "de");
    Node other = NodeFactory.createLiteralLang("Rapport", "fr");
    for (List<Node> documents : List.of(List.of(one, other), List.of(other, one))) {
      Graph graph = GraphFactory.createDefaultGraph();
      documents.forEach(document -> graph.add(row, Dct.source, document));
      assertEquals("Bericht", CorrespondenceMatrix.document(graph, row, page).text());
    }
  }
}
