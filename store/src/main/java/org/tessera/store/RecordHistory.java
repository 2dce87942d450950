package org.tessera.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.GraphMemFactory;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Dct;

/**
 * What a record said and when. Times are those at which the registry learned of it, to the second;
 * the words are those into which the mapping of that time put what the register said.
 */
public final class RecordHistory {
  private final StoredRecord record;
  private final Instant knownSince;
  private final List<FormerStatement> former;
  private final Set<Triple> moved = new HashSet<>();
  private final List<Form> forms = new ArrayList<>();

  /**
   * @param record as it is now, perhaps a tombstone
   * @param knownSince from when on its forms are kept
   * @param former what came or went since
   */
  RecordHistory(StoredRecord record, Instant knownSince, List<FormerStatement> former) {
    this.record = record;
    this.knownSince = knownSince;
    this.former = former;
    TreeSet<Instant> times = new TreeSet<>(Set.of(knownSince));
    for (FormerStatement statement : former) {
      moved.add(statement.statement());
      times.addAll(statement.changes(knownSince));
    }
    for (Instant from : times) {
      forms.add(new Form(from, Optional.ofNullable(times.higher(from))));
    }
  }

  /** The record as it is now, perhaps a tombstone. */
  public StoredRecord record() {
    return record;
  }

  /** From when on its forms are kept; of what it said before, nothing is. */
  public Instant knownSince() {
    return knownSince;
  }

  /** One after the other without a gap, the oldest first; the last is the present one. */
  public List<Form> forms() {
    return Collections.unmodifiableList(forms);
  }

  /** All that some form says and another does not. */
  public Set<Triple> moved() {
    return Collections.unmodifiableSet(moved);
  }

  /** What one form of this record says and another does not, without a look at the rest. */
  public Set<Triple> difference(Form says, Form doesNot) {
    Set<Triple> difference = movedAt(says.from);
    difference.removeAll(movedAt(doesNot.from));
    return difference;
  }

  private Set<Triple> movedAt(Instant moment) {
    Set<Triple> moved = new HashSet<>();
    for (FormerStatement statement : former) {
      if (statement.holdsAt(moment)) {
        moved.add(statement.statement());
      }
    }
    return moved;
  }

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

  /** What a record said for a time. */
  public final class Form implements Then {
    private final Instant from;
    private final Optional<Instant> until;

    private Form(Instant from, Optional<Instant> until) {
      this.from = from;
      this.until = until;
    }

    /** When the registry first had it so. */
    public Instant from() {
      return from;
    }

    /** When that ended; empty for the present form. */
    public Optional<Instant> until() {
      return until;
    }

    /** False while the record was withdrawn. */
    public boolean active() {
      Triple state = CatalogueStatements.active(record.catalogueRecord().record());
      return until.isPresent() && moved.contains(state)
          ? former.stream().anyMatch(it -> it.statement().equals(state) && it.holdsAt(from))
          : record.catalogueRecord().active();
    }

    /** Those of its whole graph, as in {@link StoredRecord}; put together at each call. */
    public Collection<Triple> statements() {
      if (until.isEmpty()) {
        return record.statements();
      }
      Node name = record.catalogueRecord().record();
      Set<Triple> statements = movedAt(from);
      for (Triple statement : record.statements()) {
        boolean always =
            Histories.isKept(name, statement) || statement.getPredicate().equals(Dct.issued);
        if (always && !moved.contains(statement)) {
          statements.add(statement);
        }
      }
      statements.add(Triple.create(name, Dct.modified, CatalogueStatements.instant(from)));
      return statements;
    }

    /** The statements as a graph of its own. */
    public Graph graph() {
      Graph graph = GraphMemFactory.createDefaultGraphSameTerm();
      statements().forEach(graph::add);
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
