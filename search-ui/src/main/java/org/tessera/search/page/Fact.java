package org.tessera.search.page;

import java.util.List;

/**
 * A question that a record answers.
 *
 * @param label in the reader's language
 * @param values empty where the source is silent
 */
record Fact(String label, List<Value> values) {}
