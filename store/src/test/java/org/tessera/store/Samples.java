package org.tessera.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordWrite.IdentifierBasis;
import org.tessera.store.RecordWrite.Role;

/** Records of a made-up source, as a harvest would hand them over. */
final class Samples {
  static final String BASE = "https://example.org/registry/";
  static final String SOURCE = "xx-sample";

  private Samples() {}

  static Node iri(String path) {
    return NodeFactory.createURI(BASE + path);
  }

  static Node record(String localId) {
    return iri("record/" + SOURCE + "/" + localId);
  }

  static Node topic(String localId) {
    return iri("id/" + SOURCE + "/" + localId);
  }

  static Node run(int number) {
    return iri("id/run/%s/20261124T0000%02dZ".formatted(SOURCE, number));
  }

  static Node decimal(String value) {
    return NodeFactory.createLiteralDT(value, XSDDatatype.XSDdecimal);
  }

  /** A credential with a title and some credits. */
  static RecordWrite credential(String localId, String title, String credits) {
    Node topic = topic(localId);
    Node credit = iri("id/" + SOURCE + "/" + localId + "#credit");
    return write(
        localId,
        Role.MAIN,
        List.of(
            Triple.create(topic, Rdf.type, Elm.LearningAchievementSpecification),
            Triple.create(topic, Dct.title, NodeFactory.createLiteralLang(title, "en")),
            Triple.create(topic, Elm.creditPoint, credit),
            Triple.create(credit, Elm.point, decimal(credits))));
  }

  static RecordWrite part(String localId, String whole) {
    RecordWrite it = credential(localId, "Part " + localId, "1");
    return new RecordWrite(
        it.record(),
        it.topic(),
        it.kind(),
        it.localId(),
        it.contentHash(),
        it.readFrom(),
        it.rank(),
        it.identifierBasis(),
        it.synthetic(),
        Role.PART,
        Optional.of(record(whole)),
        it.statements());
  }

  /** An organisation with what one record says of it. */
  static RecordWrite organisation(String localId, String... labels) {
    List<Triple> statements = new ArrayList<>();
    statements.add(Triple.create(topic(localId), Rdf.type, Elm.Organisation));
    for (String label : labels) {
      statements.add(
          Triple.create(topic(localId), Skos.prefLabel, NodeFactory.createLiteralString(label)));
    }
    return new RecordWrite(
        record(localId),
        topic(localId),
        RecordKind.ORGANISATION,
        localId,
        "sha256:of-whoever-named-it",
        iri("id/" + SOURCE + "#rows"),
        0,
        IdentifierBasis.REGISTER,
        false,
        Role.SHARED,
        Optional.empty(),
        statements);
  }

  static RecordWrite write(String localId, Role role, List<Triple> statements) {
    return new RecordWrite(
        record(localId),
        topic(localId),
        RecordKind.CREDENTIAL,
        localId,
        "sha256:raw-" + localId,
        iri("id/" + SOURCE + "#rows"),
        0,
        IdentifierBasis.REGISTER,
        false,
        role,
        Optional.empty(),
        statements);
  }

  static RecordWrite synthetic(RecordWrite it) {
    return new RecordWrite(
        it.record(),
        it.topic(),
        it.kind(),
        it.localId(),
        it.contentHash(),
        it.readFrom(),
        it.rank(),
        it.identifierBasis(),
        true,
        it.role(),
        it.partOf(),
        it.statements());
  }

  static RecordWrite readFrom(RecordWrite it, String input, int rank, String contentHash) {
    return new RecordWrite(
        it.record(),
        it.topic(),
        it.kind(),
        it.localId(),
        contentHash,
        iri("id/" + SOURCE + "#" + input),
        rank,
        it.identifierBasis(),
        it.synthetic(),
        it.role(),
        it.partOf(),
        it.statements());
  }

  static Batch batch(int run, RecordWrite... writes) {
    return batch(run, List.of(writes), Set.of());
  }

  static Batch batch(int run, List<RecordWrite> writes, Set<Node> withdrawals) {
    return new Batch(SOURCE, run(run), writes, withdrawals, runStatements(run(run)));
  }

  static List<Triple> runStatements(Node run) {
    return List.of(
        Triple.create(run, Rdf.type, Tess.Harvest),
        Triple.create(
            run,
            Prov.startedAtTime,
            NodeFactory.createLiteralDT("2026-11-24T00:00:00Z", XSDDatatype.XSDdateTime)));
  }
}
