package org.tessera.sparql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.tessera.store.RecordStore;
import org.tessera.store.SparqlQueries;

/**
 * Answers the queries of a page by the turns and bounds of the endpoint. Only what the page shows
 * is kept; the other rows are counted and let go.
 */
final class PageQueries implements SparqlQueries {
  /** More rows are nothing to read in a page. */
  static final int SHOWN_ROWS = 500;

  static final int SHOWN_CHARACTERS = 1_000_000;
  private static final int CELL_CHARACTERS = 2_000;

  /** Longer than any tag of a language that there is. */
  private static final int LANGUAGE_CHARACTERS = 100;

  private static final Cell LEFT_OUT = new Cell(Kind.OTHER, "…", "");

  private final RecordStore store;
  private final SparqlLimits limits;
  private final Turns turns;
  private final QueryBounds bounds;

  PageQueries(RecordStore store, SparqlLimits limits, Turns turns, QueryBounds bounds) {
    this.store = store;
    this.limits = limits;
    this.turns = turns;
    this.bounds = bounds;
  }

  @Override
  public Answer answer(String query, String address) {
    AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
    try (Turns.Turn turn = turns.take(address)) {
      bounds.run(
          query,
          limits.timeout(),
          running -> answer.set(store.read(dataset -> answer(parsed(query), dataset, running))));
    } catch (Refusal refusal) {
      return new Refused(refusal.status(), refusal.detail());
    }
    return java.util.Objects.requireNonNull(answer.get());
  }

  private static Query parsed(String text) {
    try {
      return QueryFactory.create(text, Syntax.syntaxARQ);
    } catch (QueryParseException e) {
      throw new Refusal(400, "Bad query", SyntaxErrors.inWords(e.getMessage()));
    }
  }

  private Answer answer(Query query, DatasetGraph dataset, RunningQuery running) {
    long begun = System.nanoTime();
    Context context = Context.mergeCopy(ARQ.getContext(), dataset.getContext());
    try (QueryExec execution = bounds.prepare(query, dataset, context, running)) {
      if (query.isAskType()) {
        return new Truth(execution.ask(), since(begun));
      }
      if (query.isSelectType()) {
        RowSet rows = bounds.select(execution, running);
        List<Var> columns = rows.getResultVars();
        return table(
            false,
            columns.stream().map(Var::getVarName).toList(),
            Iter.map(rows, row -> nodes(row, columns)),
            begun);
      }
      if (query.isConstructType()) {
        return statements(bounds.construct(execution, query).find(), begun);
      }
      if (query.isDescribeType()) {
        return statements(
            Iter.map(
                bounds.describe(execution, running).find(),
                triple -> Quad.create(Quad.defaultGraphNodeGenerated, triple)),
            begun);
      }
      throw QueryBounds.unknownForm();
    }
  }

  private static List<@Nullable Node> nodes(Binding row, List<Var> columns) {
    List<@Nullable Node> nodes = new ArrayList<>();
    columns.forEach(column -> nodes.add(row.get(column)));
    return nodes;
  }

  private static Table statements(Iterator<Quad> quads, long begun) {
    return table(
        true,
        List.of("subject", "predicate", "object"),
        Iter.map(
            quads,
            quad -> Stream.of(quad.getSubject(), quad.getPredicate(), quad.getObject()).toList()),
        begun);
  }

  private static Table table(
      boolean statements, List<String> columns, Iterator<List<@Nullable Node>> all, long begun) {
    List<List<@Nullable Cell>> rows = new ArrayList<>();
    long characters = 0;
    long total = 0;
    while (all.hasNext()) {
      List<@Nullable Node> nodes = all.next();
      total++;
      if (rows.size() < SHOWN_ROWS && characters < SHOWN_CHARACTERS) {
        List<@Nullable Cell> row = new ArrayList<>();
        for (Node node : nodes) {
          // One row may have more columns than a page can hold.
          Cell cell = node == null ? null : characters < SHOWN_CHARACTERS ? cell(node) : LEFT_OUT;
          characters += cell == null ? 1 : cell.text().length() + cell.language().length() + 1;
          row.add(cell);
        }
        rows.add(row);
      }
    }
    return new Table(statements, columns, rows, total, since(begun));
  }

  /** A part of an IRI is none, so a long one is shown as something else. */
  private static Cell cell(Node node) {
    if (node.isURI() && node.getURI().length() <= CELL_CHARACTERS) {
      return new Cell(Kind.IRI, node.getURI(), "");
    }
    return node.isLiteral()
        ? new Cell(
            Kind.LITERAL,
            cut(node.getLiteralLexicalForm(), CELL_CHARACTERS),
            cut(node.getLiteralLanguage(), LANGUAGE_CHARACTERS))
        : new Cell(
            Kind.OTHER, cut(node.isURI() ? node.getURI() : node.toString(), CELL_CHARACTERS), "");
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
