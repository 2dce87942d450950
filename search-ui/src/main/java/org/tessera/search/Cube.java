package org.tessera.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * A table of figures as its record describes it, without the figures.
 *
 * @param id IRI of the cube
 * @param record IRI of its catalogue record
 * @param source id of the source
 * @param localId its key there
 * @param sequence of the commit that last changed it; as long as it is the same, so is all this
 * @param sampleSize where one holds for all figures, as the source writes it
 * @param sources addresses or texts of where it was read
 * @param notes what a reader must know, such as why there is no figure
 * @param components columns in their order: dimensions, measures, attributes
 * @param observations how many figures it has
 * @param areas values of the dimension {@code sdmx-dimension:refArea}
 * @param periods values of the dimension {@code sdmx-dimension:refPeriod}, as text
 * @param labels of the things that stand in the record
 */
public record Cube(
    Node id,
    Node record,
    String source,
    String localId,
    long sequence,
    boolean synthetic,
    List<Text> titles,
    List<Text> descriptions,
    List<Text> questions,
    @Nullable String publisher,
    @Nullable String sampleSize,
    @Nullable String issued,
    List<Node> sources,
    List<Text> notes,
    List<Component> components,
    long observations,
    List<Node> areas,
    SortedSet<String> periods,
    Map<Node, List<Text>> labels) {

  /** What a column is for. */
  public enum Role {
    DIMENSION,
    MEASURE,
    ATTRIBUTE
  }

  /**
   * A column.
   *
   * @param key short name, unique in the cube: the end of the property's IRI
   * @param labels what heads the column, where the structure says it
   */
  public record Component(Node property, Role role, String key, List<Text> labels) {}

  /** The columns of one role, in their order. */
  public List<Component> components(Role role) {
    return components.stream().filter(component -> component.role() == role).toList();
  }

  /** A column by its short name. */
  public Optional<Component> component(String key) {
    return components.stream().filter(component -> component.key().equals(key)).findFirst();
  }

  /** The label that the record itself gives a thing. */
  public Optional<String> label(Node thing, String lang) {
    return Text.choose(labels.getOrDefault(thing, List.of()), lang).map(Text::value);
  }

  /** Short name of a value, by which addresses name it: a code, a year. */
  public static String key(Node value) {
    return value.isURI() ? Vocabulary.id(value) : value.getLiteralLexicalForm();
  }

  /** The number that a literal is; a year is none, nor is what no decimal can be. */
  public static Optional<BigDecimal> number(Node value) {
    boolean finite =
        value.isLiteral()
            && value.getLiteral().isWellFormed()
            && value.getLiteralValue() instanceof Number number
            && Double.isFinite(number.doubleValue());
    return finite
        ? Optional.of(new BigDecimal(value.getLiteralLexicalForm().strip()))
        : Optional.empty();
  }

  /**
   * One figure.
   *
   * @param values by property; what the source leaves out is absent
   */
  public record Observation(Node id, Map<Node, Node> values) {
    /** The value of a column; null where the source leaves it out. */
    public @Nullable Node value(Component component) {
      return values.get(component.property());
    }
  }
}
