package org.tessera.sparql;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.RecordHistory;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/** One record as JSON-LD, in the vocabulary that is asked for, as it is or as it was. */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
class RecordApi {
  private static final Logger log = LoggerFactory.getLogger(RecordApi.class);

  private final RecordStore store;
  private final Projections projections;
  private final SpooledJson answers;

  RecordApi(RecordStore store, Projections projections, SpooledJson answers) {
    this.store = store;
    this.projections = projections;
    this.answers = answers;
  }

  @GetMapping("/api/v1/record")
  void record(
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Parameters parameters = new Parameters(given, Set.of("id", "profile", "at"));
    ExportProfile profile = parameters.profile();
    Node id =
        parameters
            .iri("id")
            .orElseThrow(() -> new WrongParameter("id", "id is the IRI of one record."));
    Optional<Instant> at =
        parameters.value("at", RecordApi::moment, "a day or a time, as in 2026-03-01");
    if (at.isPresent()) {
      Optional<RecordHistory> history = store.history(id);
      if (history.isPresent()) {
        past(history.get(), at.get(), profile, request, response);
      } else {
        none(id, response);
      }
      return;
    }
    Optional<StoredRecord> found = store.find(id);
    if (found.isEmpty()) {
      none(id, response);
    } else if (!found.get().catalogueRecord().active()) {
      Problem.write(response, 410, "Gone", "The record of " + id + " was withdrawn.", "id");
    } else {
      answer(found.get(), profile, request, response);
    }
  }

  private static void none(Node id, HttpServletResponse response) throws IOException {
    Problem.write(response, 404, "Not Found", "There is no record of " + id + ".", "id");
  }

  private void past(
      RecordHistory history,
      Instant at,
      ExportProfile profile,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    switch (history.at(at)) {
      case RecordHistory.NotYet none ->
          Problem.write(response, 404, "Not Found", none.words(history), "at");
      case RecordHistory.NotKept none ->
          Problem.write(response, 404, "Not Found", none.words(history), "at");
      case RecordHistory.Form form when !form.active() ->
          Problem.write(
              response, 410, "Gone", "The record was withdrawn on " + form.from() + ".", "at");
      case RecordHistory.Form form -> {
        response.setHeader("Memento-Datetime", Mementos.HTTP_DATE.format(form.from()));
        answer(
            new StoredRecord(history.record().catalogueRecord(), form.statements()),
            profile,
            request,
            response);
      }
    }
  }

  private void answer(
      StoredRecord record,
      ExportProfile profile,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<JsonObject> document = answers.inTurn(request, bounds -> written(profile, record));
    if (document.isEmpty()) {
      Problem.write(
          response,
          404,
          "Not Found",
          "The profile %s has no form for a record of kind %s."
              .formatted(profile.id(), record.catalogueRecord().kind().id()),
          "profile");
      return;
    }
    response.setContentType("application/ld+json");
    response.getOutputStream().write(document.get().toString().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<JsonObject> written(ExportProfile profile, StoredRecord record) {
    try {
      return projections.jsonLd(profile, record, new Surroundings(store));
    } catch (RuntimeException e) {
      log.error("{} cannot be written as {}", record.catalogueRecord().record(), profile.id(), e);
      throw new Refusal(
          500,
          "Record cannot be written",
          "This record could not be written as %s; the reason is in the server's log."
              .formatted(profile.id()));
    }
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(RecordHistory.moment(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
