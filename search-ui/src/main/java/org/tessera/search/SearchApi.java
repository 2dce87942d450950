package org.tessera.search;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RecordStore;

/** The JSON API of the HTTP contract. Anyone may read it from any page. */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
class SearchApi {
  private static final int DEFAULT_SUGGESTIONS = 10;
  private static final int MAX_SUGGESTIONS = 50;

  private final SearchIndex index;
  private final RecordStore store;
  private final HarvestActivity activity;

  SearchApi(SearchIndex index, RecordStore store, HarvestActivity activity) {
    this.index = index;
    this.store = store;
    this.activity = activity;
  }

  @GetMapping("/api/v1/search")
  ResponseEntity<byte[]> search(@RequestParam MultiValueMap<String, String> parameters) {
    return Api.ok(SearchResponse.of(index.search(SearchQuery.parse(parameters))));
  }

  @GetMapping("/api/v1/suggest")
  ResponseEntity<byte[]> suggest(@RequestParam MultiValueMap<String, String> parameters) {
    Api.allow(parameters, Set.of("q", "lang", "size"));
    int size = SearchQueryParser.size(parameters, DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS);
    MultiValueMap<String, String> others = new LinkedMultiValueMap<>(parameters);
    others.remove("size");
    SearchQuery asked = SearchQuery.parse(others);
    return Api.ok(Map.of("suggestions", index.suggest(asked.text(), asked.lang(), size)));
  }

  @GetMapping("/api/v1/sources")
  ResponseEntity<byte[]> sources(@RequestParam MultiValueMap<String, String> parameters) {
    Api.allow(parameters, Set.of());
    Map<String, HarvestActivity.Progress> now = activity.now();
    return Api.ok(
        Map.of(
            "sources",
            store.sources().stream()
                .map(source -> SourceItem.of(source, Optional.ofNullable(now.get(source.id()))))
                .toList()));
  }

  @GetMapping("/api/openapi.json")
  ResponseEntity<byte[]> openApi(@RequestParam MultiValueMap<String, String> parameters)
      throws IOException {
    Api.allow(parameters, Set.of());
    try (InputStream in = SearchApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IOException("openapi.json is missing beside " + SearchApi.class.getName());
      }
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(in.readAllBytes());
    }
  }
}
