package org.tessera.search;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each facet counts, as a pattern of the store. */
final class FacetReference {
  private static final String LAST = "REPLACE(STR(?node), '.*[/#]', '')";

  private FacetReference() {}

  /** What binds {@code ?value} for a record {@code ?topic} with its catalogue record. */
  static Map<Facet, String> all() {
    Map<Facet, String> reference = new LinkedHashMap<>();
    String bind = " BIND(" + LAST + " AS ?value)";
    reference.put(Facet.REGISTER, "?topic a ?any BIND(?register AS ?node)" + bind);
    reference.put(
        Facet.TYPE,
        """
        { ?topic tess:credentialType ?node BIND(REPLACE(STR(?node), '.*/', '') AS ?value) }
        UNION { ?topic a foaf:Document BIND('document' AS ?value) }
        """);
    reference.put(
        Facet.LEVEL,
        """
        { ?topic elm:EQFLevel ?node } UNION {
          ?topic tess:level ?level FILTER NOT EXISTS { ?topic elm:EQFLevel ?stated }
          ?row tess:sourceLevel ?level ; tess:targetLevel ?node ; tess:basis ?basis
          FILTER(CONTAINS(STR(?basis), '/published-') && CONTAINS(STR(?node), '/eqf/'))
        }
        """
            + bind);
    reference.put(
        Facet.FIELD,
        "?topic elm:ISCEDFCode ?node VALUES ?n { 2 3 4 } BIND(SUBSTR("
            + LAST
            + ", 1, ?n) AS ?value)");
    reference.put(Facet.SKILL, "?topic tess:skill ?value");
    reference.put(
        Facet.PROVIDER, "?topic elm:providedBy|(elm:awardingOpportunity/elm:awardingBody) ?value");
    reference.put(Facet.PROVIDER_TYPE, "?topic elm:providedBy/tess:providerFamily ?node" + bind);
    reference.put(Facet.SETTING, "?topic elm:learningSetting ?node" + bind);
    reference.put(Facet.MODE, "?topic elm:mode ?node" + bind);
    reference.put(
        Facet.LANGUAGE,
        "?topic dct:language ?node VALUES (?last ?value) { ('FRA' 'fr') ('ENG' 'en') } FILTER("
            + LAST
            + " = ?last)");
    reference.put(
        Facet.COUNTRY,
        """
        OPTIONAL { ?topic tess:jurisdiction ?own }
        OPTIONAL { ?register tess:jurisdiction ?ofRegister }
        OPTIONAL { ?topic elm:providedBy/tess:jurisdiction ?ofProvider }
        BIND(COALESCE(?own, ?ofRegister, ?ofProvider) AS ?node)
        VALUES (?last ?value) { ('FRA' 'FR') ('USA' 'US') }
        FILTER(REPLACE(STR(?node), '.*/', '') = ?last)
        """);
    reference.put(
        Facet.STACKABLE,
        """
        OPTIONAL { ?topic tess:stackability ?said }
        BIND(IF(!BOUND(?said), 'unknown', IF(CONTAINS(STR(?said), 'stackable'), 'true', 'false'))
          AS ?value)
        """
            .replace("'stackable')", "'/stackable') || CONTAINS(STR(?said), '-stackable')"));
    reference.put(
        Facet.QUALITY_ASSURED,
        """
        OPTIONAL { ?topic tess:qualityAssuranceType|elm:accreditation ?assured }
        BIND(IF(BOUND(?assured), 'true', 'unknown') AS ?value)
        """);
    reference.put(
        Facet.FUNDED,
        """
        OPTIONAL { ?topic tess:fundingEligibility/tess:eligibilityStatus ?said }
        BIND(IF(BOUND(?said), 'true', 'unknown') AS ?value)
        """);
    reference.put(
        Facet.STATUS,
        """
        ?topic tess:registrationStatus ?said
        BIND(IF(REGEX(STR(?said), '/(current|expiring)$'), 'current', 'closed') AS ?value)
        """);
    reference.put(Facet.DEFINITION, "?topic tess:conformsToDefinition ?node" + bind);
    reference.put(Facet.ROUTE, "?topic tess:acquisitionRoute ?node" + bind);
    reference.put(
        Facet.NATIVE_LEVEL,
        "?topic tess:level ?level BIND(REPLACE(STR(?level), '^.*/framework/', '') AS ?value)");
    return reference;
  }
}
