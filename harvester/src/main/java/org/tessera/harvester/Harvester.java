package org.tessera.harvester;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.tessera.ontology.Ontology;
import org.tessera.store.HarvestActivity;
import org.tessera.store.KnownRecord;
import org.tessera.store.RawRecords;
import org.tessera.store.RecordStore;
import org.tessera.store.StoreException;

/**
 * Brings the sources' records into the store, and then what follows from them ({@link #derive}).
 * Threads may share it; one source is harvested at a time, others wait.
 */
public final class Harvester {
  private final HarvestSettings settings;
  private final RecordStore store;
  private final SourceCatalogue catalogue;
  private final Archive archive;
  private final HttpFiles http;
  private final Map<Node, Graph> vocabularies;
  private final AuthorityCodes codes;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Map<String, HarvestActivity.Progress> activity = new ConcurrentHashMap<>();
  private volatile boolean stopRequested;
  private final RunNames runNames;

  public Harvester(HarvestSettings settings, RecordStore store) {
    this.settings = settings;
    this.store = store;
    this.catalogue =
        settings.mappings().isPresent()
            ? SourceCatalogue.in(settings.mappings().get(), settings.baseIri())
            : SourceCatalogue.onClassPath(settings.baseIri());
    this.archive = new Archive(settings.archive());
    this.http =
        new HttpFiles(settings, settings.archive().resolve(".fetched"), () -> stopRequested);
    this.vocabularies = Ontology.graphs();
    this.codes = AuthorityCodes.of(vocabularies);
    this.runNames = new RunNames(settings.baseIri(), store);
  }

  /** Ids of all sources, in alphabetical order. */
  public List<String> sources() {
    return catalogue.all().stream().map(SourceDescriptor::id).toList();
  }

  /**
   * Ids of the sources whose real records come with Tessera, those with the smallest files first.
   */
  public List<String> bundledSources() {
    record Sized(String id, long bytes) {}
    List<Sized> bundled = new ArrayList<>();
    for (SourceDescriptor source : catalogue.all()) {
      if (source.bundled()) {
        long bytes = 0;
        for (Path sample : source.folder().files("sample")) {
          try {
            bytes += java.nio.file.Files.size(sample);
          } catch (java.io.IOException e) {
            throw new UncheckedIOException(sample + " cannot be read", e);
          }
        }
        bundled.add(new Sized(source.id(), bytes));
      }
    }
    return bundled.stream()
        .sorted(java.util.Comparator.comparingLong(Sized::bytes).thenComparing(Sized::id))
        .map(Sized::id)
        .toList();
  }

  /** Puts the vocabularies and the sources' descriptions into the store where they differ. */
  public void describe() {
    Map<Node, Graph> graphs = new LinkedHashMap<>(vocabularies);
    catalogue.all().forEach(source -> graphs.put(source.catalogue(), source.description()));
    store.putGraphs(graphs);
  }

  /** What is being harvested now. */
  public HarvestActivity activity() {
    return () -> Map.copyOf(activity);
  }

  /** What the sources said. */
  public RawRecords rawRecords() {
    return archive;
  }

  /** Makes a running harvest end after its batch, and those that wait not begin. */
  public void stop() {
    stopRequested = true;
  }

  /**
   * Harvests one source. No run is recorded where it is stopped before it read a record, or where
   * {@code from} is nothing of which a record could be read.
   *
   * @throws HarvestException if there is no such source, or its mapping is wrong
   */
  public HarvestReport harvest(HarvestRequest request, HarvestListener listener) {
    SourceDescriptor source = catalogue.get(request.source());
    request.requireNoSecret();
    boolean callers = isTheCallers(request, source);
    return alone(
        source,
        request,
        listener,
        run -> {
          try {
            SourceFiles files = new SourceFiles(source, settings, http);
            if (request.from().isPresent()) {
              return run.read(files.at(request.from().get()), request.complete(), callers);
            }
            Map<Input, List<Payload>> published = files.published();
            // The bundled records are an extract: what they lack is not gone from the register.
            return published.isEmpty()
                ? run.read(files.bundled(), false, false)
                : run.read(published, true, false);
          } catch (HarvestException e) {
            boolean news = !callers || e.category() == HarvestException.Category.SOURCE_DOWN;
            return switch (e.category()) {
              case MAPPING -> throw e;
              case STOPPED -> HarvestReport.withoutRun(source.id(), e.reason());
              default -> news ? run.failed(e) : HarvestReport.withoutRun(source.id(), e.reason());
            };
          }
        });
  }

  /**
   * Whether it is no news of the register that nothing could be read: of a file that the caller
   * handed in, or an address that was never read and may be mistyped.
   */
  private boolean isTheCallers(HarvestRequest request, SourceDescriptor source) {
    return request
        .from()
        .filter(from -> !HarvestRequest.isAddress(from) || !runNames.isKnown(source, from))
        .isPresent();
  }

  /** Maps and checks a file without storing anything. */
  public HarvestReport validate(String source, Path file, HarvestListener listener) {
    return harvest(
        new HarvestRequest(source, Optional.of(file.toString()), false, true, true, false),
        listener);
  }

  /**
   * Maps the archived records of a source again, and takes out of archive and histories what its
   * rules call personal by now.
   */
  public HarvestReport replay(String id, HarvestListener listener) {
    SourceDescriptor source = catalogue.get(id);
    HarvestRequest request = new HarvestRequest(id, Optional.empty(), false, true, false, false);
    return alone(
        source,
        request,
        listener,
        run ->
            run.replay(new Purge(source, settings.baseIri(), archive, store, run.personalData())));
  }

  /** Whether a replay has done all but {@link #eraseRemains}. */
  public boolean leftRemains(String source) {
    PendingPurge purge = PendingPurge.of(source, settings.baseIri(), store);
    return !purge.isPending() && !purge.remains().isEmpty();
  }

  /**
   * Erases what a replay had to leave: tombstones of the shared records that it withdrew, and
   * earlier forms of those that it could not map at first. To be called when whoever follows the
   * changes has seen these; does nothing while the replay must be done again.
   */
  public void eraseRemains(String source) {
    oneAtATime.lock();
    try {
      if (leftRemains(source)) {
        PendingPurge.of(source, settings.baseIri(), store).erase();
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Makes what follows from the records by rules, unless it is there; to be called when the sources
   * of a run are harvested, and for a store that a run may not have come to its end on.
   *
   * @return whether it was made
   */
  public boolean derive() {
    oneAtATime.lock();
    try {
      List<Graph> descriptions =
          catalogue.all().stream().map(SourceDescriptor::description).toList();
      Derivation derivation =
          new Derivation(store, settings.baseIri(), Derivation.rules(descriptions));
      return !derivation.isCurrent() && derivation.make(() -> stopRequested);
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * What is wrong between store and archive; empty when the raw form of each record is archived as
   * the store has it. Waits for a harvest that is under way.
   */
  public List<String> check() {
    oneAtATime.lock();
    try {
      List<String> wrong = new ArrayList<>();
      catalogue.all().forEach(source -> wrong.addAll(check(source)));
      return wrong;
    } finally {
      oneAtATime.unlock();
    }
  }

  private List<String> check(SourceDescriptor source) {
    Map<String, Input> inputs = inputs(source);
    Map<String, KnownRecord> known = store.known(source.id());
    Set<String> archived = new HashSet<>();
    Set<String> agreeing = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    archive
        .forEach(
            source.id(),
            line -> {
              archived.add(line.id());
              KnownRecord record = known.get(line.id());
              Input input = inputs.get(line.input());
              // Older lines are what the record was; a later one was refused, or poorer.
              if (record != null
                  && record.contentHash().equals(line.hash())
                  && (input == null
                      || HarvestedRecord.hash(input, line.text()).equals(line.hash()))) {
                agreeing.add(line.id());
              }
            })
        .forEach(damage -> wrong.add(damage.place() + " " + damage.reason()));
    if (!wrong.isEmpty()) {
      return wrong;
    }
    PendingPurge purge = PendingPurge.of(source.id(), settings.baseIri(), store);
    if (purge.isPending() || !purge.remains().isEmpty()) {
      wrong.add(
          source.id()
              + ": what is personal by now is not wholly taken out; run ./tessera replay "
              + source.id());
    }
    known.forEach((id, record) -> {
      if (!record.part() && record.active() && !agreeing.contains(id)) {
        wrong.add(
            source.id()
                + " "
                + id
                + (archived.contains(id)
                    ? ": its raw record in the archive is not what the store was made of"
                    : ": its raw record is not in the archive"));
      }
    });
    return wrong;
  }

  private static Map<String, Input> inputs(SourceDescriptor source) {
    Map<String, Input> inputs = new TreeMap<>();
    source.inputs().forEach(input -> inputs.put(input.iri().getURI(), input));
    return inputs;
  }

  private interface Pass {
    HarvestReport over(HarvestRun run);
  }

  private HarvestReport alone(
      SourceDescriptor source, HarvestRequest request, HarvestListener listener, Pass pass) {
    if (!oneAtATime.tryLock()) {
      activity.put(
          source.id(), new HarvestActivity.Progress(HarvestActivity.State.WAITING, 0, -1, 0));
      oneAtATime.lock();
    }
    try {
      Mapper mapper = new RmlMapper(source, settings.baseIri(), codes);
      ShapeCheck shapes =
          new ShapeCheck(
              Ontology.coreShapes(), Ontology.noPersonShapes(), Ontology.qualityShapes());
      Node runIri = runNames.next(source);
      Instant started = Instant.now();
      Activity progress = new Activity(source.id(), listener);
      try (HarvestRun run =
          new HarvestRun(
              source,
              request,
              settings,
              store,
              archive,
              mapper,
              shapes,
              progress,
              () -> stopRequested,
              runIri,
              started)) {
        return stopRequested
            ? HarvestReport.withoutRun(source.id(), HarvestRun.STOPPED)
            : forgetting(source, request, run, pass);
      }
    } finally {
      activity.remove(source.id());
      oneAtATime.unlock();
    }
  }

  /** A file as it was fetched holds what is taken out of its records, whatever becomes of it. */
  private HarvestReport forgetting(
      SourceDescriptor source, HarvestRequest request, HarvestRun run, Pass pass) {
    if (source.personalFields().isEmpty() || request.dryRun()) {
      return pass.over(run);
    }
    HarvestReport report;
    try {
      report = pass.over(run);
    } catch (RuntimeException | Error e) {
      http.forget(source.id())
          .ifPresent(kept -> {
            throw new StoreException(e.getMessage() + "; " + kept, e);
          });
      throw e;
    }
    return http.forget(source.id()).map(report::failed).orElse(report);
  }

  /** Passes progress on and keeps the latest for {@link #activity}. */
  private final class Activity implements HarvestListener {
    private final String id;
    private final HarvestListener listener;
    private final long start = System.nanoTime();

    Activity(String id, HarvestListener listener) {
      this.id = id;
      this.listener = listener;
      activity.put(id, new HarvestActivity.Progress(HarvestActivity.State.HARVESTING, 0, -1, 0));
    }

    @Override
    public void progress(String source, long seen, long expected) {
      double seconds = (System.nanoTime() - start) / 1e9;
      activity.put(
          id,
          new HarvestActivity.Progress(
              HarvestActivity.State.HARVESTING, seen, expected, seen / Math.max(0.001, seconds)));
      listener.progress(source, seen, expected);
    }

    @Override
    public void committed(String source) {
      listener.committed(source);
    }
  }
}
