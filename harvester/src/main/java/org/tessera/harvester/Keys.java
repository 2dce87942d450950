package org.tessera.harvester;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tessera.store.RecordWrite.IdentifierBasis;

/** Tells the records of an input apart, as its descriptor says. */
final class Keys {
  private static final Pattern FIELD = Pattern.compile("\\{([^}]+)}");

  private final Input input;

  Keys(Input input) {
    this.input = input;
  }

  /** A record whose register has no number for it is known by its content. */
  IdentifierBasis basis(Content content) {
    return input.localId().flatMap(template -> fill(template, content)).isPresent()
        ? IdentifierBasis.REGISTER
        : IdentifierBasis.CONTENT_KEY;
  }

  /** What a row without a key lacks. */
  String needed() {
    return input.localId().orElse(String.join(" or ", input.keyColumns()));
  }

  /** The record's local id; empty if the row has no value for it. */
  Optional<String> localId(Content content) {
    Optional<String> id =
        input.localId().isPresent()
            ? fill(input.localId().get(), content)
                .map(Iris::localId)
                .or(() -> input.keyColumns().isEmpty() ? Optional.empty() : contentKey(content))
            : contentKey(content);
    return input.synthetic()
        ? id.map(key -> key.startsWith("example-") ? key : "example-" + key)
        : id;
  }

  /** Local id of the record under which a row is grouped. */
  Optional<String> groupKey(Content content) {
    return input.groupKey().flatMap(template -> fill(template, content)).map(Iris::localId);
  }

  boolean isOfThisSource(String localId) {
    return input.keyPattern().isEmpty() || input.keyPattern().get().matcher(localId).matches();
  }

  boolean isOfThisInput(Content content) {
    RecordView view = view(content);
    return input.onlyWhen().stream()
        .allMatch(condition -> {
          List<Value> values = view.values(condition.field());
          return values.isEmpty()
              ? condition.pattern().matcher("").matches()
              : values.stream()
                  .anyMatch(value -> condition.pattern().matcher(value.text()).matches());
        });
  }

  boolean isDeleted(Content content) {
    return input
        .deletedWhen()
        .map(rule ->
            view(content).values(rule.field()).stream()
                .anyMatch(value -> value.text().equals(rule.value())))
        .orElse(false);
  }

  /** {@code {field}} is the field's value, {@code {field|word}} the word where it has none. */
  private Optional<String> fill(String template, Content content) {
    RecordView view = view(content);
    Matcher matcher = FIELD.matcher(template);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      int bar = matcher.group(1).indexOf('|');
      String field = bar < 0 ? matcher.group(1) : matcher.group(1).substring(0, bar);
      List<Value> values = view.values(field);
      if (values.isEmpty() && bar < 0) {
        return Optional.empty();
      }
      String value = values.isEmpty() ? matcher.group(1).substring(bar + 1) : values.get(0).text();
      for (int i = 0; i < input.localIdOmits().length(); i++) {
        value = value.replace(String.valueOf(input.localIdOmits().charAt(i)), "");
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(part(value)));
    }
    matcher.appendTail(text);
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }

  private String part(String value) {
    return input
        .localIdPattern()
        .map(pattern -> pattern.matcher(value))
        .filter(Matcher::find)
        .map(found -> found.group(Math.min(1, found.groupCount())))
        .orElse(value);
  }

  private Optional<String> contentKey(Content content) {
    RecordView view = view(content);
    StringBuilder key = new StringBuilder();
    boolean found = false;
    for (String column : input.keyColumns()) {
      for (Value value : view.values(column)) {
        key.append(Normalizer.normalize(value.text(), Normalizer.Form.NFC));
        found = true;
      }
      key.append('\u001f');
    }
    return found
        ? Optional.of(
            "h-" + Hash.hex(key.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16))
        : Optional.empty();
  }

  private RecordView view(Content content) {
    return switch (content) {
      case Content.Tree tree -> JsonView.of(tree.node(), input.format() == Input.Format.CSV);
      case Content.Xml xml -> XmlView.of(xml.element());
    };
  }
}
