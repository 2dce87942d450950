package org.tessera.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sys.JenaSystem;
import org.tessera.ontology.Adms;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Foaf;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordKind;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/**
 * What a store holds of each system of the field: records by kind, the share of credentials and
 * learning opportunities that state each field, and what the sources lack by their own READMEs. As
 * Markdown, for {@code docs/coverage.md}.
 *
 * <p>Arguments: data folder, mappings folder.
 */
public final class Coverage {
  /** The rows of the field, each with the sources that bring it. */
  private static final Map<String, List<String>> SYSTEMS = systems();

  /** A field is filled where the topic has any of these. */
  private static final Map<String, List<Node>> FIELDS = fields();

  private final Map<String, Map<String, Long>> filled = new TreeMap<>();
  private final Map<String, Long> learning = new TreeMap<>();

  private Coverage() {}

  public static void main(String[] args) throws IOException {
    JenaSystem.init();
    try (RecordStore store = RecordStore.open(Path.of(args[0], "store"), RealRecords.BASE)) {
      Coverage coverage = new Coverage();
      store.forEach(Optional.empty(), coverage::count);
      coverage.print(store.sources(), Path.of(args[1]));
    }
  }

  private void count(StoredRecord record) {
    RecordKind kind = record.catalogueRecord().kind();
    boolean counted = kind == RecordKind.CREDENTIAL || kind == RecordKind.LEARNING_OPPORTUNITY;
    if (!counted || !record.catalogueRecord().active() || record.catalogueRecord().synthetic()) {
      return;
    }
    String source = record.catalogueRecord().source();
    learning.merge(source, 1L, Long::sum);
    Set<Node> said = new HashSet<>();
    for (Triple statement : record.statements()) {
      if (statement.getSubject().equals(record.catalogueRecord().topic())) {
        said.add(statement.getPredicate());
      }
    }
    FIELDS.forEach((field, properties) -> {
      if (properties.stream().anyMatch(said::contains)) {
        filled.computeIfAbsent(source, any -> new LinkedHashMap<>()).merge(field, 1L, Long::sum);
      }
    });
  }

  private void print(List<SourceSummary> sources, Path mappings) throws IOException {
    Map<String, SourceSummary> byId = new TreeMap<>();
    sources.forEach(source -> byId.put(source.id(), source));
    Set<String> listed = new HashSet<>();
    SYSTEMS.values().forEach(listed::addAll);
    Map<String, List<String>> systems = new LinkedHashMap<>(SYSTEMS);
    systems.put("Others", byId.keySet().stream().filter(id -> !listed.contains(id)).toList());
    System.out.println("## Records");
    System.out.println();
    System.out.println("| system | source | real records by kind | made up |");
    System.out.println("| --- | --- | --- | ---: |");
    systems.forEach((system, ids) -> {
      for (String id : ids) {
        SourceSummary source = byId.get(id);
        System.out.printf(
            Locale.ROOT,
            "| %s | `%s` | %s | %s |%n",
            system,
            id,
            source == null ? "no such source" : kinds(source),
            source == null || source.synthetic() == 0 ? "" : "" + source.synthetic());
      }
    });
    System.out.println();
    System.out.println("## Fields");
    System.out.println();
    System.out.println(
        "Share of a source's real credentials and learning opportunities that state the field;"
            + " blank is none.");
    System.out.println();
    System.out.println("| source | records | " + String.join(" | ", FIELDS.keySet()) + " |");
    System.out.println("| --- | ---: |" + " ---: |".repeat(FIELDS.size()));
    learning.forEach((source, count) -> {
      List<String> shares = new ArrayList<>();
      for (String field : FIELDS.keySet()) {
        long stated = filled.getOrDefault(source, Map.of()).getOrDefault(field, 0L);
        shares.add(stated == 0 ? "" : stated * 100 < count ? "<1" : "" + stated * 100 / count);
      }
      System.out.printf(
          Locale.ROOT, "| `%s` | %,d | %s |%n", source, count, String.join(" | ", shares));
    });
    System.out.println();
    System.out.println("## Gaps");
    System.out.println();
    for (String id : byId.keySet()) {
      System.out.println("- `" + id + "`: " + missing(mappings.resolve(id).resolve("README.md")));
    }
  }

  private static String kinds(SourceSummary source) {
    Map<RecordKind, Long> kinds = new EnumMap<>(RecordKind.class);
    kinds.putAll(source.records());
    List<String> parts = new ArrayList<>();
    kinds.forEach(
        (kind, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", count, kind.id())));
    return parts.isEmpty() ? "none yet" : String.join(", ", parts);
  }

  /** What a source's README says after "Missing:", or else after "Not mapped:". */
  private static String missing(Path readme) throws IOException {
    if (Files.notExists(readme)) {
      return "no README";
    }
    String text = Files.readString(readme);
    for (String label : List.of("Missing[^:\\n.]*", "Not mapped")) {
      Matcher said = Pattern.compile("(" + label + "): ([^\\n]*)").matcher(text);
      if (said.find()) {
        return said.group(1) + ": " + said.group(2);
      }
    }
    return "not said";
  }

  private static Map<String, List<String>> systems() {
    Map<String, List<String>> systems = new LinkedHashMap<>();
    systems.put("OECD", List.of("oecd", "sdmx"));
    systems.put("UNESCO", List.of("unesco-uis"));
    systems.put("European Union", List.of("eu-elm", "eu-edc", "esco", "ec2u"));
    systems.put("Credential Engine", List.of("us-credential-engine"));
    systems.put("New Zealand", List.of("nz-nzqa"));
    systems.put("Australia", List.of("au-microcredseeker", "au-tga"));
    systems.put("Ontario", List.of("ca-ecampusontario"));
    systems.put("Spain", List.of("es-microcredentials", "es-cncp"));
    systems.put("South Africa", List.of("za-saqa"));
    systems.put("Kenya", List.of("ke-knqa"));
    systems.put("Mauritius", List.of("mu-mqa"));
    systems.put("Eswatini", List.of("sz-esheq"));
    systems.put("Singapore", List.of("sg-skillsfuture"));
    systems.put("Lithuania", List.of("lt-kursuok"));
    systems.put("France", List.of("fr-rncp", "fr-rs", "fr-reva", "fr-bcn", "fr-cpf", "fr-esr"));
    systems.put("ACQF", List.of("acqf"));
    systems.put("PoMiSa", List.of("pomisa"));
    systems.put("Coursera", List.of("coursera"));
    systems.put("edX", List.of("edx"));
    systems.put("MOOC consortiums and platforms", List.of("mooc", "udemy", "udacity", "mit-learn"));
    systems.put("Class Central", List.of("class-central"));
    systems.put("HolonIQ and other surveys", List.of("holoniq"));
    systems.put("Open Badges", List.of("credly", "openbadges"));
    systems.put("OOAPI", List.of("ooapi"));
    return systems;
  }

  private static Map<String, List<Node>> fields() {
    Map<String, List<Node>> fields = new LinkedHashMap<>();
    fields.put("identifier", List.of(Adms.identifier));
    fields.put("text", List.of(Dct.description, Elm.learningOutcomeSummary));
    fields.put("outcomes", List.of(Elm.learningOutcome));
    fields.put("level", List.of(Tess.level));
    fields.put("EQF", List.of(Elm.EQFLevel));
    fields.put("credits", List.of(Elm.creditPoint));
    fields.put("hours", List.of(Elm.volumeOfLearning));
    fields.put("skills", List.of(Tess.skill));
    fields.put("subject", List.of(Dct.subject, Elm.ISCEDFCode));
    fields.put("provider", List.of(Elm.providedBy));
    fields.put("awarding body", List.of(Elm.awardingOpportunity));
    fields.put("language", List.of(Dct.language, Elm.defaultLanguage));
    fields.put("mode", List.of(Elm.mode));
    fields.put("setting", List.of(Elm.learningSetting));
    fields.put("status", List.of(Tess.registrationStatus));
    fields.put("quality", List.of(Elm.accreditation, Tess.qualityAssuranceType));
    fields.put("price", List.of(Elm.priceDetail));
    fields.put("offering", List.of(Tess.offering));
    fields.put("funding", List.of(Tess.fundingEligibility));
    fields.put("part of", List.of(Elm.isPartOf, Elm.hasPart, Tess.stacksInto));
    fields.put("page", List.of(Foaf.homepage));
    return fields;
  }
}
