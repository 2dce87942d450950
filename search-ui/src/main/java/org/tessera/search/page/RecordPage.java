package org.tessera.search.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordHistory;
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
  private final StatementsPage statements;
  private final Sources sources;

  RecordPage(
      Html html,
      RecordStore store,
      RecordViews reader,
      Links links,
      ErrorPages errors,
      StatementsPage statements,
      Sources sources) {
    this.html = html;
    this.store = store;
    this.reader = reader;
    this.links = links;
    this.errors = errors;
    this.statements = statements;
    this.sources = sources;
  }

  @GetMapping({"/id/**", "/record/**"})
  ResponseEntity<byte[]> record(
      Page page, HttpServletRequest request, @RequestParam(required = false) @Nullable String at) {
    String path = request.getRequestURI().substring(request.getContextPath().length() + 1);
    String iri = links.baseIri() + path;
    if (at != null) {
      return asOf(page, history(request), at);
    }
    Optional<StoredRecord> found = find(iri);
    if (found.isEmpty() && path.endsWith(SUFFIX)) {
      iri = iri.substring(0, iri.length() - SUFFIX.length());
      found = find(iri);
    }
    if (found.isPresent()) {
      return answer(page, found.get());
    }
    String asked = iri;
    String id = iri.substring(iri.lastIndexOf('/') + 1);
    if (iri.equals(links.baseIri() + "id/" + id) && sources.find(id).isPresent()) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .location(URI.create("/sources/" + id))
          .build();
    }
    return statements
        .of(iri, page)
        .map(model -> html.ok(page, "statements", model))
        .orElseGet(() -> missing(page, asked));
  }

  /** A record that keeps the IRI that its register gave it, or a part of a description of ours. */
  @GetMapping({"/id", "/id.html"})
  ResponseEntity<byte[]> foreign(
      Page page,
      HttpServletRequest request,
      @RequestParam String iri,
      @RequestParam(required = false) @Nullable String at) {
    if (at != null) {
      return asOf(page, history(request), at);
    }
    Optional<StoredRecord> found = find(iri);
    if (found.isPresent()) {
      return answer(page, found.get());
    }
    return statements
        .ofPart(iri, page)
        .map(model -> html.ok(page, "statements", model))
        .orElseGet(() -> missing(page, iri));
  }

  private Optional<StoredRecord> find(String iri) {
    return store.find(NodeFactory.createURI(iri));
  }

  /** The one that the endpoint found for its headers, so that both tell of the same form. */
  private static Optional<RecordHistory> history(HttpServletRequest request) {
    return request.getAttribute(RecordHistory.class.getName()) instanceof RecordHistory known
        ? Optional.of(known)
        : Optional.empty();
  }

  private ResponseEntity<byte[]> answer(Page page, StoredRecord found) {
    return answer(page, reader.view(found, page));
  }

  /** Where records are still being read, that it was never harvested would be said too early. */
  private ResponseEntity<byte[]> missing(Page page, String iri) {
    // The IRI that a register gave does not tell which register that is.
    boolean ours = iri.startsWith(links.baseIri());
    Optional<Sources.Live> awaited =
        ours ? sourceOf(iri).flatMap(source -> sources.bringing(source, page)) : sources.live(page);
    return awaited
        .map(live -> errors.arriving(page, live))
        .orElseGet(() -> errors.answer(page, HttpStatus.NOT_FOUND, null));
  }

  /** The source in an IRI of this registry, if that ends as {@code id/fr-rncp/RNCP1} does. */
  private Optional<String> sourceOf(String iri) {
    return Optional.of(iri.substring(links.baseIri().length()).split("/", 3))
        .filter(parts -> parts.length > 1)
        .map(parts -> parts[1]);
  }

  /** What a record said at a moment; of what is no record, nothing of then is kept. */
  private ResponseEntity<byte[]> asOf(Page page, Optional<RecordHistory> known, String at) {
    if (known.isEmpty()) {
      return errors.answer(page, HttpStatus.NOT_FOUND, null);
    }
    RecordHistory history = known.get();
    CatalogueRecord record = history.record().catalogueRecord();
    String present = links.record(record.topic().getURI());
    Instant moment;
    try {
      moment = RecordHistory.moment(at);
    } catch (DateTimeException e) {
      return errors.ofTime(page, HttpStatus.BAD_REQUEST, page.text("as-of.no-time", at), present);
    }
    return switch (history.at(moment)) {
      case RecordHistory.Form form -> answer(page, reader.view(history, form, page));
      case RecordHistory.NotYet none ->
          errors.ofTime(
              page,
              HttpStatus.NOT_FOUND,
              page.text("as-of.not-yet", page.messages().time(record.firstSeen())),
              present);
      case RecordHistory.NotKept none ->
          errors.ofTime(
              page,
              HttpStatus.NOT_FOUND,
              page.text("as-of.not-kept", page.messages().time(history.knownSince())),
              present);
    };
  }

  private ResponseEntity<byte[]> answer(Page page, RecordView view) {
    return html.answer(view.active() ? HttpStatus.OK : HttpStatus.GONE, page, "record", view);
  }
}
