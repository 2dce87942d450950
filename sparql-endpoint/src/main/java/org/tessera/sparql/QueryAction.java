package org.tessera.sparql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
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
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.graph.GraphWrapper;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fuseki's query operation, within bounds: one query at a time per turn, stoppable in all parts.
 */
final class QueryAction extends SPARQL_QueryDataset {
  private static final Logger log = LoggerFactory.getLogger(QueryAction.class);

  private final SparqlLimits limits;
  private final Turns turns;
  private final MemoryGuard memory;
  private final ScheduledExecutorService clock;
  private final PropertyFunctionRegistry propertyFunctions;
  private final ThreadLocal<RunningQuery> current = new ThreadLocal<>();

  QueryAction(
      SparqlLimits limits,
      Turns turns,
      MemoryGuard memory,
      ScheduledExecutorService clock,
      PropertyFunctionRegistry propertyFunctions) {
    this.limits = limits;
    this.turns = turns;
    this.memory = memory;
    this.clock = clock;
    this.propertyFunctions = propertyFunctions;
  }

  @Override
  public void execGet(HttpAction action) {
    answer(action);
  }

  @Override
  public void execPost(HttpAction action) {
    answer(action);
  }

  private void answer(HttpAction action) {
    try {
      executeLifecycle(action);
    } catch (Refusal refusal) {
      try {
        Problem.write(action.getResponse(), refusal);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  protected void execute(String queryString, HttpAction action) {
    Duration timeout = timeout(action.getRequestParameter("timeout"));
    try (Turns.Turn turn = turns.take(action.getRequest().getRemoteAddr())) {
      RunningQuery running = new RunningQuery();
      Refusal tooLong = Refusal.timeout(timeout);
      ScheduledFuture<?> alarm =
          clock.schedule(() -> running.stop(tooLong), timeout.toMillis(), TimeUnit.MILLISECONDS);
      memory.started(running);
      current.set(running);
      try {
        super.execute(queryString, action);
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
        log.error("Query failed: {}", queryString, e);
        throw new Refusal(
            500, "Query failed", "The query failed for a reason of ours; it is logged.");
      } finally {
        alarm.cancel(false);
        current.remove();
        memory.ended(running);
      }
    }
  }

  private Duration timeout(@Nullable String seconds) {
    if (seconds == null) {
      return limits.timeout();
    }
    try {
      Duration asked =
          Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValueExact());
      if (asked.isPositive()) {
        return asked.compareTo(limits.timeout()) < 0 ? asked : limits.timeout();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      log.debug("timeout={}", seconds, e);
    }
    throw new Refusal(
        400, "Bad parameter", "timeout must be a number of seconds above 0, such as 2.5.");
  }

  @Override
  protected QueryExec createQueryExec(HttpAction action, Query query, DatasetGraph dataset) {
    RunningQuery running = current.get();
    Context context = action.getContext();
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

  @Override
  protected QueryExecResult executeQuery(
      HttpAction action, QueryExec execution, Query query, String queryForLog) {
    RunningQuery running = current.get();
    if (query.isSelectType()) {
      return new QueryExecResult(bounded(execution.select(), running));
    }
    if (query.isConstructType()) {
      return new QueryExecResult(construct(execution, query));
    }
    if (query.isDescribeType()) {
      return new QueryExecResult(execution.describe(new BoundedGraph(running)));
    }
    if (query.isAskType()) {
      return new QueryExecResult(execution.ask());
    }
    throw new Refusal(400, "Bad query", "Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered.");
  }

  private DatasetGraph construct(QueryExec execution, Query query) {
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

  private RowSet bounded(RowSet rows, RunningQuery running) {
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
