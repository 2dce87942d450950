package org.tessera.harvester;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tessera.store.KnownRecord;
import org.tessera.store.RecordStore;

/**
 * An empty store in memory, an archive in a folder, and a harvester over the repository's sources.
 */
final class TestRegistry implements AutoCloseable {
  final RecordStore store = RecordStore.inMemory(MappingsFolder.BASE);
  final Harvester harvester;

  TestRegistry(Path folder) {
    this.harvester = new Harvester(settings(folder, 1L << 30, false), store);
  }

  static HarvestSettings settings(Path folder, long mostBytes, boolean allowPrivateAddresses) {
    return new HarvestSettings(
        MappingsFolder.BASE,
        folder.resolve("archive"),
        Optional.of(MappingsFolder.path()),
        mostBytes,
        Duration.ofMinutes(5),
        allowPrivateAddresses,
        "Tessera tests",
        5_000);
  }

  /** A pass over the whole register, as these files have it. */
  HarvestReport pass(String source, Path files) {
    return harvester.harvest(
        new HarvestRequest(source, Optional.of(files.toString()), true, false, false, false),
        HarvestListener.NONE);
  }

  HarvestReport fullPass(String source, Path files) {
    return harvester.harvest(
        new HarvestRequest(source, Optional.of(files.toString()), true, true, false, false),
        HarvestListener.NONE);
  }

  HarvestReport passAllowingWithdrawals(String source, Path files) {
    return harvester.harvest(
        new HarvestRequest(source, Optional.of(files.toString()), true, false, false, true),
        HarvestListener.NONE);
  }

  /** Local ids of the active records that are no parts of others, in alphabetical order. */
  TreeSet<String> active(String source) {
    return store.known(source).values().stream()
        .filter(record -> record.active() && !record.part())
        .map(KnownRecord::localId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> tombstones(String source) {
    return store.known(source).values().stream()
        .filter(record -> !record.active() && !record.part())
        .map(KnownRecord::localId)
        .collect(Collectors.toSet());
  }

  /** Every active graph of a source as sorted statements, by name. */
  Map<String, TreeSet<String>> graphs(String source) {
    Map<String, TreeSet<String>> graphs = new TreeMap<>();
    store.forEach(
        Optional.of(source),
        record -> {
          TreeSet<String> statements = new TreeSet<>();
          record.graph().find().forEachRemaining(triple -> statements.add(triple.toString()));
          graphs.put(record.catalogueRecord().record().getURI(), statements);
        });
    return graphs;
  }

  /** All that is stored of the runs of a source. */
  Set<String> runs(String source) {
    return store.read(dataset ->
        dataset.stream()
            .filter(quad ->
                quad.getGraph()
                    .toString()
                    .startsWith(MappingsFolder.BASE + "id/run/" + source + "/"))
            .map(Object::toString)
            .collect(Collectors.toSet()));
  }

  @Override
  public void close() {
    store.close();
  }
}
