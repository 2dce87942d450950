package org.tessera.sparql;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.IterAbortable;
import org.apache.jena.sparql.engine.iterator.QueryIterPath;
import org.apache.jena.sparql.graph.GraphWrapper;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.apache.jena.util.iterator.WrappedIterator;

/**
 * TDB2's executor, whose property paths can be stopped: Jena walks a whole closure before it looks
 * at the signal.
 */
final class CancellableExecutor extends OpExecutorTDB2 {
  CancellableExecutor(ExecutionContext context) {
    super(context);
  }

  @Override
  protected QueryIterator execute(OpPath path, QueryIterator input) {
    Graph graph = new CancellableGraph(execCxt.getActiveGraph(), execCxt.getCancelSignal());
    return new QueryIterPath(
        path.getTriplePath(), input, ExecutionContext.copyChangeActiveGraph(execCxt, graph));
  }

  private static final class CancellableGraph extends GraphWrapper {
    private final AtomicBoolean cancelSignal;

    CancellableGraph(Graph graph, AtomicBoolean cancelSignal) {
      super(graph);
      this.cancelSignal = cancelSignal;
    }

    @Override
    public ExtendedIterator<Triple> find(Triple pattern) {
      return WrappedIterator.create(IterAbortable.wrap(super.find(pattern), cancelSignal));
    }

    @Override
    public ExtendedIterator<Triple> find(
        org.apache.jena.graph.Node s, org.apache.jena.graph.Node p, org.apache.jena.graph.Node o) {
      return WrappedIterator.create(IterAbortable.wrap(super.find(s, p, o), cancelSignal));
    }
  }
}
