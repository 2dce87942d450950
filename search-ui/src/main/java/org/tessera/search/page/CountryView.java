package org.tessera.search.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a jurisdiction's page shows.
 *
 * @param registers its own, harvested or not
 * @param elsewhere bars of other registers with records of it
 * @param types bars of its records by type
 * @param says how many of its records state what
 * @param sections frameworks, schemes, statements, definitions, documents; empty ones too
 * @param thin where the evidence is thin, in sentences
 * @param search address of its records
 * @param query address of the editor with the query of its records
 */
record CountryView(
    CountryPages.Row row,
    List<Register> registers,
    List<Bar> elsewhere,
    List<Bar> types,
    List<Said> says,
    List<Section> sections,
    List<Figures> figures,
    List<String> thin,
    String search,
    String query) {

  /**
   * @param heard end of its last harvest; null for never
   */
  record Register(String id, String name, long records, @Nullable Instant heard, String health) {}

  /**
   * @param field end of the field's message key
   * @param derived how many of the records have it by a rule and not stated
   */
  record Said(String field, long records, long derived) {}

  /**
   * @param kind id of the kind of record
   */
  record Section(String kind, List<Item> items) {
    private static final int FIRST = 6;

    /** What is shown at once; a list that is only little longer is shown whole. */
    List<Item> first() {
      return items.size() <= FIRST + 2 ? items : items.subList(0, FIRST);
    }

    List<Item> more() {
      return items.subList(first().size(), items.size());
    }
  }

  /**
   * @param title with its page here
   * @param texts what it states
   * @param date in words; null for an undated one
   * @param evidence address where it was read
   * @param register name of the register that says it; null for the ontology
   */
  record Item(
      Value title,
      List<Value> texts,
      @Nullable String date,
      @Nullable String evidence,
      @Nullable String register) {}

  /**
   * The newest figures of one table.
   *
   * @param language of what they are about, where that is not the page's; null else
   * @param lines its first figures
   * @param more how many are not shown
   */
  record Figures(
      String title,
      String href,
      String period,
      @Nullable String language,
      List<Figure> lines,
      int more) {}

  /**
   * @param about what it is about besides area and period
   * @param values of each measure
   */
  record Figure(List<Value> about, List<String> values) {}
}
