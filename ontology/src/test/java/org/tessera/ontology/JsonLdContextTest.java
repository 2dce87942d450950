package org.tessera.ontology;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFWriter;
import org.junit.jupiter.api.Test;

class JsonLdContextTest {
  @Test
  void compactedRecordExpandsToTheSameGraph() throws Exception {
    Graph example = RDFDataMgr.loadGraph("org/tessera/ontology/worked-example.ttl");
    String expanded = RDFWriter.source(example).format(RDFFormat.JSONLD11_PLAIN).asString();

    JsonObject compacted =
        JsonLd.compact(document(expanded), document(Ontology.jsonLdContext())).get();

    for (JsonValue node : compacted.getJsonArray("@graph")) {
      for (String key : node.asJsonObject().keySet()) {
        assertFalse(key.contains(":"), () -> key + " has no name in context.jsonld");
      }
    }
    Graph again = RDFParser.fromString(compacted.toString(), Lang.JSONLD11).toGraph();
    assertTrue(again.isIsomorphicWith(example), "compacting lost or changed statements");
  }

  private static JsonDocument document(String json) throws Exception {
    return JsonDocument.of(new StringReader(json));
  }
}
