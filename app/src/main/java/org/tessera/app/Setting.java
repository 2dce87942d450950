package org.tessera.app;

import java.util.Locale;

/**
 * A setting by its key: {@code tessera.yaml} says {@code key: value}, the environment {@code
 * TESSERA_KEY}, the command line {@code --key value}, or {@code --no-key} for one that is on.
 */
enum Setting {
  PORT("port", "8080", Form.PORT, "port to answer on; 0 picks a free one"),
  ADDRESS("address", "0.0.0.0", Form.TEXT, "address to listen on; 127.0.0.1 for this machine only"),
  SAMPLES("samples", "true", Form.SWITCH, "harvest the bundled records into an empty folder"),
  LIMITS("limits", "true", Form.SWITCH, "limit the requests of each address"),
  REQUESTS_PER_MINUTE(
      "requests-per-minute", "1000", Form.NUMBER, "requests a minute that one address may make"),
  SPARQL_PER_MINUTE(
      "sparql-per-minute", "300", Form.NUMBER, "of these, how many may go to /sparql"),
  UPLOAD_MEGABYTES("upload-megabytes", "50", Form.NUMBER, "largest body of a request, in MB"),
  BEHIND_PROXY(
      "behind-proxy",
      "false",
      Form.SWITCH,
      "trust X-Forwarded-For and -Proto of a proxy in a private network"),
  SPARQL_SECONDS("sparql-seconds", "30", Form.NUMBER, "longest time of one SPARQL query"),
  SPARQL_ROWS("sparql-rows", "100000", Form.NUMBER, "most rows or triples of a SPARQL answer"),
  SPARQL_PER_ADDRESS(
      "sparql-per-address", "4", Form.NUMBER, "SPARQL queries of one address at once"),
  SPARQL_AT_ONCE("sparql-at-once", "8", Form.NUMBER, "SPARQL queries of all at once"),
  OPERATOR("operator", "", Form.TEXT, "who runs this server, for the page about it"),
  CONTACT("contact", "", Form.TEXT, "mail or web address of whoever runs it, for the same page"),
  BASE_IRI(
      "base-iri",
      "https://w3id.org/tessera/",
      Form.IRI,
      "base of the IRIs that the registry mints; fixed once a folder has records"),
  ADMIN_TOKEN(
      "admin-token",
      "",
      Form.TEXT,
      "token of /admin/**, kept in DATA/admin.token; without one, it is made there");

  /** What a value must look like. */
  enum Form {
    TEXT("text"),
    NUMBER("a whole number of 0 or more"),
    PORT("a port from 0 to 65535"),
    SWITCH("true or false"),
    IRI("an http or https IRI that ends with a slash");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    /** The form in words, for messages. */
    String words() {
      return words;
    }

    boolean isNumber() {
      return this == NUMBER || this == PORT;
    }

    boolean fits(String value) {
      return switch (this) {
        case TEXT -> true;
        case NUMBER -> value.matches("\\d{1,9}");
        case PORT -> value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535;
        case SWITCH -> value.equals("true") || value.equals("false");
        case IRI -> value.matches("https?://[^\\s<>\"{}|\\\\^`]+/");
      };
    }
  }

  private final String key;
  private final String preset;
  private final Form form;
  private final String meaning;

  Setting(String key, String preset, Form form, String meaning) {
    this.key = key;
    this.preset = preset;
    this.form = form;
    this.meaning = meaning;
  }

  /** Its name in {@code tessera.yaml}. */
  String key() {
    return key;
  }

  /** Its value where nobody sets one. */
  String preset() {
    return preset;
  }

  Form form() {
    return form;
  }

  /** One line for people. */
  String meaning() {
    return meaning;
  }

  /** Its environment variable. */
  String variable() {
    return "TESSERA_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Its flag: {@code --no-…} turns off what is on. */
  String flag() {
    return (preset.equals("true") ? "--no-" : "--") + key;
  }
}
