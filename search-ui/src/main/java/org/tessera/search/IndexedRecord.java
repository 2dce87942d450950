package org.tessera.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tessera.store.Levels;

/**
 * What the index keeps of a record: all that a search reads and all that a result shows. Kept as
 * JSON beside the indexed fields.
 *
 * @param titles at least one, in the order of the record
 * @param categories the source's own words for the type
 * @param types ids of the scheme credential-type, in its order, or the kind of record
 * @param identifiers as the source states them
 * @param status id of the scheme registration-status
 * @param levels native levels, each with its EQF level, the highest first
 * @param fields ISCED-F codes: stated, else those that its subjects are linked to
 * @param awardingBodies who awards it
 * @param providerTypes ids of the scheme provider-family: stated, else by a rule
 * @param prices one for each currency, that of the first kind by {@link StatedFigures#PRICE_KINDS}
 * @param derived parameters of the facets whose values are not stated but derived
 * @param definitions ids of the definitions of a micro-credential that it meets, by rules
 * @param routes ids of the scheme acquisition-route
 * @param places points where it is offered, as the source states them
 * @param stackable {@code true}, {@code false} or {@code unknown}, as the next two
 */
record IndexedRecord(
    String record,
    String topic,
    String kind,
    String source,
    String localId,
    boolean synthetic,
    Instant firstSeen,
    List<Text> titles,
    List<Text> altLabels,
    List<Text> descriptions,
    List<Text> outcomes,
    List<Text> categories,
    List<String> identifiers,
    List<String> types,
    @Nullable String status,
    List<Levels.Pair> levels,
    List<String> fields,
    List<Thing> subjects,
    List<Thing> skills,
    List<Thing> occupations,
    List<Thing> providers,
    List<Thing> awardingBodies,
    List<String> providerTypes,
    List<String> settings,
    List<String> modes,
    List<String> languages,
    List<String> countries,
    @Nullable BigDecimal ects,
    @Nullable BigDecimal hours,
    List<Hit.Price> prices,
    List<LocalDate> starts,
    String stackable,
    String qualityAssured,
    String funded,
    List<String> definitions,
    List<String> routes,
    List<Place> places,
    List<String> derived,
    @Nullable String homepage) {

  /** An organisation or concept that a record names, with its labels. */
  record Thing(String id, List<Text> labels) {}

  /**
   * Its values in a facet, in the words of the HTTP contract. A field of study counts for its
   * broader fields too.
   */
  List<String> values(Facet facet) {
    return switch (facet) {
      case REGISTER -> List.of(source);
      case TYPE -> types;
      case LEVEL -> eqf().stream().map(String::valueOf).toList();
      case FIELD ->
          fields.stream()
              .flatMap(code ->
                  IntStream.rangeClosed(2, code.length()).mapToObj(n -> code.substring(0, n)))
              .distinct()
              .toList();
      case SKILL -> skills.stream().map(Thing::id).toList();
      case PROVIDER ->
          Stream.concat(providers.stream(), awardingBodies.stream())
              .map(Thing::id)
              .distinct()
              .toList();
      case PROVIDER_TYPE -> providerTypes;
      case SETTING -> settings;
      case MODE -> modes;
      case LANGUAGE -> languages;
      case COUNTRY -> countries;
      case STACKABLE -> List.of(stackable);
      case QUALITY_ASSURED -> List.of(qualityAssured);
      case FUNDED -> List.of(funded);
      case STATUS -> {
        String openness = openness();
        yield openness == null ? List.of() : List.of(openness);
      }
      case DEFINITION -> definitions;
      case ROUTE -> routes;
      case NATIVE_LEVEL ->
          levels.stream()
              .flatMap(pair -> Stream.ofNullable(pair.level()))
              .filter(level -> level.startsWith(Vocabulary.FRAMEWORKS))
              .map(level -> level.substring(Vocabulary.FRAMEWORKS.length()))
              .toList();
    };
  }

  /** EQF levels: stated, else by published correspondence. */
  List<Integer> eqf() {
    return levels.stream().map(Levels.Pair::eqf).filter(Objects::nonNull).distinct().toList();
  }

  /** How the EQF levels are known: {@code stated} or id of the scheme level-basis. */
  @Nullable String eqfBasis() {
    return levels.stream()
        .map(Levels.Pair::basis)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** How many of the questions that readers ask first it answers, be it by a rule. */
  long said() {
    return Stream.of(
                descriptions,
                outcomes,
                levels,
                fields,
                skills,
                providers,
                awardingBodies,
                modes,
                languages,
                countries,
                prices,
                starts)
            .filter(answers -> !answers.isEmpty())
            .count()
        + Stream.of(ects, hours).filter(Objects::nonNull).count();
  }

  /** {@code current}, {@code closed} or null. */
  @Nullable String openness() {
    return Openness.of(status);
  }
}
