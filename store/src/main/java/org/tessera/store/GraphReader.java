package org.tessera.store;

import static org.apache.jena.tdb2.store.NodeId.NodeIdAny;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetupletable.NodeTupleTable;
import org.apache.jena.tdb2.sys.TDBInternal;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole graphs in one transaction. Works on TDB2's node ids and looks up each node once: the
 * plain way looks up four for every statement, in a table whose lock the writer needs too.
 */
final class GraphReader {
  private static final int MOST_REMEMBERED = 4_000;

  private final NodeTupleTable quads;
  private final NodeTable nodes;
  private final Map<NodeId, Node> remembered = new HashMap<>();

  GraphReader(DatasetGraph dataset) {
    this.quads = TDBInternal.requireStorage(dataset).getQuadTable().getNodeTupleTable();
    this.nodes = quads.getNodeTable();
  }

  /** All statements of a graph; empty for one that does not exist, at the cost of one look-up. */
  Set<Triple> read(Node graph) {
    return read(graph, () -> {});
  }

  /**
   * @param before is run where there may be statements, before they are read
   */
  Set<Triple> read(Node graph, Runnable before) {
    Set<Triple> statements = new LinkedHashSet<>();
    NodeId id = nodes.getNodeIdForNode(graph);
    if (NodeId.isDoesNotExist(id)) {
      return statements;
    }
    before.run();
    Iterator<Tuple<NodeId>> tuples = quads.find(id, NodeIdAny, NodeIdAny, NodeIdAny);
    while (tuples.hasNext()) {
      Tuple<NodeId> tuple = tuples.next();
      statements.add(Triple.create(node(tuple.get(1)), node(tuple.get(2)), node(tuple.get(3))));
    }
    return statements;
  }

  private Node node(NodeId id) {
    if (id.isInline()) {
      // An inline 7 and a pointer to place 7 are equal to NodeId.
      return NodeId.extract(id);
    }
    @Nullable Node known = remembered.get(id);
    if (known != null) {
      return known;
    }
    Node node = nodes.getNodeForNodeId(id);
    if (node.isURI()) {
      if (remembered.size() == MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(id, node);
    }
    return node;
  }
}
