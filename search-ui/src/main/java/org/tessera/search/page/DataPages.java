package org.tessera.search.page;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What a program can have of the registry, and what the registry is. */
@RestController
final class DataPages {
  private final Html html;
  private final Sources sources;

  DataPages(Html html, Sources sources) {
    this.html = html;
    this.sources = sources;
  }

  @GetMapping(path = "/data", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> data(Page page) {
    String origin = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    return html.ok(page, "data", new Data(origin));
  }

  @GetMapping(path = "/about", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> about(Page page) {
    List<String> registers =
        sources.all().stream().map(source -> Sources.name(source, page)).toList();
    return html.ok(page, "about", new About(registers.size()));
  }

  /**
   * @param origin this server's address as the reader sees it
   */
  record Data(String origin) {}

  record About(int registers) {}
}
