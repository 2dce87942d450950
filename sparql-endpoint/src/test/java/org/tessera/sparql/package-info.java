@NullMarked
package org.tessera.sparql;

import org.jspecify.annotations.NullMarked;
