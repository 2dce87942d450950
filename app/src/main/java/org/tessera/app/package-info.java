/** The application: wires the modules into one process and gives it a command line. */
@NullMarked
package org.tessera.app;

import org.jspecify.annotations.NullMarked;
