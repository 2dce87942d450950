package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.apache.jena.graph.NodeFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/** The page of one record, for people; the RDF forms at the same address are the endpoint's. */
@RestController
final class RecordPage {
  private static final String SUFFIX = ".html";

  private final Html html;
  private final RecordStore store;
  private final RecordViews reader;
  private final Links links;
  private final ErrorPages errors;

  RecordPage(Html html, RecordStore store, RecordViews reader, Links links, ErrorPages errors) {
    this.html = html;
    this.store = store;
    this.reader = reader;
    this.links = links;
    this.errors = errors;
  }

  @GetMapping({"/id/**", "/record/**"})
  ResponseEntity<byte[]> record(Page page, HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length() + 1);
    Optional<StoredRecord> found = find(links.baseIri() + path);
    if (found.isEmpty() && path.endsWith(SUFFIX)) {
      found = find(links.baseIri() + path.substring(0, path.length() - SUFFIX.length()));
    }
    if (found.isEmpty() && path.matches("id/[a-z0-9-]+")) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/sources/" + path.substring(path.indexOf('/') + 1)))
          .build();
    }
    return answer(page, found);
  }

  /** A record that keeps the IRI that its register gave it. */
  @GetMapping({"/id", "/id.html"})
  ResponseEntity<byte[]> foreign(Page page, @RequestParam String iri) {
    return answer(page, find(iri));
  }

  private Optional<StoredRecord> find(String iri) {
    return store.find(NodeFactory.createURI(iri));
  }

  private ResponseEntity<byte[]> answer(Page page, Optional<StoredRecord> found) {
    if (found.isEmpty()) {
      return errors.answer(page, HttpStatus.NOT_FOUND, null);
    }
    RecordView view = reader.view(found.get(), page);
    return html.answer(view.active() ? HttpStatus.OK : HttpStatus.GONE, page, "record", view);
  }
}
