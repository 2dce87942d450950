package org.tessera.search.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.search.SearchUi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's OpenAPI description as a page to read. */
@RestController
final class ApiPage {
  private final Html html;
  private final Model model;

  ApiPage(Html html) {
    this.html = html;
    this.model = new Model(operations(description()));
  }

  @GetMapping(path = "/api", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<byte[]> api(Page page) {
    return html.ok(page, "api", model);
  }

  private static JsonNode description() {
    try (InputStream in = SearchUi.class.getResourceAsStream("openapi.json")) {
      if (in == null) {
        throw new IllegalStateException(
            "openapi.json is missing beside " + SearchUi.class.getName());
      }
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.json cannot be read", e);
    }
  }

  private static List<Operation> operations(JsonNode description) {
    List<Operation> operations = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    operations.add(
                        operation(
                            description, path.getKey(), method.getKey(), method.getValue()))));
    return List.copyOf(operations);
  }

  private static Operation operation(
      JsonNode description, String path, String method, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      parameters.add(parameter(resolved(description, parameter)));
    }
    List<Answer> answers = new ArrayList<>();
    operation
        .path("responses")
        .properties()
        .forEach(answer ->
            answers.add(
                new Answer(
                    answer.getKey(),
                    resolved(description, answer.getValue()).path("description").asString(""))));
    return new Operation(
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        operation.path("summary").asString(""),
        parameters,
        answers);
  }

  /** What a reference within the document points to; the node itself where it is none. */
  private static JsonNode resolved(JsonNode description, JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : description.at(reference.substring(1));
  }

  private static Parameter parameter(JsonNode parameter) {
    JsonNode schema = parameter.path("schema");
    JsonNode of = schema.has("items") ? schema.path("items") : schema;
    String values =
        of.has("enum")
            ? of.path("enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "))
            : of.path("format").asString(of.path("type").asString(""));
    return new Parameter(
        parameter.path("name").asString(""), parameter.path("description").asString(""), values);
  }

  /** One thing that can be asked. */
  record Operation(
      String method,
      String path,
      String summary,
      List<Parameter> parameters,
      List<Answer> answers) {}

  /**
   * @param values allowed values, or their type
   */
  record Parameter(String name, String description, String values) {}

  /** What comes back with a status. */
  record Answer(String status, String description) {}

  record Model(List<Operation> operations) {}
}
