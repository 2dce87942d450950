package org.tessera.search.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/**
 * How many of a source's records answer which question. Counted once for each state of the store,
 * beside the requests: a large source takes seconds. Threads may share it.
 */
@Component
final class FieldFill {
  private static final long PATIENCE_MILLIS = 700;

  private static final List<Field> FIELDS =
      List.of(
          new Field("description", Dct.description),
          new Field("type", Tess.credentialType),
          new Field("identifier", Adms.identifier),
          new Field("provider", Elm.providedBy, Elm.awardingOpportunity),
          new Field("level", Tess.level, Elm.EQFLevel),
          new Field("credits", Elm.creditPoint),
          new Field("hours", Elm.volumeOfLearning, Tess.weeks, Elm.duration),
          new Field("language", Dct.language),
          new Field("mode", Elm.mode),
          new Field("price", Elm.priceDetail),
          new Field("offerings", Tess.offering),
          new Field("field", Elm.ISCEDFCode, Dct.subject),
          new Field("skills", Tess.skill),
          new Field("outcomes", Elm.learningOutcome, Elm.learningOutcomeSummary),
          new Field("status", Tess.registrationStatus),
          new Field("homepage", Foaf.homepage));

  private final RecordStore store;
  private final Extracts extracts;
  private final Map<String, Counting> bySource = new ConcurrentHashMap<>();

  FieldFill(RecordStore store, Extracts extracts) {
    this.store = store;
    this.extracts = extracts;
  }

  /** The counts of a source; empty while they are still being taken. */
  Optional<Counts> of(SourceSummary source) {
    long sequence = store.sequence();
    Counting counting =
        bySource.compute(
            source.id(),
            (id, known) ->
                known != null && (known.sequence() == sequence || !known.counts().isDone())
                    ? known
                    : new Counting(sequence, CompletableFuture.supplyAsync(() -> count(source))));
    try {
      // A run may change what is left out without changing a record.
      return Optional.of(
          counting
              .counts()
              .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
              .without(extracts.leftOut(source)));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      bySource.remove(source.id(), counting);
      throw new IllegalStateException("Counting the fields of " + source.id() + " failed", e);
    }
  }

  private Counts count(SourceSummary source) {
    long[] filled = new long[FIELDS.size()];
    long[] records = new long[1];
    store.forEach(
        Optional.of(source.id()),
        record -> {
          if (isLearning(record) && !record.catalogueRecord().synthetic()) {
            records[0]++;
            Set<Node> said = properties(record);
            for (int i = 0; i < filled.length; i++) {
              filled[i] += FIELDS.get(i).in(said) ? 1 : 0;
            }
          }
        });
    List<FieldCount> counts = new ArrayList<>();
    for (int i = 0; i < filled.length; i++) {
      counts.add(new FieldCount(FIELDS.get(i), filled[i], false));
    }
    return new Counts(records[0], counts);
  }

  /** What a record states of its topic. */
  private static Set<Node> properties(StoredRecord record) {
    Node topic = record.catalogueRecord().topic();
    return record.statements().stream()
        .filter(statement -> statement.getSubject().equals(topic))
        .map(Triple::getPredicate)
        .collect(Collectors.toSet());
  }

  private static boolean isLearning(StoredRecord record) {
    return switch (record.catalogueRecord().kind()) {
      case CREDENTIAL, LEARNING_OPPORTUNITY -> true;
      default -> false;
    };
  }

  /** Whether records of a kind have these fields at all. */
  static boolean applies(Map<RecordKind, Long> kinds) {
    return kinds.getOrDefault(RecordKind.CREDENTIAL, 0L)
            + kinds.getOrDefault(RecordKind.LEARNING_OPPORTUNITY, 0L)
        > 0;
  }

  record Field(String id, Node... properties) {
    boolean in(Set<Node> said) {
      return Stream.of(properties).anyMatch(said::contains);
    }
  }

  private record Counting(long sequence, CompletableFuture<Counts> counts) {}

  /** How many records have a field, of a source's records. */
  record Counts(long records, List<FieldCount> fields) {
    private Counts without(Set<Node> leftOut) {
      return new Counts(records, fields.stream().map(field -> field.without(leftOut)).toList());
    }

    boolean anyLeftOut() {
      return fields.stream().anyMatch(FieldCount::leftOut);
    }
  }

  /**
   * @param leftOut whether no record has it since it was left out on purpose
   */
  record FieldCount(Field field, long filled, boolean leftOut) {
    /** End of the field's message key. */
    String id() {
      return field.id();
    }

    private FieldCount without(Set<Node> properties) {
      return new FieldCount(field, filled, filled == 0 && field.in(properties));
    }
  }
}
