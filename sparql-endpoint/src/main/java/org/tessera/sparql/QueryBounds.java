package org.tessera.sparql;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.GraphWrapper;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queries within bounds of time, memory and rows, stoppable in all parts, wherever they come
 * from.
 */
final class QueryBounds {
  private static final Logger log = LoggerFactory.getLogger(QueryBounds.class);

  private final SparqlLimits limits;
  private final MemoryGuard memory;
  private final ScheduledExecutorService clock;
  private final PropertyFunctionRegistry propertyFunctions;

  QueryBounds(
      SparqlLimits limits,
      MemoryGuard memory,
      ScheduledExecutorService clock,
      PropertyFunctionRegistry propertyFunctions) {
    this.limits = limits;
    this.memory = memory;
    this.clock = clock;
    this.propertyFunctions = propertyFunctions;
  }

  /**
   * Runs one query on this thread.
   *
   * @param text for the log
   * @param work prepares, executes and writes the query
   * @throws Refusal if it is beyond a bound, or failed
   */
  void run(String text, Duration timeout, Consumer<RunningQuery> work) {
    RunningQuery running = new RunningQuery();
    Refusal tooLong = Refusal.timeout(timeout);
    ScheduledFuture<?> alarm =
        clock.schedule(() -> running.stop(tooLong), timeout.toMillis(), TimeUnit.MILLISECONDS);
    memory.started(running);
    try {
      work.accept(running);
      running.check();
    } catch (ActionErrorException | QueryDeniedException | Refusal e) {
      running.check();
      throw e;
    } catch (OutOfMemoryError e) {
      running.check();
      throw Refusal.memory();
    } catch (StackOverflowError e) {
      throw new Refusal(
          422, "Query too deep", "The query is nested too deeply to be answered. Flatten it.");
    } catch (QueryBuildException e) {
      running.check();
      throw new Refusal(400, "Bad query", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // What was stopped in the middle may fail in any way; the reason is why it was stopped.
      running.check();
      log.error("Query failed: {}", text, e);
      throw new Refusal(
          500, "Query failed", "The query failed for a reason of ours; it is logged.");
    } finally {
      alarm.cancel(false);
      memory.ended(running);
    }
  }

  /**
   * @param context of this query alone
   */
  QueryExec prepare(Query query, DatasetGraph dataset, Context context, RunningQuery running) {
    context.set(ARQConstants.symCancelQuery, running.cancelSignal());
    context.setFalse(ARQ.httpServiceAllowed);
    PropertyFunctionRegistry.set(context, propertyFunctions);
    QC.setFactory(context, CancellableExecutor::new);
    SafeQuery.only(context, running);
    QueryExec execution =
        QueryExec.newBuilder().dataset(dataset).query(query).context(context).build();
    running.executes(execution);
    return execution;
  }

  RowSet select(QueryExec execution, RunningQuery running) {
    RowSet rows = execution.select();
    return RowSetStream.create(
        rows.getResultVars(),
        new Iterator<Binding>() {
          private int count;

          @Override
          public boolean hasNext() {
            try {
              return rows.hasNext();
            } catch (RuntimeException e) {
              // Fuseki's writer would swallow a cancellation and end the answer with a remark.
              running.check();
              throw e;
            }
          }

          @Override
          public Binding next() {
            if (++count > limits.maxRows()) {
              throw Refusal.tooManyRows(limits.maxRows());
            }
            return rows.next();
          }
        });
  }

  DatasetGraph construct(QueryExec execution, Query query) {
    DatasetGraph answer = DatasetGraphFactory.create();
    answer.prefixes().putAll(query.getPrefixMapping());
    Iterator<Quad> quads = execution.constructQuads();
    int count = 0;
    while (quads.hasNext()) {
      Quad quad = quads.next();
      if (!answer.contains(quad)) {
        if (++count > limits.maxTriples()) {
          throw Refusal.tooManyTriples(limits.maxTriples());
        }
        answer.add(quad);
      }
    }
    return answer;
  }

  Graph describe(QueryExec execution, RunningQuery running) {
    return execution.describe(new BoundedGraph(running));
  }

  static Refusal unknownForm() {
    return new Refusal(400, "Bad query", "Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered.");
  }

  private final class BoundedGraph extends GraphWrapper {
    private final RunningQuery running;
    private int count;

    BoundedGraph(RunningQuery running) {
      super(GraphFactory.createDefaultGraph());
      this.running = running;
    }

    @Override
    public void add(Triple triple) {
      running.check();
      super.add(triple);
      if (++count > limits.maxTriples()) {
        throw Refusal.tooManyTriples(limits.maxTriples());
      }
    }
  }
}
