package org.tessera.store;

import static org.tessera.store.Committed.Outcome.ADDED;
import static org.tessera.store.Committed.Outcome.CHANGED;
import static org.tessera.store.Committed.Outcome.UNCHANGED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.Committed.Outcome;
import org.tessera.store.RecordWrite.Role;

/** Applies one batch inside the write transaction that the caller holds. */
final class BatchCommit {
  /** What a tombstone still says of its topic, so that its page can tell what it was. */
  private static final Set<Node> NAMES = Set.of(Dct.title, Skos.prefLabel, Foaf.name);

  private final GraphWriter graphs;
  private final StoreNames names;
  private final SharedRecords shared;
  private final Batch batch;
  private final Node catalogue;
  private final Instant now;
  private final long sequence;
  private final SourceStatistics statistics;
  private final Histories histories;
  private final Map<Node, Outcome> outcomes = new LinkedHashMap<>();
  private final Set<Node> keptWholes = new HashSet<>();
  private final Set<Node> rewrittenWholes = new LinkedHashSet<>();
  private final Set<Node> wholesMappedAnew = new HashSet<>();
  private int withdrawn;

  BatchCommit(
      GraphWriter graphs, StoreNames names, SharedRecords shared, Batch batch, Instant now) {
    this.graphs = graphs;
    this.names = names;
    this.shared = shared;
    this.batch = batch;
    this.now = now;
    this.catalogue = names.catalogue(batch.source());
    this.sequence = Sequence.read(graphs, names) + 1;
    this.statistics = SourceStatistics.read(graphs, names, batch.source());
    this.histories = new Histories(graphs, names);
  }

  Committed apply() {
    WriteCheck.requireWhole(batch);
    write(Role.MAIN, this::writeMain);
    write(Role.PART, this::writePart);
    write(Role.SHARED, this::writeShared);
    write(Role.SHARED_ANEW, this::writeShared);
    goneParts().forEach(this::withdraw);
    for (Node record : batch.withdrawals()) {
      withdraw(record);
      storedParts(record).forEach(this::withdraw);
    }
    boolean changed = withdrawn > 0 || outcomes.values().stream().anyMatch(it -> it != UNCHANGED);
    if (changed) {
      Sequence.write(graphs, names, sequence);
    }
    statistics.addRun(batch.run());
    graphs.replace(names.statistics(batch.source()), statistics.statements());
    graphs.replace(batch.run(), canonical(batch.runStatements()));
    return new Committed(changed ? sequence : sequence - 1, Map.copyOf(outcomes), withdrawn);
  }

  private void write(Role role, Function<RecordWrite, Outcome> how) {
    for (RecordWrite write : batch.writes()) {
      if (write.role() == role) {
        outcomes.merge(write.record(), how.apply(write), BatchCommit::stronger);
      }
    }
  }

  private Outcome writeMain(RecordWrite write) {
    Set<Triple> stored = graphs.read(write.record());
    Optional<CatalogueRecord> before = before(write, stored);
    if (before.isPresent() && before.get().active() && isPoorer(write, before.get())) {
      keptWholes.add(write.record());
      return UNCHANGED;
    }
    if (before.isPresent()) {
      rewrittenWholes.add(write.record());
      if (before.get().active() && before.get().contentHash().equals(write.contentHash())) {
        wholesMappedAnew.add(write.record());
      }
    }
    return store(write, before, stored, canonical(write.statements()));
  }

  private Outcome writePart(RecordWrite write) {
    if (write.partOf().filter(keptWholes::contains).isPresent()) {
      return UNCHANGED;
    }
    Set<Triple> stored = graphs.read(write.record());
    return store(write, before(write, stored), stored, canonical(write.statements()));
  }

  private Outcome writeShared(RecordWrite write) {
    boolean anew = write.role() == Role.SHARED_ANEW;
    if (!anew && shared.isRepetition(write)) {
      return UNCHANGED;
    }
    Set<Triple> stored = graphs.read(write.record());
    Optional<CatalogueRecord> before = before(write, stored);
    Outcome outcome;
    if (before.isPresent() && before.get().active() && !before.get().shared()) {
      // The source describes it in a record of its own, which says more than a mention does.
      outcome = UNCHANGED;
    } else {
      Set<Triple> wanted =
          anew ? new LinkedHashSet<>() : new LinkedHashSet<>(statementsOf(write.record(), stored));
      wanted.addAll(canonical(write.statements()));
      outcome = store(write, before, stored, wanted);
    }
    shared.remember(write);
    return outcome;
  }

  private Outcome store(
      RecordWrite write,
      Optional<CatalogueRecord> before,
      Set<Triple> stored,
      Set<Triple> statements) {
    CatalogueRecord changed =
        write.role() == Role.SHARED || write.role() == Role.SHARED_ANEW
            ? describedShared(write, before, CanonicalStatements.hash(statements))
            : described(write, before);
    CatalogueRecord after =
        before
            .filter(it -> describedTheSame(it, changed))
            .filter(it -> statementsOf(write.record(), stored).equals(statements))
            .map(it -> recheck(it, changed))
            .orElse(changed);
    before.ifPresent(it -> statistics.count(it, -1));
    statistics.count(after, 1);
    if (after.readFrom().isPresent()) {
      statistics.rank(write.readFrom(), write.rank());
    }
    List<Triple> wanted = new ArrayList<>(statements);
    wanted.addAll(CatalogueStatements.of(after, catalogue));
    if (before.isEmpty()) {
      graphs.add(write.record(), wanted);
      return ADDED;
    }
    graphs.replace(write.record(), stored, wanted);
    if (after != changed) {
      return UNCHANGED;
    }
    histories.changed(before.get(), after, now, stored, wanted);
    return CHANGED;
  }

  private CatalogueRecord described(RecordWrite write, Optional<CatalogueRecord> before) {
    return new CatalogueRecord(
        write.record(),
        write.topic(),
        batch.source(),
        write.localId(),
        write.kind(),
        true,
        before.map(CatalogueRecord::firstSeen).orElse(now),
        now,
        batch.run(),
        write.contentHash(),
        write.rank() > 0 ? Optional.of(write.readFrom()) : Optional.empty(),
        write.partOf(),
        write.identifierBasis(),
        sequence,
        write.synthetic(),
        false);
  }

  private CatalogueRecord describedShared(
      RecordWrite write, Optional<CatalogueRecord> before, String contentHash) {
    return new CatalogueRecord(
        write.record(),
        write.topic(),
        batch.source(),
        write.localId(),
        write.kind(),
        true,
        before.map(CatalogueRecord::firstSeen).orElse(now),
        now,
        batch.run(),
        contentHash,
        Optional.empty(),
        Optional.empty(),
        before.map(CatalogueRecord::identifierBasis).orElse(write.identifierBasis()),
        sequence,
        // Made up only as long as no real record names it.
        write.synthetic() && before.map(CatalogueRecord::synthetic).orElse(true),
        true);
  }

  /** The record as it was, with the content hash and the input that it was now read from. */
  private static CatalogueRecord recheck(CatalogueRecord before, CatalogueRecord now) {
    return new CatalogueRecord(
        before.record(),
        before.topic(),
        before.source(),
        before.localId(),
        before.kind(),
        before.active(),
        before.firstSeen(),
        before.lastChanged(),
        before.run(),
        now.contentHash(),
        now.readFrom(),
        before.partOf(),
        before.identifierBasis(),
        before.sequence(),
        before.synthetic(),
        before.shared());
  }

  private static boolean describedTheSame(CatalogueRecord before, CatalogueRecord now) {
    return before.active()
        && before.topic().equals(now.topic())
        && before.localId().equals(now.localId())
        && before.partOf().equals(now.partOf())
        && before.identifierBasis() == now.identifierBasis()
        && before.synthetic() == now.synthetic()
        && before.shared() == now.shared();
  }

  private void withdraw(Node record) {
    Set<Triple> stored = graphs.read(record);
    Optional<CatalogueRecord> before = CatalogueStatements.read(record, stored, names);
    if (before.isEmpty() || !before.get().active()) {
      return;
    }
    CatalogueRecord was = before.get();
    requireSameSource(was);
    Set<Triple> kept = new LinkedHashSet<>();
    for (Triple statement : stored) {
      if (statement.getSubject().equals(was.topic()) && NAMES.contains(statement.getPredicate())) {
        kept.add(statement);
      }
    }
    CatalogueRecord tombstone =
        new CatalogueRecord(
            was.record(),
            was.topic(),
            was.source(),
            was.localId(),
            was.kind(),
            false,
            was.firstSeen(),
            now,
            batch.run(),
            was.contentHash(),
            was.readFrom(),
            was.partOf(),
            was.identifierBasis(),
            sequence,
            was.synthetic(),
            was.shared());
    kept.addAll(CatalogueStatements.of(tombstone, catalogue));
    graphs.replace(record, stored, kept);
    if (was.partOf().filter(wholesMappedAnew::contains).isPresent()) {
      // The register has this part still; a mapping took it away, and with it what it said.
      histories.forget(record);
    } else {
      histories.changed(was, tombstone, now, stored, kept);
    }
    statistics.count(was, -1);
    statistics.count(tombstone, 1);
    shared.forget(record);
    withdrawn++;
  }

  private Optional<CatalogueRecord> before(RecordWrite write, Set<Triple> stored) {
    Optional<CatalogueRecord> before = CatalogueStatements.read(write.record(), stored, names);
    before.ifPresent(this::requireSameSource);
    return before;
  }

  private void requireSameSource(CatalogueRecord record) {
    if (!record.source().equals(batch.source())) {
      throw new StoreException(
          "%s is a record of %s; a batch of %s cannot change it"
              .formatted(record.record(), record.source(), batch.source()));
    }
  }

  private boolean isPoorer(RecordWrite write, CatalogueRecord before) {
    return write.rank() > statistics.rank(before.readFrom());
  }

  private Set<Node> storedParts(Node whole) {
    return graphs.subjects(Tess.partOfRecord, whole);
  }

  /** Stored parts that their wholes, written again, no longer bring. */
  private Set<Node> goneParts() {
    Set<Node> gone = new LinkedHashSet<>();
    rewrittenWholes.forEach(whole -> gone.addAll(storedParts(whole)));
    gone.removeAll(outcomes.keySet());
    return gone;
  }

  private static Set<Triple> statementsOf(Node record, Set<Triple> graph) {
    Set<Triple> statements = new LinkedHashSet<>(graph);
    statements.removeIf(statement -> statement.getSubject().equals(record));
    return statements;
  }

  private static Set<Triple> canonical(List<Triple> statements) {
    Set<Triple> canonical = new LinkedHashSet<>(statements.size() * 2);
    for (Triple statement : statements) {
      canonical.add(CanonicalStatements.of(statement));
    }
    return canonical;
  }

  private static Outcome stronger(Outcome first, Outcome second) {
    return first.compareTo(second) <= 0 ? first : second;
  }
}
