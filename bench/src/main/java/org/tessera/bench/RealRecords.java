package org.tessera.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Skos;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordWrite;

/** Badge templates of Credly's index, then qualification titles of Ofqual, as records. */
final class RealRecords {
  static final String BASE = "https://w3id.org/tessera/";
  static final String SOURCE = "credly";
  private static final Pattern TITLE = Pattern.compile("\"text\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What a source's row tells. */
  record Row(String id, String title, String issuer, String level, String category) {}

  private RealRecords() {}

  /**
   * The first rows of both files.
   *
   * @param shared folder with {@code data/}
   */
  static List<Row> read(Path shared, int most) throws IOException {
    List<Row> rows = new ArrayList<>();
    Path badges = shared.resolve("data/credly/badge-index.csv");
    CSVFormat withHeader = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser csv = CSVParser.parse(badges, StandardCharsets.UTF_8, withHeader)) {
      for (CSVRecord badge : csv) {
        rows.add(
            new Row(
                badge.get("id"),
                badge.get("name"),
                badge.get("issuer"),
                badge.get("level"),
                badge.get("type_category")));
      }
    }
    int number = 0;
    for (String title :
        titles(shared.resolve("data/uk-ofqual/quals_autocomplete_all_quals.json"))) {
      rows.add(new Row("title-" + number++, title, title.split(" ", 2)[0], "", "Qualification"));
    }
    if (rows.size() < most) {
      throw new IOException("Only " + rows.size() + " records in " + shared);
    }
    return rows.subList(0, most);
  }

  private static Set<String> titles(Path file) throws IOException {
    Set<String> titles = new LinkedHashSet<>();
    Matcher matcher = TITLE.matcher(Files.readString(file, StandardCharsets.UTF_8));
    while (matcher.find()) {
      titles.add(matcher.group(1));
    }
    return titles;
  }

  /** Some 13 statements about a row. */
  static List<Triple> statements(Row row, String title) {
    Node topic = topic(row);
    Node identifier = NodeFactory.createURI(topic.getURI() + "#identifier");
    Node awarding = NodeFactory.createURI(topic.getURI() + "#awarding");
    List<Triple> statements = new ArrayList<>(13);
    statements.add(Triple.create(topic, Rdf.type, Elm.LearningAchievementSpecification));
    statements.add(Triple.create(topic, Dct.title, NodeFactory.createLiteralLang(title, "en")));
    statements.add(Triple.create(topic, Adms.identifier, identifier));
    statements.add(Triple.create(identifier, Rdf.type, Elm.Identifier));
    statements.add(Triple.create(identifier, Skos.notation, text(row.id())));
    statements.add(Triple.create(identifier, Elm.schemeName, text("Badge template")));
    statements.add(Triple.create(topic, Tess.credentialType, iri("scheme/credential-type/badge")));
    statements.add(Triple.create(topic, Elm.category, text(row.category())));
    if (!row.level().isEmpty()) {
      statements.add(Triple.create(topic, Tess.level, iri("scheme/framework/x/" + row.level())));
    }
    statements.add(Triple.create(topic, Elm.awardingOpportunity, awarding));
    statements.add(Triple.create(awarding, Rdf.type, Elm.AwardingOpportunity));
    statements.add(Triple.create(awarding, Elm.awardingBody, issuer(row)));
    statements.add(
        Triple.create(
            topic, Foaf.homepage, NodeFactory.createURI("https://www.credly.com/org/" + row.id())));
    return statements;
  }

  static List<Triple> issuerStatements(Row row) {
    return List.of(
        Triple.create(issuer(row), Rdf.type, Elm.Organisation),
        Triple.create(issuer(row), Skos.prefLabel, text(row.issuer())));
  }

  static RecordWrite write(Row row, String title) {
    return new RecordWrite(
        record(row),
        topic(row),
        RecordKind.CREDENTIAL,
        row.id(),
        "sha256:%064x".formatted(title.hashCode() & 0xffffffffL),
        iri("id/" + SOURCE + "#index"),
        0,
        RecordWrite.IdentifierBasis.REGISTER,
        false,
        RecordWrite.Role.MAIN,
        Optional.empty(),
        statements(row, title));
  }

  static RecordWrite issuerWrite(Row row) {
    String localId = "org-" + hash(row);
    return new RecordWrite(
        iri("record/" + SOURCE + "/" + localId),
        issuer(row),
        RecordKind.ORGANISATION,
        localId,
        "sha256:0",
        iri("id/" + SOURCE + "#index"),
        0,
        RecordWrite.IdentifierBasis.CONTENT_KEY,
        false,
        RecordWrite.Role.SHARED,
        Optional.empty(),
        issuerStatements(row));
  }

  static Node topic(Row row) {
    return iri("id/" + SOURCE + "/" + row.id());
  }

  static Node record(Row row) {
    return iri("record/" + SOURCE + "/" + row.id());
  }

  private static Node issuer(Row row) {
    return iri("id/" + SOURCE + "/org-" + hash(row));
  }

  private static String hash(Row row) {
    return Integer.toHexString(row.issuer().hashCode());
  }

  static Node iri(String path) {
    return NodeFactory.createURI(BASE + path);
  }

  private static Node text(String value) {
    return NodeFactory.createLiteralString(value);
  }
}
