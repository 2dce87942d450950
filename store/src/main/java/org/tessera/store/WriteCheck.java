package org.tessera.store;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Prov;

/** Refuses a batch that would break what every reader of the store relies on. */
final class WriteCheck {
  private WriteCheck() {}

  static void requireWhole(Batch batch) {
    if (batch.runStatements().stream()
        .noneMatch(statement ->
            statement.getSubject().equals(batch.run())
                && statement.getPredicate().equals(Prov.startedAtTime))) {
      throw new StoreException("The run " + batch.run() + " has no prov:startedAtTime");
    }
    batch.runStatements().forEach(statement -> requireNoBlankNode(batch.run(), statement));
    for (RecordWrite write : batch.writes()) {
      requireWhole(write);
      if (batch.withdrawals().contains(write.record())) {
        throw new StoreException("One batch writes and withdraws " + write.record());
      }
    }
  }

  private static void requireWhole(RecordWrite write) {
    if ((write.role() == RecordWrite.Role.PART) != write.partOf().isPresent()) {
      throw new StoreException(write.record() + ": a part, and only a part, names its whole");
    }
    String topic = write.topic().getURI();
    int hash = topic.indexOf('#');
    String document = hash < 0 ? topic : topic.substring(0, hash);
    for (Triple statement : write.statements()) {
      requireNoBlankNode(write.record(), statement);
      Node subject = statement.getSubject();
      if (!subject.equals(write.topic()) && !isHashOf(document, subject.getURI())) {
        throw new StoreException(
            "%s has a statement about %s, which is neither its topic %s nor a hash IRI of it"
                .formatted(write.record(), subject, topic));
      }
    }
    RecordKind kind = RecordKind.of(write.topic(), write.statements());
    if (kind != write.kind()) {
      throw new StoreException(
          "%s is handed on as %s, but its classes make it %s"
              .formatted(write.record(), write.kind().id(), kind.id()));
    }
  }

  private static boolean isHashOf(String document, String iri) {
    return iri.length() > document.length()
        && iri.charAt(document.length()) == '#'
        && iri.startsWith(document);
  }

  static void requireNoBlankNode(Node graph, Triple statement) {
    if (statement.getSubject().isBlank() || statement.getObject().isBlank()) {
      throw new StoreException("The graph " + graph + " has a blank node: " + statement);
    }
  }
}
