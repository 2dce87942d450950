package org.tessera.search.page;

import org.jspecify.annotations.Nullable;

/**
 * Where a thing's page is on this server.
 *
 * @param baseIri base of minted IRIs, ends with a slash
 */
record Links(String baseIri) {
  /** Terms and schemes keep this base wherever Tessera runs. */
  static final String TERMS_BASE = "https://w3id.org/tessera/";

  /** Address of a record's page by the IRI of its topic or its catalogue record. */
  String record(String iri) {
    if (iri.startsWith(baseIri + "id/") || iri.startsWith(baseIri + "record/")) {
      return iri.substring(baseIri.length() - 1);
    }
    return "/id?iri=" + Page.encode(iri);
  }

  /** Address of any thing's page: here where we have one, else its own; null for what has none. */
  @Nullable String thing(String iri) {
    if (iri.startsWith(baseIri + "id/") || iri.startsWith(baseIri + "record/")) {
      return iri.substring(baseIri.length() - 1);
    }
    if (iri.startsWith(TERMS_BASE + "scheme/") || iri.startsWith(TERMS_BASE + "ontology")) {
      return iri.substring(TERMS_BASE.length() - 1);
    }
    return iri.startsWith("http://") || iri.startsWith("https://") ? iri : null;
  }
}
