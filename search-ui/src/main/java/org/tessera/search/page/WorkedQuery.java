package org.tessera.search.page;

/**
 * A SPARQL query that shows what can be asked.
 *
 * @param id short name for addresses, as in {@code micro-credentials-by-country}
 * @param title the question in words
 * @param titleLang language of the title
 * @param query SPARQL text
 */
public record WorkedQuery(String id, String title, String titleLang, String query) {}
