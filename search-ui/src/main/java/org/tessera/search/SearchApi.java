package org.tessera.search;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.jsonld.JenaToTitanium;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Ontology;
import org.tessera.store.HarvestActivity;
import org.tessera.store.RecordHistory;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

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

  @GetMapping("/api/v1/record")
  ResponseEntity<byte[]> record(@RequestParam MultiValueMap<String, String> parameters)
      throws JsonLdError {
    Api.allow(parameters, Set.of("id", "at"));
    List<String> ids = parameters.getOrDefault("id", List.of());
    if (ids.size() != 1 || ids.getFirst().isBlank()) {
      throw new InvalidParameter("id", "id is the IRI of one record.");
    }
    String id = ids.getFirst();
    String at = parameters.getFirst("at");
    if (at != null && !at.isBlank()) {
      return record(id, at);
    }
    Optional<StoredRecord> found = store.find(NodeFactory.createURI(id));
    if (found.isEmpty()) {
      return noRecord(id);
    }
    if (!found.get().catalogueRecord().active()) {
      return withdrawn(id);
    }
    return answer(ResponseEntity.ok(), found.get().graph());
  }

  private ResponseEntity<byte[]> record(String id, String at) throws JsonLdError {
    Instant moment;
    try {
      moment = RecordHistory.moment(at);
    } catch (DateTimeException e) {
      throw new InvalidParameter("at", "at is a day or a time, as in 2026-03-01.");
    }
    Optional<RecordHistory> found = store.history(NodeFactory.createURI(id));
    if (found.isEmpty()) {
      return noRecord(id);
    }
    RecordHistory history = found.get();
    return switch (history.at(moment)) {
      case RecordHistory.NotYet none ->
          Api.problem(HttpStatus.NOT_FOUND, none.words(history), "at");
      case RecordHistory.NotKept none ->
          Api.problem(HttpStatus.NOT_FOUND, none.words(history), "at");
      case RecordHistory.Form form ->
          form.active()
              ? answer(
                  ResponseEntity.ok()
                      .header(
                          "Memento-Datetime",
                          DateTimeFormatter.RFC_1123_DATE_TIME.format(
                              form.from().atOffset(ZoneOffset.UTC))),
                  form.graph())
              : Api.problem(
                  HttpStatus.GONE,
                  "The record of %s had been withdrawn on %s.".formatted(id, form.from()),
                  "at");
    };
  }

  private static ResponseEntity<byte[]> noRecord(String id) {
    return Api.problem(HttpStatus.NOT_FOUND, "There is no record of " + id + ".", "id");
  }

  private static ResponseEntity<byte[]> withdrawn(String id) {
    return Api.problem(HttpStatus.GONE, "The record of " + id + " was withdrawn.", "id");
  }

  private static ResponseEntity<byte[]> answer(ResponseEntity.BodyBuilder answer, Graph graph)
      throws JsonLdError {
    return answer
        .contentType(MediaType.parseMediaType("application/ld+json"))
        .body(jsonLd(graph).getBytes(StandardCharsets.UTF_8));
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
  ResponseEntity<byte[]> openApi() throws IOException {
    try (InputStream in = SearchApi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IOException("openapi.json is missing beside " + SearchApi.class.getName());
      }
      return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(in.readAllBytes());
    }
  }

  private static String jsonLd(Graph graph) throws JsonLdError {
    var expanded = JenaToTitanium.convert(DatasetGraphFactory.wrap(graph), new JsonLdOptions());
    var context = JsonDocument.of(new StringReader(Ontology.jsonLdContext()));
    return JsonLd.compact(JsonDocument.of(expanded), context).get().toString();
  }
}
