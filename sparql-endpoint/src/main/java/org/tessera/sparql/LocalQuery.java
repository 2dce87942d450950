package org.tessera.sparql;

import java.io.OutputStream;
import java.util.Objects;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.riot.rowset.RowSetWriter;
import org.apache.jena.riot.rowset.RowSetWriterRegistry;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.tessera.store.RecordStore;
import org.tessera.store.TextSearch;

/** Answers queries outside the web endpoint and its limits, as for the command line. */
public final class LocalQuery {
  private LocalQuery() {}

  /**
   * Writes the answer: SPARQL JSON results for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.
   *
   * @throws QueryException when the text is no query; its message says where
   */
  public static void answer(RecordStore store, TextSearch index, String text, OutputStream out) {
    Query query = QueryFactory.create(text, Syntax.syntaxARQ);
    store.read(dataset -> {
      write(dataset, index, query, out);
      return true;
    });
  }

  private static void write(DatasetGraph dataset, TextSearch index, Query query, OutputStream out) {
    Context context = Context.mergeCopy(ARQ.getContext(), dataset.getContext());
    context.setFalse(ARQ.httpServiceAllowed);
    PropertyFunctionRegistry.set(context, SearchFunction.registry(index));
    try (QueryExec execution =
        QueryExec.newBuilder().dataset(dataset).query(query).context(context).build()) {
      if (query.isSelectType()) {
        json().write(out, execution.select(), context);
      } else if (query.isAskType()) {
        json().write(out, execution.ask(), context);
      } else {
        RDFDataMgr.write(
            out,
            query.isDescribeType() ? execution.describe() : execution.construct(),
            Lang.TURTLE);
      }
    }
  }

  private static RowSetWriter json() {
    return Objects.requireNonNull(RowSetWriterRegistry.getFactory(ResultSetLang.RS_JSON))
        .create(ResultSetLang.RS_JSON);
  }
}
