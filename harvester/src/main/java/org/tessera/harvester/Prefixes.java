package org.tessera.harvester;

import java.util.Map;

/**
 * The prefixes that a descriptor declares: short names for its source's classes and properties.
 *
 * @param namespaces by prefix
 */
record Prefixes(Map<String, String> namespaces) {
  /** The IRI of a prefixed name; one that has no such prefix is an IRI already. */
  String expand(String name) {
    int colon = name.indexOf(':');
    String namespace = colon < 0 ? null : namespaces.get(name.substring(0, colon));
    return namespace == null ? name : namespace + name.substring(colon + 1);
  }

  /** The prefixed name by the longest namespace, or the IRI where none fits. */
  String shorten(String iri) {
    String best = iri;
    int length = 0;
    for (Map.Entry<String, String> entry : namespaces.entrySet()) {
      String namespace = entry.getValue();
      if (namespace.length() > length && iri.startsWith(namespace)) {
        length = namespace.length();
        best = entry.getKey() + ":" + iri.substring(length);
      }
    }
    return best;
  }
}
