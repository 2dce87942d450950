package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tessera.store.RecordStore;

/** Which term of one schema corresponds to which of another, as published mapping sets say. */
@RestController
final class MappingPages {
  private final Html html;
  private final RecordStore store;
  private final Links links;

  MappingPages(Html html, RecordStore store, Links links) {
    this.html = html;
    this.store = store;
    this.links = links;
  }

  @GetMapping("/mappings")
  ResponseEntity<byte[]> mappings(
      Page page,
      @RequestParam(defaultValue = "") String schema,
      @RequestParam(defaultValue = "") String q) {
    List<SchemaMapping> mappings = store.read(SchemaMapping::all);
    Map<String, String> schemas = schemas(mappings, page);
    String chosen = code(schema, schemas).orElse("");
    boolean unknown = chosen.isEmpty() && !schema.isBlank();
    List<Term> terms = chosen.isEmpty() ? List.of() : terms(mappings, chosen, q, page);
    List<Choice> choices =
        schemas.entrySet().stream()
            .map(entry -> new Choice(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(choice -> choice.name().toLowerCase(Locale.ROOT)))
            .toList();
    return html.answer(
        unknown ? HttpStatus.NOT_FOUND : HttpStatus.OK,
        page,
        "mappings",
        new Model(
            choices,
            chosen,
            schemas.getOrDefault(chosen, ""),
            unknown ? schema.strip() : null,
            q,
            terms,
            chosen.isEmpty() ? sets(mappings, page) : List.of(),
            mappings.size(),
            mappings.stream().filter(mapping -> mapping.relation() == null).count()));
  }

  /** The schema of a code, else the one of a name, else of a code in other letters. */
  private static Optional<String> code(String asked, Map<String, String> schemas) {
    String wanted = asked.strip();
    return schemas.containsKey(wanted)
        ? Optional.of(wanted)
        : schemas.entrySet().stream()
            .filter(schema -> schema.getValue().equalsIgnoreCase(wanted))
            .map(Map.Entry::getKey)
            .findFirst()
            .or(() -> schemas.keySet().stream().filter(wanted::equalsIgnoreCase).findFirst());
  }

  /** Names of the schemas by their codes. */
  private static Map<String, String> schemas(List<SchemaMapping> mappings, Page page) {
    Map<String, String> schemas = new TreeMap<>();
    for (SchemaMapping mapping : mappings) {
      schemas.put(mapping.subjectSchema().code(), name(mapping.subjectSchema(), page));
      mapping.objectSchema().ifPresent(other -> schemas.put(other.code(), name(other, page)));
    }
    return schemas;
  }

  private List<Set> sets(List<SchemaMapping> mappings, Page page) {
    Map<Node, List<SchemaMapping>> bySet = new LinkedHashMap<>();
    mappings.forEach(
        mapping -> bySet.computeIfAbsent(mapping.set(), set -> new ArrayList<>()).add(mapping));
    return bySet.entrySet().stream()
        .map(entry -> {
          SchemaMapping first = entry.getValue().get(0);
          return new Set(
              first.subjectSchema().code(),
              name(first.subjectSchema(), page),
              name(first.objectSchema(), page),
              links.record(entry.getKey().getURI()),
              entry.getValue().size(),
              entry.getValue().stream().filter(mapping -> mapping.relation() == null).count());
        })
        .sorted(Comparator.comparingInt(Set::rows).reversed().thenComparing(Set::name))
        .toList();
  }

  private List<Term> terms(List<SchemaMapping> mappings, String schema, String words, Page page) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    Map<String, List<Correspondence>> byTerm = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> iris = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (SchemaMapping mapping : mappings) {
      boolean matches =
          mapping.subject().toLowerCase(Locale.ROOT).contains(wanted)
              || mapping.object().toLowerCase(Locale.ROOT).contains(wanted);
      if (!matches) {
        continue;
      }
      if (mapping.subjectSchema().code().equals(schema)) {
        mapping.subjectIri().ifPresent(iri -> iris.put(mapping.subject(), iri));
        byTerm
            .computeIfAbsent(mapping.subject(), term -> new ArrayList<>())
            .add(
                new Correspondence(
                    relation(mapping.relation(), false, page),
                    mapping.object(),
                    mapping.objectIri().orElse(null),
                    name(mapping.objectSchema(), page),
                    mapping.stated(),
                    mapping.source(),
                    links.record(mapping.set().getURI())));
      }
      if (mapping.objectSchema().filter(other -> other.code().equals(schema)).isPresent()) {
        mapping.objectIri().ifPresent(iri -> iris.put(mapping.object(), iri));
        byTerm
            .computeIfAbsent(mapping.object(), term -> new ArrayList<>())
            .add(
                new Correspondence(
                    relation(mapping.relation(), true, page),
                    mapping.subject(),
                    mapping.subjectIri().orElse(null),
                    name(mapping.subjectSchema(), page),
                    mapping.stated(),
                    mapping.source(),
                    links.record(mapping.set().getURI())));
      }
    }
    return byTerm.entrySet().stream()
        .map(entry ->
            new Term(
                entry.getKey(),
                iris.get(entry.getKey()),
                entry.getValue().stream()
                    .sorted(
                        Comparator.comparing(Correspondence::schema)
                            .thenComparing(Correspondence::term))
                    .toList()))
        .toList();
  }

  private static String name(Optional<SchemaMapping.Schema> schema, Page page) {
    return schema.map(known -> name(known, page)).orElse(page.text("mappings.by-address"));
  }

  /** A schema that its source only calls by the prefix of its terms is called so here. */
  private static String name(SchemaMapping.Schema schema, Page page) {
    return schema.name().equals(schema.code())
        ? page.text("mappings.prefix", schema.code())
        : schema.name();
  }

  /** In words, from the side of the term that is looked at. */
  static String relation(@Nullable String skos, boolean backwards, Page page) {
    String relation =
        switch (Optional.ofNullable(skos).orElse("none")) {
          case "broadMatch" -> backwards ? "narrowMatch" : "broadMatch";
          case "narrowMatch" -> backwards ? "broadMatch" : "narrowMatch";
          case String other -> other;
        };
    return page.messages().textOr("mappings.relation." + relation, relation);
  }

  record Choice(String code, String name) {}

  /**
   * One set of correspondences.
   *
   * @param schema code of the schema on this side
   * @param other name of the schema on the other side
   * @param unstated rows of which the source states no relation
   */
  record Set(String schema, String name, String other, String href, int rows, long unstated) {}

  /**
   * @param iri of the term; null where its source gives none
   */
  record Term(String name, @Nullable String iri, List<Correspondence> correspondences) {}

  /**
   * @param relation in words
   * @param stated the relation word for word as the source states it
   * @param source file in which it stands
   * @param set page of the set that it is from
   */
  record Correspondence(
      String relation,
      String term,
      @Nullable String iri,
      String schema,
      String stated,
      String source,
      String set) {}

  /**
   * @param schema code of the chosen schema; empty for none
   * @param unknown what was asked for and is no schema; null where nothing is wrong
   * @param rows of all sets
   * @param unstated of these, without a relation
   */
  record Model(
      List<Choice> schemas,
      String schema,
      String name,
      @Nullable String unknown,
      String q,
      List<Term> terms,
      List<Set> sets,
      int rows,
      long unstated) {}
}
