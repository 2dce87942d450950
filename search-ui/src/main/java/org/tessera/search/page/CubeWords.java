package org.tessera.search.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.springframework.stereotype.Component;
import org.tessera.ontology.SdmxAttribute;
import org.tessera.ontology.SdmxDimension;
import org.tessera.search.Cube;
import org.tessera.search.SearchIndex;
import org.tessera.search.Text;
import org.tessera.store.CatalogueRecord;

/** What the columns and values of a cube are called: by its record, else by the vocabularies. */
@Component
final class CubeWords {
  /** The label by which our mappings fill a column that a source leaves blank. */
  private static final String NOT_BROKEN_DOWN = "not broken down";

  private final SearchIndex index;
  private final Terms terms;

  CubeWords(SearchIndex index, Terms terms) {
    this.index = index;
    this.terms = terms;
  }

  String title(Cube cube, Page page) {
    return Text.choose(cube.titles(), page.lang()).map(Text::value).orElse(cube.localId());
  }

  String column(Cube cube, Cube.Component component, Page page) {
    return Text.choose(component.labels(), page.lang())
        .map(Text::value)
        .or(() -> label(cube, component.property(), page))
        .orElseGet(() -> page.messages().textOr("column." + component.key(), component.key()));
  }

  /** A value as a person reads it; numbers are written as the page's language does. */
  String value(Cube cube, Node value, Page page) {
    if (value.isURI()) {
      // Some tables label a code by the code.
      return known(label(cube, value, page).orElseGet(() -> Cube.key(value)), page);
    }
    String text = value.getLiteralLexicalForm();
    return Cube.number(value).map(page.messages()::number).orElseGet(() -> known(text, page));
  }

  /** Codes that many tables share and none of them explains. */
  private static String known(String code, Page page) {
    return page.messages().textOr("value." + code, code);
  }

  /**
   * What a column says of a figure, with the column's name where the value does not stand first;
   * empty where the figure is not broken down by it.
   */
  Optional<Value> apart(Cube cube, Cube.Component column, Cube.Observation figure, Page page) {
    Node value = figure.value(column);
    if (value == null || cube.label(value, "en").filter(NOT_BROKEN_DOWN::equals).isPresent()) {
      return Optional.empty();
    }
    Value words = Value.of(value(cube, value, page));
    return Optional.of(
        first(cube, column)
            ? words.withLang(language(cube, value, words.text(), page), page.lang())
            : words.withText(text -> page.text("format.colon", column(cube, column, page), text)));
  }

  /**
   * Language of words that are the label that the record itself gives a value; empty for others.
   */
  private static String language(Cube cube, Node value, String words, Page page) {
    return Text.choose(cube.labels().getOrDefault(value, List.of()), page.lang())
        .filter(label -> label.value().equals(words))
        .map(Text::language)
        .orElse("");
  }

  private static boolean first(Cube cube, Cube.Component column) {
    return cube.components(Cube.Role.DIMENSION).stream()
        .filter(dimension -> !dimension.property().equals(SdmxDimension.refArea))
        .filter(dimension -> !dimension.property().equals(SdmxDimension.refPeriod))
        .findFirst()
        .filter(column::equals)
        .isPresent();
  }

  /** A figure with its unit where that is stated. */
  String figure(Cube cube, Cube.Observation figure, Cube.Component measure, Page page) {
    Node value = figure.value(measure);
    Node unit = figure.values().get(SdmxAttribute.unitMeasure);
    if (value == null) {
      return page.text("not-stated");
    }
    String number = value(cube, value, page);
    return unit == null ? number : page.text("format.figure", number, value(cube, unit, page));
  }

  /** Where the page of a cube is, with some values chosen. */
  static String href(Cube cube, Map<Cube.Component, Node> chosen) {
    StringBuilder address = new StringBuilder(href(cube));
    char next = '?';
    for (Map.Entry<Cube.Component, Node> entry : chosen.entrySet()) {
      address
          .append(next)
          .append(Page.encode(entry.getKey().key()))
          .append('=')
          .append(Page.encode(Cube.key(entry.getValue())));
      next = '&';
    }
    return address.toString();
  }

  static String href(Cube cube) {
    return href(cube.source(), cube.localId());
  }

  /** The page of a cube that is this record. */
  static String href(CatalogueRecord record) {
    return href(record.source(), record.localId());
  }

  private static String href(String source, String localId) {
    return "/statistics/" + source + "/" + localId;
  }

  /** The page of a cube with one area chosen. */
  static String ofArea(Cube cube, Node area) {
    return cube.components().stream()
        .filter(component -> component.property().equals(SdmxDimension.refArea))
        .findFirst()
        .map(component -> href(cube, Map.of(component, area)))
        .orElseGet(() -> href(cube));
  }

  private Optional<String> label(Cube cube, Node thing, Page page) {
    return cube.label(thing, page.lang())
        .or(() -> index.vocabulary().label(thing, page.lang()))
        .or(() -> terms.label(thing, page.lang()));
  }
}
