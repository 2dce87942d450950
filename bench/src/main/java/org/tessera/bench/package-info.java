/** Measurements on real records; each class has a main and prints a Markdown table. */
@NullMarked
package org.tessera.bench;

import org.jspecify.annotations.NullMarked;
