package org.tessera.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Triple;

/**
 * What a record said and when. Times are those at which the registry learned of it, to the second;
 * the words are those into which the mapping of that time put what the register said.
 *
 * @param record as it is now, perhaps a tombstone
 * @param knownSince from when on its forms are kept; of what it said before, nothing is
 * @param forms one after the other without a gap, the oldest first; the last is the present one
 */
public record RecordHistory(StoredRecord record, Instant knownSince, List<Form> forms) {

  /** What is known of a moment. */
  public sealed interface Then {}

  /** The registry did not have the record yet. */
  public record NotYet() implements Then {
    /** Says so to whoever asked. */
    public String words(RecordHistory history) {
      return "The registry did not have this record yet: it came on %s."
          .formatted(history.record().catalogueRecord().firstSeen());
    }
  }

  /** The record was there, but what it said then was not kept. */
  public record NotKept() implements Then {
    /** Says so to whoever asked. */
    public String words(RecordHistory history) {
      return "What this record said then was not kept: its forms are known since %s."
          .formatted(history.knownSince());
    }
  }

  /**
   * What a record said for a time.
   *
   * @param from when the registry first had it so
   * @param until when that ended; empty for the present form
   * @param active false while the record was withdrawn
   * @param statements of its whole graph, as in {@link StoredRecord}
   */
  public record Form(
      Instant from, Optional<Instant> until, boolean active, Collection<Triple> statements)
      implements Then {

    /** The statements as a graph of its own. */
    public Graph graph() {
      Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
      statements.forEach(graph::add);
      return graph;
    }

    private boolean holdsAt(Instant moment) {
      return !moment.isBefore(from) && until.filter(end -> !moment.isBefore(end)).isEmpty();
    }
  }

  /**
   * The moment that a text names.
   *
   * @param text an instant with its zone, or a day, which stands for its end in UTC
   * @throws java.time.DateTimeException where it is neither
   */
  public static Instant moment(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1)
        : OffsetDateTime.parse(text).toInstant();
  }

  /** What the record said at a moment; at one to come, what it says now. */
  public Then at(Instant moment) {
    if (moment.isBefore(record.catalogueRecord().firstSeen())) {
      return new NotYet();
    }
    return forms.stream()
        .filter(form -> form.holdsAt(moment))
        .findFirst()
        .<Then>map(form -> form)
        .orElseGet(NotKept::new);
  }
}
