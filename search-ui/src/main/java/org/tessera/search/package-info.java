/**
 * Search over the registry: the index that is derived from the store, and the JSON API on it. The
 * public doors are {@link org.tessera.search.SearchIndex} and, for the application, {@link
 * org.tessera.search.SearchUi}.
 */
@NullMarked
package org.tessera.search;

import org.jspecify.annotations.NullMarked;
