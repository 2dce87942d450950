@NullMarked
package org.tessera.store;

import org.jspecify.annotations.NullMarked;
