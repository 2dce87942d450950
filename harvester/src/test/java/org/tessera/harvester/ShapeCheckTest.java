package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordWrite;
import org.tessera.store.RecordWrite.Role;

/** What a check tells whoever keeps a register. */
class ShapeCheckTest {
  private static final String HEADER =
      "Code RNCP,Certification active ?,Nom la certification,Type de diplôme,Niveau de diplôme,"
          + "Filière,Tag Certificateurs (1 seul SVP !!)";

  @TempDir Path temporary;

  @Test
  void adviceCountsWhatItIsAboutOnceAndSaysOfWhat() throws IOException {
    HarvestReport report =
        validated(
            "1,checked,Un,Bac Pro,4,Vente,Ministère",
            "2,checked,Deux,Bac Pro,4,Vente,Ministère",
            "3,checked,Trois,Bac Pro,4,Vente,Chambre");
    Map<String, Long> missed = report.warningsByRule();
    assertEquals(
        2, missed.get("No country (tess:jurisdiction), of organisations"), () -> "" + missed);
    assertEquals(
        3, missed.get("No country (tess:jurisdiction), of credentials"), () -> "" + missed);
    assertEquals(3, missed.get("No description (dct:description), of credentials and courses"));
  }

  @Test
  void anOrganisationThatRecordsCallByTwoNamesIsOne() {
    ShapeCheck check = check();
    for (String name : List.of("Ministry", "The Ministry")) {
      RecordWrite named =
          write(RecordKind.ORGANISATION, Elm.Organisation, Skos.prefLabel, name, Role.SHARED);
      assertEquals(Optional.empty(), check.violation(named));
    }
    assertEquals(1, check.warnings().get("No country (tess:jurisdiction), of organisations"));
  }

  @Test
  void whatIsMissingIsCalledMissing() throws IOException {
    assertEquals(
        "dct:title is missing; the rule: One dct:title for each language, with a language tag (und"
            + " where it is unknown) (https://w3id.org/tessera/shape/core/title)",
        validated("1,checked,,Bac Pro,4,Vente,").problems().getFirst().reason());
  }

  /** Personal data that was found is not kept by telling of it. */
  @Test
  void whatMayNotBeKeptIsNotTold() {
    String address = "someone@example.org";
    String reason =
        check()
            .violation(
                write(RecordKind.CREDENTIAL, Elm.Qualification, Dct.title, address, Role.MAIN))
            .orElseThrow();
    assertFalse(reason.contains(address), reason);
    assertEquals(
        "dct:title has what it may not have; the rule: A value may not hold an e-mail address"
            + " (https://w3id.org/tessera/shape/no-person/Value)",
        reason);
  }

  @Test
  void anAddressInALinkOrBesideAnotherMistakeIsNotToldEither() {
    Node topic = NodeFactory.createURI(MappingsFolder.BASE + "id/fr-reva/RNCP1");
    Node page = NodeFactory.createURI("https://example.org/?ask=someone@example.org");
    RecordWrite linked =
        write(
            RecordKind.CREDENTIAL,
            Role.MAIN,
            List.of(
                Triple.create(topic, Rdf.type, Elm.Qualification),
                Triple.create(topic, Foaf.homepage, page),
                Triple.create(
                    topic, Dct.title, NodeFactory.createLiteralString("Ask someone@example.org"))));
    assertEquals(
        "dct:title has what it may not have; the rule: A value may not hold an e-mail address"
            + " (https://w3id.org/tessera/shape/no-person/Value); foaf:homepage has what it may not"
            + " have; the rule: A value may not hold an e-mail address"
            + " (https://w3id.org/tessera/shape/no-person/Value)",
        String.join(
            "; ",
            new TreeSet<>(
                List.of(check().violation(linked).orElseThrow().split("; (?!the rule)")))));
  }

  private static ShapeCheck check() {
    return new ShapeCheck(
        Ontology.coreShapes(), Ontology.noPersonShapes(), Ontology.qualityShapes());
  }

  private static RecordWrite write(
      RecordKind kind, Node type, Node predicate, String text, Role role) {
    Node topic = NodeFactory.createURI(MappingsFolder.BASE + "id/fr-reva/RNCP1");
    return write(
        kind,
        role,
        List.of(
            Triple.create(topic, Rdf.type, type),
            Triple.create(topic, predicate, NodeFactory.createLiteralLang(text, "en"))));
  }

  private static RecordWrite write(RecordKind kind, Role role, List<Triple> statements) {
    Node topic = NodeFactory.createURI(MappingsFolder.BASE + "id/fr-reva/RNCP1");
    return new RecordWrite(
        NodeFactory.createURI(MappingsFolder.BASE + "record/fr-reva/RNCP1"),
        topic,
        kind,
        "RNCP1",
        "sha256:0",
        topic,
        0,
        RecordWrite.IdentifierBasis.REGISTER,
        false,
        role,
        Optional.empty(),
        statements);
  }

  private HarvestReport validated(String... rows) throws IOException {
    Path file = temporary.resolve("certifications.csv");
    Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
    try (TestRegistry registry = new TestRegistry(temporary)) {
      return registry.harvester.validate("fr-reva", file, HarvestListener.NONE);
    }
  }
}
