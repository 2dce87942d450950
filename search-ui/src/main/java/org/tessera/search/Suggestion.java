package org.tessera.search;

/**
 * What a person may have begun to type.
 *
 * @param type {@code title}, {@code skill} or {@code provider}
 * @param id IRI of the thing of that name
 * @param count results that it leads to
 */
public record Suggestion(String text, String type, String id, long count) {}
