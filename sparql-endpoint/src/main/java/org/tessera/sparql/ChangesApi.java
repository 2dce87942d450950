package org.tessera.sparql;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
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
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordStore;
import org.tessera.store.Redistribution;
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
            parameters.value("since", ChangesApi::moment, "a day or a time, as in 2026-01-31"),
            parameters.register(store),
            parameters.synthetic());
    Optional<ChangeFeed.Place> cursor = parameters.cursor();
    int size = parameters.number("size", DEFAULT_SIZE, MOST);
    answers.answer(
        request,
        response,
        (json, bounds) -> {
          Surroundings surroundings = new Surroundings(store);
          Redistribution rules = Redistribution.of(store);
          json.writeStartObject().write("profile", profile.id());
          pages.write(
              json,
              cursor,
              wanted,
              size,
              bounds,
              record -> item(json, profile, record, surroundings, rules));
          json.writeEnd();
        });
  }

  private void item(
      JsonGenerator json,
      ExportProfile profile,
      StoredRecord record,
      Surroundings surroundings,
      Redistribution rules) {
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
    Optional<String> licence = rules.licence(record);
    FeedPages.text(json, "licence", licence);
    if (about.active()) {
      json.write("given", licence.isPresent() ? "whole" : "metadata-and-link");
      data(json, profile, rules.given(record), surroundings);
    } else {
      json.writeNull("given");
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

  /** A day stands for its start: who asks for the changes since then wants those of that day. */
  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
