package org.tessera.harvester;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * All that follows from a store's records by rules. Of which state of the records and by which
 * rules it was made stands in the graph {@code {base}id/derived}, which is written last: what a
 * killed process left undone, or an older version made, is so made by the next one.
 */
final class Derivation {
  private final RecordStore store;
  private final String baseIri;
  private final String rules;
  private final Node name;

  /**
   * @param rules tells these rules from others, as {@link #rules} does
   */
  Derivation(RecordStore store, String baseIri, String rules) {
    this.store = store;
    this.baseIri = baseIri;
    this.rules = rules;
    this.name = NodeFactory.createURI(baseIri + "id/derived");
  }

  /** Whether it follows from the records as they are, by these rules. */
  boolean isCurrent() {
    long sequence = store.sequence();
    return sequence == 0
        || store.read(dataset -> dataset.getGraph(name).isIsomorphicWith(state(sequence)));
  }

  /**
   * Makes it anew; what is said already stays untouched. Nobody may change records meanwhile.
   *
   * @return whether it was made to its end
   */
  boolean make(BooleanSupplier stopRequested) {
    long sequence = store.sequence();
    for (Runnable step :
        List.<Runnable>of(
            new IdentityLinker(store, baseIri)::link,
            new DefinitionConformance(store, baseIri)::derive,
            new ConceptLinker(store, baseIri)::link)) {
      if (stopRequested.getAsBoolean()) {
        return false;
      }
      step.run();
    }
    store.putGraph(name, state(sequence));
    return true;
  }

  private Graph state(long sequence) {
    Graph state = GraphFactory.createDefaultGraph();
    state.add(Triple.create(name, Rdf.type, Prov.Entity));
    state.add(
        Triple.create(
            name,
            Tess.sequence,
            NodeFactory.createLiteralDT(Long.toString(sequence), XSDDatatype.XSDinteger)));
    state.add(Triple.create(name, Owl.versionInfo, NodeFactory.createLiteralString(rules)));
    return state;
  }

  /**
   * A fingerprint of all that decides on what follows besides the records: this code, the ontology
   * with its rules and shapes, and the descriptions of sources. No number that somebody must think
   * of raising; another build may make the same facts once more, which changes nothing.
   */
  static String rules(Collection<Graph> descriptions) {
    MessageDigest digest = Hash.digest();
    for (Class<?> door : List.of(Derivation.class, Ontology.class)) {
      files(door).forEach(file -> digest.update(bytes(file)));
    }
    descriptions.stream()
        .flatMap(Graph::stream)
        .map(Triple::toString)
        .sorted()
        .forEach(statement -> digest.update(statement.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A module's jar, or its files. */
  private static List<Path> files(Class<?> door) {
    try {
      Path module = Path.of(door.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(module)) {
        return files.filter(Files::isRegularFile).sorted().toList();
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("The files of " + door + " cannot be found", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
