/** Tests of the application, of the whole of it, and of the repository's rules. */
@NullMarked
package org.tessera.app;

import org.jspecify.annotations.NullMarked;
