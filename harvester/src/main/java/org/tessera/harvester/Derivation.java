package org.tessera.harvester;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * All that follows from a store's records by rules. Of which state of the records and by which
 * rules it was made, and of which sources each graph, stands in the graph {@code {base}id/derived}.
 * It is taken away first and written last: what a killed process left undone, or an older version
 * made, is so made by the next one, and whole.
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
        || store.read(dataset -> madeAt(dataset.getGraph(name)).equals(OptionalLong.of(sequence)));
  }

  /**
   * Makes anew what the records changed since can touch; what is said already stays untouched.
   * Nobody may change records meanwhile.
   *
   * @return whether it was made to its end
   */
  boolean make(BooleanSupplier stopRequested) {
    long sequence = store.sequence();
    Origins origins = store.read(dataset -> origins(dataset, sequence));
    store.putGraph(name, GraphFactory.createDefaultGraph());
    for (Consumer<Origins> step :
        List.<Consumer<Origins>>of(
            new IdentityLinker(store, baseIri)::link,
            new DefinitionConformance(store, baseIri)::derive,
            new ConceptLinker(store, baseIri)::link)) {
      if (stopRequested.getAsBoolean()) {
        return false;
      }
      step.accept(origins);
    }
    store.putGraph(name, state(sequence, origins));
    return true;
  }

  /** Of which commit it was made, if it was by these rules. */
  private OptionalLong madeAt(Graph state) {
    return state.contains(name, Owl.versionInfo, NodeFactory.createLiteralString(rules))
        ? state.stream(name, Tess.sequence, Node.ANY)
            .mapToLong(at -> Long.parseLong(at.getObject().getLiteralLexicalForm()))
            .findFirst()
        : OptionalLong.empty();
  }

  private Origins origins(DatasetGraph dataset, long sequence) {
    Graph state = dataset.getGraph(name);
    OptionalLong madeAt = madeAt(state);
    if (madeAt.isEmpty()) {
      return Origins.unknown(baseIri);
    }
    Map<String, Set<String>> before = new HashMap<>();
    state.stream(Node.ANY, Prov.wasDerivedFrom, Node.ANY)
        .forEach(of ->
            before
                .computeIfAbsent(of.getSubject().getURI(), graph -> new HashSet<>())
                .add(of.getObject().getURI().substring((baseIri + "id/").length())));
    Set<Node> changed = new HashSet<>();
    for (long commit = madeAt.getAsLong() + 1; commit <= sequence; commit++) {
      dataset.stream(Node.ANY, Node.ANY, Tess.sequence, number(commit))
          .forEach(quad -> changed.add(quad.getGraph()));
    }
    return Origins.since(baseIri, changed, before);
  }

  private Graph state(long sequence, Origins origins) {
    Graph state = GraphFactory.createDefaultGraph();
    state.add(Triple.create(name, Rdf.type, Prov.Entity));
    state.add(Triple.create(name, Tess.sequence, number(sequence)));
    state.add(Triple.create(name, Owl.versionInfo, NodeFactory.createLiteralString(rules)));
    origins
        .made()
        .forEach((graph, sources) ->
            sources.forEach(source ->
                state.add(
                    Triple.create(
                        NodeFactory.createURI(graph),
                        Prov.wasDerivedFrom,
                        NodeFactory.createURI(baseIri + "id/" + source)))));
    return state;
  }

  private static Node number(long number) {
    return NodeFactory.createLiteralDT(Long.toString(number), XSDDatatype.XSDinteger);
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
