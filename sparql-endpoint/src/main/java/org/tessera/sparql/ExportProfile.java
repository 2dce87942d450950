package org.tessera.sparql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The vocabularies in which a record can be had. */
enum ExportProfile {
  /** As it is stored. */
  TESSERA,
  /** The European Learning Model, in the form that the EU's profile for exchange asks for. */
  ELM,
  /** The Credential Transparency Description Language. */
  CTDL,
  /** With the https namespace. */
  SCHEMA;

  String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static List<String> ids() {
    return Arrays.stream(values()).map(ExportProfile::id).toList();
  }

  static Optional<ExportProfile> byId(String id) {
    return Arrays.stream(values()).filter(profile -> profile.id().equals(id)).findFirst();
  }
}
