package org.tessera.search.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tessera.search.SourceItem;
import org.tessera.store.HarvestActivity;
import org.tessera.store.HarvestActivity.Progress;
import org.tessera.store.HarvestActivity.State;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/** What pages say of the registers: the store's counts and what the harvester is doing. */
@Component
final class Sources {
  private final RecordStore store;
  private final HarvestActivity activity;

  Sources(RecordStore store, HarvestActivity activity) {
    this.store = store;
    this.activity = activity;
  }

  List<SourceSummary> all() {
    return store.sources();
  }

  Optional<SourceSummary> find(String id) {
    return all().stream().filter(source -> source.id().equals(id)).findFirst();
  }

  /** Name of a register in the reader's language. */
  static String name(SourceSummary source, Page page) {
    Map<String, String> names = source.names();
    return Optional.ofNullable(names.get(page.lang()))
        .or(() -> Optional.ofNullable(names.get("en")))
        .or(() -> names.values().stream().findFirst())
        .orElse(source.id());
  }

  /** A source as the API tells of it: the same counts and health. */
  SourceItem item(SourceSummary source) {
    return SourceItem.of(source, progress(source));
  }

  /** The registers that are being read or wait for it; empty when all is quiet. */
  Optional<Live> live(Page page) {
    Map<String, Progress> now = activity.now();
    List<SourceSummary> sources = all();
    List<String> reading =
        sources.stream()
            .filter(source -> state(now, source) == State.HARVESTING)
            .map(source -> name(source, page))
            .toList();
    long waiting = sources.stream().filter(source -> state(now, source) == State.WAITING).count();
    if (reading.isEmpty() && waiting == 0) {
      return Optional.empty();
    }
    long records = sources.stream().mapToLong(SourceItem::results).sum();
    double perSecond =
        now.values().stream()
            .filter(progress -> progress.state() == State.HARVESTING)
            .mapToDouble(Progress::perSecond)
            .sum();
    return Optional.of(new Live(records, reading, waiting, Math.round(perSecond)));
  }

  /**
   * How far the harvest is that may yet bring a record; empty where none does.
   *
   * @param id of the source of the record
   */
  Optional<Live> bringing(String id, Page page) {
    Progress its = activity.now().get(id);
    boolean waits =
        its != null && (its.state() == State.HARVESTING || its.state() == State.WAITING);
    return waits ? live(page) : Optional.empty();
  }

  Optional<Progress> progress(SourceSummary source) {
    return Optional.ofNullable(activity.now().get(source.id()));
  }

  private static Object state(Map<String, Progress> now, SourceSummary source) {
    Progress progress = now.get(source.id());
    return progress == null ? "idle" : progress.state();
  }

  /**
   * How far a harvest is.
   *
   * @param records records in the store so far
   * @param reading names of the registers that are being read
   * @param waiting how many registers wait for their turn
   * @param perSecond records read a second
   */
  record Live(long records, List<String> reading, long waiting, long perSecond) {}
}
