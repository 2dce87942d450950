import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the concept schemes of countries, languages, currencies and fields of study as Turtle,
 * from the EU's code lists and ISO tables. Native names of languages and French names of currencies
 * are those of the JDK's locale data. Run by hand when a list changes: {@code java
 * GenerateCodeLists.java DATA TABLES OUT}, DATA holding {@code vocab/} and {@code elm/}.
 */
public class GenerateCodeLists {
  private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";

  /** The label languages that are shipped: ISO 639-2 as the EU's lists have them, and the tag. */
  private static final Map<String, String> LABELS = new LinkedHashMap<>();

  static {
    for (String pair :
        "eng en fra fr deu de spa es fin fi ita it lit lt por pt swe sv".split(" (?=\\w{3} )")) {
      LABELS.put(pair.substring(0, 3), pair.substring(4));
    }
  }

  private final Path data;
  private final Path tables;
  private final Path out;

  GenerateCodeLists(Path data, Path tables, Path out) {
    this.data = data;
    this.tables = tables;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    GenerateCodeLists lists =
        new GenerateCodeLists(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    lists.countries();
    lists.languages();
    lists.currencies();
    lists.fields();
  }

  private void countries() throws IOException {
    Map<String, Map<String, String>> iso =
        csv("vocab/iso-3166/data/country-codes.csv", "ISO3166-1-Alpha-3");
    Map<String, Map<String, String>> authority = genericode("vocab/eu-codelists/country.gc");
    iso.put("XKX", Map.of("ISO3166-1-Alpha-2", "XK", "CLDR display name", "Kosovo"));
    Turtle turtle = new Turtle("country", "Country", "Pays", AUTHORITY + "country");
    new TreeMap<>(iso)
        .forEach((alpha3, row) -> {
          Labels labels = new Labels();
          authority.getOrDefault(alpha3, Map.of()).forEach(labels::prefer);
          labels.prefer("en", row.getOrDefault("CLDR display name", ""));
          labels.prefer(
              "fr", row.getOrDefault("UNTERM French Short", "").replaceAll(" ?\\(.*", ""));
          labels.prefer("fr", row.getOrDefault("official_name_fr", ""));
          labels.add("en", row.getOrDefault("CLDR display name", ""));
          labels.add("en", row.getOrDefault("UNTERM English Short", "").replaceAll(" ?\\(.*", ""));
          labels.add("en", row.getOrDefault("official_name_en", ""));
          turtle.concept(
              AUTHORITY + "country/" + alpha3,
              row.get("ISO3166-1-Alpha-2"),
              List.of(alpha3),
              labels,
              "");
        });
    turtle.write(out);
  }

  private void languages() throws IOException {
    Map<String, Map<String, String>> iso =
        csv("vocab/iso-639/data/language-codes-full.csv", "alpha3-b");
    Map<String, Map<String, String>> authority = genericode("vocab/eu-codelists/language.gc");
    Map<String, Map<String, String>> wanted = new TreeMap<>();
    iso.values()
        .forEach(row -> {
          String alpha3 =
              (row.get("alpha3-t").isEmpty() ? row.get("alpha3-b") : row.get("alpha3-t"));
          String code = alpha3.toUpperCase(Locale.ROOT);
          if (!row.get("alpha2").isEmpty() || authority.containsKey(code)) {
            wanted.put(code, row);
          }
        });
    // Named by sources, without a two-letter code: American Sign Language, Swiss German,
    // Hawaiian, Cantonese.
    for (String code : List.of("ASE", "GSW", "HAW", "YUE")) {
      wanted.putIfAbsent(code, Map.of());
    }
    Turtle turtle = new Turtle("language", "Language", "Langue", AUTHORITY + "language");
    wanted.forEach((code, row) -> {
      String alpha3 = code.toLowerCase(Locale.ROOT);
      String alpha2 = row.getOrDefault("alpha2", "");
      String tag = alpha2.isEmpty() ? alpha3 : alpha2;
      Locale locale = Locale.forLanguageTag(tag);
      Labels labels = new Labels();
      authority.getOrDefault(code, Map.of()).forEach(labels::prefer);
      for (String name : List.of("English", "French")) {
        String language = name.equals("English") ? "en" : "fr";
        String jdk = locale.getDisplayLanguage(Locale.forLanguageTag(language));
        names(row.getOrDefault(name, ""))
            .forEach(label -> {
              labels.prefer(language, label);
              labels.add(language, label);
            });
        if (!jdk.equals(tag)) {
          labels.prefer(language, jdk);
          labels.add(language, jdk);
        }
      }
      String own = locale.getDisplayLanguage(locale);
      if (!own.equals(tag) && !own.equals(locale.getDisplayLanguage(Locale.ENGLISH))) {
        labels.add(tag, own);
      }
      List<String> codes = new ArrayList<>(List.of(alpha3));
      if (!row.getOrDefault("alpha3-t", "").isEmpty()) {
        codes.add(row.get("alpha3-b"));
      }
      turtle.concept(AUTHORITY + "language/" + code, tag, codes, labels, "");
    });
    turtle.write(out);
  }

  private void currencies() throws IOException {
    Turtle turtle = new Turtle("currency", "Currency", "Monnaie", AUTHORITY + "currency");
    new TreeMap<>(enumeration("elm/xsd/loq/cv/currency.xsd"))
        .forEach((iri, english) -> {
          String code = iri.substring(iri.lastIndexOf('/') + 1);
          french(code)
              .ifPresent(french -> {
                Labels labels = new Labels();
                labels.prefer("en", english);
                labels.prefer("fr", french);
                labels.add("en", Currency.getInstance(code).getDisplayName(Locale.ENGLISH));
                turtle.concept(iri, code, List.of(), labels, "");
              });
        });
    turtle.write(out);
  }

  private void fields() throws IOException {
    Map<String, String> translations = new LinkedHashMap<>();
    for (String line : Files.readAllLines(tables.resolve("isced-f-fr.tsv"))) {
      translations.put(line.split("\t")[0], line.split("\t")[1]);
    }
    Turtle turtle =
        new Turtle(
            "isced-f",
            "Field of education and training (ISCED-F 2013)",
            "Domaine d'études et de formation (CITE-F 2013)",
            "http://data.europa.eu/snb/isced-f/25831c2");
    Map<String, String> fields = new TreeMap<>(enumeration("elm/xsd/loq/cv/isced-f.xsd"));
    fields.forEach((iri, english) -> {
      Labels labels = new Labels();
      labels.prefer("en", english);
      labels.prefer("fr", frenchField(english, translations));
      String code = iri.substring(iri.lastIndexOf('/') + 1);
      String parent = iri.substring(0, iri.length() - 1);
      turtle.concept(
          iri, code, List.of(), labels, code.length() > 2 ? "skos:broader <" + parent + ">" : "");
    });
    turtle.write(out);
  }

  private static String frenchField(String english, Map<String, String> translations) {
    Matcher form =
        Pattern.compile(
                "(?:(Inter-disciplinary programmes and qualifications involving) )?(.*?)"
                    + "(?: (not further defined|not elsewhere classified))?")
            .matcher(english);
    form.matches();
    String base = Character.toUpperCase(form.group(2).charAt(0)) + form.group(2).substring(1);
    String french = translations.get(base);
    if (french == null) {
      throw new IllegalStateException("isced-f-fr.tsv has no line for \"" + base + "\"");
    }
    String prefix =
        form.group(1) == null ? "" : "Programmes et certifications interdisciplinaires : ";
    String suffix =
        form.group(3) == null
            ? ""
            : form.group(3).endsWith("defined")
                ? " (sans autre précision)"
                : " (non classé ailleurs)";
    return prefix + french + suffix;
  }

  private static Optional<String> french(String code) {
    try {
      String name = Currency.getInstance(code).getDisplayName(Locale.FRENCH);
      return name.equals(code) ? Optional.empty() : Optional.of(name);
    } catch (IllegalArgumentException noIsoCurrency) {
      return Optional.empty();
    }
  }

  /** "Greek, Modern (1453-)" also gives "Greek"; "Spanish; Castilian" gives both. */
  private static Set<String> names(String isoName) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : isoName.split(";")) {
      String bare = name.replaceAll("\\(.*?\\)", "").strip();
      if (bare.contains(", ")) {
        names.add(bare.substring(0, bare.indexOf(", ")));
      }
      names.add(bare);
    }
    names.remove("");
    return names;
  }

  /** Rows of a genericode list by code: language tag to label, for the label languages. */
  private Map<String, Map<String, String>> genericode(String file) throws IOException {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (String row : Files.readString(data.resolve(file)).split("<Row>")) {
      Map<String, String> labels = new LinkedHashMap<>();
      Matcher value = Pattern.compile("ColumnRef=\"(\\w+)\">\\s*<SimpleValue>([^<]*)").matcher(row);
      String code = "";
      while (value.find()) {
        String column = value.group(1);
        if (column.equals("code")) {
          code = value.group(2);
        } else if (LABELS.containsKey(column.replace("_label", ""))) {
          labels.put(LABELS.get(column.replace("_label", "")), unescape(value.group(2)));
        }
      }
      if (!code.isEmpty()) {
        rows.put(code, labels);
      }
    }
    return rows;
  }

  /** Values of an XSD enumeration with their English documentation. */
  private Map<String, String> enumeration(String file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher value =
        Pattern.compile(
                "<xs:enumeration value=\"([^\"]+)\">\\s*<xs:annotation>\\s*<xs:documentation>([^<]*)")
            .matcher(Files.readString(data.resolve(file)));
    while (value.find()) {
      values.put(value.group(1), unescape(value.group(2).replaceAll("\\s+", " ").strip()));
    }
    return values;
  }

  private Map<String, Map<String, String>> csv(String file, String key) throws IOException {
    // The ISO tables have line breaks inside their quotes.
    List<List<String>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    Matcher cell =
        Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|([^,\n]*))(,|\n|$)")
            .matcher(Files.readString(data.resolve(file)).replace("\r", ""));
    while (cell.lookingAt() && cell.regionStart() < cell.regionEnd()) {
      String quoted = cell.group(1);
      lines.getLast().add(quoted == null ? cell.group(2) : quoted.replace("\"\"", "\""));
      if (cell.group(3).equals("\n")) {
        lines.add(new ArrayList<>());
      }
      cell.region(cell.end(), cell.regionEnd());
    }
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (List<String> cells : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(cells.size(), lines.get(0).size()); i++) {
        row.put(lines.get(0).get(i), cells.get(i).strip());
      }
      if (!row.getOrDefault(key, "").isEmpty()) {
        rows.put(row.get(key), row);
      }
    }
    return rows;
  }

  private static String unescape(String xml) {
    return xml.replace("&apos;", "'").replace("&quot;", "\"").replace("&amp;", "&");
  }

  /** The labels of one concept: one preferred for each language, and others. */
  private static final class Labels {
    private final Map<String, String> preferred = new TreeMap<>();
    private final Map<String, Set<String>> others = new TreeMap<>();

    void prefer(String language, String label) {
      if (!label.isBlank()) {
        preferred.putIfAbsent(language, label.strip());
      }
    }

    void add(String language, String label) {
      if (!label.isBlank() && !label.equalsIgnoreCase(preferred.get(language))) {
        others.computeIfAbsent(language, key -> new LinkedHashSet<>()).add(label.strip());
      }
    }
  }

  /** The Turtle of one scheme. */
  private static final class Turtle {
    private final String id;
    private final StringBuilder text = new StringBuilder();

    Turtle(String id, String english, String french, String source) {
      this.id = id;
      text.append("# Written by GenerateCodeLists.java; change that, not this.\n");
      text.append("@prefix dct: <http://purl.org/dc/terms/> .\n");
      text.append("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n");
      text.append("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n");
      text.append("<").append(scheme()).append("> a skos:ConceptScheme ;\n  dct:title ");
      text.append(literal(english, "en")).append(" , ").append(literal(french, "fr"));
      text.append(" ;\n  dct:source <").append(source).append("> ;\n");
      text.append("  rdfs:isDefinedBy <https://w3id.org/tessera/ontology> .\n");
    }

    void concept(String iri, String notation, List<String> codes, Labels labels, String more) {
      List<String> lines = new ArrayList<>();
      lines.add("skos:inScheme <" + scheme() + ">");
      lines.add("skos:notation \"" + notation + "\"");
      lines.add(list("dct:identifier", codes, code -> "\"" + code + "\""));
      lines.add(
          list(
              "skos:prefLabel",
              labels.preferred.entrySet(),
              e -> literal(e.getValue(), e.getKey())));
      lines.add(
          list(
              "skos:altLabel",
              labels.others.entrySet().stream()
                  .flatMap(e -> e.getValue().stream().map(label -> literal(label, e.getKey())))
                  .toList(),
              label -> label));
      lines.add(more);
      lines.removeIf(String::isEmpty);
      text.append("\n<").append(iri).append("> a skos:Concept ;\n  ");
      text.append(String.join(" ;\n  ", lines)).append(" .\n");
    }

    void write(Path folder) throws IOException {
      Files.writeString(folder.resolve(id + ".ttl"), text);
    }

    private String scheme() {
      return "https://w3id.org/tessera/scheme/" + id;
    }

    private static <T> String list(String property, Iterable<T> values, Function<T, String> form) {
      List<String> objects = new ArrayList<>();
      values.forEach(value -> objects.add(form.apply(value)));
      return objects.isEmpty() ? "" : property + " " + String.join(" , ", objects);
    }

    private static String literal(String text, String language) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@" + language;
    }
  }
}
