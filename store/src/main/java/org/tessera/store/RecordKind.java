package org.tessera.store;

import java.util.List;
import org.apache.jena.graph.Node;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/** What a record describes, told by the class of its topic. */
public enum RecordKind {
  CREDENTIAL("credential", List.of(Elm.LearningAchievementSpecification, Elm.Qualification)),
  LEARNING_OPPORTUNITY("learning-opportunity", List.of(Elm.LearningOpportunity)),
  /** Shared by records of its source: its graph only grows (see {@link RecordStore#commit}). */
  ORGANISATION("organisation", List.of(Elm.Organisation)),
  CONCEPT("concept", List.of(Skos.Concept)),
  POLICY_STATEMENT("policy-statement", List.of(Tess.PolicyStatement)),
  DOCUMENT("document", List.of(Foaf.Document)),
  DATASET("dataset", List.of(Qb.DataSet, Dcat.Dataset));

  private final String id;
  private final List<Node> classes;

  RecordKind(String id, List<Node> classes) {
    this.id = id;
    this.classes = classes;
  }

  /** The kind's name in JSON, in the store and in addresses. */
  public String id() {
    return id;
  }

  /** The classes of which the topic of such a record has at least one. */
  public List<Node> classes() {
    return classes;
  }
}
