package org.tessera.sparql;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.ontology.Dct;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/** Records for other registries: all that changed, in the vocabulary that they read. */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
class ChangesApi {
  private static final Logger log = LoggerFactory.getLogger(ChangesApi.class);

  private static final int DEFAULT_SIZE = 100;
  private static final int MOST = 200;

  private final RecordStore store;
  private final FeedPages pages;
  private final Projections projections;
  private final SpooledJson answers;

  ChangesApi(RecordStore store, Projections projections, SpooledJson answers) {
    this.store = store;
    this.answers = answers;
    this.pages = new FeedPages(store);
    this.projections = projections;
  }

  @GetMapping("/api/v1/changes")
  void changes(
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Parameters parameters =
        new Parameters(
            given, Set.of("since", "register", "profile", "cursor", "size", "synthetic"));
    ExportProfile profile = parameters.profile();
    ChangeFeed.Wanted wanted =
        new ChangeFeed.Wanted(
            parameters.value("since", ChangesApi::instant, "an instant as in 2026-01-31T00:00:00Z"),
            parameters.register(store),
            parameters.synthetic());
    Optional<ChangeFeed.Place> cursor = parameters.cursor();
    int size = parameters.number("size", DEFAULT_SIZE, MOST);
    answers.answer(
        request,
        response,
        (json, bounds) -> {
          Surroundings surroundings = new Surroundings(store);
          Map<String, Optional<String>> licences = licences();
          json.writeStartObject().write("profile", profile.id());
          pages.write(
              json,
              cursor,
              wanted,
              size,
              bounds,
              record -> item(json, profile, record, surroundings, licences));
          json.writeEnd();
        });
  }

  private void item(
      JsonGenerator json,
      ExportProfile profile,
      StoredRecord record,
      Surroundings surroundings,
      Map<String, Optional<String>> licences) {
    CatalogueRecord about = record.catalogueRecord();
    json.writeStartObject()
        .write("id", about.topic().getURI())
        .write("record", about.record().getURI())
        .write("register", about.source())
        .write("kind", about.kind().id())
        .write("state", about.active() ? "active" : "withdrawn")
        .write("changed", about.lastChanged().toString())
        .write("sequence", about.sequence())
        .write("synthetic", about.synthetic());
    FeedPages.text(json, "licence", licence(record, licences));
    if (about.active()) {
      data(json, profile, record, surroundings);
    } else {
      json.writeNull("data");
    }
    json.writeEnd();
  }

  /** One record that cannot be written keeps nobody from those behind it. */
  private void data(
      JsonGenerator json, ExportProfile profile, StoredRecord record, Surroundings surroundings) {
    Optional<JsonObject> data;
    try {
      data = projections.jsonLd(profile, record, surroundings);
    } catch (RuntimeException e) {
      log.error("{} cannot be written as {}", record.catalogueRecord().record(), profile.id(), e);
      json.writeNull("data")
          .write(
              "error",
              "This record could not be written as %s; the reason is in the server's log."
                  .formatted(profile.id()));
      return;
    }
    data.ifPresentOrElse(it -> json.write("data", it), () -> json.writeNull("data"));
  }

  /** By source; a record may state another. */
  private Map<String, Optional<String>> licences() {
    Map<String, Optional<String>> licences = new HashMap<>();
    for (SourceSummary source : store.sources()) {
      licences.put(source.id(), source.licence());
    }
    return licences;
  }

  private static Optional<String> licence(
      StoredRecord record, Map<String, Optional<String>> licences) {
    CatalogueRecord about = record.catalogueRecord();
    return record.statements().stream()
        .filter(statement ->
            statement.getSubject().equals(about.topic())
                && statement.getPredicate().equals(Dct.license)
                && statement.getObject().isURI())
        .map(statement -> statement.getObject().getURI())
        .min(String::compareTo)
        .or(() -> licences.getOrDefault(about.source(), Optional.empty()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
