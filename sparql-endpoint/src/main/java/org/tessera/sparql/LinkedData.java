package org.tessera.sparql;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.tessera.ontology.Ontology;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/** Finds the document of an IRI: a record's whole graph, a vocabulary, or a part of one. */
final class LinkedData {
  /** Vocabularies keep this base wherever the records' base lies. */
  private static final String VOCABULARIES = Ontology.NAME.getURI().replaceFirst("ontology$", "");

  private final RecordStore store;
  private final String baseIri;

  /**
   * @param baseIri base of the records' IRIs, ends with a slash
   */
  LinkedData(RecordStore store, String baseIri) {
    this.store = store;
    this.baseIri = baseIri;
  }

  /**
   * The document of a record that keeps its register's own IRI, or of any other.
   *
   * @param iri a hash IRI stands for its record
   */
  Optional<RdfDocument> ofIri(String iri) {
    int hash = iri.indexOf('#');
    return record(NodeFactory.createURI(hash < 0 ? iri : iri.substring(0, hash)));
  }

  /**
   * @param path percent-encoded as in the IRI, without a suffix: {@code /id/fr-rs/RS5432}
   */
  Optional<RdfDocument> ofPath(String path) {
    if (path.startsWith("/scheme/") || path.equals("/ontology")) {
      return vocabulary(path);
    }
    return record(NodeFactory.createURI(iri(path)));
  }

  /** The IRI that lies at a path here. */
  String iri(String path) {
    return baseIri + path.substring(1);
  }

  private Optional<RdfDocument> record(Node name) {
    return store.find(name).map(this::document).or(() -> graph(name));
  }

  private Optional<RdfDocument> graph(Node name) {
    if (!name.getURI().startsWith(baseIri)) {
      return Optional.empty();
    }
    Graph copy = GraphFactory.createDefaultGraph();
    store.statementsOf(name).forEach(copy::add);
    return copy.isEmpty()
        ? Optional.empty()
        : Optional.of(new RdfDocument(copy, Optional.of(pathOf(name)), false));
  }

  private RdfDocument document(StoredRecord record) {
    return new RdfDocument(
        record.graph(),
        Optional.of(pathOf(record.catalogueRecord().record())),
        "",
        !record.catalogueRecord().active(),
        Optional.of(record.catalogueRecord()));
  }

  private String pathOf(Node ours) {
    String iri = ours.getURI();
    return iri.startsWith(baseIri)
        ? "/" + iri.substring(baseIri.length())
        : URI.create(iri).getRawPath();
  }

  private Optional<RdfDocument> vocabulary(String path) {
    Node name = NodeFactory.createURI(VOCABULARIES + path.substring(1));
    Graph found = GraphFactory.createDefaultGraph();
    store.read(dataset -> {
      if (dataset.containsGraph(name)) {
        dataset.getGraph(name).stream().forEach(found::add);
      } else {
        containing(dataset, path).ifPresent(graph -> describe(graph, name, found));
      }
      return found;
    });
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new RdfDocument(found, Optional.of(path), false));
  }

  /** The graph of the nearest scheme above a concept's path. */
  private static Optional<Graph> containing(DatasetGraph dataset, String path) {
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      Node scheme = NodeFactory.createURI(VOCABULARIES + path.substring(1, end));
      if (dataset.containsGraph(scheme)) {
        return Optional.of(dataset.getGraph(scheme));
      }
    }
    return Optional.empty();
  }

  /** What a scheme says about a concept, and the correspondences of a level. */
  private static void describe(Graph scheme, Node concept, Graph into) {
    Set<Node> subjects = new HashSet<>();
    subjects.add(concept);
    scheme
        .find(Node.ANY, Tess.sourceLevel, concept)
        .mapWith(Triple::getSubject)
        .forEachRemaining(subjects::add);
    for (Node subject : subjects) {
      scheme.find(subject, Node.ANY, Node.ANY).forEachRemaining(into::add);
    }
  }
}
