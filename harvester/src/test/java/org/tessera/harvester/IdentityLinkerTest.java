package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Tess;

/** Which records of different registers are said to describe one thing. */
class IdentityLinkerTest {
  @TempDir Path temporary;

  /** The golden files of both name the organisation with SIRET 784 668 402 00018. */
  @Test
  void aSharedOrganisationIsNoSharedCredential() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("fr-rncp", golden("fr-rncp"));
      registry.pass("fr-rs", golden("fr-rs"));
      assertEquals(List.of(), links(registry));
    }
  }

  @Test
  void aSharedNumberOfTwoCertificationsLinksThemBothWays() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("fr-rncp", golden("fr-rncp"));
      String reva = Files.readString(golden("fr-reva").resolve("certifications.csv"));
      Path file = temporary.resolve("certifications.csv");
      Files.writeString(file, reva.replace("32208,", "509,"));
      registry.pass("fr-reva", file);
      String fiche = MappingsFolder.BASE + "id/fr-rncp/RNCP509";
      List<Triple> links = links(registry);
      assertEquals(2, links.size(), links::toString);
      assertEquals(
          1,
          links.stream().filter(link -> link.getSubject().hasURI(fiche)).count(),
          links::toString);
      assertEquals(
          1,
          links.stream().filter(link -> link.getObject().hasURI(fiche)).count(),
          links::toString);
    }
  }

  /** Class Central's address begins with the platform and the course's name there. */
  @Test
  void aCourseOfACatalogueIsLinkedToItsPlatformByTheNameInTheAddress() {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("mooc", golden("mooc"));
      registry.pass("class-central", golden("class-central"));
      assertEquals(2, links(registry).size(), () -> "" + links(registry));
    }
  }

  @Test
  void aNameThatTwoRecordsOfOneRegisterBearTellsNeither() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.pass("mooc", golden("mooc"));
      String rows = Files.readString(golden("class-central").resolve("classcentral_2019.csv"));
      String address = "https://www.class-central.com/course/futurelearn-example-of-a-course-";
      Path file = temporary.resolve("classcentral_2019.csv");
      Files.writeString(file, rows + "Science,Example of a Course," + address + "1\r\r\n");
      registry.pass("class-central", file);
      assertEquals(List.of(), links(registry));
    }
  }

  private static Path golden(String source) {
    return MappingsFolder.path().resolve(source).resolve("golden");
  }

  private static List<Triple> links(TestRegistry registry) {
    registry.harvester.derive();
    Node name = NodeFactory.createURI(MappingsFolder.BASE + "id/identity-links");
    return registry.store.read(
        dataset -> dataset.getGraph(name).find(Node.ANY, Tess.sameCredentialAs, Node.ANY).toList());
  }
}
