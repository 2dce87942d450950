package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Tess;

/** Rules about the repository that no compiler knows. */
class RepositoryTest {
  private static final Path ROOT = root();
  private static final List<String> MODULES =
      List.of("ontology", "mappings", "store", "harvester", "sparql-endpoint", "search-ui", "app");

  /** Folders in which people's own, temporary and build files lie on one machine or another. */
  private static final Pattern OUR_WORDS =
      Pattern.compile("collected by|copy of|data by|lists by|tables by|named in| and providers");

  private static final Pattern OWN_PATH =
      Pattern.compile("(?<![\\w.~/:-])/(work|root|home/\\w+|Users/\\w+|tmp)/\\w");

  @Test
  void noShippedJavaFileIsLongerThan400Lines() {
    assertEquals(
        List.of(),
        files("java")
            .filter(file -> file.toString().contains("/src/main/"))
            .filter(file -> lines(file).size() > 400)
            .toList());
  }

  @Test
  void noUnfinishedWorkIsMarked() {
    Pattern mark = Pattern.compile("//.*\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    assertEquals(
        List.of(),
        files("java").filter(file -> lines(file).stream().anyMatch(mark.asPredicate())).toList());
  }

  @Test
  void everyModuleHasAReadme() {
    assertEquals(
        List.of(),
        MODULES.stream()
            .filter(module -> Files.notExists(ROOT.resolve(module).resolve("README.md")))
            .toList());
  }

  @Test
  void everySourceIsDescribedMappedSampledAndDocumented() {
    List<String> parts =
        List.of("source.ttl", "mapping.rml.ttl", "expected.nq", "README.md", "sample");
    assertEquals(
        List.of(),
        sources().stream()
            .flatMap(source -> parts.stream().map(source::resolve))
            .filter(Files::notExists)
            .toList());
  }

  @Test
  void theNoticeNamesEveryBundledSourceWithItsLicence() throws IOException {
    String notice = Files.readString(ROOT.resolve("NOTICE"));
    List<String> missing =
        sources().stream()
            .map(source -> RDFDataMgr.loadGraph(source.resolve("source.ttl").toUri().toString()))
            .filter(graph -> graph.contains(Node.ANY, Tess.bundled, Node.ANY))
            .map(RepositoryTest::noticeLine)
            .filter(line -> !notice.contains(line))
            .toList();
    assertEquals(List.of(), missing, "lines that NOTICE lacks");
  }

  /** A name stays as it is; what we say of who gathered it is a text like any other. */
  @Test
  void whatWeSayOfAPublisherIsSaidInEveryLanguage() {
    List<String> untranslated =
        sources().stream()
            .map(source -> RDFDataMgr.loadGraph(source.resolve("source.ttl").toUri().toString()))
            .flatMap(graph -> {
              List<Node> said =
                  graph.stream(Node.ANY, Dct.publisher, Node.ANY).map(Triple::getObject).toList();
              Set<String> languages =
                  said.stream().map(Node::getLiteralLanguage).collect(Collectors.toSet());
              return said.stream()
                  .map(Node::getLiteralLexicalForm)
                  .filter(text -> OUR_WORDS.matcher(text).find())
                  .filter(text -> !languages.equals(Set.of("en", "fr")));
            })
            .toList();
    assertEquals(List.of(), untranslated);
  }

  @Test
  void noFileNamesAPathOfOneMachine() {
    List<String> found =
        files("java", "md", "ttl", "xml", "properties", "sh", "py", "rq")
            .filter(file -> !file.endsWith("RepositoryTest.java"))
            .flatMap(file ->
                lines(file).stream()
                    .filter(OWN_PATH.asPredicate())
                    .map(line -> ROOT.relativize(file) + ": " + line.strip()))
            .toList();
    assertEquals(List.of(), found);
  }

  @Test
  void theLauncherMayBeRun() {
    assertTrue(Files.isExecutable(ROOT.resolve("tessera")));
    assertTrue(Files.isExecutable(ROOT.resolve(".ci/run")));
  }

  /** As NOTICE names a source: {@code id: publisher. Rights. <licence>}. */
  private static String noticeLine(Graph description) {
    Node catalogue =
        description.stream(Node.ANY, Tess.bundled, Node.ANY).findFirst().orElseThrow().getSubject();
    String licence = value(description, catalogue, Dct.license);
    return "%s: %s. %s%s"
        .formatted(
            value(description, catalogue, Dct.identifier),
            value(description, catalogue, Dct.publisher),
            value(description, catalogue, Dct.rights),
            licence.isEmpty() ? "" : " <" + licence + ">");
  }

  /** An IRI, or a text, the English one where there are several. */
  private static String value(Graph graph, Node subject, Node predicate) {
    return graph.stream(subject, predicate, Node.ANY)
        .map(Triple::getObject)
        .filter(node -> node.isURI() || node.getLiteralLanguage().matches("|en"))
        .map(node -> node.isURI() ? node.getURI() : node.getLiteralLexicalForm())
        .findFirst()
        .orElse("");
  }

  private static List<Path> sources() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("mappings"))) {
      return folders.filter(folder -> Files.exists(folder.resolve("source.ttl"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(String... endings) {
    List<String> wanted = Stream.of(endings).map(ending -> "." + ending).toList();
    Pattern notOurs = Pattern.compile("(.*/)?(target|data|sample|vendor|\\.git)/.*");
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(file -> wanted.stream().anyMatch(file.toString()::endsWith))
          .filter(file -> !notOurs.matcher(ROOT.relativize(file).toString()).matches())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (Files.notExists(folder.resolve("tessera"))
        || Files.notExists(folder.resolve("mappings"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder above holds the project");
    }
    return folder;
  }
}
