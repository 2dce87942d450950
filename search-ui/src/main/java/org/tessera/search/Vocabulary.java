package org.tessera.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.Levels;
import org.tessera.store.RecordStore;

/**
 * Labels and level correspondences of the vocabularies in the store, read once: the graphs named by
 * a scheme of {@code https://w3id.org/tessera/scheme/}. Immutable.
 */
public final class Vocabulary {
  static final String SCHEMES = "https://w3id.org/tessera/scheme/";
  static final String FRAMEWORKS = SCHEMES + "framework/";

  private final Map<Node, List<Text>> labels = new HashMap<>();
  private final Map<Node, Node> schemes = new HashMap<>();
  private final Map<Node, List<Correspondence>> correspondences = new HashMap<>();
  private final Levels levels;

  private Vocabulary(Levels levels) {
    this.levels = levels;
  }

  /** Reads the vocabulary graphs of a store. */
  static Vocabulary read(RecordStore store) {
    return store.read(Vocabulary::read);
  }

  private static Vocabulary read(DatasetGraph dataset) {
    Vocabulary vocabulary = new Vocabulary(Levels.read(dataset));
    List<Node> graphs = new ArrayList<>();
    Iterator<Quad> schemes = dataset.find(Node.ANY, Node.ANY, Rdf.type, Skos.ConceptScheme);
    while (schemes.hasNext()) {
      Quad quad = schemes.next();
      if (quad.getGraph().equals(quad.getSubject())
          && quad.getSubject().getURI().startsWith(SCHEMES)) {
        graphs.add(quad.getSubject());
      }
    }
    graphs.forEach(graph -> vocabulary.add(graph, Statements.ofGraph(dataset, graph)));
    vocabulary.correspondences.replaceAll((level, found) ->
        found.stream()
            .sorted(
                Comparator.comparing((Correspondence c) -> !c.published())
                    .thenComparing(c -> c.eqf().orElse(0)))
            .toList());
    return vocabulary;
  }

  private void add(Node scheme, Statements statements) {
    labels.put(scheme, statements.texts(scheme, Dct.title));
    statements
        .subjectsOf(Skos.prefLabel)
        .forEach(concept -> labels.put(concept, statements.texts(concept, Skos.prefLabel)));
    statements.subjectsOf(Skos.inScheme).forEach(concept -> schemes.put(concept, scheme));
    statements.subjectsOf(Tess.sourceLevel).forEach(row -> addCorrespondence(row, statements));
  }

  private void addCorrespondence(Node row, Statements statements) {
    Node level = statements.object(row, Tess.sourceLevel).orElseThrow();
    Optional<Node> target = statements.object(row, Tess.targetLevel);
    Optional<Integer> eqf = target.flatMap(Levels::eqf);
    if (target.isPresent() && eqf.isEmpty()) {
      return; // a correspondence between two other frameworks
    }
    correspondences
        .computeIfAbsent(level, key -> new ArrayList<>())
        .add(
            new Correspondence(
                level,
                eqf,
                statements.object(row, Tess.relation).map(Vocabulary::id).orElse(""),
                statements.object(row, Tess.basis).map(Vocabulary::id).orElse(""),
                statements.object(row, Tess.confidence).map(Node::getLiteralLexicalForm),
                statements.object(row, Tess.endorsed).map(Vocabulary::id).orElse(null),
                Stream.concat(
                        statements.texts(row, Dct.isPartOf, Dct.source).stream(),
                        statements.texts(row, Dct.source).stream())
                    .distinct()
                    .toList()));
  }

  /**
   * The label of a concept, level, country or language.
   *
   * @param lang ISO 639-1 code, the language preferred; English where it has none
   */
  public Optional<String> label(Node concept, String lang) {
    List<Text> texts = labels.get(concept);
    if (texts != null && !texts.isEmpty()) {
      return Text.choose(texts, lang).map(Text::value);
    }
    return Authority.country(concept)
        .map(code -> Authority.countryName(code, lang))
        .or(() -> Authority.language(concept).map(code -> Authority.languageName(code, lang)));
  }

  /**
   * Codes of the fields of study of which one label, in any language, has all the words; only the
   * broadest of fields within each other.
   */
  List<String> fieldsCalled(Words words, Analyzers analyzers) {
    Set<String> asked = new HashSet<>();
    words.words().forEach(word -> asked.add(word.folded()));
    words.phrases().forEach(phrase -> asked.addAll(folded(phrase, analyzers)));
    if (asked.isEmpty()) {
      return List.of();
    }
    List<String> codes =
        labels.entrySet().stream()
            .filter(entry -> entry.getKey().toString().startsWith(DerivedFacts.ISCED_F))
            .filter(entry ->
                entry.getValue().stream()
                    .anyMatch(label -> folded(label.value(), analyzers).containsAll(asked)))
            .map(entry -> id(entry.getKey()))
            .toList();
    return codes.stream()
        .filter(code ->
            codes.stream().noneMatch(other -> !other.equals(code) && code.startsWith(other)))
        .toList();
  }

  private static Set<String> folded(String text, Analyzers analyzers) {
    return analyzers.tokens(IndexSchema.ALL, text).stream()
        .map(Analyzers.Token::term)
        .collect(Collectors.toSet());
  }

  /** The framework that a level belongs to. */
  public Optional<Node> framework(Node level) {
    return Optional.ofNullable(schemes.get(level));
  }

  /** What a level corresponds to, with how that is known; published ones first. */
  public List<Correspondence> correspondences(Node level) {
    return correspondences.getOrDefault(level, List.of());
  }

  /** Whether the owners of a level's framework stand by what it corresponds to, on one basis. */
  public @Nullable String endorsement(Node level, @Nullable String basis) {
    return correspondences(level).stream()
        .filter(row -> row.basis().equals(basis))
        .flatMap(row -> Stream.ofNullable(row.endorsement()))
        .findFirst()
        .orElse(null);
  }

  /** Each level of a record with its own EQF level. */
  Levels levels() {
    return levels;
  }

  /** Last segment of a concept's IRI, which is its notation in the schemes of the ontology. */
  static String id(Node concept) {
    String iri = concept.isURI() ? concept.getURI() : "";
    return iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
  }

  /** What of it the index holds: when this differs, the index is out of date. */
  String fingerprint() {
    Map<String, List<String>> rows = new TreeMap<>();
    correspondences.forEach((level, found) ->
        rows.put(
            level.toString(),
            found.stream().filter(Correspondence::published).map(c -> c.eqf() + "").toList()));
    return Integer.toHexString(rows.toString().hashCode());
  }

  /**
   * One row of a level crosswalk.
   *
   * @param eqf 1 to 8; empty where the source says that nothing corresponds
   * @param relation id of the scheme level-relation
   * @param basis id of the scheme level-basis; the level facet counts {@code published-…} only
   * @param endorsement id of the scheme endorsement: whether its owners stand by it; null where
   *     nothing is said of that
   * @param documents what was read for it, in each language that it has
   */
  public record Correspondence(
      Node level,
      Optional<Integer> eqf,
      String relation,
      String basis,
      Optional<String> confidence,
      @Nullable String endorsement,
      List<Text> documents) {

    /** What was read for it, in a language if possible. */
    public Optional<String> document(String lang) {
      return Text.choose(documents, lang).map(Text::value);
    }

    /** Whether a published document says so, and not an expert's guess. */
    public boolean published() {
      return basis.startsWith("published-");
    }
  }
}
