package org.tessera.search.page;

import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tessera.search.SourceItem;
import org.tessera.store.MetadataOnlyCounts;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;

/** What a program can have of the registry, and what the registry is. */
@RestController
final class DataPages {
  private final Html html;
  private final Sources sources;
  private final Extracts extracts;
  private final Operator operator;
  private final MetadataOnlyCounts metadataOnlyCounts;

  DataPages(Html html, Sources sources, Extracts extracts, Operator operator, RecordStore store) {
    this.html = html;
    this.sources = sources;
    this.extracts = extracts;
    this.operator = operator;
    this.metadataOnlyCounts = new MetadataOnlyCounts(store);
  }

  @GetMapping(path = "/data", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> data(Page page) {
    // As the table of registers counts: concepts are records where there is nothing else.
    Map<String, Long> found = metadataOnlyCounts.bySource(kind -> SourceItem.isResult(kind.id()));
    Map<String, Long> concepts = metadataOnlyCounts.bySource(kind -> kind == RecordKind.CONCEPT);
    List<MetadataOnly> metadataOnly =
        sources.all().stream()
            .map(source ->
                new MetadataOnly(
                    source.id(),
                    Sources.name(source, page),
                    (SourceItem.results(source) > 0 ? found : concepts)
                        .getOrDefault(source.id(), 0L)))
            .filter(register -> register.records() > 0)
            .toList();
    return html.ok(page, "data", new Data(origin(), metadataOnly));
  }

  private static String origin() {
    return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
  }

  @GetMapping(path = "/about", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> about(Page page) {
    List<SourceSummary> registers = sources.all();
    return html.ok(
        page,
        "about",
        new About(registers.size(), extracts.among(registers).size(), operator, origin()));
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

  /**
   * @param extracts registers of which only the extract is here that comes with Tessera
   * @param origin this server's address as the reader sees it
   */
  record About(int registers, int extracts, Operator operator, String origin) {}
}
