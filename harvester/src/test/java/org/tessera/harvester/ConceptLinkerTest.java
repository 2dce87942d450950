package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Tess;

/** Which concepts of sources are linked to those that all share. */
class ConceptLinkerTest {
  private static final String ESCO = "http://data.europa.eu/esco/skill/";

  @TempDir Path temporary;
  private Path esco;

  @BeforeEach
  void writeSkills() throws IOException {
    esco = Files.createDirectory(temporary.resolve("esco"));
    Files.writeString(
        esco.resolve("skills_en-us.csv"),
        """
        conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description
        KnowledgeSkillCompetence,%1$sa,skill/competence,cross-sector,risk management,,
        KnowledgeSkillCompetence,%1$sb,skill/competence,cross-sector,use presentation software,,
        KnowledgeSkillCompetence,%1$sc,skill/competence,cross-sector,mechanics,,
        KnowledgeSkillCompetence,%1$sd,skill/competence,cross-sector,mechanics,,
        """
            .formatted(ESCO));
    for (String language : List.of("es", "fr")) {
      Files.writeString(
          esco.resolve("skills_" + language + ".csv"), "conceptUri,preferredLabel,altLabels\n");
    }
    Files.writeString(esco.resolve("broaderRelationsSkillPillar.csv"), "conceptUri,broaderUri\n");
  }

  @Test
  void skillsAreLinkedByTextFormAndWords() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.describe();
      registry.pass("coursera", courses());
      assertEquals(List.of(), links(registry), "ESCO is not there yet");
      registry.pass("esco", esco);
      assertEquals(
          new TreeSet<>(
              List.of(
                  "skill-exact exactMatch a", // Risk Management
                  "skill-normalised closeMatch a", // Management of Risks
                  "skill-similarity closeMatch b")), // Presentation Software (Basics)
          links(registry).stream()
              .map(link -> described(registry, link))
              .collect(Collectors.toCollection(TreeSet::new)),
          "Mechanics is the name of two skills, and nothing is like Beekeeping");
    }
  }

  @Test
  void eachLinkTellsItsRuleAndConfidenceAndStaysWhatItWas() throws IOException {
    try (TestRegistry registry = new TestRegistry(temporary)) {
      registry.harvester.describe();
      registry.pass("esco", esco);
      registry.pass("coursera", courses());
      List<Triple> before = derived(registry);
      assertEquals(3, links(registry).size());
      for (Node link : links(registry)) {
        assertTrue(
            before.stream()
                .anyMatch(t ->
                    t.getSubject().equals(link)
                        && t.getPredicate().equals(Tess.confidence)
                        && Double.parseDouble(t.getObject().getLiteralLexicalForm()) >= 0.9),
            link::toString);
      }
      registry.fullPass("coursera", courses());
      assertEquals(new TreeSet<>(texts(before)), new TreeSet<>(texts(derived(registry))));
    }
  }

  private Path courses() throws IOException {
    Path file = temporary.resolve("coursera_courses_skills.csv");
    Files.writeString(
        file,
        """
        course_id,name,category,language,skills,what_you_learn,url
        1,One,Business,English,"Risk Management, Management of Risks, Mechanics",,https://www.coursera.org/learn/one
        2,Two,Business,English,"Presentation Software (Basics), Beekeeping",,https://www.coursera.org/learn/two
        """);
    return file;
  }

  private static List<String> texts(List<Triple> triples) {
    return triples.stream().map(Triple::toString).toList();
  }

  private static List<Triple> derived(TestRegistry registry) {
    registry.harvester.derive();
    Node name = NodeFactory.createURI(MappingsFolder.BASE + "id/derived/coursera");
    return registry.store.read(dataset -> dataset.getGraph(name).find().toList());
  }

  private static List<Node> links(TestRegistry registry) {
    return derived(registry).stream()
        .filter(t -> t.getPredicate().equals(Owl.annotatedTarget))
        .filter(t -> t.getObject().getURI().startsWith(ESCO))
        .map(Triple::getSubject)
        .toList();
  }

  private static String described(TestRegistry registry, Node link) {
    return List.of(Tess.rule, Owl.annotatedProperty, Owl.annotatedTarget).stream()
        .map(property ->
            derived(registry).stream()
                .filter(t -> t.getSubject().equals(link) && t.getPredicate().equals(property))
                .map(t -> t.getObject().getURI().replaceFirst(".*[/#]", ""))
                .findFirst()
                .orElse("none"))
        .collect(Collectors.joining(" "));
  }
}
