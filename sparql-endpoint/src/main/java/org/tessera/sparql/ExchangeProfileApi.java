package org.tessera.sparql;

import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.sparql.ExchangeProfiles.ExchangeProfile;
import org.tessera.sparql.ExchangeProfiles.Failure;
import org.tessera.sparql.ExchangeProfiles.Judgement;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordStore;
import org.tessera.store.StoredRecord;

/** Which records fail a profile of exchange, and why. */
@RestController
@CrossOrigin(methods = {RequestMethod.GET, RequestMethod.HEAD})
class ExchangeProfileApi {
  private static final Logger log = LoggerFactory.getLogger(ExchangeProfileApi.class);

  private static final int MOST = 100;

  private final RecordStore store;
  private final ExchangeProfiles profiles;
  private final FeedPages pages;
  private final SpooledJson answers;

  ExchangeProfileApi(RecordStore store, ExchangeProfiles profiles, SpooledJson answers) {
    this.store = store;
    this.pages = new FeedPages(store);
    this.profiles = profiles;
    this.answers = answers;
  }

  @GetMapping("/api/v1/profiles")
  void profiles(
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Parameters.requireNone(given);
    answers.answer(
        request,
        response,
        (json, bounds) -> {
          json.writeStartObject().writeStartArray("profiles");
          for (ExchangeProfile profile : profiles.all()) {
            json.writeStartObject();
            describe(json, profile);
            json.writeEnd();
          }
          json.writeEnd().writeEnd();
        });
  }

  @GetMapping("/api/v1/profiles/{id}/report")
  void report(
      @PathVariable("id") String id,
      @RequestParam MultiValueMap<String, String> given,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Parameters parameters =
        new Parameters(given, Set.of("id", "register", "cursor", "size", "synthetic"));
    Optional<ExchangeProfile> profile = profiles.byId(id);
    if (profile.isEmpty()) {
      Problem.write(
          response,
          404,
          "Not Found",
          "There is no profile %s; there are: %s."
              .formatted(
                  id,
                  String.join(", ", profiles.all().stream().map(ExchangeProfile::id).toList())));
      return;
    }
    Optional<Node> register = parameters.register(store);
    Optional<Node> record = parameters.iri("id");
    Optional<ChangeFeed.Place> cursor = parameters.cursor();
    int size = parameters.number("size", MOST, MOST);
    ChangeFeed.Wanted wanted =
        new ChangeFeed.Wanted(Optional.empty(), register, parameters.synthetic());
    if (record.isEmpty()) {
      answers.answer(
          request,
          response,
          (json, bounds) -> {
            begin(json, profile.get());
            Surroundings surroundings = new Surroundings(store);
            pages.write(
                json,
                cursor,
                wanted,
                size,
                bounds,
                each -> {
                  if (each.catalogueRecord().active()) {
                    item(json, profile.get(), each, surroundings);
                  }
                });
            json.writeEnd();
          });
      return;
    }
    Node thing = record.get();
    Optional<StoredRecord> found = store.find(thing);
    if (found.isEmpty()) {
      Problem.write(response, 404, "Not Found", "There is no record of " + thing + ".", "id");
    } else if (!found.get().catalogueRecord().active()) {
      Problem.write(response, 410, "Gone", "The record of " + thing + " was withdrawn.", "id");
    } else {
      answers.answer(
          request,
          response,
          (json, bounds) -> {
            begin(json, profile.get());
            json.writeStartArray("items");
            item(json, profile.get(), found.get(), new Surroundings(store));
            json.writeEnd().writeNull("cursor").writeNull("next").writeEnd();
          });
    }
  }

  private static void begin(JsonGenerator json, ExchangeProfile profile) {
    json.writeStartObject().writeStartObject("profile");
    describe(json, profile);
    json.writeEnd();
  }

  private void item(
      JsonGenerator json, ExchangeProfile profile, StoredRecord record, Surroundings surroundings) {
    CatalogueRecord about = record.catalogueRecord();
    json.writeStartObject()
        .write("id", about.topic().getURI())
        .write("record", about.record().getURI())
        .write("register", about.source())
        .write("kind", about.kind().id());
    Judgement judgement;
    try {
      judgement = profiles.judge(profile, record, surroundings);
    } catch (RuntimeException e) {
      log.error("{} cannot be judged by {}", about.record(), profile.id(), e);
      json.writeNull("applies")
          .writeNull("conforms")
          .writeStartArray("results")
          .writeEnd()
          .write("error", "This record could not be judged; the reason is in the server's log.")
          .writeEnd();
      return;
    }
    json.write("applies", judgement.applies());
    if (judgement.applies()) {
      json.write("conforms", judgement.conforms());
    } else {
      json.writeNull("conforms");
    }
    json.writeStartArray("results");
    judgement.failures().forEach(failure -> failure(json, failure));
    json.writeEnd().writeEnd();
  }

  private static void failure(JsonGenerator json, Failure failure) {
    json.writeStartObject().write("focus", text(failure.focus()));
    failure.path().ifPresentOrElse(it -> json.write("path", it), () -> json.writeNull("path"));
    json.write("constraint", failure.constraint())
        .write("severity", failure.severity())
        .write("message", failure.message());
    failure
        .value()
        .ifPresentOrElse(it -> json.write("value", text(it)), () -> json.writeNull("value"));
    json.writeEnd();
  }

  private static String text(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
  }

  private static void describe(JsonGenerator json, ExchangeProfile profile) {
    json.write("id", profile.id())
        .write("title", profile.title())
        .write("source", profile.source())
        .write("form", profile.form().id());
  }
}
