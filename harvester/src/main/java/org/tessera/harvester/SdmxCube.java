package org.tessera.harvester;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The figures of one dataflow in one message, with what they are about and the labels that the
 * message or the structure messages beside it have: the JSON record that a mapping sees, whichever
 * of the three formats the message was in.
 */
final class SdmxCube {
  /** A value of an attribute: a code, or text of no list. */
  record AttributeValue(String text, boolean isCode) {}

  /**
   * A figure.
   *
   * @param after how many deletions it was said
   */
  private record Figure(
      Map<String, String> at,
      String value,
      Map<String, List<AttributeValue>> attributes,
      long after) {}

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
  private static final String TIME = "TIME_PERIOD";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SdmxBudget budget;
  private final Optional<SdmxReference> reference;
  private final ObjectNode record = JSON.objectNode();
  private final Map<String, ObjectNode> dimensions = new LinkedHashMap<>();
  private final Map<String, ArrayNode> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, ArrayNode>> codes = new LinkedHashMap<>();
  private final Map<String, SdmxStructures.ItemList> lists = new LinkedHashMap<>();
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Map<Set<String>, Map<Map<String, String>, Map<String, List<AttributeValue>>>>
      groups = new LinkedHashMap<>();
  private final Set<String> contradicting = new LinkedHashSet<>();

  /** By the dimensions that a deletion names and its values of them: the last one's number. */
  private final Map<Set<String>, Map<Map<String, String>, Long>> deleted = new LinkedHashMap<>();

  private Set<String> ofThisDataSet = new HashSet<>();
  private long deletions;
  private long withoutFigure;

  /**
   * @param reference of the dataflow or data structure, where the message says it
   */
  SdmxCube(SdmxBudget budget, Optional<SdmxReference> reference) {
    this.budget = budget;
    this.reference = reference;
  }

  /** Dimensions, attributes and labels as a structure message says them. */
  void take(SdmxStructures.DataStructure structure, SdmxStructures all) {
    structure
        .dimensions()
        .forEach(d -> {
          dimension(d.id(), d.role(), d.time(), all.conceptNames(d));
          all.codes(d).ifPresent(list -> take(d.id(), list));
        });
    structure
        .attributes()
        .forEach(a -> {
          label(a.id(), all.conceptNames(a));
          all.codes(a).ifPresent(list -> take(a.id(), list));
        });
  }

  private void take(String component, SdmxStructures.ItemList list) {
    codes.put(component, new LinkedHashMap<>(list.items()));
    lists.put(component, list);
  }

  void title(ArrayNode names, ArrayNode descriptions) {
    record.set("titles", names);
    record.set("descriptions", descriptions);
  }

  void dimension(String id, String role, boolean time, ArrayNode names) {
    label(id, names);
    dimensions.computeIfAbsent(
        id,
        any ->
            JSON.objectNode()
                .put("component", id)
                .put("role", time ? TIME : role)
                .put("position", dimensions.size() + 1));
  }

  boolean hasDimension(String id) {
    return dimensions.containsKey(id);
  }

  void label(String component, ArrayNode names) {
    if (!names.isEmpty() || !labels.containsKey(component)) {
      labels.put(component, names);
    }
  }

  void code(String component, String code, ArrayNode names) {
    codes.computeIfAbsent(component, any -> new LinkedHashMap<>()).putIfAbsent(code, names);
  }

  boolean isCoded(String component) {
    return codes.containsKey(component);
  }

  /** What follows updates what a data set before it in the message said. */
  void nextDataSet() {
    ofThisDataSet = new HashSet<>();
    groups.clear();
  }

  /** Attributes of all figures that have these values of some dimensions. */
  void group(Map<String, String> at, Map<String, List<AttributeValue>> attributes) {
    count(at, attributes);
    groups
        .computeIfAbsent(new LinkedHashSet<>(at.keySet()), any -> new LinkedHashMap<>())
        .computeIfAbsent(at, any -> new LinkedHashMap<>())
        .putAll(attributes);
  }

  /**
   * @param value as written; what is no number is no figure
   * @param attributes those of the figure and of what it is part of
   */
  void figure(Map<String, String> at, String value, Map<String, List<AttributeValue>> attributes) {
    if (!DECIMAL.matcher(value).matches()) {
      withoutFigure++;
      return;
    }
    String number = plain(value);
    Map<String, List<AttributeValue>> all = new LinkedHashMap<>();
    groups.forEach((names, values) -> {
      all.putAll(values.getOrDefault(part(at, names), Map.of()));
    });
    all.putAll(attributes);
    String key = key(at);
    count(at, all);
    Figure before = figures.get(key);
    if (before != null && isDeleted(before)) {
      figures.remove(key);
      before = null;
    }
    figures.put(key, new Figure(Map.copyOf(at), number, all, deletions));
    if (before == null || ofThisDataSet.add(key)) {
      ofThisDataSet.add(key);
      contradicting.remove(key);
    } else if (!before.value().equals(number)) {
      contradicting.add(key);
    }
  }

  private static String plain(String value) {
    return value.indexOf('e') < 0 && value.indexOf('E') < 0
        ? value.replaceFirst("^\\+", "")
        : new BigDecimal(value).toPlainString();
  }

  /** Takes out what a data set before it said of all figures with these values. */
  void delete(Map<String, String> at) {
    if (!figures.isEmpty()) {
      count(at, Map.of());
      deleted
          .computeIfAbsent(new LinkedHashSet<>(at.keySet()), any -> new LinkedHashMap<>())
          .put(Map.copyOf(at), ++deletions);
    }
  }

  private boolean isDeleted(Figure figure) {
    return deleted.entrySet().stream()
        .anyMatch(entry ->
            entry.getValue().getOrDefault(part(figure.at(), entry.getKey()), 0L) > figure.after());
  }

  private static Map<String, String> part(Map<String, String> at, Set<String> names) {
    Map<String, String> part = new LinkedHashMap<>(at);
    part.keySet().retainAll(names);
    return part;
  }

  private void count(Map<String, String> at, Map<String, List<AttributeValue>> attributes) {
    long weight = 4L * RecordReader.CHARACTERS_OF_A_VALUE;
    for (String code : at.values()) {
      weight += RecordReader.CHARACTERS_OF_A_VALUE + code.length();
    }
    weight += (long) attributes.size() * 3 * RecordReader.CHARACTERS_OF_A_VALUE;
    for (List<AttributeValue> values : attributes.values()) {
      weight += values.stream().mapToLong(value -> value.text().length()).sum();
    }
    budget.add(weight, "the figures of its data sets");
  }

  private static String key(Map<String, String> at) {
    String text = new TreeMap<>(at).toString();
    return Hash.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /**
   * @param kind data or structure; a structure has all codes of its lists, data those they use
   */
  ObjectNode record(String kind) {
    String name = budget.file().replaceFirst("\\.[^.]*$", "");
    record.put("kind", kind).put("file", budget.file()).put("name", name);
    String about =
        reference
            .map(r -> r.agency() + "-" + r.id() + (r.version().isEmpty() ? "" : "-" + r.version()))
            .orElse("");
    // A data message is the answer to one query: which part of its flow it holds, the flow's name
    // does not tell.
    record.put(
        "key", kind.equals("structure") ? about : about.isEmpty() ? name : about + "-" + name);
    reference.ifPresent(r ->
        record
            .put("reference", r.toString())
            .put("agency", r.agency())
            .put("id", r.id())
            .put("version", r.version()));
    concepts();
    record.putArray("dimensions").addAll(dimensions.values());
    ArrayNode ofDimensions = record.putArray("dimensionLabels");
    dimensions.forEach(
        (id, dimension) -> named(ofDimensions, labels.getOrDefault(id, NAMELESS), id, dimension));
    Map<String, Set<String>> used = new LinkedHashMap<>();
    if (kind.equals("structure")) {
      codes.forEach((component, list) -> used.put(component, list.keySet()));
      listsOf();
    } else {
      figures.values().removeIf(this::isDeleted);
      figures.keySet().removeAll(contradicting);
      ArrayNode observations = record.putArray("observations");
      figures.forEach((key, figure) -> observations.add(observation(key, figure, used)));
      record
          .put("figures", figures.size())
          .put("withoutFigure", withoutFigure)
          .put("contradicting", contradicting.size());
    }
    codesOf(used, kind.equals("structure"));
    ArrayNode attributes = record.putArray("attributes");
    (kind.equals("structure") ? labels.keySet() : ofFigures())
        .stream()
            .filter(id -> !dimensions.containsKey(id))
            .forEach(id -> attributes.addObject().put("component", id));
    if (record.path("titles").isEmpty()) {
      String otherwise = reference.map(SdmxReference::toString).orElse(name);
      record.set("titles", SdmxMessages.name("und", otherwise));
    }
    return record;
  }

  private static final ArrayNode NAMELESS = SdmxStructures.NO_NAMES;

  /** What a dimension is by its role, or else by its id, unless two would be the same. */
  private void concepts() {
    Map<String, Long> roles = new LinkedHashMap<>();
    dimensions.forEach((id, dimension) -> {
      roles.merge(id, 1L, Long::sum);
      String role = dimension.path("role").asString("");
      if (!role.equals(id)) {
        roles.merge(role, 1L, Long::sum);
      }
    });
    dimensions.forEach((id, dimension) -> {
      String role = dimension.path("role").asString("");
      dimension.put("concept", role.isEmpty() || roles.getOrDefault(role, 0L) > 1 ? id : role);
    });
  }

  private static void named(ArrayNode all, ArrayNode names, String otherwise, ObjectNode thing) {
    for (JsonNode name : names) {
      all.add(thing.deepCopy().setAll((ObjectNode) name));
    }
    if (names.isEmpty()) {
      all.add(thing.deepCopy().put("language", "und").put("text", otherwise));
    }
  }

  private ObjectNode observation(String key, Figure figure, Map<String, Set<String>> used) {
    ObjectNode observation = JSON.objectNode().put("key", key).put("value", figure.value());
    ArrayNode at = observation.putArray("at");
    dimensions.forEach((id, dimension) -> {
      String concept = dimension.path("concept").asString();
      ObjectNode place =
          at.addObject().put("key", key).put("component", id).put("concept", concept);
      String code = figure.at().getOrDefault(id, "");
      if (code.isEmpty()) {
        place.put("blank", id);
      } else if (concept.equals(TIME)) {
        place.put("period", code);
      } else {
        place.put("code", code);
        used.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(code);
      }
    });
    ObjectNode attributes = observation.putObject("attributes");
    figure
        .attributes()
        .forEach((id, values) -> {
          List<ObjectNode> each = new ArrayList<>();
          for (AttributeValue value : values) {
            each.add(JSON.objectNode().put(value.isCode() ? "code" : "text", value.text()));
            if (value.isCode()) {
              used.computeIfAbsent(id, any -> new LinkedHashSet<>()).add(value.text());
            }
          }
          attributes.putArray(id).addAll(each);
        });
    return observation;
  }

  private Set<String> ofFigures() {
    Set<String> attributes = new LinkedHashSet<>();
    figures.values().forEach(figure -> attributes.addAll(figure.attributes().keySet()));
    return attributes;
  }

  private void listsOf() {
    ArrayNode all = record.putArray("lists");
    lists.forEach((component, list) -> {
      ObjectNode about =
          JSON.objectNode()
              .put("component", component)
              .put("concept", concept(component))
              .put("list", list.reference().toString());
      if (dimensions.containsKey(component)) {
        about.put("dimension", component);
      }
      named(all, list.names(), list.reference().toString(), about);
    });
  }

  private String concept(String component) {
    ObjectNode dimension = dimensions.get(component);
    return dimension == null ? component : dimension.path("concept").asString();
  }

  private void codesOf(Map<String, Set<String>> used, boolean inLists) {
    ArrayNode all = record.putArray("codes");
    ArrayNode codeLabels = record.putArray("codeLabels");
    used.forEach((component, ofComponent) -> {
      Map<String, ArrayNode> known = codes.getOrDefault(component, Map.of());
      for (String id : ofComponent) {
        ArrayNode names = known.getOrDefault(id, NAMELESS);
        ObjectNode code =
            JSON.objectNode()
                .put("component", component)
                .put("concept", concept(component))
                .put("code", id);
        if (inLists && lists.containsKey(component)) {
          code.put("list", component);
        }
        if (dimensions.containsKey(component)) {
          code.put("dimension", component);
        }
        all.add(code);
        named(codeLabels, names, id, code);
        budget.add(
            9L * RecordReader.CHARACTERS_OF_A_VALUE + 2L * names.toString().length(),
            "the record with its codes");
      }
    });
  }
}
