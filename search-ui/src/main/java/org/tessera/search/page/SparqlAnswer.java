package org.tessera.search.page;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tessera.store.SparqlQueries;

/** The answer of a query as the editor's page shows it. */
record SparqlAnswer(SparqlQueries.Answer answer, String query, Links links) {
  private static final List<String> OF_RESULTS = List.of("csv", "json");
  private static final List<String> OF_STATEMENTS = List.of("turtle", "json-ld");

  SparqlQueries.@Nullable Table table() {
    return answer instanceof SparqlQueries.Table table ? table : null;
  }

  SparqlQueries.@Nullable Truth truth() {
    return answer instanceof SparqlQueries.Truth truth ? truth : null;
  }

  SparqlQueries.@Nullable Refused refused() {
    return answer instanceof SparqlQueries.Refused refused ? refused : null;
  }

  /** How many rows there are, and how many of them are shown. */
  String count(SparqlQueries.Table table, Page page) {
    String total =
        page.text(
            table.statements() ? "sparql.answer.statements" : "sparql.answer.rows", table.total());
    return table.rows().size() == table.total()
        ? total
        : page.text("sparql.answer.first", total, table.rows().size());
  }

  static String time(Duration time, Page page) {
    return page.text("sparql.answer.time", time.toMillis());
  }

  /** Formats in which the whole answer can be had. */
  List<String> formats() {
    return table() != null && table().statements() ? OF_STATEMENTS : OF_RESULTS;
  }

  String download(String format) {
    return "/sparql?format=" + format + "&query=" + Page.encode(query);
  }

  /** Page of a thing of ours; whoever wrote the query may have written any other address. */
  @Nullable String href(SparqlQueries.Cell cell) {
    return cell.kind() == SparqlQueries.Kind.IRI ? links.here(cell.text()) : null;
  }

  static String text(SparqlQueries.Cell cell) {
    return cell.kind() == SparqlQueries.Kind.IRI ? Prefixes.shortened(cell.text()) : cell.text();
  }

  /** A parser names the place first, then all that it would have taken instead. */
  static String firstLine(SparqlQueries.Refused refused) {
    return refused.detail().lines().findFirst().orElse("");
  }

  static boolean hasMore(SparqlQueries.Refused refused) {
    return refused.detail().lines().count() > 1;
  }

  static String heading(SparqlQueries.Refused refused) {
    return switch (refused.status()) {
      case 400 -> "sparql.refused.400";
      case 413, 422 -> "sparql.refused.422";
      case 503 -> "sparql.refused.503";
      default -> "sparql.refused.500";
    };
  }
}
