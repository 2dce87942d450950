package org.tessera.harvester;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.tessera.store.Batch;
import org.tessera.store.Committed;
import org.tessera.store.KnownRecord;
import org.tessera.store.RecordStore;
import org.tessera.store.RecordWrite;

/**
 * One pass over one source. This thread reads, maps and checks; a second one writes, one batch
 * behind, so that at most two batches are in memory.
 */
final class HarvestRun implements SourceReading.RecordHandler, AutoCloseable {
  static final String STOPPED = "it was stopped; run it again to go on";

  private static final long MOST_CHARACTERS_IN_BATCH = 24L << 20;

  /** The first batches are small, each twice the one before, so that the writer begins early. */
  private static final int FIRST_BATCH_RECORDS = 1_000;

  private final SourceDescriptor source;
  private final HarvestRequest request;
  private final HarvestSettings settings;
  private final RecordStore store;
  private final Archive archive;
  private final Mapper mapper;
  private final MappingNotes notes = new MappingNotes();
  private final ShapeCheck shapes;
  private final HarvestListener listener;
  private final BooleanSupplier stopRequested;
  private final Node run;
  private final Instant started;
  private final RunStatements statements;
  private final PersonalData personalData;
  private final Map<String, KnownRecord> known;
  private final RunCounts counts = new RunCounts();
  private final Set<String> deleted = new HashSet<>();
  private final Map<Node, List<org.apache.jena.graph.Triple>> sharedInBatch = new HashMap<>();
  private final BatchWriter writer;

  private List<HarvestedRecord> raws = new ArrayList<>();
  private List<RecordWrite> writes = new ArrayList<>();
  private int mostRecordsInBatch;
  private int recordsInBatch;
  private long charactersInBatch;
  private @Nullable Purge purge;
  private @Nullable Map<String, String> archived;
  private long expected = -1;
  private boolean anyRead;

  HarvestRun(
      SourceDescriptor source,
      HarvestRequest request,
      HarvestSettings settings,
      RecordStore store,
      Archive archive,
      Mapper mapper,
      ShapeCheck shapes,
      HarvestListener listener,
      BooleanSupplier stopRequested,
      Node run,
      Instant started) {
    this.source = source;
    this.request = request;
    this.settings = settings;
    this.store = store;
    this.archive = archive;
    this.mapper = mapper;
    this.shapes = shapes;
    this.listener = listener;
    this.stopRequested = stopRequested;
    this.started = started;
    this.run = run;
    this.statements = new RunStatements(run, source, request.publicFrom().orElse(""), started);
    this.mostRecordsInBatch = Math.min(FIRST_BATCH_RECORDS, settings.batchRecords());
    this.personalData = new PersonalData(source.personalFields());
    this.known = store.known(source.id());
    this.writer = new BatchWriter(source.id(), run, archive, store, this::committed);
  }

  /**
   * Reads the files and stores what they hold.
   *
   * @param callers whether they are no news of the register where no record of them can be read
   */
  HarvestReport read(Map<Input, List<Payload>> files, boolean wholeRegister, boolean callers) {
    SourceReading reading = new SourceReading(source, personalData, this, stopRequested);
    List<HarvestException> breaks = new ArrayList<>();
    try {
      counts.problems.addAll(new MissingColumns(mapper).of(files));
      expected = reading.count(files);
      breaks.addAll(reading.read(files));
    } catch (Stopped e) {
      breaks.add(new HarvestException(HarvestException.Category.STOPPED, STOPPED));
    }
    Set<Node> withdrawals = new HashSet<>();
    Optional<String> failure = breaks.stream().map(HarvestException::reason).findFirst();
    if (breaks.isEmpty()) {
      Set<Node> absent =
          wholeRegister && counts.everyKeyWasRead ? absent(reading.seen()) : Set.of();
      Optional<String> refusal = refusal(absent.size());
      if (refusal.isPresent()) {
        failure = refusal;
      } else {
        withdrawals.addAll(absent);
      }
      deleted.forEach(id -> withdrawals.add(record(id)));
    }
    boolean unrecorded =
        !anyRead && withdrawals.isEmpty() && (callers || stopRequested.getAsBoolean());
    return unrecorded
        ? report("", reading.rows(), reading.duplicates(), breaks.isEmpty(), failure)
        : finish(reading.rows(), reading.duplicates(), withdrawals, breaks.isEmpty(), failure);
  }

  PersonalData personalData() {
    return personalData;
  }

  /** Maps archived records again, one at a time, and then takes out what is personal by now. */
  HarvestReport replay(Purge purge) {
    List<String> failures = new ArrayList<>();
    Set<Node> withdrawals = new HashSet<>();
    boolean restated = false;
    this.purge = purge;
    try {
      purge.forEach(this::record);
      commit();
      writer.settle();
      purge.cleanArchive();
      if (purge.isPending()) {
        Optional<String> blocked = purge.blocked();
        blocked.ifPresent(failures::add);
        if (blocked.isEmpty()) {
          purge.shared().forEach(this::restate);
          commit();
          writer.settle();
          for (RecordWrite unnamed : purge.unnamed()) {
            restate(unnamed);
            withdrawals.add(unnamed.record());
          }
          restated = true;
        }
      }
    } catch (Stopped e) {
      failures.add(STOPPED);
    } catch (UncheckedIOException e) {
      failures.add(HarvestException.plain(e));
    }
    for (HarvestReport.Problem damage : purge.damages()) {
      counts.seen++;
      counts.quarantine(damage.record(), damage.place(), damage.reason());
    }
    purge.damaged().ifPresent(failures::add);
    Optional<String> failure =
        failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures));
    HarvestReport report =
        finish(counts.seen, 0, restated ? withdrawals : Set.of(), failure.isEmpty(), failure);
    if (restated) {
      purge.end();
    }
    return report;
  }

  private void restate(RecordWrite shared) {
    if (stopRequested.getAsBoolean()) {
      throw new Stopped();
    }
    writes.add(shared);
    if (writes.size() >= settings.batchRecords()) {
      commit();
    }
  }

  /** The run could not begin, and is recorded. */
  HarvestReport failed(HarvestException reason) {
    return finish(0, 0, Set.of(), false, Optional.of(reason.reason()));
  }

  @Override
  public void record(HarvestedRecord raw) {
    seen();
    anyRead = true;
    KnownRecord before = known.get(raw.localId());
    boolean same = before != null && before.contentHash().equals(raw.hash());
    if (before != null && before.active()) {
      // The store would keep the richer record, whatever is mapped.
      boolean poorer = before.rank() < raw.input().rank();
      if (poorer || same && !request.full()) {
        counts.passOver(poorer);
        return;
      }
    }
    Optional<String> refused =
        switch (mapper.map(raw, notes)) {
          case Mapper.Failed failed -> Optional.of(failed.reason());
          case Mapper.Mapped mapped -> check(raw, mapped.writes());
        };
    refused.ifPresent(reason -> counts.quarantine(raw.localId(), raw.place(), raw.told() + reason));
    // What the store was made of is archived, and so is what was refused in an earlier run.
    boolean lacking =
        purge == null ? refused.isEmpty() || !isNewestArchived(raw) : purge.isCleaned(raw);
    if (!same && lacking) {
      raws.add(raw);
    }
    recordsInBatch++;
    if (recordsInBatch >= mostRecordsInBatch || charactersInBatch > MOST_CHARACTERS_IN_BATCH) {
      commit();
    }
  }

  private boolean isNewestArchived(HarvestedRecord raw) {
    if (archived == null) {
      archived = request.dryRun() ? Map.of() : archive.newestHashes(source.id());
    }
    return raw.hash().equals(archived.get(raw.localId()));
  }

  /** Takes what was mapped into the batch, unless a shape refuses it or its rows are not one. */
  private Optional<String> check(HarvestedRecord raw, List<RecordWrite> mapped) {
    Optional<String> refusal =
        mapped.stream()
            .flatMap(write -> shapes.violation(write).stream())
            .findFirst()
            .or(() -> raw.contradiction(mapped, mapper));
    if (refusal.isPresent()) {
      return refusal;
    }
    for (RecordWrite write : mapped) {
      if (purge != null) {
        purge.mapped(write);
      }
      boolean repeated =
          write.role() == RecordWrite.Role.SHARED
              && write.statements().equals(sharedInBatch.put(write.record(), write.statements()));
      if (!repeated) {
        writes.add(write);
        charactersInBatch += 100L * write.statements().size();
      }
    }
    return Optional.empty();
  }

  @Override
  public void deleted(String localId) {
    seen();
    anyRead = true;
    counts.skipped++;
    if (known.containsKey(localId) && known.get(localId).active()) {
      deleted.add(localId);
    }
  }

  @Override
  public void broken(String record, String place, String reason) {
    seen();
    counts.quarantine(record, place, reason);
  }

  private void seen() {
    counts.seen++;
    if (stopRequested.getAsBoolean()) {
      throw new Stopped();
    }
    if (counts.seen % 256 == 0) {
      listener.progress(source.id(), counts.seen, expected);
    }
  }

  private void commit() {
    if (request.dryRun()) {
      counts.foretell(writes, known);
    } else {
      writer.settle();
      writer.write(raws, writes, statements.soFar(counts));
    }
    mostRecordsInBatch = Math.min(2 * mostRecordsInBatch, settings.batchRecords());
    raws = new ArrayList<>();
    writes = new ArrayList<>();
    sharedInBatch.clear();
    recordsInBatch = 0;
    charactersInBatch = 0;
  }

  private void committed(Committed committed, List<RecordWrite> batch) {
    counts.take(committed, batch);
    listener.committed(source.id());
  }

  private Set<Node> absent(Set<String> read) {
    Set<Node> absent = new HashSet<>();
    for (KnownRecord record : known.values()) {
      if (record.active() && !record.part() && !read.contains(record.localId())) {
        absent.add(record(record.localId()));
      }
    }
    return absent;
  }

  private Optional<String> refusal(int absent) {
    long active = known.values().stream().filter(r -> r.active() && !r.part()).count();
    if (request.allowWithdrawals() || absent <= source.withdrawalLimit() * active) {
      return Optional.empty();
    }
    return Optional.of(
        "refused: it would withdraw "
            + absent
            + " of "
            + active
            + " records, more than "
            + Math.round(source.withdrawalLimit() * 100)
            + " %: nothing was withdrawn; if that is right, say --allow-withdrawals");
  }

  private HarvestReport finish(
      long rows,
      long duplicates,
      Set<Node> withdrawals,
      boolean complete,
      Optional<String> failure) {
    commit();
    if (request.dryRun()) {
      counts.withdrawn += withdrawals.size();
    } else {
      writer.settle();
      if (!withdrawals.isEmpty()) {
        counts.withdrawn +=
            store
                .commit(
                    new Batch(source.id(), run, List.of(), withdrawals, statements.soFar(counts)))
                .withdrawn();
      }
      store.commit(
          new Batch(
              source.id(),
              run,
              List.of(),
              Set.of(),
              statements.ended(
                  counts,
                  Instant.now(),
                  complete,
                  failure,
                  personalData.removed(),
                  shapes.advice(),
                  notes.unmapped())));
      listener.committed(source.id());
    }
    listener.progress(source.id(), counts.seen, expected);
    return report(request.dryRun() ? "" : run.getURI(), rows, duplicates, complete, failure);
  }

  private HarvestReport report(
      String iri, long rows, long duplicates, boolean complete, Optional<String> failure) {
    return new HarvestReport(
        source.id(),
        iri,
        rows,
        duplicates,
        counts.seen,
        counts.added,
        counts.changed,
        counts.unchanged,
        counts.quarantined,
        counts.skipped,
        counts.withdrawn,
        complete,
        Duration.between(started, Instant.now()).toMillis() / 1000.0,
        List.copyOf(counts.problems),
        failure,
        personalData.removed(),
        shapes.warningCount(),
        shapes.warnings(),
        Map.copyOf(notes.unmapped()),
        counts.quarantined > source.quarantineLimit() * counts.seen);
  }

  private Node record(String localId) {
    return NodeFactory.createURI(settings.baseIri() + "record/" + source.id() + "/" + localId);
  }

  @Override
  public void close() {
    writer.close();
  }
}
