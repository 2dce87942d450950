package org.tessera.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.lucene.util.SloppyMath;
import org.tessera.ontology.Clv;
import org.tessera.ontology.Elm;
import org.tessera.ontology.Locn;
import org.tessera.ontology.Tess;

/** A point on the earth in degrees, north and east positive. */
record Place(double latitude, double longitude) {
  private static final String DEGREES = "[+-]?[0-9]{1,3}(\\.[0-9]{1,15})?";
  private static final double METRES = 1_000;

  /**
   * Points where a thing or one of its offerings takes place. Where its provider has an office is
   * no such point, and what is no position on the earth is left out.
   */
  static List<Place> of(Statements statements, Node topic) {
    return Stream.concat(
            statements.along(topic, Elm.location),
            statements.along(topic, Tess.offering, Elm.location))
        .flatMap(location -> statements.along(location, Locn.geometry))
        .flatMap(geometry -> read(statements, geometry).stream())
        .distinct()
        .toList();
  }

  private static Optional<Place> read(Statements statements, Node geometry) {
    return degrees(statements, geometry, Clv.latitude)
        .flatMap(latitude ->
            degrees(statements, geometry, Clv.longitude)
                .map(longitude -> new Place(latitude, longitude)))
        .filter(Place::isOnEarth);
  }

  private static Optional<Double> degrees(Statements statements, Node geometry, Node property) {
    return statements
        .object(geometry, property)
        .filter(Node::isLiteral)
        .map(Node::getLiteralLexicalForm)
        .filter(text -> text.matches(DEGREES))
        .map(Double::valueOf);
  }

  boolean isOnEarth() {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  }

  /** Kilometres to another place along the surface. */
  double kilometresTo(Place other) {
    return SloppyMath.haversinMeters(latitude, longitude, other.latitude, other.longitude) / METRES;
  }
}
