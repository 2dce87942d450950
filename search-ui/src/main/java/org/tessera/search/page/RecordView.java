package org.tessera.search.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Definitions.Outcome;
import org.tessera.store.CatalogueRecord;
import org.tessera.store.RecordWrite;

/**
 * Everything that a record's page shows, in the order of the page.
 *
 * @param title best title for the reader, never blank
 * @param kind id of the record's kind
 * @param closed why nobody can begin it any more; null where the register does not say so
 * @param types what it is, each with who calls it so
 * @param by who provides and who awards it
 * @param descriptions what it is, in the source's words
 * @param descriptionLeftOut whether there is none as the extract leaves them all out
 * @param keyFacts what most people look for first
 * @param sections the rest, empty ones left out
 * @param definitions what the definitions of a micro-credential say of it; of credentials only
 * @param homepage page of the thing elsewhere
 * @param earlier what it said before; null where it never changed
 * @param asOf of which time it is; null where nobody asked for one
 */
record RecordView(
    String iri,
    Value title,
    String kind,
    boolean synthetic,
    boolean active,
    @Nullable Closed closed,
    List<Value> types,
    List<Fact> by,
    List<Value> descriptions,
    boolean descriptionLeftOut,
    List<Fact> keyFacts,
    List<Section> sections,
    List<Conformance.Finding> definitions,
    List<Elsewhere> elsewhere,
    @Nullable Records records,
    @Nullable String homepage,
    @Nullable EarlierForms earlier,
    @Nullable AsOf asOf,
    Origin origin,
    Statements statements) {

  /** Whether it can stand beside others: a credential or a course. */
  boolean comparable() {
    return active
        && !former()
        && (kind.equals("credential") || kind.equals("learning-opportunity"));
  }

  /** Whether it is what the record said once and says no more. */
  boolean former() {
    return asOf != null && asOf.until() != null;
  }

  /** Whether it is a table of figures, which has a page of its own. */
  boolean isCube() {
    return statements.cube();
  }

  /** Whether it is a definition, which consists of what it says and is described by no other. */
  /** What is said where there is no description; of what is made up no register could have one. */
  String noDescription() {
    return descriptionLeftOut && !synthetic
        ? "record.description-left-out"
        : "record.no-description";
  }

  boolean isDefinition() {
    return kind.equals("definition");
  }

  List<Conformance.Finding> met() {
    return findings(Outcome.MEETS);
  }

  List<Conformance.Finding> contradicted() {
    return findings(Outcome.FAILS);
  }

  /** Definitions for whose rules a fact is not stated. */
  List<Conformance.Finding> open() {
    return findings(Outcome.NOT_JUDGED);
  }

  private List<Conformance.Finding> findings(Outcome outcome) {
    return definitions.stream().filter(finding -> finding.outcome() == outcome).toList();
  }

  /**
   * The time of a form.
   *
   * @param until null where it is the present one
   * @param present address of the present one
   */
  record AsOf(Instant from, @Nullable Instant until, String present) {}

  /**
   * @param status as the register puts it
   * @param dates of its registration
   */
  record Closed(String status, List<Value> dates, List<Value> replacedBy) {}

  /**
   * Statements as a researcher reads them.
   *
   * @param all how many there are; fewer are shown of a table of many figures
   * @param cube whether it is one
   */
  record Statements(List<RecordGraph.Statement> shown, int all, boolean cube) {}

  /**
   * @param id anchor, and end of the heading's message key
   * @param facts questions with answers
   * @param items or a plain list
   * @param outline or what it consists of, part by part
   */
  record Section(String id, List<Fact> facts, List<Value> items, List<Outline> outline) {
    Section(String id, List<Fact> facts, List<Value> items) {
      this(id, facts, items, List.of());
    }

    boolean empty() {
      return facts.isEmpty() && items.isEmpty() && outline.isEmpty();
    }
  }

  /** A part with its parts. */
  record Outline(Value value, List<Outline> parts) {}

  /**
   * The same credential in another register.
   *
   * @param method how the link was made, in words; null where it does not say
   * @param differences what that register says otherwise
   */
  record Elsewhere(
      Value title,
      String register,
      @Nullable String method,
      @Nullable String confidence,
      List<Difference> differences) {}

  /** A question on which two registers differ. */
  record Difference(String label, String here, String there) {}

  /** Records that name this organisation or concept. */
  record Records(long total, String href, List<Value> first) {}

  /**
   * Where the record comes from.
   *
   * @param key its key in this registry
   * @param identifiers how the register calls it, as far as it says so
   * @param register name and page of the register
   * @param licence of the register's records, or null where it states none
   * @param rights the attribution that it asks for
   * @param input file or feed of the source that it was read from
   * @param raw what the source said, as it said it; null where it is not archived
   */
  record Origin(
      CatalogueRecord catalogue,
      String key,
      List<Value> identifiers,
      Value register,
      @Nullable String licence,
      @Nullable Value rights,
      @Nullable String input,
      List<Form> forms,
      @Nullable Raw raw) {

    /** Whether the register names no identifier, so that the key was made from the content. */
    boolean keyMade() {
      return catalogue.identifierBasis() == RecordWrite.IdentifierBasis.CONTENT_KEY;
    }
  }

  /** A form of the record for machines. */
  record Form(String name, String href) {
    private static final List<List<String>> FORMS =
        List.of(
            List.of("ttl", "Turtle"),
            List.of("jsonld", "JSON-LD"),
            List.of("nt", "N-Triples"),
            List.of("rdf", "RDF/XML"));

    /** All forms of a record: of its document, and in the vocabularies that others exchange. */
    static List<Form> ofRecord(String path, CatalogueRecord record) {
      if (!record.active() || !record.kind().exchanged()) {
        return all(path);
      }
      String address =
          "/api/v1/record?id="
              + URLEncoder.encode(record.topic().getURI(), StandardCharsets.UTF_8)
              + "&profile=";
      return Stream.concat(
              all(path).stream(),
              Stream.of(
                  new Form("ELM", address + "elm"),
                  new Form("CTDL", address + "ctdl"),
                  new Form("schema.org", address + "schema")))
          .toList();
    }

    /**
     * All forms of what stands at a path.
     *
     * @param path with a query where the thing is named by one
     */
    static List<Form> all(String path) {
      int query = path.indexOf('?');
      String name = query < 0 ? path : path.substring(0, query);
      String rest = query < 0 ? "" : path.substring(query);
      return FORMS.stream()
          .map(form -> new Form(form.get(1), name + "." + form.get(0) + rest))
          .toList();
    }
  }

  /**
   * @param place file and row
   * @param cells columns and values of a row of a table; empty for other formats
   * @param text the record, where it is no row
   */
  record Raw(String format, String place, List<Cell> cells, String text) {}

  /** A column of a row. */
  record Cell(String column, String value) {}
}
