package org.tessera.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RecordStore;

/** What the JSON API answers, for callers without HTTP such as the command line. */
public final class ApiDocuments {
  private ApiDocuments() {}

  /**
   * As {@code /api/v1/search?q=&page=&size=} answers.
   *
   * @throws InvalidParameter where there is no such page
   */
  public static byte[] search(SearchIndex index, String words, int page, int size) {
    return Api.json(
        SearchResponse.of(
            index.search(
                SearchQuery.parse(
                    Map.of(
                        "q",
                        List.of(words),
                        "page",
                        List.of(String.valueOf(page)),
                        "size",
                        List.of(String.valueOf(size)))))));
  }

  /** As {@code /api/v1/sources} answers. */
  public static byte[] sources(RecordStore store, HarvestActivity activity) {
    Map<String, HarvestActivity.Progress> now = activity.now();
    return Api.json(
        Map.of(
            "sources",
            store.sources().stream()
                .map(source -> SourceItem.of(source, Optional.ofNullable(now.get(source.id()))))
                .toList()));
  }
}
