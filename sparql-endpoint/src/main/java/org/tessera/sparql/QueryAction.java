package org.tessera.sparql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fuseki's query operation, within bounds: one query at a time per turn. */
final class QueryAction extends SPARQL_QueryDataset {
  private static final Logger log = LoggerFactory.getLogger(QueryAction.class);

  private final SparqlLimits limits;
  private final Turns turns;
  private final QueryBounds bounds;
  private final ThreadLocal<RunningQuery> current = new ThreadLocal<>();

  QueryAction(SparqlLimits limits, Turns turns, QueryBounds bounds) {
    this.limits = limits;
    this.turns = turns;
    this.bounds = bounds;
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
      bounds.run(
          queryString,
          timeout,
          running -> {
            current.set(running);
            try {
              super.execute(queryString, action);
            } finally {
              current.remove();
            }
          });
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
    return bounds.prepare(query, dataset, action.getContext(), current.get());
  }

  @Override
  protected QueryExecResult executeQuery(
      HttpAction action, QueryExec execution, Query query, String queryForLog) {
    RunningQuery running = current.get();
    if (query.isSelectType()) {
      return new QueryExecResult(bounds.select(execution, running));
    }
    if (query.isConstructType()) {
      return new QueryExecResult(bounds.construct(execution, query));
    }
    if (query.isDescribeType()) {
      return new QueryExecResult(bounds.describe(execution, running));
    }
    if (query.isAskType()) {
      return new QueryExecResult(execution.ask());
    }
    throw QueryBounds.unknownForm();
  }
}
