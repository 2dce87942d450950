package org.tessera.sparql;

/**
 * Why a request gets no answer. Not a {@code JenaException}, which Jena's code catches on its way.
 */
final class Refusal extends RuntimeException {
  private final int status;
  private final String title;

  /**
   * @param status HTTP status, 4xx or 5xx
   * @param title the kind of failure, the same for all of its kind
   * @param detail what happened and what would be right
   */
  Refusal(int status, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  static Refusal timeout(java.time.Duration limit) {
    return new Refusal(
        503,
        "Query timed out",
        "The query ran longer than %s s. Make it narrower, or add a LIMIT."
            .formatted(limit.toMillis() / 1000.0));
  }

  static Refusal memory() {
    return new Refusal(
        503,
        "Query needs too much memory",
        "The query was ended because it would have filled the server's memory. Cartesian products, "
            + "DISTINCT, ORDER BY and GROUP BY over very many rows do that: make the query narrower.");
  }

  static Refusal tooManyRows(int limit) {
    return new Refusal(
        422,
        "Answer too large",
        "The answer has more than %,d rows. Add a LIMIT, or use a dump.".formatted(limit));
  }

  static Refusal tooManyTriples(int limit) {
    return new Refusal(
        422,
        "Answer too large",
        "The answer has more than %,d triples. Add a LIMIT, or use a dump.".formatted(limit));
  }

  static Refusal tooManyBytes(long limit) {
    return new Refusal(
        422,
        "Answer too large",
        "The answer has more than %,d MB. Add a LIMIT, or use a dump.".formatted(limit >> 20));
  }

  static Refusal noSpace() {
    return new Refusal(
        503,
        "Too many large answers at once",
        "As many large answers as the server can hold are being sent. Try again later, or add a"
            + " LIMIT.");
  }

  static Refusal busy(String detail) {
    return new Refusal(503, "Too many queries at once", detail);
  }
}
