package org.tessera.search;

import java.util.List;

/** What a search result can be, in the order of the scheme {@code credential-type}. */
public final class RecordTypes {
  /**
   * Ids of the scheme's concepts, then the kinds of record that are no credential. The order
   * decides which of several types a result shows; RDF keeps none, so it stands here, and a test
   * compares the ids with the scheme's.
   */
  static final List<String> ALL =
      List.of(
          "micro-credential",
          "part-qualification",
          "qualification",
          "badge",
          "certificate",
          "course",
          "short-course",
          "statement-of-attainment",
          "professional-certificate",
          "licence",
          "unit",
          "skill-set",
          "degree",
          "mooc-certificate",
          "other",
          "policy-statement",
          "document",
          "dataset",
          "framework",
          "definition",
          "funding-scheme",
          "assessment",
          "competency-framework",
          "pathway",
          "transfer-value",
          "mapping-set",
          "project");

  private RecordTypes() {}

  /** Whether it is a credential or a course, and no document, framework or the like. */
  public static boolean ofLearning(String type) {
    int place = ALL.indexOf(type);
    return place >= 0 && place <= ALL.indexOf("other");
  }
}
