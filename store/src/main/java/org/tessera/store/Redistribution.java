package org.tessera.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Rov;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;

/**
 * What of a record may be passed on to others in bulk: all of it under a stated licence, else
 * metadata and a link (decision 0960). Every channel that gives many records asks this one. Holds
 * the licences of the sources as they were when it was made; threads may share it.
 */
public final class Redistribution {
  /** Says so in the catalogue record of a record that is not given whole. */
  private static final List<Node> RIGHTS =
      List.of(
          NodeFactory.createLiteralLang(
              "Metadata and link only: neither the record nor its register states a licence.",
              "en"),
          NodeFactory.createLiteralLang(
              "Métadonnées et lien seulement : ni la notice ni son registre n’indiquent de licence.",
              "fr"));

  /** What is said of the thing itself: what it is, is called and numbered, whose, where to find. */
  private static final Set<Node> METADATA =
      Set.of(
          Rdf.type,
          Dct.title,
          Skos.prefLabel,
          Foaf.name,
          Rov.legalName,
          Skos.notation,
          Adms.identifier,
          Tess.credentialType,
          Tess.jurisdiction,
          Elm.providedBy,
          Elm.awardingOpportunity,
          Dct.publisher,
          Dct.rights,
          Foaf.homepage);

  /** The same of its identifiers and awarding bodies. */
  private static final Set<Node> METADATA_OF_CHILDREN =
      Set.of(Rdf.type, Skos.notation, Elm.schemeName, Elm.schemeId, Elm.awardingBody);

  private final Map<String, String> licences = new HashMap<>();

  private Redistribution() {}

  /** The rules by what the sources state now. */
  public static Redistribution of(RecordStore store) {
    Redistribution rules = new Redistribution();
    for (SourceSummary source : store.sources()) {
      source.licence().ifPresent(licence -> rules.licences.put(source.id(), licence));
    }
    return rules;
  }

  /** IRI of the licence that the record states, else of its register's. */
  public Optional<String> licence(StoredRecord record) {
    CatalogueRecord about = record.catalogueRecord();
    return record.statements().stream()
        .filter(statement ->
            statement.getSubject().equals(about.topic())
                && statement.getPredicate().equals(Dct.license)
                && statement.getObject().isURI())
        .map(statement -> statement.getObject().getURI())
        .min(String::compareTo)
        .or(() -> Optional.ofNullable(licences.get(about.source())));
  }

  /** The record as it may be given: itself under a licence, else its metadata and link. */
  public StoredRecord given(StoredRecord record) {
    if (licence(record).isPresent()) {
      return record;
    }
    CatalogueRecord about = record.catalogueRecord();
    Set<Node> children = new HashSet<>();
    List<Triple> given = new ArrayList<>();
    for (Triple statement : record.statements()) {
      Node predicate = statement.getPredicate();
      if (statement.getSubject().equals(about.record())) {
        given.add(statement);
      } else if (statement.getSubject().equals(about.topic()) && isMetadata(statement)) {
        given.add(statement);
        if (predicate.equals(Adms.identifier) || predicate.equals(Elm.awardingOpportunity)) {
          children.add(statement.getObject());
        }
      }
    }
    for (Triple statement : record.statements()) {
      if (children.contains(statement.getSubject())
          && METADATA_OF_CHILDREN.contains(statement.getPredicate())) {
        given.add(statement);
      }
    }
    RIGHTS.forEach(it -> given.add(Triple.create(about.record(), Dct.rights, it)));
    return new StoredRecord(about, given);
  }

  /** A source that is named by text is a statement of the register's, not a link. */
  private static boolean isMetadata(Triple statement) {
    return METADATA.contains(statement.getPredicate())
        || statement.getPredicate().equals(Dct.source) && statement.getObject().isURI();
  }
}
