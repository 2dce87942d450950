package org.tessera.store;

import static org.apache.jena.tdb2.store.NodeId.NodeIdAny;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Tess;

/**
 * Reads what a harvest must know of all records of a source, which it does before it reads the
 * first one. Works on TDB2's node ids, and looks up only the nodes whose text is wanted: most of
 * the time of a plain read goes into the others.
 */
final class KnownRecords {
  private final NodeTupleTable quads;
  private final NodeTable nodes;
  private final SourceStatistics statistics;
  private final NodeId sourceIdentifier;
  private final NodeId contentHash;
  private final NodeId readFrom;
  private final NodeId partOfRecord;
  private final NodeId shared;
  private final NodeId kind;

  KnownRecords(DatasetGraph dataset, SourceStatistics statistics) {
    this.quads = TDBInternal.requireStorage(dataset).getQuadTable().getNodeTupleTable();
    this.nodes = quads.getNodeTable();
    this.statistics = statistics;
    this.sourceIdentifier = id(Tess.sourceIdentifier);
    this.contentHash = id(Tess.contentHash);
    this.readFrom = id(Tess.readFrom);
    this.partOfRecord = id(Tess.partOfRecord);
    this.shared = id(Tess.shared);
    this.kind = id(Tess.kind);
  }

  Map<String, KnownRecord> of(Node catalogue) {
    Map<String, KnownRecord> known = new HashMap<>();
    Iterator<Tuple<NodeId>> records =
        quads.find(NodeIdAny, NodeIdAny, id(Tess.inRegister), id(catalogue));
    while (records.hasNext()) {
      Tuple<NodeId> record = records.next();
      KnownRecord read = read(record.get(0));
      if (read != null) {
        known.put(read.localId(), read);
      }
    }
    return known;
  }

  private @Nullable KnownRecord read(NodeId record) {
    String localId = "";
    String hash = "";
    Optional<Node> input = Optional.empty();
    boolean part = false;
    boolean tombstone = false;
    Iterator<Tuple<NodeId>> statements = quads.find(record, record, NodeIdAny, NodeIdAny);
    while (statements.hasNext()) {
      Tuple<NodeId> statement = statements.next();
      NodeId predicate = statement.get(2);
      NodeId object = statement.get(3);
      if (predicate.equals(shared)) {
        return null;
      } else if (predicate.equals(sourceIdentifier)) {
        localId = text(object);
      } else if (predicate.equals(contentHash)) {
        hash = text(object);
      } else if (predicate.equals(readFrom)) {
        input = Optional.of(nodes.getNodeForNodeId(object));
      } else if (predicate.equals(partOfRecord)) {
        part = true;
      } else if (predicate.equals(kind)) {
        tombstone = true;
      }
    }
    return new KnownRecord(localId, hash, statistics.rank(input), !tombstone, part);
  }

  private NodeId id(Node node) {
    return nodes.getNodeIdForNode(node);
  }

  private String text(NodeId literal) {
    return nodes.getNodeForNodeId(literal).getLiteralLexicalForm();
  }
}
