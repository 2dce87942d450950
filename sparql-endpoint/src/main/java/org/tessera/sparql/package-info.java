/**
 * The records as RDF over HTTP: the SPARQL protocol, the documents of records and vocabularies, the
 * descriptions of the dataset, and dumps. The public door is {@link
 * org.tessera.sparql.SparqlEndpoint}.
 */
@NullMarked
package org.tessera.sparql;

import org.jspecify.annotations.NullMarked;
