package org.tessera.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.exec.QueryExec;
import org.jspecify.annotations.Nullable;
import org.tessera.sparql.StoredQueries;
import org.tessera.store.RecordStore;

/**
 * What a store answers to the stored queries, in short form.
 *
 * @param base base of the store's IRIs
 */
record StoredAnswers(RecordStore store, String base) {

  /** Compares without regard to order. */
  static void same(Collection<String> expected, Collection<String> actual) {
    assertEquals(
        String.join("\n", expected.stream().sorted().toList()),
        String.join("\n", actual.stream().sorted().toList()));
  }

  /** The answers to a stored query, each the values of some variables, shortened. */
  List<String> rows(int question, String... variables) {
    String text =
        StoredQueries.all().stream()
            .filter(query -> query.question() == question)
            .findFirst()
            .orElseThrow()
            .text();
    return store.read(dataset -> {
      List<String> rows = new ArrayList<>();
      try (QueryExec query = QueryExec.dataset(dataset).query(text).build()) {
        query
            .select()
            .forEachRemaining(binding ->
                rows.add(
                    Stream.of(variables)
                        .map(variable -> shortened(binding.get(variable)))
                        .collect(Collectors.joining(" | "))));
      }
      return rows;
    });
  }

  private String shortened(@Nullable Node node) {
    if (node == null) {
      return "";
    }
    return node.isURI()
        ? node.getURI()
            .replace(base, "")
            .replace("http://publications.europa.eu/resource/authority/country/", "")
            .replace("http://data.europa.eu/snb/eqf/", "eqf/")
        : node.getLiteralLexicalForm();
  }
}
