package org.tessera.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.tessera.harvester.HarvestException;
import org.tessera.harvester.HarvestReport;
import org.tessera.harvester.HarvestRequest;
import org.tessera.harvester.Harvester;
import org.tessera.store.HarvestActivity;
import org.tessera.store.StoreException;

/** The tasks that read sources, each for one source or many, and how they are told. */
final class HarvestTasks {
  private final Harvester harvester;
  private final Runnable onCommit;
  private final BooleanSupplier stopping;
  private final Set<String> awaited = ConcurrentHashMap.newKeySet();

  HarvestTasks(Harvester harvester, Runnable onCommit, BooleanSupplier stopping) {
    this.harvester = harvester;
    this.onCommit = onCommit;
    this.stopping = stopping;
  }

  /** What is harvested now, and what {@link #await} announced. */
  HarvestActivity activity() {
    HarvestActivity running = harvester.activity();
    return () -> {
      Map<String, HarvestActivity.Progress> now = new HashMap<>();
      for (String source : awaited) {
        now.put(source, new HarvestActivity.Progress(HarvestActivity.State.WAITING, 0, -1, 0));
      }
      now.putAll(running.now());
      return now;
    };
  }

  /** Announces sources that are going to be harvested. */
  void await(List<String> sources) {
    awaited.addAll(sources);
  }

  int harvest(Task.Harvest task, Listener listener) {
    List<String> sources = task.sources().isEmpty() ? harvester.sources() : task.sources();
    requireKnown(sources);
    int code = 0;
    for (String source : sources) {
      if (stopping.getAsBoolean()) {
        throw new ClearError("Tessera is being stopped; run it again to go on");
      }
      HarvestRequest request =
          new HarvestRequest(
              source,
              Optional.ofNullable(task.from()),
              task.complete(),
              task.full(),
              task.dryRun(),
              task.allowWithdrawals());
      try {
        code = worse(code, ReportLines.tell(report(request, listener), !task.dryRun(), listener));
      } finally {
        awaited.remove(source);
      }
    }
    return code;
  }

  /** One source that cannot be read must not keep the others from being. */
  private HarvestReport report(HarvestRequest request, Listener listener) {
    try {
      return harvester.harvest(request, progress(listener));
    } catch (HarvestException | StoreException e) {
      return HarvestReport.withoutRun(request.source(), String.valueOf(e.getMessage()));
    }
  }

  private HarvestProgress progress(Listener listener) {
    return new HarvestProgress(listener, onCommit);
  }

  /**
   * @param seen makes sure that the index has read what is withdrawn, as it does by tombstones
   */
  int replay(List<String> sources, Runnable seen, Listener listener) {
    requireKnown(sources);
    int code = 0;
    for (String source : sources) {
      HarvestReport report = harvester.replay(source, progress(listener));
      code = worse(code, ReportLines.tell(report, true, listener));
      if (harvester.leftRemains(source)) {
        if (stopping.getAsBoolean()) {
          listener.say(source + ": it was stopped before its last step; replay it again");
          return 1;
        }
        seen.run();
        harvester.eraseRemains(source);
      }
    }
    return code;
  }

  int validate(Task.Validate task, Listener listener) {
    requireKnown(List.of(task.source()));
    HarvestReport report =
        harvester.validate(task.source(), Path.of(task.file()), progress(listener));
    return ReportLines.tellChecked(report, listener);
  }

  void requireKnown(List<String> sources) {
    List<String> known = harvester.sources();
    for (String source : sources) {
      if (!known.contains(source)) {
        throw new ClearError(
            "There is no source '%s'; there are %s".formatted(source, String.join(", ", known)));
      }
    }
  }

  /** 1, failed, is worse than 2, faults found. */
  private static int worse(int one, int other) {
    return one == 1 || other == 1 ? 1 : Math.max(one, other);
  }
}
