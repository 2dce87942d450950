package org.tessera.search.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a cube's page shows.
 *
 * @param notes what a reader must know, such as why there is no figure
 * @param href this page without a choice
 * @param chosen whether only some figures show
 * @param plot null where nothing can be drawn
 * @param all how many figures the cube has
 * @param some how many of them have the chosen values
 * @param csv address of these figures as CSV
 * @param query address of the editor with the query that gives them
 * @param api address of the cube as JSON
 * @param record address of the record's page
 */
record CubeView(
    String title,
    boolean synthetic,
    @Nullable String description,
    List<Value> notes,
    List<Fact> facts,
    String href,
    List<Filter> filters,
    boolean chosen,
    @Nullable Drawing plot,
    List<Column> columns,
    List<List<Cell>> rows,
    long all,
    long some,
    Paging paging,
    String csv,
    String query,
    String api,
    String record,
    List<RecordView.Form> forms) {

  /** The columns in which any of the figures shown has something. */
  List<Integer> stated() {
    return IntStream.range(0, columns.size()).filter(this::states).boxed().toList();
  }

  /** Titles of the others. */
  String notStated() {
    return IntStream.range(0, columns.size())
        .filter(column -> !states(column))
        .mapToObj(column -> columns.get(column).label())
        .collect(Collectors.joining(" · "));
  }

  private boolean states(int column) {
    return rows.stream().anyMatch(row -> row.get(column).text() != null);
  }

  record Column(String label, boolean number) {}

  /**
   * @param text null where the source leaves it out
   */
  record Cell(@Nullable String text, @Nullable String href, boolean number) {}

  /**
   * A choice among the values of a dimension.
   *
   * @param any what it says where nothing is chosen
   * @param chosen key of the chosen value; blank for none
   */
  record Filter(
      String name, String id, String label, String any, String chosen, List<Option> options) {}

  record Option(String key, String label) {}

  record Paging(int page, int pages, @Nullable String previous, @Nullable String next) {}

  /** A line of the list of cubes. */
  record Row(
      String href,
      String title,
      String source,
      String register,
      @Nullable Value question,
      @Nullable String period,
      int areas,
      long figures,
      @Nullable Value sampleSize) {}

  record Listing(List<Row> rows) {}
}
