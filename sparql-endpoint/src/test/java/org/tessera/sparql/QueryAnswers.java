package org.tessera.sparql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.exec.QueryExec;
import org.jspecify.annotations.Nullable;
import org.tessera.store.RecordStore;

/** What a store answers to a stored query, in short form. */
record QueryAnswers(RecordStore store) {

  /** Rows as a test writes them: separated by semicolons, in any order. */
  static TreeSet<String> rows(String rows) {
    return Arrays.stream(rows.split(";"))
        .map(String::strip)
        .filter(row -> !row.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  TreeSet<String> ask(int question, String columns) {
    return new TreeSet<>(inOrder(question, Optional.empty(), columns));
  }

  /**
   * @param values what stands in a {@code VALUES} of the query instead, as in {@code ?day = "…"}
   */
  TreeSet<String> ask(int question, @Nullable String values, String columns) {
    return new TreeSet<>(inOrder(question, Optional.ofNullable(values), columns));
  }

  List<String> inOrder(int question, Optional<String> values, String columns) {
    String text =
        StoredQueries.all().stream()
            .filter(candidate -> candidate.question() == question)
            .findFirst()
            .orElseThrow()
            .text();
    String query = values.map(given -> with(given, text)).orElse(text);
    return store.read(dataset -> {
      try (QueryExec execution = QueryExec.dataset(dataset).query(query).build()) {
        return execution.select().stream()
            .map(row ->
                Arrays.stream(columns.split(" "))
                    .map(column -> shortForm(row.get(column)))
                    .collect(Collectors.joining(" ")))
            .distinct()
            .toList();
      }
    });
  }

  private static String with(String given, String query) {
    String[] parts = given.split(" = ", 2);
    Matcher values =
        Pattern.compile(Pattern.quote("VALUES " + parts[0].strip()) + " \\{[^}]*}").matcher(query);
    if (!values.find()) {
      throw new IllegalArgumentException("The query has no VALUES " + parts[0]);
    }
    return query.substring(0, values.start())
        + ("VALUES " + parts[0].strip() + " { " + parts[1].strip() + " }")
        + query.substring(values.end());
  }

  /** The last segment of an IRI; a literal's text, lists in order and without blanks. */
  private static String shortForm(@Nullable Node node) {
    if (node == null) {
      return "-";
    }
    if (node.isURI()) {
      return node.getURI().replaceAll(".*[/#]", "").replaceAll("^level-([567])$", "$1");
    }
    return Arrays.stream(node.getLiteralLexicalForm().split(", "))
        .sorted()
        .collect(Collectors.joining(","))
        .replace(' ', '-')
        .replaceAll("\\.0$", "");
  }
}
