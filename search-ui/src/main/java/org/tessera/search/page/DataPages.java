package org.tessera.search.page;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tessera.store.MetadataOnlyCounts;
import org.tessera.store.RecordStore;

/** What a program can have of the registry, and what the registry is. */
@RestController
final class DataPages {
  private final Html html;
  private final Sources sources;
  private final RecordStore store;
  private final MetadataOnlyCounts metadataOnlyCounts;

  DataPages(Html html, Sources sources, RecordStore store) {
    this.html = html;
    this.sources = sources;
    this.store = store;
    this.metadataOnlyCounts = new MetadataOnlyCounts(store);
  }

  @GetMapping(path = "/data", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> data(Page page) {
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    Map<String, Long> counts = metadataOnlyCounts.bySource();
    List<MetadataOnly> metadataOnly =
        sources.all().stream()
            .filter(source -> counts.containsKey(source.id()))
            .map(source ->
                new MetadataOnly(
                    source.id(), Sources.name(source, page), counts.getOrDefault(source.id(), 0L)))
            .toList();
    return html.ok(page, "data", new Data(origin, metadataOnly));
  }

  @GetMapping(path = "/about", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> about(Page page) {
    List<String> registers =
        sources.all().stream().map(source -> Sources.name(source, page)).toList();
    return html.ok(page, "about", new About(registers.size()));
  }

  /**
   * @param origin this server's address as the reader sees it
   * @param metadataOnly registers of whose records some are passed on as metadata and link
   */
  record Data(String origin, List<MetadataOnly> metadataOnly) {
    long records() {
      return metadataOnly.stream().mapToLong(MetadataOnly::records).sum();
    }
  }

  /** How many records of a register are passed on as metadata and link. */
  record MetadataOnly(String register, String name, long records) {}

  record About(int registers) {}
}
