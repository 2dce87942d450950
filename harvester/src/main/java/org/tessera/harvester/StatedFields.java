package org.tessera.harvester;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Dct;
import org.tessera.ontology.Elm;

/**
 * What sources that state both their own subjects and ISCED-F codes tell of how they correspond.
 */
final class StatedFields {
  private static final String ISCED_F = "http://data.europa.eu/snb/isced-f/";
  private static final Pattern PART = Pattern.compile("(\\d)[a-z]$");
  private static final int LEAST_RECORDS = 5;
  private static final double LEAST_SHARE = 0.9;

  /** The codes beside a subject, one for each statement, and the graphs of their records. */
  private record Stated(List<String> codes, Set<Node> records) {}

  private final Map<String, Node> bySubject = new HashMap<>();
  private final Set<String> sources = new HashSet<>();

  /** By source's own id of the subject, such as {@code nsf-326}; null where sources disagree. */
  private final Map<String, @Nullable Node> byId = new HashMap<>();

  /** Reads them from all records of a store. */
  static StatedFields of(DatasetGraph dataset, Origins origins) {
    StatedFields fields = new StatedFields();
    Map<String, Stated> all = new TreeMap<>();
    dataset.stream(Node.ANY, Node.ANY, Elm.ISCEDFCode, Node.ANY)
        .filter(quad -> quad.getObject().toString().startsWith(ISCED_F))
        .forEach(quad ->
            dataset.stream(quad.getGraph(), quad.getSubject(), Dct.subject, Node.ANY)
                .map(Quad::getObject)
                .filter(Node::isURI)
                .forEach(subject -> {
                  Stated stated =
                      all.computeIfAbsent(
                          subject.getURI(), key -> new Stated(new ArrayList<>(), new HashSet<>()));
                  stated.codes().add(quad.getObject().getURI().substring(ISCED_F.length()));
                  stated.records().add(quad.getGraph());
                  origins.source(quad.getGraph()).ifPresent(fields.sources::add);
                }));
    all.forEach((subject, stated) -> field(stated).ifPresent(field -> fields.add(subject, field)));
    return fields;
  }

  private void add(String subject, Node field) {
    bySubject.put(subject, field);
    String id = id(subject);
    byId.put(id, byId.containsKey(id) && !field.equals(byId.get(id)) ? null : field);
  }

  /** Ids of the sources that state both of a record. */
  Set<String> sources() {
    return sources;
  }

  private static String id(String subject) {
    return subject.substring(subject.lastIndexOf('/') + 1);
  }

  /** The field of a subject by the records that name it. */
  Optional<Node> field(Node subject) {
    return Optional.ofNullable(bySubject.get(subject.getURI()));
  }

  /**
   * The field of a subject that another source has under the same id, or under it without a letter
   * at the end, as in {@code nsf-326n}, which makes a group's parts.
   */
  Optional<Node> fieldElsewhere(Node subject) {
    String id = id(subject.getURI());
    return Optional.ofNullable(byId.get(id))
        .or(() -> Optional.ofNullable(byId.get(PART.matcher(id).replaceFirst("$1"))));
  }

  /** The narrowest field in which nearly all codes lie that are stated with a subject. */
  private static Optional<Node> field(Stated stated) {
    if (stated.records().size() < LEAST_RECORDS) {
      return Optional.empty();
    }
    List<String> codes = stated.codes();
    Set<String> fields = new HashSet<>();
    for (String code : codes) {
      for (int digits = 2; digits <= code.length(); digits++) {
        fields.add(code.substring(0, digits));
      }
    }
    return fields.stream()
        .filter(field ->
            codes.stream().filter(code -> code.startsWith(field)).count()
                >= LEAST_SHARE * codes.size())
        .max(Comparator.comparingInt(String::length))
        .map(field -> NodeFactory.createURI(ISCED_F + defined(field)));
  }

  /** Fields "not further defined" end with zeros and mean the broader one. */
  private static String defined(String field) {
    return field.length() > 2 && field.endsWith("0")
        ? defined(field.substring(0, field.length() - 1))
        : field;
  }
}
