package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Tess;

/** The same course in a catalogue and on its platform, in the providers' whole files. */
@Tag("slow")
class RealLinksTest {
  @TempDir Path temporary;

  @Test
  void coursesOfClassCentralAreLinkedToThoseOfTheirPlatforms() {
    Path data = Path.of(System.getProperty("tessera.shared", "../shared"), "data");
    assumeTrue(Files.exists(data), "skipped: the providers' files are not at " + data);
    try (TestRegistry registry = new TestRegistry(temporary)) {
      for (String source : List.of("class-central", "coursera", "edx", "udacity", "mooc")) {
        Path files = data.resolve(source.equals("mooc") ? source : "mooc-catalogues");
        HarvestReport report = registry.pass(source, files);
        assertEquals(0, report.quarantined(), () -> "" + report.problems());
      }
      Set<String> pages = new TreeSet<>();
      Map<String, Integer> counts = new TreeMap<>();
      for (Triple link : links(registry)) {
        List<String> registers =
            List.of(register(link.getSubject()), register(link.getObject())).stream()
                .sorted()
                .toList();
        assertEquals(2, Set.copyOf(registers).size(), () -> "within one register: " + link);
        counts.merge(String.join(" + ", registers), 1, Integer::sum);
        pages.add(page(registry, link.getSubject()) + " " + page(registry, link.getObject()));
      }
      String catalogue = "https://www.class-central.com/course/";
      for (String pair :
          List.of(
              "futurelearn-antimicrobial-stewardship-for-africa-12471 "
                  + "https://futurelearn.com/courses/antimicrobial-stewardship-for-africa",
              "edx-the-analytics-edge-1623 https://www.edx.org/course/the-analytics-edge")) {
        assertTrue(pages.contains(catalogue + pair), () -> pair + " is not in " + pages);
      }
      assertTrue(
          pages.stream().noneMatch(pair -> pair.contains("/python-data-analysis")),
          "the same name in the address, but another title and another course");
      // Each link stands twice, once each way.
      assertEquals(
          Map.of(
              "class-central + coursera", 2 * 226,
              "class-central + edx", 2 * 403,
              "class-central + mooc", 2 * 58,
              "class-central + udacity", 2 * 157),
          counts);
    }
  }

  private static List<Triple> links(TestRegistry registry) {
    registry.harvester.derive();
    Node name = NodeFactory.createURI(MappingsFolder.BASE + "id/identity-links");
    return registry.store.read(
        dataset -> dataset.getGraph(name).find(Node.ANY, Tess.sameCredentialAs, Node.ANY).toList());
  }

  private static String register(Node topic) {
    return topic.getURI().substring((MappingsFolder.BASE + "id/").length()).replaceAll("/.*", "");
  }

  private static String page(TestRegistry registry, Node topic) {
    return registry.store.read(dataset ->
        dataset.stream(Node.ANY, topic, Foaf.homepage, Node.ANY)
            .map(quad -> quad.getObject().getURI())
            .collect(Collectors.joining()));
  }
}
