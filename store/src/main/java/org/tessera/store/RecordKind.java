package org.tessera.store;

import java.util.Collection;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Ceasn;
import org.tessera.ontology.Ceterms;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Qb;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Sssom;
import org.tessera.ontology.Tess;

/** What a record describes, told by the class of its topic. */
public enum RecordKind {
  CREDENTIAL("credential", List.of(Elm.LearningAchievementSpecification, Elm.Qualification)),
  LEARNING_OPPORTUNITY("learning-opportunity", List.of(Elm.LearningOpportunity)),
  /** Shared by records of its source: its graph only grows (see {@link RecordStore#commit}). */
  ORGANISATION("organisation", List.of(Elm.Organisation)),
  /** A level framework; before concepts, as a definition is both. */
  FRAMEWORK("framework", List.of(Tess.QualificationsFramework)),
  DEFINITION("definition", List.of(Tess.Definition)),
  CONCEPT("concept", List.of(Skos.Concept)),
  POLICY_STATEMENT("policy-statement", List.of(Tess.PolicyStatement)),
  DOCUMENT("document", List.of(Foaf.Document)),
  DATASET("dataset", List.of(Qb.DataSet, Qb.DataStructureDefinition, Dcat.Dataset)),
  FUNDING_SCHEME("funding-scheme", List.of(Tess.FundingScheme)),
  ASSESSMENT("assessment", List.of(Ceterms.AssessmentProfile)),
  COMPETENCY_FRAMEWORK("competency-framework", List.of(Ceasn.CompetencyFramework)),
  PATHWAY("pathway", List.of(Ceterms.Pathway)),
  TRANSFER_VALUE("transfer-value", List.of(Ceterms.TransferValueProfile)),
  MAPPING_SET("mapping-set", List.of(Sssom.MappingSet)),
  PROJECT("project", List.of(Foaf.Project));

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

  /** Whether the vocabularies in which registries exchange records have classes for it. */
  public boolean exchanged() {
    return this == CREDENTIAL || this == LEARNING_OPPORTUNITY || this == ORGANISATION;
  }

  /**
   * The kind of a topic by its classes; the first in order where they tell several.
   *
   * @throws StoreException where they tell none
   */
  static RecordKind of(Node topic, Collection<Triple> statements) {
    List<Node> types =
        statements.stream()
            .filter(it -> it.getPredicate().equals(Rdf.type) && it.getSubject().equals(topic))
            .map(Triple::getObject)
            .toList();
    for (RecordKind kind : values()) {
      if (kind.classes.stream().anyMatch(types::contains)) {
        return kind;
      }
    }
    throw new StoreException("No class of " + topic + " tells what kind of record it is: " + types);
  }

  static RecordKind byId(String id) {
    for (RecordKind kind : values()) {
      if (kind.id.equals(id)) {
        return kind;
      }
    }
    throw new StoreException("No kind of record is called " + id);
  }
}
