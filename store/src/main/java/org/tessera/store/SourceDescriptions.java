package org.tessera.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Authority;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** Makes the summaries of sources from their descriptions and kept counts. */
record SourceDescriptions(Graphs graphs, StoreNames names) {
  List<SourceSummary> all() {
    return graphs.subjects(Rdf.type, Tess.Source).stream()
        .flatMap(catalogue -> names.source(catalogue).stream())
        .map(source -> summary(source))
        .sorted(Comparator.comparing(SourceSummary::id))
        .toList();
  }

  private SourceSummary summary(String source) {
    Node catalogue = names.catalogue(source);
    Set<Triple> description = graphs.read(catalogue);
    SourceStatistics statistics = SourceStatistics.read(graphs, names, source);
    Map<String, String> titles = new TreeMap<>();
    values(description, catalogue, Dct.title)
        .forEach(it -> titles.put(it.getLiteralLanguage(), it.getLiteralLexicalForm()));
    return new SourceSummary(
        source,
        catalogue,
        titles,
        first(values(description, catalogue, Tess.jurisdiction)).flatMap(Authority::country),
        first(values(description, catalogue, Tess.protocol))
            .map(Node::getLiteralLexicalForm)
            .orElse("file"),
        first(values(description, catalogue, Dct.license)).filter(Node::isURI).map(Node::getURI),
        statistics.records(),
        statistics.synthetic(),
        statistics.tombstones(),
        statistics.lastRun().flatMap(new HarvestRuns(graphs)::run));
  }

  private static List<Node> values(Collection<Triple> graph, Node subject, Node predicate) {
    return graph.stream()
        .filter(it -> it.getSubject().equals(subject) && it.getPredicate().equals(predicate))
        .map(Triple::getObject)
        .toList();
  }

  private static Optional<Node> first(List<Node> values) {
    return values.stream().findFirst();
  }
}
