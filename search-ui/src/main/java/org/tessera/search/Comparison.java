package org.tessera.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records side by side. */
public record Comparison(List<Compared> records, List<Row> fields) {

  /**
   * One of them.
   *
   * @param record IRI of its catalogue record
   */
  public record Compared(
      String id,
      String title,
      @Nullable String titleLang,
      String type,
      boolean synthetic,
      Hit.Register register,
      String record) {}

  /**
   * A question with each record's answer, in the order of the records.
   *
   * @param values null where a record does not say
   */
  public record Row(String field, List<@Nullable Answer> values) {
    /** Whether any record answers. */
    public boolean answered() {
      return values.stream().anyMatch(java.util.Objects::nonNull);
    }
  }

  /** What a record says, and where that comes from. */
  public record Answer(List<Item> items, From from) {}

  /**
   * @param value text, number, date, truth, or a price
   * @param label in the language asked for, of an identifier that of its scheme; null where the
   *     value says it
   * @param derived by which rule it is said where the record is silent; null where it is stated
   */
  public record Item(Object value, @Nullable String label, @Nullable Derived derived) {
    Item(Object value, @Nullable String label) {
      this(value, label, null);
    }
  }

  /**
   * @param rule IRI of the rule
   * @param reason the rule in words
   * @param confidence 0 to 1
   */
  public record Derived(String rule, String reason, String confidence) {}

  /**
   * @param register id of the source
   * @param record IRI of the catalogue record
   * @param property IRI of the property that says it
   * @param basis {@code stated}; {@code register} for what holds for all of the register's records;
   *     {@code provider} for what is known of the provider; {@code derived} for what is computed or
   *     follows by a rule; else an id of the scheme level-basis
   */
  public record From(String register, String record, String property, String basis) {}
}
