package org.tessera.harvester;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What a mapping may call (RML-FNML), by IRI. A function gets every value of each parameter and
 * gives no value where it has no answer. Patterns are compiled when the mapping is loaded.
 */
final class Functions {
  static final String NS = "https://w3id.org/tessera/function#";

  /** A date pattern: milliseconds since 1970, a day in the zone that follows. */
  private static final String MILLISECONDS = "epoch-milliseconds ";

  private static final String VALUE = "value";
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?");
  private static final Pattern TAGS = Pattern.compile("<[^>]{0,2000}>");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** A function with its constants bound. */
  interface Function {
    /**
     * @param arguments values by parameter name
     * @param notes where a look-up says what it did not find
     */
    List<String> apply(Map<String, List<String>> arguments, MappingNotes notes);
  }

  /** A function of one value. */
  private interface OfText {
    List<String> apply(String value);
  }

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9]+");
  private static final int KEYS_REMEMBERED = 20_000;

  private final LookUpTables tables;
  private final AuthorityCodes codes;

  /** The names of organisations and concepts come again and again. */
  private final Map<String, String> keys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > KEYS_REMEMBERED;
        }
      };

  Functions(LookUpTables tables, AuthorityCodes codes) {
    this.tables = tables;
    this.codes = codes;
  }

  /**
   * @throws HarvestException if there is no such function or a parameter is missing or wrong
   */
  Function get(String iri, Map<String, List<TermMap.Expression>> inputs, String place) {
    if (!iri.startsWith(NS)) {
      throw wrong(place, "<" + iri + "> is no function; functions are in " + NS);
    }
    String name = iri.substring(NS.length());
    Set<String> allowed =
        switch (name) {
          case "replace" -> Set.of(VALUE, "pattern", "replacement");
          case "match", "unless", "date" -> Set.of(VALUE, "pattern");
          case "when" -> Set.of(VALUE, "pattern", "then");
          case "split" -> Set.of(VALUE, "separator");
          case "join" -> Set.of(VALUE, "value2", "value3", "separator");
          case "default" -> Set.of(VALUE, "otherwise");
          case "lookup" -> Set.of(VALUE, "table");
          default -> Set.of(VALUE);
        };
    for (String parameter : inputs.keySet()) {
      if (!parameter.startsWith(NS) || !allowed.contains(parameter.substring(NS.length()))) {
        throw wrong(
            place, "tf:" + name + " has no parameter <" + parameter + ">; it has " + allowed);
      }
    }
    return switch (name) {
      case "trim" -> each(value -> one(BLANKS.matcher(value).replaceAll(" ").strip()));
      case "lower" -> each(value -> one(value.toLowerCase(Locale.ROOT)));
      case "upper" -> each(value -> one(value.toUpperCase(Locale.ROOT)));
      case "stripHtml" -> each(value -> one(plain(value)));
      case "slug" -> each(value -> one(slug(value, 60)));
      case "key" -> each(value -> one(keys.computeIfAbsent(value, Functions::key)));
      case "number" -> each(value -> one(number(value)));
      case "positive" -> each(value -> one(positive(value)));
      case "hours" -> each(value -> one(hours(value)));
      case "url" -> each(value -> one(url(value)));
      case "replace" -> {
        Pattern pattern = pattern(inputs, place);
        String replacement = constant(inputs, "replacement", place);
        yield each(value -> one(pattern.matcher(value).replaceAll(replacement).strip()));
      }
      case "match" -> {
        Pattern pattern = pattern(inputs, place);
        yield each(value -> one(firstMatch(pattern, value)));
      }
      case "unless" -> {
        Pattern pattern = pattern(inputs, place);
        yield each(value -> pattern.matcher(value).matches() ? List.of() : one(value));
      }
      case "when" -> {
        Pattern pattern = pattern(inputs, place);
        yield (arguments, notes) ->
            values(arguments, VALUE).stream().anyMatch(value -> pattern.matcher(value).matches())
                ? values(arguments, "then")
                : List.of();
      }
      case "split" -> {
        Pattern separator = compile(constant(inputs, "separator", place), place);
        yield each(value ->
            separator.splitAsStream(value).map(String::strip).filter(s -> !s.isEmpty()).toList());
      }
      case "join" -> {
        String separator = constant(inputs, "separator", place);
        yield (arguments, notes) ->
            one(
                String.join(
                    separator,
                    Stream.of(VALUE, "value2", "value3")
                        .flatMap(parameter -> values(arguments, parameter).stream())
                        .toList()));
      }
      case "default" ->
          (arguments, notes) ->
              values(arguments, VALUE).isEmpty()
                  ? values(arguments, "otherwise")
                  : values(arguments, VALUE);
      case "date" -> {
        List<DateTimeFormatter> formats = formats(constant(inputs, "pattern", place), place);
        yield (arguments, notes) -> dates(values(arguments, VALUE), formats, notes);
      }
      case "lookup" -> {
        String table = constant(inputs, "table", place);
        Map<String, List<String>> rows = tables.get(table);
        yield (arguments, notes) -> lookUp(values(arguments, VALUE), rows, table, notes);
      }
      case "language" -> lookUp("languages", codes.languages());
      case "languageTag" -> lookUp("language tags", codes.languageTags());
      case "country" -> lookUp("countries", codes.countries());
      case "currency" -> lookUp("currencies", codes.currencies());
      default -> throw wrong(place, "there is no function tf:" + name);
    };
  }

  private static Function each(OfText function) {
    return (arguments, notes) -> {
      List<String> results = new ArrayList<>();
      for (String value : values(arguments, VALUE)) {
        results.addAll(function.apply(value));
      }
      return results;
    };
  }

  private static Function lookUp(String table, Map<String, List<String>> rows) {
    return (arguments, notes) -> lookUp(values(arguments, VALUE), rows, table, notes);
  }

  private static List<String> lookUp(
      List<String> values, Map<String, List<String>> rows, String table, MappingNotes notes) {
    List<String> results = new ArrayList<>();
    for (String value : values) {
      List<String> found = rows.get(LookUpTables.normal(value));
      if (found == null) {
        notes.unmapped(table, value);
      } else {
        results.addAll(found);
      }
    }
    return results;
  }

  private static List<String> values(Map<String, List<String>> arguments, String parameter) {
    return arguments.getOrDefault(NS + parameter, List.of());
  }

  private static List<String> one(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static String constant(
      Map<String, List<TermMap.Expression>> inputs, String parameter, String place) {
    List<TermMap.Expression> given = inputs.getOrDefault(NS + parameter, List.of());
    if (given.size() == 1
        && given.get(0) instanceof TermMap.Constant constant
        && constant.node().isLiteral()) {
      return constant.node().getLiteralLexicalForm();
    }
    throw wrong(place, "tf:" + parameter + " must be given once, as a constant text");
  }

  private static Pattern pattern(Map<String, List<TermMap.Expression>> inputs, String place) {
    return compile(constant(inputs, "pattern", place), place);
  }

  private static Pattern compile(String regex, String place) {
    try {
      return Pattern.compile(
          regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw wrong(place, "\"" + regex + "\" is no regular expression: " + e.getDescription());
    }
  }

  private static String firstMatch(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.find()) {
      return "";
    }
    String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    return group == null ? "" : group.strip();
  }

  private static String plain(String html) {
    String text = TAGS.matcher(html).replaceAll(" ");
    text =
        text.replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    return BLANKS.matcher(text).replaceAll(" ").strip();
  }

  static String slug(String value, int length) {
    String ascii =
        NOT_IN_SLUG
            .matcher(
                MARKS
                    .matcher(Normalizer.normalize(value, Normalizer.Form.NFKD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT))
            .replaceAll("-");
    int start = ascii.startsWith("-") ? 1 : 0;
    String cut = ascii.substring(start, Math.min(ascii.length(), start + length));
    return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** A name as part of an IRI: readable, and distinct where slugs are not. */
  private static String key(String value) {
    String trimmed = Normalizer.normalize(value.strip(), Normalizer.Form.NFC);
    String hash = Hash.hex(trimmed.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    String slug = slug(trimmed, 40);
    return slug.isEmpty() ? hash : slug + "-" + hash;
  }

  /**
   * Where a number has both marks, the last one begins its decimals. A comma before one or two last
   * digits does so too; other commas, and points that repeat, group thousands. A lone point before
   * three digits may be either, as in 1.500, so such a number is none.
   */
  private static String number(String value) {
    String bare = value.replaceAll("[\\s\\u00a0\\u202f\\p{Sc}]|[A-Za-z]{3}$|^[A-Za-z]{3}", "");
    boolean commaLast = bare.lastIndexOf(',') > bare.lastIndexOf('.');
    if (commaLast && bare.contains(".") || bare.matches("[^,]*,\\d{1,2}")) {
      bare = bare.replace(".", "").replace(',', '.');
    } else if (bare.matches("-?[1-9]\\d{0,2}\\.\\d{3}")) {
      return "";
    } else if (bare.matches("-?[1-9]\\d{0,2}(\\.\\d{3}){2,}")) {
      bare = bare.replace(".", "");
    } else {
      bare = bare.replace(",", "");
    }
    if (!NUMBER.matcher(bare).matches()) {
      return "";
    }
    BigDecimal decimal = new BigDecimal(bare).stripTrailingZeros();
    return decimal.scale() < 0 ? decimal.setScale(0).toPlainString() : decimal.toPlainString();
  }

  private static String positive(String value) {
    String number = number(value);
    return number.isEmpty() || new BigDecimal(number).signum() <= 0 ? "" : number;
  }

  /**
   * {@code xsd:duration} has no fraction but in seconds, so a part of an hour is told in minutes.
   */
  private static String hours(String value) {
    String number = positive(value);
    if (number.isEmpty()) {
      return "";
    }
    long minutes =
        new BigDecimal(number)
            .multiply(BigDecimal.valueOf(60))
            .setScale(0, RoundingMode.HALF_UP)
            .longValue();
    if (minutes == 0) {
      return "";
    }
    return "PT"
        + (minutes / 60 == 0 ? "" : minutes / 60 + "H")
        + (minutes % 60 == 0 ? "" : minutes % 60 + "M");
  }

  private static String url(String value) {
    String address = value.strip().replace(" ", "%20");
    if (address.startsWith("www.")) {
      address = "https://" + address;
    }
    return Iris.isHttp(address) ? address : "";
  }

  private static List<DateTimeFormatter> formats(String patterns, String place) {
    List<DateTimeFormatter> formats = new ArrayList<>();
    for (String pattern : patterns.split("\\|")) {
      try {
        if (pattern.startsWith(MILLISECONDS)) {
          formats.add(sinceEpoch(pattern.substring(MILLISECONDS.length())));
          continue;
        }
        formats.add(
            new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                // Years are of the common era, which a strict format does not take for granted.
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                // 31 February is a mistake of the register, not the 28th.
                .withResolverStyle(ResolverStyle.STRICT));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw wrong(place, "\"" + pattern + "\" is no date pattern: " + e.getMessage());
      }
    }
    return formats;
  }

  private static DateTimeFormatter sinceEpoch(String zone) {
    return new DateTimeFormatterBuilder()
        .appendValue(ChronoField.INSTANT_SECONDS, 1, 16, SignStyle.NORMAL)
        .appendValue(ChronoField.MILLI_OF_SECOND, 3)
        .toFormatter(Locale.ROOT)
        .withZone(ZoneId.of(zone));
  }

  private static List<String> dates(
      List<String> values, List<DateTimeFormatter> formats, MappingNotes notes) {
    List<String> dates = new ArrayList<>();
    for (String value : values) {
      String date = "";
      for (DateTimeFormatter format : formats) {
        try {
          date = LocalDate.from(format.parse(value)).toString();
          break;
        } catch (DateTimeException e) {
          continue;
        }
      }
      if (date.isEmpty()) {
        notes.unmapped("dates", value);
      } else {
        dates.add(date);
      }
    }
    return dates;
  }

  private static HarvestException wrong(String place, String reason) {
    return new HarvestException(HarvestException.Category.MAPPING, place + ": " + reason);
  }
}
