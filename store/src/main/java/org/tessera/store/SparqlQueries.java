package org.tessera.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers SPARQL queries for a page to show, within all bounds that the endpoint has. */
public interface SparqlQueries {
  /**
   * Answers one query; waits for its turn as a request to the endpoint does.
   *
   * @param query as typed
   * @param address who asks: turns are counted by address
   */
  Answer answer(String query, String address);

  /** What came of a query. */
  sealed interface Answer {}

  /**
   * Rows of a SELECT, or the statements of a CONSTRUCT or DESCRIBE.
   *
   * @param statements whether the rows are statements
   * @param rows the first ones, as many as a page has room for; null for what is not bound
   * @param total all rows
   */
  record Table(
      boolean statements,
      List<String> columns,
      List<List<@Nullable Cell>> rows,
      long total,
      Duration time)
      implements Answer {}

  /** The answer of an ASK. */
  record Truth(boolean value, Duration time) implements Answer {}

  /**
   * Why there is no answer.
   *
   * @param status HTTP status, 4xx or 5xx
   * @param detail what happened and what would be right, in English
   */
  record Refused(int status, String detail) implements Answer {}

  /**
   * @param text IRI, lexical form or label of a blank node, cut where it is long
   * @param language BCP 47 tag; empty for none
   */
  record Cell(Kind kind, String text, String language) {}

  /** Kind of a term. */
  enum Kind {
    IRI,
    LITERAL,
    OTHER
  }
}
