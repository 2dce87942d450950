package org.tessera.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.tessera.sparql.SparqlLimits;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The settings of one run: presets, then {@code tessera.yaml} of the data folder, then the
 * environment, then flags; later ones win.
 *
 * @param data the data folder, absolute
 */
record Settings(Path data, Map<Setting, String> values) {

  static final String FILE = "tessera.yaml";

  /**
   * Reads them.
   *
   * @param flags values given on the command line
   * @throws ClearError for a file that cannot be read, an unknown key or a value of a wrong form
   */
  static Settings load(Path data, Map<String, String> environment, Map<Setting, String> flags) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      values.put(setting, setting.preset());
    }
    values.putAll(fromFile(data.resolve(FILE)));
    for (Setting setting : Setting.values()) {
      String value = environment.get(setting.variable());
      if (value != null) {
        values.put(setting, checked(setting, value, setting.variable()));
      }
    }
    flags.forEach((setting, value) -> values.put(setting, checked(setting, value, setting.flag())));
    return new Settings(data.toAbsolutePath().normalize(), values);
  }

  String text(Setting setting) {
    String value = values.get(setting);
    return value == null ? setting.preset() : value;
  }

  int number(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  boolean on(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  /** The token of {@code /admin/**}: the setting, which the folder then keeps, else its own. */
  AdminToken adminToken() {
    Optional<AdminToken> given = givenToken();
    given.ifPresent(token -> DataFolder.keepAdminToken(data, token.secret()));
    return given.orElseGet(() -> new AdminToken(DataFolder.adminToken(data)));
  }

  /** The token that a setting gives; a file that a variable was made of may end in a line end. */
  Optional<AdminToken> givenToken() {
    String token = text(Setting.ADMIN_TOKEN);
    return token.isEmpty() ? Optional.empty() : Optional.of(new AdminToken(token.strip()));
  }

  /** What SPARQL queries may use. */
  SparqlLimits sparqlLimits() {
    SparqlLimits usual = SparqlLimits.defaults();
    boolean limited = on(Setting.LIMITS);
    return new SparqlLimits(
        Duration.ofSeconds(number(Setting.SPARQL_SECONDS)),
        number(Setting.SPARQL_ROWS),
        number(Setting.SPARQL_ROWS),
        usual.maxAnswerBytes(),
        usual.maxRequestBytes(),
        limited ? number(Setting.SPARQL_PER_ADDRESS) : number(Setting.SPARQL_AT_ONCE),
        number(Setting.SPARQL_AT_ONCE),
        usual.maxWait(),
        usual.memory());
  }

  private static Map<Setting, String> fromFile(Path file) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    if (!Files.exists(file)) {
      return values;
    }
    Object document;
    try (Reader reader = Files.newBufferedReader(file)) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    } catch (IOException | YAMLException e) {
      throw new ClearError(file + " cannot be read as YAML: " + firstLine(e), e);
    }
    switch (document) {
      case null -> {}
      case Map<?, ?> map -> readInto(values, map, file);
      default -> throw new ClearError(file + " must hold lines of the form key: value");
    }
    return values;
  }

  private static void readInto(Map<Setting, String> values, Map<?, ?> map, Path file) {
    map.forEach((name, value) -> {
      String key = String.valueOf(name);
      if (key.equals("tessera") && value instanceof Map<?, ?> nested) {
        readInto(values, nested, file);
        return;
      }
      String plain = key.startsWith("tessera.") ? key.substring("tessera.".length()) : key;
      Setting setting =
          Arrays.stream(Setting.values())
              .filter(candidate -> candidate.key().equals(plain))
              .findAny()
              .orElseThrow(() ->
                  new ClearError(
                      file + ": no setting is called '" + key + "'; see tessera start --help"));
      values.put(setting, checked(setting, String.valueOf(value), file + ", " + key));
    });
  }

  private static String checked(Setting setting, String value, String place) {
    if (!setting.form().fits(value)) {
      throw new ClearError(
          place + ": '" + value + "' is wrong; it takes " + setting.form().words());
    }
    return value;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
