/** The shared ontology: Turtle on the class path and the vocabulary classes generated from it. */
@NullMarked
package org.tessera.ontology;

import org.jspecify.annotations.NullMarked;
