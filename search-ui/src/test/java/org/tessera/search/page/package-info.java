@NullMarked
package org.tessera.search.page;

import org.jspecify.annotations.NullMarked;
