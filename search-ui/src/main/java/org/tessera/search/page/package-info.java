/** Every HTML page of Tessera; Spring finds the controllers. */
@NullMarked
package org.tessera.search.page;

import org.jspecify.annotations.NullMarked;
