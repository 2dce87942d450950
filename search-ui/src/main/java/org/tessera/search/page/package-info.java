/** Every HTML page of Tessera. The public door is {@link org.tessera.search.page.Pages}. */
@NullMarked
package org.tessera.search.page;

import org.jspecify.annotations.NullMarked;
