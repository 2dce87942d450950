package org.tessera.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Prov;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/**
 * What records said before, kept as the statements that came or went since, each with its times. A
 * record that never changed has no history and costs nothing; neither has one that others share. To
 * be used inside a transaction.
 */
record Histories(GraphWriter graphs, StoreNames names) {
  /** Former forms kept of one record; the oldest go first. */
  static final int MOST_FORMS = 24;

  /** Statements kept of one record, so that a large cube that changes wholly is not kept twice. */
  static final int MOST_STATEMENTS = 1_000;

  /**
   * A form's times tell them, or they change where nothing changed that was said: a record read
   * again from other bytes or another input.
   */
  private static final Set<Node> NOT_KEPT =
      Set.of(Dct.issued, Dct.modified, Tess.sequence, Tess.contentHash, Tess.readFrom);

  /** Keeps what a change takes away, and since when what it brings stands. */
  void changed(
      CatalogueRecord before,
      CatalogueRecord after,
      Instant now,
      Set<Triple> stored,
      Collection<Triple> wanted) {
    Node history = names.history(before.record());
    Set<Triple> graph = graphs.read(history);
    // It grows with each record that names it; no register ever said what it says between two.
    boolean shared = before.shared() || after.shared();
    if (shared || isMappedAnew(before, after)) {
      graphs.replace(history, graph, List.of());
      return;
    }
    Instant knownSince = knownSince(history, graph, before);
    Map<Triple, FormerStatement> standing = new HashMap<>();
    Map<Triple, FormerStatement> endedNow = new HashMap<>();
    Set<FormerStatement> kept = new LinkedHashSet<>(FormerStatement.read(graph));
    for (FormerStatement former : kept) {
      if (!former.ended()) {
        standing.put(former.statement(), former);
      } else if (now.equals(former.until())) {
        endedNow.put(former.statement(), former);
      }
    }
    Set<Triple> saidNow = new HashSet<>(wanted);
    for (Triple gone : stored) {
      if (!saidNow.contains(gone) && isKept(before.record(), gone)) {
        FormerStatement open = standing.get(gone);
        kept.remove(open);
        FormerStatement begun = open == null ? FormerStatement.begun(gone, knownSince) : open;
        // What did not stand for a second was never seen to stand.
        if (begun.from().isBefore(now)) {
          kept.add(begun.ended(now));
        }
      }
    }
    for (Triple come : saidNow) {
      if (!stored.contains(come) && isKept(before.record(), come)) {
        FormerStatement ended = endedNow.get(come);
        kept.remove(ended);
        if (ended != null) {
          kept.add(ended.reopened());
        } else if (knownSince.isBefore(now)) {
          kept.add(FormerStatement.begun(come, now));
        }
      }
    }
    Instant since = wholeSince(kept, knownSince);
    kept.removeIf(it -> !it.lastNews().isAfter(since));
    graphs.replace(history, graph, statements(history, before.record(), since, kept));
  }

  /** Drops all that a record said before. */
  void forget(Node record) {
    graphs.replace(names.history(record), List.of());
  }

  /**
   * Whether a mapping puts otherwise what the register says as before. What is not to be said any
   * more must not stay in earlier forms, and how that mapping would have put those, nobody knows.
   */
  private static boolean isMappedAnew(CatalogueRecord before, CatalogueRecord after) {
    return before.active() && after.active() && before.contentHash().equals(after.contentHash());
  }

  /** The record with all its forms. */
  static RecordHistory of(Graphs graphs, StoreNames names, StoredRecord stored) {
    CatalogueRecord record = stored.catalogueRecord();
    Node history = names.history(record.record());
    Set<Triple> graph = graphs.read(history);
    return new RecordHistory(
        stored, knownSince(history, graph, record), FormerStatement.read(graph));
  }

  /** A change before there were histories, or one too large, is the beginning of what is known. */
  private static Instant knownSince(Node history, Set<Triple> graph, CatalogueRecord record) {
    return graph.stream()
        .filter(it -> it.getSubject().equals(history) && it.getPredicate().equals(Tess.knownSince))
        .map(it -> CatalogueStatements.instant(it.getObject()))
        .findFirst()
        .orElse(record.lastChanged());
  }

  /** From when on what is kept can be whole within the limits. */
  private static Instant wholeSince(Collection<FormerStatement> kept, Instant knownSince) {
    TreeSet<Instant> changes = new TreeSet<>();
    kept.forEach(it -> changes.addAll(it.changes(knownSince)));
    Instant since = knownSince;
    if (changes.size() > MOST_FORMS) {
      since = List.copyOf(changes.descendingSet()).get(MOST_FORMS);
    }
    if (kept.size() > MOST_STATEMENTS) {
      Instant oldest =
          kept.stream()
              .map(FormerStatement::lastNews)
              .sorted(Comparator.reverseOrder())
              .skip(MOST_STATEMENTS)
              .findFirst()
              .orElseThrow();
      since = oldest.isAfter(since) ? oldest : since;
    }
    return since;
  }

  private static Collection<Triple> statements(
      Node history, Node record, Instant since, Collection<FormerStatement> kept) {
    Set<Triple> statements = new LinkedHashSet<>();
    statements.add(Triple.create(history, Rdf.type, Prov.Bundle));
    statements.add(Triple.create(history, Tess.historyOf, record));
    statements.add(Triple.create(history, Tess.knownSince, CatalogueStatements.instant(since)));
    kept.forEach(it -> it.write(history, statements));
    return statements;
  }

  static boolean isKept(Node record, Triple statement) {
    return !statement.getSubject().equals(record) || !NOT_KEPT.contains(statement.getPredicate());
  }
}
