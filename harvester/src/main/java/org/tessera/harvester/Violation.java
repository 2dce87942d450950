package org.tessera.harvester;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.shacl.engine.constraint.MaxCount;
import org.apache.jena.shacl.engine.constraint.UniqueLangConstraint;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.path.P_Link;
import org.tessera.store.RecordWrite;

/**
 * Tells whoever keeps a register what a shape refuses: the statement, what is wrong with it, what
 * would be right, and the shape's address where it has one.
 *
 * @param entry of the report on the record
 * @param write the record
 * @param secret whether what was found may not be told
 */
record Violation(ReportEntry entry, RecordWrite write, Prefixes prefixes, boolean secret) {
  private static final int MOST_CHARACTERS = 120;
  private static final int MOST_VALUES = 3;

  String reason() {
    String shape = entry.source() != null && entry.source().isURI() ? entry.source().getURI() : "";
    return field()
        + " "
        + wrong()
        + "; the rule: "
        + entry.message()
        + (shape.isEmpty() ? "" : " (" + shape + ")");
  }

  private String field() {
    Node focus = entry.focusNode();
    if (entry.resultPath() == null) {
      String holders =
          write.statements().stream()
              .filter(it -> it.getObject().equals(focus))
              .map(Triple::getPredicate)
              .map(this::name)
              .distinct()
              .collect(Collectors.joining(" and "));
      return holders.isEmpty() ? "the record" : holders;
    }
    String path =
        entry.resultPath() instanceof P_Link link
            ? name(link.getNode())
            : "one of the statements that the rule names";
    String part = focus.toString().replaceFirst("^[^#]*", "");
    return secret || part.isEmpty() || focus.equals(write.topic()) ? path : path + " of " + part;
  }

  private String name(Node predicate) {
    return prefixes.shorten(predicate.getURI());
  }

  private String wrong() {
    if (secret) {
      return "has what it may not have";
    }
    if (entry.constraint() instanceof MaxCount most && !(entry.resultPath() instanceof P_Link)) {
      return "has more than " + most.getMaxCount();
    }
    List<Node> values =
        entry.value() != null && !(entry.constraint() instanceof UniqueLangConstraint)
            ? List.of(entry.value())
            : entry.resultPath() instanceof P_Link link
                ? write.statements().stream()
                    .filter(it -> it.getSubject().equals(entry.focusNode()))
                    .filter(it -> it.getPredicate().equals(link.getNode()))
                    .map(Triple::getObject)
                    .toList()
                : List.of();
    return values.isEmpty()
        ? "is missing"
        : "has "
            + values.stream()
                .limit(MOST_VALUES)
                .map(Violation::text)
                .collect(Collectors.joining(" and "))
            + (values.size() > MOST_VALUES ? " and others" : "");
  }

  private static String text(Node value) {
    if (!value.isLiteral()) {
      return cut(value.toString());
    }
    String language = value.getLiteralLanguage();
    return "\""
        + cut(value.getLiteralLexicalForm().replace('"', '”'))
        + "\""
        + (language.isEmpty() ? "" : " (" + language + ")");
  }

  private static String cut(String text) {
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
  }
}
