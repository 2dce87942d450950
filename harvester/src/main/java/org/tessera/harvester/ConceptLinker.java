package org.tessera.harvester;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Esco;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;

/**
 * Links the concepts that a source's records name to those that all share: its skills to ESCO, its
 * subjects to ISCED-F 2013, its organisations to the families of providers. What it derives of a
 * source stands in the source's graph of derived facts, which is made anew and replaced only if it
 * differs.
 */
final class ConceptLinker {
  private static final Node FIELDS =
      NodeFactory.createURI("https://w3id.org/tessera/scheme/isced-f");

  /** Organisations with a number that several sources use. */
  private static final String SHARED_ORGANISATIONS = "org/";

  /** Chosen while looking at links; docs/linking.md measures what it gives. */
  static final double LEAST_SIMILARITY = 0.9;

  private final RecordStore store;
  private final String baseIri;

  ConceptLinker(RecordStore store, String baseIri) {
    this.store = store;
    this.baseIri = baseIri;
  }

  /**
   * Derives what follows from a source's records; where they tell of ESCO or of fields, for every
   * source.
   */
  void link(String source) {
    Map<Node, Graph> derived = store.read(dataset -> derive(dataset, source));
    if (!derived.isEmpty()) {
      store.putGraphs(derived);
    }
  }

  private Map<Node, Graph> derive(DatasetGraph dataset, String source) {
    StatedFields stated = StatedFields.of(dataset);
    boolean all = bringsSkills(dataset, source) || stated.tellsOf(baseIri + "id/" + source + "/");
    Map<String, Set<Node>> skills = concepts(dataset, all ? "" : source, Tess.skill);
    concepts(dataset, all ? "" : source, Elm.relatedSkill)
        .forEach((id, more) -> skills.merge(id, more, ConceptLinker::union));
    Map<String, Set<Node>> subjects = concepts(dataset, all ? "" : source, Dct.subject);
    Map<String, Set<Node>> organisations = concepts(dataset, all ? "" : source, Elm.providedBy);
    concepts(dataset, all ? "" : source, Elm.awardingBody)
        .forEach((id, more) -> organisations.merge(id, more, ConceptLinker::union));
    Set<String> sources = union(skills.keySet(), subjects.keySet());
    sources.addAll(organisations.keySet());
    sources.add(source);
    LabelMatcher esco = skills.isEmpty() ? new LabelMatcher(1) : esco(dataset);
    LabelMatcher fields = fields(dataset);
    NameRules names = NameRules.of(dataset);
    Map<Node, Graph> derived = new HashMap<>();
    for (String id : sources) {
      DerivedGraph graph = new DerivedGraph(dataset, baseIri, id);
      for (Node skill : skills.getOrDefault(id, Set.of())) {
        best(dataset, skill, esco)
            .ifPresent(match ->
                graph.link(
                    skill,
                    match.method() == LabelMatcher.Method.EXACT && match.preferred()
                        ? Skos.exactMatch
                        : Skos.closeMatch,
                    match.concept(),
                    "skill-" + name(match.method())));
      }
      for (Node subject : subjects.getOrDefault(id, Set.of())) {
        Optional<Node> field = stated.field(subject);
        Optional<Node> elsewhere = stated.fieldElsewhere(subject);
        if (field.isPresent()) {
          graph.link(subject, Skos.broadMatch, field.get(), "field-co-stated");
        } else if (elsewhere.isPresent()) {
          graph.link(subject, Skos.broadMatch, elsewhere.get(), "field-same-code");
        } else {
          best(dataset, subject, fields)
              .ifPresent(match ->
                  graph.link(
                      subject, Skos.closeMatch, match.concept(), "field-" + name(match.method())));
        }
      }
      for (Node organisation : organisations.getOrDefault(id, Set.of())) {
        family(dataset, organisation, names)
            .ifPresent(rule -> graph.family(organisation, rule.family(), rule.id()));
      }
      if (graph.differs()) {
        derived.put(graph.name(), graph.graph());
      }
    }
    return derived;
  }

  /** What its names tell of an organisation of which no source states the family. */
  private static Optional<NameRules.Rule> family(
      DatasetGraph dataset, Node organisation, NameRules names) {
    if (dataset.contains(Node.ANY, organisation, Tess.providerFamily, Node.ANY)) {
      return Optional.empty();
    }
    return labels(dataset, Node.ANY, organisation, Skos.prefLabel)
        .flatMap(label -> names.find(label.getLiteralLexicalForm()).stream())
        .findFirst();
  }

  private static String name(LabelMatcher.Method method) {
    return method.name().toLowerCase(java.util.Locale.ROOT);
  }

  private boolean bringsSkills(DatasetGraph dataset, String source) {
    Iterator<Quad> skill = dataset.find(Node.ANY, Node.ANY, Rdf.type, Esco.Skill);
    return skill.hasNext()
        && skill.next().getGraph().getURI().startsWith(baseIri + "record/" + source + "/");
  }

  /**
   * The sources' own concepts that records name, by source.
   *
   * @param source the only source to look at; empty for all
   */
  private Map<String, Set<Node>> concepts(DatasetGraph dataset, String source, Node property) {
    Map<String, Set<Node>> concepts = new TreeMap<>();
    String ids = baseIri + "id/";
    String wanted = source.isEmpty() ? ids : ids + source + "/";
    dataset
        .find(Node.ANY, Node.ANY, property, Node.ANY)
        .forEachRemaining(quad -> {
          Node concept = quad.getObject();
          if (concept.isURI()
              && (concept.getURI().startsWith(wanted)
                  || concept.getURI().startsWith(ids + SHARED_ORGANISATIONS))) {
            int end = concept.getURI().indexOf('/', ids.length());
            if (end > 0) {
              concepts
                  .computeIfAbsent(
                      concept.getURI().substring(ids.length(), end),
                      key -> new TreeSet<>(Comparator.comparing(Node::getURI)))
                  .add(concept);
            }
          }
        });
    return concepts;
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> union = new TreeSet<>(Comparator.comparing(Object::toString));
    union.addAll(one);
    union.addAll(other);
    return union;
  }

  private static LabelMatcher esco(DatasetGraph dataset) {
    LabelMatcher matcher = new LabelMatcher(LEAST_SIMILARITY);
    dataset
        .find(Node.ANY, Node.ANY, Rdf.type, Esco.Skill)
        .forEachRemaining(quad -> add(matcher, dataset, quad.getGraph(), quad.getSubject()));
    return matcher;
  }

  /** Fields are few and their labels near to each other: what is only similar is no match. */
  static LabelMatcher fields(DatasetGraph dataset) {
    LabelMatcher matcher = new LabelMatcher(2);
    dataset
        .find(FIELDS, Node.ANY, Skos.inScheme, FIELDS)
        .forEachRemaining(quad -> {
          // A field that stands alone in its group has its group's label: the deepest is meant.
          boolean repeated =
              labels(dataset, FIELDS, quad.getSubject(), Skos.prefLabel)
                  .anyMatch(label ->
                      dataset.stream(FIELDS, Node.ANY, Skos.broader, quad.getSubject())
                          .anyMatch(narrower ->
                              dataset.contains(
                                  FIELDS, narrower.getSubject(), Skos.prefLabel, label)));
          if (!repeated) {
            add(matcher, dataset, FIELDS, quad.getSubject());
          }
        });
    return matcher;
  }

  private static void add(LabelMatcher matcher, DatasetGraph dataset, Node graph, Node concept) {
    labels(dataset, graph, concept, Skos.prefLabel)
        .forEach(
            label -> matcher.add(concept, label.getLiteralLexicalForm(), language(label), true));
    labels(dataset, graph, concept, Skos.altLabel)
        .forEach(
            label -> matcher.add(concept, label.getLiteralLexicalForm(), language(label), false));
  }

  private static Stream<Node> labels(
      DatasetGraph dataset, Node graph, Node concept, Node property) {
    return dataset.stream(graph, concept, property, Node.ANY)
        .map(Quad::getObject)
        .filter(Node::isLiteral);
  }

  private static String language(Node label) {
    return label.getLiteralLanguage().replaceFirst("-.*", "");
  }

  /** What the surest of a concept's labels says; nothing where two say different things. */
  private static Optional<LabelMatcher.Match> best(
      DatasetGraph dataset, Node concept, LabelMatcher matcher) {
    var matches =
        labels(dataset, Node.ANY, concept, Skos.prefLabel)
            .flatMap(label -> matcher.find(label.getLiteralLexicalForm(), language(label)).stream())
            .sorted(Comparator.comparing(LabelMatcher.Match::method))
            .toList();
    return matches.stream().map(LabelMatcher.Match::concept).distinct().count() == 1
        ? Optional.of(matches.getFirst())
        : Optional.empty();
  }
}
