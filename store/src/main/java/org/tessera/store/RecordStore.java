package org.tessera.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;

/**
 * The registry's records, and the only truth about them. Each record has one named graph, named by
 * its catalogue record's IRI, which holds what the register said and the catalogue record itself.
 * All of it is one dataset whose default graph is the union of the named ones.
 *
 * <p>Threads may share a store. One thread writes at a time; readers see the last commit.
 */
public interface RecordStore extends AutoCloseable {

  /** The dataset, for queries. Callers read it inside {@link #read}; nobody writes to it. */
  DatasetGraph dataset();

  /** Runs a function inside one read transaction. */
  <T> T read(Function<DatasetGraph, T> reader);

  /**
   * Applies a batch in one transaction. A record whose statements are as stored is left alone, with
   * its content hash and input brought up to date; a record that differs is replaced by difference;
   * a tombstone that is written again is active again. Parts ({@link RecordWrite#partOf}) that
   * their whole no longer brings are withdrawn with it. The graph of an organisation is shared by
   * the records that name it, so statements are only added to it.
   */
  Committed commit(Batch batch);

  /**
   * Drops what these records, by their catalogue records, and their parts said before: all that is
   * known of them begins with their last change.
   */
  void forget(Set<Node> records);

  /**
   * Takes the tombstones of these shared records out altogether, as their very address may hold
   * what is not to be kept; those that are active are left alone. To be called when whoever follows
   * the changes has seen them: there will be no sign that they were there.
   */
  void eraseSharedTombstones(Set<Node> records);

  /**
   * Makes graphs that are no records say what is given, in one transaction, touching only what
   * differs: vocabularies, sources' descriptions, identity links.
   */
  void putGraphs(Map<Node, Graph> graphs);

  /** {@link #putGraphs} with one graph. */
  default void putGraph(Node name, Graph graph) {
    putGraphs(Map.of(name, graph));
  }

  /** Sequence number of the last commit that changed a record; 0 in an empty store. */
  long sequence();

  /** Catalogue records changed by the commit of this number, in no order; tombstones included. */
  List<CatalogueRecord> changesAt(long sequence);

  /**
   * Calls back with every record that the commit of this number changed, with its graph, in one
   * read transaction that the consumer may read in too; tombstones included.
   */
  void forEachChange(long sequence, Consumer<StoredRecord> consumer);

  /** All records of a source that a harvest needs to compare with, by local id; parts included. */
  Map<String, KnownRecord> known(String source);

  /** A record by its topic's IRI or its catalogue record's IRI; tombstones included. */
  Optional<StoredRecord> find(Node topicOrRecord);

  /** What a record said and when, by its topic's or its catalogue record's IRI. */
  Optional<RecordHistory> history(Node topicOrRecord);

  /**
   * What is said of anything that is no record: the graph of its name, as a source or a harvest run
   * has one, else all statements with it as subject, as of a correspondence of levels.
   */
  Set<Triple> statementsOf(Node thing);

  /** Calls back with every record of a source, or of all, tombstones excluded; one at a time. */
  void forEach(Optional<String> source, Consumer<StoredRecord> consumer);

  /** The sources with their counts, by id in alphabetical order. */
  List<SourceSummary> sources();

  /**
   * The latest runs of a source, newest first, at most {@code limit}. What they met is read for the
   * newest and for the newest that mapped records; of the others there are the counts alone.
   */
  List<RunReport> runs(String source, int limit);

  /** The store's own check of itself; each line names what is wrong. Empty when all is well. */
  List<String> check();

  /** Writes a consistent copy of everything, readable by {@link #restore}. */
  void backup(OutputStream out) throws IOException;

  /** Gives back the space of replaced versions; waits for writers. */
  void compact();

  /**
   * Bytes that the store's files hold, without what the next opening gives back; 0 for a store in
   * memory. Reads all of them.
   */
  long size();

  @Override
  void close();

  /**
   * Opens the store in a folder, and makes it where there is none.
   *
   * @param baseIri base of minted IRIs, ends with a slash
   * @throws StoreException when another process has the folder open
   */
  static RecordStore open(Path folder, String baseIri) {
    return open(folder, baseIri, InstantSource.system());
  }

  /** The same with a clock of the caller's. */
  static RecordStore open(Path folder, String baseIri, InstantSource clock) {
    return Tdb2Store.open(folder, baseIri, clock);
  }

  /** A store in memory, for tests. */
  static RecordStore inMemory(String baseIri) {
    return inMemory(baseIri, InstantSource.system());
  }

  /** A store in memory that takes the time from a clock of the test's. */
  static RecordStore inMemory(String baseIri, InstantSource clock) {
    return Tdb2Store.inMemory(baseIri, clock);
  }

  /**
   * Makes a store from a backup.
   *
   * @param folder where the store shall be; it must not exist, or be empty
   * @throws StoreException when the backup is damaged, of another base, or the folder is not empty;
   *     the folder is then as it was
   */
  static void restore(InputStream backup, Path folder, String baseIri) throws IOException {
    StoreBackup.restore(backup, folder, new StoreNames(baseIri));
  }
}
