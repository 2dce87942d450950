package org.tessera.harvester;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A first look at the files of one input: how many keys there are, and which have rows that differ.
 */
final class KeyScan {
  private final Input input;
  private final BooleanSupplier stopRequested;

  KeyScan(Input input, BooleanSupplier stopRequested) {
    this.input = input;
    this.stopRequested = stopRequested;
  }

  /**
   * @param keys how many different keys
   * @param repeated hashes of the keys that rows with different content share
   * @param broken why a file could not be read to its end
   */
  record Result(long keys, Set<Long> repeated, Optional<HarvestException> broken) {}

  Result of(List<Payload> payloads) {
    Keys keys = new Keys(input);
    Map<Long, Integer> contentByKey = new HashMap<>();
    Set<Long> repeated = new HashSet<>();
    Optional<HarvestException> broken = Optional.empty();
    RecordReader reader = new RecordReader(input, payloads);
    for (Payload payload : payloads) {
      try {
        reader.read(
            payload,
            new RowHandler() {
              @Override
              public void row(Content content, String place) {
                if (stopRequested.getAsBoolean()) {
                  throw new Stopped();
                }
                keys.localId(content)
                    .filter(keys::isOfThisSource)
                    .ifPresent(id -> {
                      int text = content.text().hashCode();
                      Integer before = contentByKey.putIfAbsent(hash(id), text);
                      if (before != null && before != text) {
                        repeated.add(hash(id));
                      }
                    });
              }

              @Override
              public void broken(String place, String reason) {
                // The reading itself reports it.
              }
            });
      } catch (HarvestException e) {
        // Where a file breaks is reported by the reading itself; the keys before it stand.
        if (e.category() == HarvestException.Category.MAPPING) {
          throw e;
        }
        broken = Optional.of(e);
      }
    }
    return new Result(contentByKey.size(), repeated, broken);
  }

  /** 64 bits of FNV-1a: two of a million keys share them once in thirty million runs. */
  static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
