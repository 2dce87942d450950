package org.tessera.search.page;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who calls what a micro-credential. */
@RestController
final class DefinitionPages {
  private final Html html;
  private final DefinitionViews definitions;

  DefinitionPages(Html html, DefinitionViews definitions) {
    this.html = html;
    this.definitions = definitions;
  }

  @GetMapping(path = "/definitions", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> definitions(Page page) {
    return html.ok(page, "definitions", new Model(DefinitionViews.COMPARED, definitions.all(page)));
  }

  record Model(List<String> compared, List<DefinitionViews.DefinitionView> definitions) {}
}
