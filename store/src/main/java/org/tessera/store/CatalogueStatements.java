package org.tessera.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** The catalogue record as statements of the record's graph, written and read. */
final class CatalogueStatements {
  static final String STATES = "https://w3id.org/tessera/scheme/record-state/";
  static final String IDENTIFIER_BASES = "https://w3id.org/tessera/scheme/identifier-basis/";

  private static final Node ACTIVE = NodeFactory.createURI(STATES + "active");
  private static final Node WITHDRAWN = NodeFactory.createURI(STATES + "withdrawn");
  private static final Node CONTENT_KEY = NodeFactory.createURI(IDENTIFIER_BASES + "content-key");
  static final Node TRUE = NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean);

  private CatalogueStatements() {}

  /** The statements of a record; those that are not always true only where they are. */
  static List<Triple> of(CatalogueRecord about, Node catalogue) {
    Node record = about.record();
    List<Triple> statements = new ArrayList<>(12);
    statements.add(Triple.create(record, Rdf.type, Dcat.CatalogRecord));
    statements.add(Triple.create(record, Foaf.primaryTopic, about.topic()));
    statements.add(Triple.create(record, Tess.inRegister, catalogue));
    statements.add(Triple.create(record, Tess.sourceIdentifier, text(about.localId())));
    statements.add(Triple.create(record, Prov.wasGeneratedBy, about.run()));
    statements.add(Triple.create(record, Tess.contentHash, text(about.contentHash())));
    statements.add(Triple.create(record, Dct.issued, instant(about.firstSeen())));
    statements.add(Triple.create(record, Dct.modified, instant(about.lastChanged())));
    statements.add(Triple.create(record, Tess.recordState, about.active() ? ACTIVE : WITHDRAWN));
    statements.add(Triple.create(record, Tess.sequence, number(about.sequence())));
    about.readFrom().ifPresent(it -> statements.add(Triple.create(record, Tess.readFrom, it)));
    about.partOf().ifPresent(it -> statements.add(Triple.create(record, Tess.partOfRecord, it)));
    if (about.identifierBasis() == RecordWrite.IdentifierBasis.CONTENT_KEY) {
      statements.add(Triple.create(record, Tess.identifierBasis, CONTENT_KEY));
    }
    if (about.synthetic()) {
      statements.add(Triple.create(record, Tess.synthetic, TRUE));
    }
    if (about.shared()) {
      statements.add(Triple.create(record, Tess.shared, TRUE));
    }
    if (!about.active()) {
      // A tombstone has lost the class that told its kind.
      statements.add(Triple.create(record, Tess.kind, text(about.kind().id())));
    }
    return statements;
  }

  /** Reads a record out of its graph's statements; empty where the graph is no record's. */
  static Optional<CatalogueRecord> read(Node record, Collection<Triple> graph, StoreNames names) {
    Fields fields = new Fields();
    for (Triple statement : graph) {
      if (statement.getSubject().equals(record)) {
        fields.take(statement.getPredicate(), statement.getObject());
      }
    }
    if (fields.topic == null) {
      return Optional.empty();
    }
    RecordKind kind =
        fields.kind == null ? RecordKind.of(fields.topic, graph) : RecordKind.byId(fields.kind);
    return Optional.of(fields.record(record, kind, names));
  }

  /** Says of a record that it is no tombstone. */
  static Triple active(Node record) {
    return Triple.create(record, Tess.recordState, ACTIVE);
  }

  static Node text(String value) {
    return NodeFactory.createLiteralString(value);
  }

  static Node number(long value) {
    return NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger);
  }

  static Node instant(Instant value) {
    return NodeFactory.createLiteralDT(value.toString(), XSDDatatype.XSDdateTime);
  }

  static Instant instant(Node literal) {
    return OffsetDateTime.parse(literal.getLiteralLexicalForm()).toInstant();
  }

  private static final class Fields {
    private @Nullable Node topic;
    private @Nullable Node catalogue;
    private @Nullable Node run;
    private @Nullable Node readFrom;
    private @Nullable Node partOf;
    private @Nullable String localId;
    private @Nullable String contentHash;
    private @Nullable String kind;
    private @Nullable Instant issued;
    private @Nullable Instant modified;
    private long sequence;
    private boolean active;
    private boolean contentKey;
    private boolean synthetic;
    private boolean shared;

    void take(Node predicate, Node object) {
      if (predicate.equals(Foaf.primaryTopic)) {
        topic = object;
      } else if (predicate.equals(Tess.inRegister)) {
        catalogue = object;
      } else if (predicate.equals(Tess.sourceIdentifier)) {
        localId = object.getLiteralLexicalForm();
      } else if (predicate.equals(Prov.wasGeneratedBy)) {
        run = object;
      } else if (predicate.equals(Tess.contentHash)) {
        contentHash = object.getLiteralLexicalForm();
      } else if (predicate.equals(Dct.issued)) {
        issued = instant(object);
      } else if (predicate.equals(Dct.modified)) {
        modified = instant(object);
      } else if (predicate.equals(Tess.recordState)) {
        active = object.equals(ACTIVE);
      } else if (predicate.equals(Tess.sequence)) {
        sequence = Long.parseLong(object.getLiteralLexicalForm());
      } else if (predicate.equals(Tess.readFrom)) {
        readFrom = object;
      } else if (predicate.equals(Tess.partOfRecord)) {
        partOf = object;
      } else if (predicate.equals(Tess.identifierBasis)) {
        contentKey = object.equals(CONTENT_KEY);
      } else if (predicate.equals(Tess.synthetic)) {
        synthetic = object.equals(TRUE);
      } else if (predicate.equals(Tess.shared)) {
        shared = object.equals(TRUE);
      } else if (predicate.equals(Tess.kind)) {
        kind = object.getLiteralLexicalForm();
      }
    }

    CatalogueRecord record(Node record, RecordKind kindOfTopic, StoreNames names) {
      return new CatalogueRecord(
          record,
          need(record, "foaf:primaryTopic", topic),
          names
              .source(need(record, "tess:inRegister", catalogue))
              .orElseThrow(() -> new StoreException(record + " is in a register outside the base")),
          need(record, "tess:sourceIdentifier", localId),
          kindOfTopic,
          active,
          need(record, "dct:issued", issued),
          need(record, "dct:modified", modified),
          need(record, "prov:wasGeneratedBy", run),
          need(record, "tess:contentHash", contentHash),
          Optional.ofNullable(readFrom),
          Optional.ofNullable(partOf),
          contentKey
              ? RecordWrite.IdentifierBasis.CONTENT_KEY
              : RecordWrite.IdentifierBasis.REGISTER,
          sequence,
          synthetic,
          shared);
    }

    private static <T> T need(Node record, String property, @Nullable T value) {
      if (value == null) {
        throw new StoreException("The catalogue record " + record + " has no " + property);
      }
      return value;
    }
  }
}
