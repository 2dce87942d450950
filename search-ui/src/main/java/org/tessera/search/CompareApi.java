package org.tessera.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.StoredRecord;

/** Records side by side, as JSON. */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
class CompareApi {
  private final Comparer comparer;

  CompareApi(Comparer comparer) {
    this.comparer = comparer;
  }

  @GetMapping("/api/v1/compare")
  ResponseEntity<byte[]> compare(@RequestParam MultiValueMap<String, String> parameters) {
    Api.allow(parameters, Set.of("id", "lang"));
    Set<String> ids =
        parameters.getOrDefault("id", List.of()).stream()
            .filter(id -> !id.isBlank())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (ids.size() < Comparer.LEAST || ids.size() > Comparer.MOST) {
      throw new InvalidParameter("id", "records", ids.size(), Comparer.LEAST, Comparer.MOST);
    }
    MultiValueMap<String, String> language =
        new org.springframework.util.LinkedMultiValueMap<>(parameters);
    language.remove("id");
    String lang = SearchQuery.parse(language).lang();
    Map<String, StoredRecord> found = comparer.find(ids);
    List<StoredRecord> records = List.copyOf(found.values());
    return ids.stream()
        .filter(id -> !found.containsKey(id))
        .findFirst()
        .map(id -> Api.problem(HttpStatus.NOT_FOUND, "There is no record of " + id + ".", "id"))
        .or(() -> withdrawn(records))
        .orElseGet(() -> Api.ok(comparer.compare(records, lang)));
  }

  private static Optional<ResponseEntity<byte[]>> withdrawn(List<StoredRecord> records) {
    return records.stream()
        .filter(record -> !record.catalogueRecord().active())
        .findFirst()
        .map(record ->
            Api.problem(
                HttpStatus.GONE,
                "The record of " + record.catalogueRecord().topic().getURI() + " was withdrawn.",
                "id"));
  }
}
