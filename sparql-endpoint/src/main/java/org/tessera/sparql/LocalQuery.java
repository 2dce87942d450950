package org.tessera.sparql;

import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriter;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.util.Context;
import org.tessera.store.RecordStore;
import org.tessera.store.TextSearch;

/** Answers queries outside the web endpoint, within the same bounds, as for the command line. */
public final class LocalQuery {
  private LocalQuery() {}

  /**
   * Writes the answer: SPARQL JSON results for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.
   *
   * @throws QueryException when the text is no query, or one beyond the bounds of time, memory and
   *     rows that the endpoint has; its message says what is wrong. A part of the answer may have
   *     been written.
   */
  public static void answer(RecordStore store, TextSearch index, String text, OutputStream out) {
    answer(store, index, text, out, SparqlLimits.defaults());
  }

  static void answer(
      RecordStore store, TextSearch index, String text, OutputStream out, SparqlLimits limits) {
    Query query = parsed(text);
    try (MemoryGuard memory = new MemoryGuard(limits.memory());
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      QueryBounds bounds = new QueryBounds(limits, memory, clock, SearchFunction.registry(index));
      bounds.run(
          text,
          limits.timeout(),
          running ->
              store.read(dataset -> {
                write(dataset, query, out, bounds, running);
                return true;
              }));
    } catch (Refusal refusal) {
      throw new QueryException(refusal.detail(), refusal);
    }
  }

  private static Query parsed(String text) {
    try {
      return QueryFactory.create(text, Syntax.syntaxARQ);
    } catch (QueryParseException e) {
      throw new QueryException(SyntaxErrors.inWords(e.getMessage()), e);
    }
  }

  private static void write(
      DatasetGraph dataset,
      Query query,
      OutputStream out,
      QueryBounds bounds,
      RunningQuery running) {
    Context context = Context.mergeCopy(ARQ.getContext(), dataset.getContext());
    try (QueryExec execution = bounds.prepare(query, dataset, context, running)) {
      if (query.isSelectType()) {
        json().write(out, bounds.select(execution, running), context);
      } else if (query.isAskType()) {
        json().write(out, execution.ask(), context);
      } else if (query.isDescribeType()) {
        RDFDataMgr.write(out, bounds.describe(execution, running), Lang.TURTLE);
      } else if (query.isConstructType()) {
        RDFDataMgr.write(out, bounds.construct(execution, query).getDefaultGraph(), Lang.TURTLE);
      } else {
        throw QueryBounds.unknownForm();
      }
    }
  }

  private static RowSetWriter json() {
    return Objects.requireNonNull(RowSetWriterRegistry.getFactory(ResultSetLang.RS_JSON))
        .create(ResultSetLang.RS_JSON);
  }
}
