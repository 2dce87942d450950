package org.tessera.sparql;

import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.tessera.ontology.Tess;
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
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 1_000_000;

  private final RecordStore store;
  private final ExchangeProfiles profiles;
  private final SpooledJson answers;

  ExchangeProfileApi(RecordStore store, ExchangeProfiles profiles, SpooledJson answers) {
    this.store = store;
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
        json -> {
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
    Parameters parameters = new Parameters(given, Set.of("id", "register", "page", "synthetic"));
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
    int page = parameters.number("page", 1, MOST_PAGES);
    boolean synthetic = parameters.synthetic();
    if (record.isEmpty()) {
      List<Node> names = names(register.orElse(Node.ANY), (long) (page - 1) * PAGE);
      boolean more = names.size() > PAGE;
      List<Node> asked = more ? names.subList(0, PAGE) : names;
      answers.answer(
          request, response, json -> write(json, profile.get(), asked, synthetic, page, more));
      return;
    }
    Node thing = record.get();
    Optional<StoredRecord> found = store.find(thing);
    if (found.isEmpty()) {
      Problem.write(response, 404, "Not Found", "There is no record of " + thing + ".", "id");
    } else if (!found.get().catalogueRecord().active()) {
      Problem.write(response, 410, "Gone", "The record of " + thing + " was withdrawn.", "id");
    } else {
      List<Node> asked = List.of(found.get().catalogueRecord().record());
      answers.answer(request, response, json -> write(json, profile.get(), asked, true, 1, false));
    }
  }

  /** Those of a page and one more, tombstones among them. */
  private List<Node> names(Node register, long skipped) {
    return store.read(dataset ->
        Iter.iter(dataset.findNG(Node.ANY, Node.ANY, Tess.inRegister, register))
            .map(quad -> quad.getGraph().getURI())
            .toList()
            .stream()
            .sorted()
            .skip(skipped)
            .limit(PAGE + 1L)
            .map(NodeFactory::createURI)
            .toList());
  }

  private void write(
      JsonGenerator json,
      ExchangeProfile profile,
      List<Node> records,
      boolean synthetic,
      int page,
      boolean more) {
    Surroundings surroundings = new Surroundings(store);
    json.writeStartObject();
    json.writeStartObject("profile");
    describe(json, profile);
    json.writeEnd().write("page", page).writeStartArray("items");
    for (Node record : records) {
      store
          .find(record)
          .filter(found -> found.catalogueRecord().active())
          .filter(found -> synthetic || !found.catalogueRecord().synthetic())
          .ifPresent(found -> item(json, profile, found, surroundings));
    }
    json.writeEnd();
    if (more) {
      json.write(
          "next",
          ServletUriComponentsBuilder.fromCurrentRequest()
              .replaceQueryParam("page", page + 1)
              .toUriString());
    } else {
      json.writeNull("next");
    }
    json.writeEnd();
  }

  private void item(
      JsonGenerator json, ExchangeProfile profile, StoredRecord record, Surroundings surroundings) {
    CatalogueRecord about = record.catalogueRecord();
    Judgement judgement = profiles.judge(profile, record, surroundings);
    json.writeStartObject()
        .write("id", about.topic().getURI())
        .write("record", about.record().getURI())
        .write("register", about.source())
        .write("kind", about.kind().id())
        .write("applies", judgement.applies());
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
