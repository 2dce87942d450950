package org.tessera.search.page;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.tessera.search.SourceItem;
import org.tessera.store.RecordKind;

/** Queries that count what pages count, for the editor. */
enum CountQuery {
  REGISTER("?record tess:inRegister ?value ."),
  TYPE("?thing tess:credentialType ?value ."),
  COUNTRY(
      """
      OPTIONAL { ?thing tess:jurisdiction ?own . }
        OPTIONAL { ?record tess:inRegister/tess:jurisdiction ?ofRegister . }
        BIND (COALESCE(?own, ?ofRegister) AS ?value)
        FILTER (BOUND(?value))\
      """);

  private static final String TEXT =
      """
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX tess: <https://w3id.org/tessera/ontology#>

      # What a search finds: records without made-up and withdrawn ones, and no concepts or
      # organisations.
      SELECT ?value (COUNT(DISTINCT ?thing) AS ?records) WHERE {
        VALUES ?kind { %s }
        ?thing a ?kind .
        ?record foaf:primaryTopic ?thing ; tess:recordState <https://w3id.org/tessera/scheme/record-state/active> .
        FILTER NOT EXISTS { ?record tess:synthetic true }
        %s
      } GROUP BY ?value ORDER BY DESC(?records)
      """;

  private static final String CONCEPTS =
      """
      PREFIX foaf: <http://xmlns.com/foaf/0.1/>
      PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
      PREFIX tess: <https://w3id.org/tessera/ontology#>

      # The concepts of one register; a search finds none.
      SELECT ?concept (COALESCE(SAMPLE(?english), SAMPLE(?any)) AS ?label) WHERE {
        ?record tess:inRegister <%s> ; foaf:primaryTopic ?concept ;
          tess:recordState <https://w3id.org/tessera/scheme/record-state/active> .
        ?concept a skos:Concept .
        OPTIONAL { ?concept skos:prefLabel ?english . FILTER (langMatches(lang(?english), "en")) }
        OPTIONAL { ?concept skos:prefLabel ?any . }
      } GROUP BY ?concept
      """;

  private static final String KINDS =
      Arrays.stream(RecordKind.values())
          .filter(kind -> SourceItem.isResult(kind.id()))
          .flatMap(kind -> kind.classes().stream())
          .map(type -> "<" + type.getURI() + ">")
          .collect(Collectors.joining(" "));

  private final String pattern;

  CountQuery(String pattern) {
    this.pattern = pattern;
  }

  /** Address of the editor with the query for the concepts of a register. */
  static String concepts(Node catalogue) {
    return "/sparql?show=" + Page.encode(CONCEPTS.formatted(catalogue.getURI()));
  }

  /** Address of the editor with the query. */
  String href() {
    return "/sparql?show=" + Page.encode(TEXT.formatted(KINDS, pattern));
  }
}
