package org.tessera.search.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QuerySolution;
import org.apache.jena.query.ResultSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.junit.jupiter.api.Test;

/** The query for concepts lists what the link to it counts. */
class CountQueryTest {
  @Test
  void conceptsAreListedAllAndOnceWhateverTheirLabels() {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < 1_001; i++) {
      records.append(
          "<id/record/%1$d> tess:inRegister <id/many> ; <http://xmlns.com/foaf/0.1/primaryTopic> <id/%1$d> ; tess:recordState <scheme/record-state/active> . <id/%1$d> a <http://www.w3.org/2004/02/skos/core#Concept> . "
              .formatted(i));
    }
    records.append(
        "<id/0> <http://www.w3.org/2004/02/skos/core#prefLabel> 'Baking'@en , 'Baking'@en-us , 'Boulangerie'@fr . ");
    records.append("<id/1> <http://www.w3.org/2004/02/skos/core#prefLabel> 'Forge'@fr . ");
    Model model = ModelFactory.createModelForGraph(SampleRegisters.turtle(records.toString()));
    String href = CountQuery.concepts(NodeFactory.createURI("https://w3id.org/tessera/id/many"));
    String query = URLDecoder.decode(href.substring(href.indexOf('=') + 1), StandardCharsets.UTF_8);
    Map<String, String> labels = new HashMap<>();
    int rows = 0;
    try (QueryExecution execution = QueryExecution.create(query, model)) {
      ResultSet results = execution.execSelect();
      while (results.hasNext()) {
        QuerySolution row = results.next();
        rows++;
        labels.put(
            row.getResource("concept").getURI().replaceFirst(".*/", ""),
            row.contains("label") ? row.getLiteral("label").getLexicalForm() : "");
      }
    }
    assertEquals(1_001, rows);
    assertEquals(1_001, labels.size());
    assertEquals("Baking", labels.get("0"));
    assertEquals("Forge", labels.get("1"));
    assertEquals("", labels.get("2"));
  }
}
