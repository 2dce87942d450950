package org.tessera.harvester;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Tess;
import org.tessera.store.RecordWrite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * That the rows of one key which make a record say different things, which may be right: a record
 * has several subjects, and each of them a row.
 *
 * @param rows how many there are
 * @param fields in which they differ, without those that the descriptor calls lists
 */
record Difference(int rows, List<String> fields) {

  /** What to tell whoever wrote them, if they make no record; its reason follows. */
  String told(String id) {
    return ("%d different rows have the identifier \"%s\" and differ in %s; if that is an error, right is"
            + " one row for each identifier, or an identifier of its own for each row. Read as one"
            + " record: ")
        .formatted(
            rows,
            id,
            String.join(", ", fields.stream().map(field -> "\"" + field + "\"").toList()));
  }

  /**
   * Why the record cannot be what the rows mean: it has two levels of one framework, or two of its
   * source's words for the type, and only since they differ. What a single row brings several times
   * is its mapping's, and where rows may differ in it the descriptor calls its column a list.
   *
   * @param whole what was mapped of all rows
   */
  Optional<String> contradiction(HarvestedRecord raw, List<RecordWrite> whole, Mapper mapper) {
    Map<String, Set<Node>> several = single(whole);
    if (several.values().stream().allMatch(values -> values.size() < 2)
        || !(mapper.map(raw.withContent(one(raw)), new MappingNotes())
            instanceof Mapper.Mapped one)) {
      return Optional.empty();
    }
    Map<String, Set<Node>> alone = single(one.writes());
    return several.entrySet().stream()
        .filter(it -> it.getValue().size() > 1)
        .filter(it -> it.getValue().size() > alone.getOrDefault(it.getKey(), Set.of()).size())
        .map(it -> it.getKey() + " has " + texts(it.getValue()) + "; right is one of them")
        .reduce((first, second) -> first + "; " + second);
  }

  /** What may stand once, by what it would be called. */
  private static Map<String, Set<Node>> single(List<RecordWrite> writes) {
    Map<String, Set<Node>> values = new TreeMap<>();
    for (RecordWrite write : writes) {
      if (write.role() == RecordWrite.Role.MAIN) {
        for (Triple triple : write.statements()) {
          if (triple.getSubject().equals(write.topic())) {
            name(triple)
                .ifPresent(name ->
                    values
                        .computeIfAbsent(name, any -> new LinkedHashSet<>())
                        .add(triple.getObject()));
          }
        }
      }
    }
    return values;
  }

  private static Optional<String> name(Triple triple) {
    Node predicate = triple.getPredicate();
    Node object = triple.getObject();
    if (predicate.equals(Elm.EQFLevel)) {
      return Optional.of("the EQF level (elm:EQFLevel)");
    }
    if (predicate.equals(Tess.level) && object.isURI()) {
      String framework = object.getURI().replaceFirst("/[^/]*$", "").replaceFirst(".*/", "");
      return Optional.of("the level in the framework " + framework + " (tess:level)");
    }
    if (predicate.equals(Elm.category) && object.isLiteral()) {
      String language = object.getLiteralLanguage();
      return Optional.of(
          "the register's word for the type (elm:category)"
              + (language.isEmpty() ? "" : " in the language " + language));
    }
    return Optional.empty();
  }

  private static String texts(Set<Node> values) {
    return String.join(
        " and ",
        values.stream()
            .map(value ->
                value.isURI()
                    ? value.getURI().replaceFirst(".*/", "")
                    : "\"" + value.getLiteralLexicalForm() + "\"")
            .toList());
  }

  /** As the first of the rows has it. */
  private Content one(HarvestedRecord raw) {
    ObjectNode record = ((Content.Tree) raw.content()).node().deepCopy();
    for (String field : fields) {
      JsonNode values = record.path(field);
      if (values instanceof ArrayNode array && !array.isEmpty()) {
        record.set(field, array.get(0));
      }
    }
    return new Content.Tree(record);
  }
}
