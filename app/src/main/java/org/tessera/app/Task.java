package org.tessera.app;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing asked of the registry. Its JSON form is the body of {@code POST /admin/{name}}, where
 * the name is the record's in small letters. Paths are absolute.
 */
sealed interface Task {

  /** A task that works for a while, tells its progress and ends with lines of JSON. */
  sealed interface Job extends Task {}

  /** A task that answers with a document. */
  sealed interface Document extends Task {}

  /**
   * @param sources ids; empty for all
   * @param from a path, an address, or null for the configured one
   * @param complete whether {@code from} is the whole register
   * @param full maps unchanged records too
   */
  record Harvest(
      List<String> sources,
      @Nullable String from,
      boolean complete,
      boolean full,
      boolean dryRun,
      boolean allowWithdrawals)
      implements Job {}

  /** Maps the archived records of sources again. */
  record Replay(List<String> sources) implements Job {}

  /** Maps and checks one file, and stores nothing. */
  record Validate(String file, String source) implements Job {}

  /**
   * Makes the search index anew from the store.
   *
   * @param allowDrop whether it may hold much less than the old one
   */
  record Reindex(boolean allowDrop) implements Job {}

  /** Gives the space back that each commit leaves behind in the store. */
  record Compact() implements Job {}

  /** Proves that store, index and archive agree. */
  record Check() implements Job {}

  /** Replaces the records by those of a backup. */
  record Restore(String file) implements Job {}

  /** The sources, as {@code /api/v1/sources} answers. */
  record Sources() implements Document {}

  /**
   * Of a running server asked at its SPARQL endpoint, and not at {@code /admin}.
   *
   * @param text SPARQL
   */
  record Query(String text) implements Document {}

  /**
   * @param words as a person types them
   * @param page from 1
   * @param size results of a page
   */
  record Search(String words, int page, int size) implements Document {}

  /**
   * @param format {@code nquads}, {@code turtle}, {@code jsonld} or {@code csv}
   * @param source id, or null for all
   */
  record Export(String format, @Nullable String source) implements Document {}

  /** A copy of everything, for {@link Restore}. */
  record Backup() implements Document {}

  /** Its name in addresses and messages. */
  default String name() {
    return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** The record whose {@link #name} this is, or null. */
  static @Nullable Class<? extends Task> named(String name) {
    return switch (name) {
      case "harvest" -> Harvest.class;
      case "replay" -> Replay.class;
      case "validate" -> Validate.class;
      case "reindex" -> Reindex.class;
      case "compact" -> Compact.class;
      case "check" -> Check.class;
      case "restore" -> Restore.class;
      case "sources" -> Sources.class;
      case "search" -> Search.class;
      case "export" -> Export.class;
      case "backup" -> Backup.class;
      default -> null;
    };
  }
}
