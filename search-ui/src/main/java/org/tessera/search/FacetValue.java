package org.tessera.search;

/**
 * A value of a facet.
 *
 * @param label in the language asked for
 * @param count results with it, under all conditions but those of its own facet
 * @param selected whether the query asks for it
 */
public record FacetValue(String value, String label, long count, boolean selected) {}
