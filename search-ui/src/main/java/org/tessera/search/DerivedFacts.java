package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Owl;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/**
 * What rules say where sources are silent, as far as the index holds it: a source's rules for
 * setting and family, and the fields and families derived of the concepts and organisations that it
 * names, and the definitions that its credentials meet. Read where {@link #derivation} differs.
 * Immutable.
 */
final class DerivedFacts {
  /** Of no source. */
  static final DerivedFacts NONE = new DerivedFacts("");

  static final String ISCED_F = "http://data.europa.eu/snb/isced-f/";

  /** In the place of a source for organisations that several sources name by their number. */
  private static final String SHARED_ORGANISATIONS = "org";

  /** Properties by which a subject leads to a field. */
  static final List<Node> MATCHES = List.of(Skos.exactMatch, Skos.closeMatch, Skos.broadMatch);

  private final String derivation;
  private final Map<String, OfSource> bySource = new TreeMap<>();

  private DerivedFacts(String derivation) {
    this.derivation = derivation;
  }

  /**
   * @param linked IRIs of concepts and organisations with derived facts
   * @param links what is derived of them, to tell whether it changed
   * @param definitions ids of the definitions met, by the credential that meets them
   */
  private record OfSource(
      List<Rule> settings,
      List<Rule> families,
      Set<String> linked,
      int links,
      Map<String, List<String>> definitions) {}

  /**
   * @param types credential types that it is for; empty for all
   */
  private record Rule(String value, Set<String> types) {}

  /**
   * Tells whether they can have changed: of which commit and by which rules all was derived, which
   * is written last, and sources' own rules.
   */
  static String derivation(RecordStore store) {
    return store.read(dataset -> {
      Set<String> said = new TreeSet<>();
      dataset.stream(Node.ANY, Node.ANY, Owl.versionInfo, Node.ANY)
          .filter(quad -> quad.getSubject().toString().endsWith("/id/derived"))
          .forEach(quad -> {
            said.add(quad.getObject().toString());
            dataset.stream(quad.getGraph(), quad.getSubject(), Tess.sequence, Node.ANY)
                .forEach(at -> said.add(at.getObject().toString()));
          });
      for (Node property : List.of(Tess.settingRule, Tess.familyRule)) {
        dataset.stream(Node.ANY, Node.ANY, property, Node.ANY)
            .map(Quad::getGraph)
            .distinct()
            .forEach(graph -> said.add(property + " " + graph + rules(dataset, graph, property)));
      }
      return Integer.toHexString(said.hashCode()) + "." + said.size();
    });
  }

  /**
   * @param derivation as it was before they are read
   */
  static DerivedFacts read(RecordStore store, String derivation) {
    List<SourceSummary> sources = store.sources();
    return store.read(dataset -> {
      DerivedFacts facts = new DerivedFacts(derivation);
      for (SourceSummary source : sources) {
        facts.bySource.put(source.id(), of(dataset, source.catalogue()));
        Node shared =
            NodeFactory.createURI(
                source.catalogue().getURI().replaceFirst("[^/]*$", SHARED_ORGANISATIONS));
        facts.bySource.computeIfAbsent(SHARED_ORGANISATIONS, key -> of(dataset, shared));
      }
      return facts;
    });
  }

  private static OfSource of(DatasetGraph dataset, Node catalogue) {
    String iri = catalogue.getURI();
    int id = iri.lastIndexOf('/') + 1;
    Node derived = NodeFactory.createURI(iri.substring(0, id) + "derived/" + iri.substring(id));
    Set<String> linked = new TreeSet<>();
    Set<String> links = new TreeSet<>();
    dataset.stream(derived, Node.ANY, Node.ANY, Node.ANY)
        .map(Quad::asTriple)
        .filter(DerivedFacts::isIndexed)
        .forEach(triple -> {
          linked.add(triple.getSubject().getURI());
          links.add(triple.toString());
        });
    return new OfSource(
        rules(dataset, catalogue, Tess.settingRule),
        rules(dataset, catalogue, Tess.familyRule),
        linked,
        links.hashCode(),
        definitions(dataset, NodeFactory.createURI(iri + "/conformance")));
  }

  private static Map<String, List<String>> definitions(DatasetGraph dataset, Node conformance) {
    Map<String, List<String>> definitions = new TreeMap<>();
    dataset.stream(conformance, Node.ANY, Tess.conformsToDefinition, Node.ANY)
        .sorted(Comparator.comparing(quad -> quad.getObject().getURI()))
        .forEach(quad ->
            definitions
                .computeIfAbsent(quad.getSubject().getURI(), topic -> new ArrayList<>())
                .add(Vocabulary.id(quad.getObject())));
    return definitions;
  }

  private static boolean isIndexed(Triple triple) {
    return triple.getPredicate().equals(Tess.derivedProviderFamily)
        || (MATCHES.contains(triple.getPredicate())
            && triple.getObject().getURI().startsWith(ISCED_F));
  }

  private static List<Rule> rules(DatasetGraph dataset, Node catalogue, Node property) {
    List<Rule> rules = new ArrayList<>();
    dataset.stream(catalogue, catalogue, property, Node.ANY)
        .map(Quad::getObject)
        .forEach(rule -> {
          Set<String> types =
              dataset.stream(catalogue, rule, Tess.appliesToType, Node.ANY)
                  .map(quad -> Vocabulary.id(quad.getObject()))
                  .collect(Collectors.toCollection(TreeSet::new));
          dataset.stream(catalogue, rule, Tess.derivedValue, Node.ANY)
              .forEach(quad -> rules.add(new Rule(Vocabulary.id(quad.getObject()), types)));
        });
    return List.copyOf(rules);
  }

  /** The {@link #derivation(RecordStore)} that they are of. */
  String derivation() {
    return derivation;
  }

  /** Settings of a source's records of some types that state none. */
  List<String> settings(String source, List<String> types) {
    return find(source).map(of -> values(of.settings(), types)).orElse(List.of());
  }

  /** Families of the providers of a source's records of some types that have none. */
  List<String> families(String source, List<String> types) {
    return find(source).map(of -> values(of.families(), types)).orElse(List.of());
  }

  private static List<String> values(List<Rule> rules, List<String> types) {
    return rules.stream()
        .filter(rule -> rule.types().isEmpty() || types.stream().anyMatch(rule.types()::contains))
        .map(Rule::value)
        .distinct()
        .toList();
  }

  /** IRIs of the concepts and organisations of a source of which something is derived. */
  Set<String> linked(String source) {
    return find(source).map(OfSource::linked).orElse(Set.of());
  }

  /** Ids of the definitions that a credential of a source meets. */
  List<String> definitions(String source, Node topic) {
    return find(source)
        .map(of -> of.definitions().getOrDefault(topic.getURI(), List.of()))
        .orElse(List.of());
  }

  /** IRIs of the credentials of a source that meet a definition. */
  Set<String> meeting(String source) {
    return find(source).map(of -> of.definitions().keySet()).orElse(Set.of());
  }

  private Optional<OfSource> find(String source) {
    return Optional.ofNullable(bySource.get(source));
  }

  /** The state of each source, to be compared with that of another time. */
  Map<String, State> states() {
    Map<String, State> states = new HashMap<>();
    bySource.forEach((source, of) ->
        states.put(
            source,
            new State(
                Integer.toHexString((of.settings() + "" + of.families()).hashCode()),
                Integer.toHexString(of.links()),
                Integer.toHexString(of.definitions().hashCode()))));
    return states;
  }

  /** Fingerprints of a source's rules, of the links of what it names, and of who meets what. */
  record State(String rules, String links, String definitions) {
    static final State NONE = new State("", "", "");

    /** As {@link #toString} wrote it. */
    static State parse(String text) {
      String[] parts = text.split("\\.", -1);
      return new State(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
      return rules + "." + links + "." + definitions;
    }
  }
}
