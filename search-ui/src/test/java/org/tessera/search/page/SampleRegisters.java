package org.tessera.search.page;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/** What the invented registers of {@code samples.trig} say of themselves and of their harvests. */
final class SampleRegisters {
  static final String BASE = "https://w3id.org/tessera/";
  static final Map<String, String> SOURCES =
      Map.of(
          "nz-sample", "NZL",
          "fr-sample", "FRA",
          "eu-sample", "EUR",
          "skills", "EUR",
          "unread", "JPN",
          "papers", "");

  private SampleRegisters() {}

  static Node run(String source, int number) {
    return iri("id/run/" + source + "/2026-11-2" + number);
  }

  static List<Triple> runStatements(String source, int number) {
    String run = "<" + run(source, number).getURI() + ">";
    return turtle(
            run
                + " a tess:Harvest ; prov:startedAtTime '2026-11-21T09:30:00Z'^^xsd:dateTime ;"
                + " prov:endedAtTime '2026-11-21T09:31:00Z'^^xsd:dateTime ; tess:complete true ;"
                + " prov:used <id/"
                + source
                + "> ; tess:seen 11 ; tess:added 6 ; tess:changed 1 ; tess:unchanged 1 ;"
                + " tess:quarantined 1 ; tess:skipped 2 ; tess:withdrawn 1 ; tess:problem "
                + run.replace(">", "#problem-1>")
                + " . "
                + run.replace(">", "#problem-1>")
                + " a tess:Problem ; tess:problemRecord 'c9' ; tess:problemPlace 'courses.csv, row"
                + " 9' ; tess:problemReason 'The title is missing; every record needs one.' .")
        .find()
        .toList();
  }

  static Graph description(String id, String country) {
    return turtle(
        "<id/%s> a dcat:Catalog , tess:Source ; dct:identifier '%s' ; dct:title 'Sample register %s'@en , 'Registre modèle %s'@fr ; dct:description 'Invented records that show what the pages do.'@en ; dct:publisher 'Ministry of Samples' ; tess:protocol 'file' ; %s dct:rights 'Ministry of Samples, CC BY 4.0'@en ; tess:settingRule <id/%s#setting-rule> %s . <id/%s#setting-rule> a tess:DerivationRule ; tess:derivedValue <scheme/setting/non-formal> ; dct:description 'Samples are learnt by the way.'@en , 'On apprend les modèles en passant.'@fr ; tess:confidence 0.8 ."
            .formatted(
                id,
                id,
                id,
                id,
                id.equals("skills")
                    ? ""
                    : "dct:license <https://creativecommons.org/licenses/by/4.0/> ;",
                id,
                country.isEmpty()
                    ? ""
                    : "; tess:jurisdiction <http://publications.europa.eu/resource/authority/country/"
                        + country
                        + ">",
                id));
  }

  static Graph turtle(String text) {
    Graph graph = GraphFactory.createDefaultGraph();
    String prefixes =
        "PREFIX tess: <https://w3id.org/tessera/ontology#> PREFIX dct: <http://purl.org/dc/terms/>"
            + " PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX prov: <http://www.w3.org/ns/prov#>"
            + " PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> ";
    RDFParser.fromString(prefixes + text, Lang.TURTLE).base(BASE).parse(graph);
    return graph;
  }

  static Node iri(String path) {
    return NodeFactory.createURI(BASE + path);
  }
}
