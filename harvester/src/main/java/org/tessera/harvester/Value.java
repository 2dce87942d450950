package org.tessera.harvester;

import org.apache.jena.datatypes.RDFDatatype;
import org.jspecify.annotations.Nullable;

/**
 * One value that a reference found in a record.
 *
 * @param text never blank
 * @param datatype what the format itself says of it (a JSON number or boolean), else null
 */
record Value(String text, @Nullable RDFDatatype datatype) {
  static Value text(String text) {
    return new Value(text, null);
  }
}
