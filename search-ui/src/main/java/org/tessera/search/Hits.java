package org.tessera.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.jspecify.annotations.Nullable;
import org.tessera.store.Levels;

/** Turns records of the index into results in one language. */
final class Hits {
  private final View view;
  private final SearchQuery query;
  private final Highlighter highlighter;
  private final Map<String, List<Hit.AlsoIn>> alsoIn;
  private final LocalDate today;

  Hits(
      View view,
      SearchQuery query,
      Highlighter highlighter,
      Map<String, List<Hit.AlsoIn>> alsoIn,
      LocalDate today) {
    this.view = view;
    this.query = query;
    this.highlighter = highlighter;
    this.alsoIn = alsoIn;
    this.today = today;
  }

  Hit hit(IndexedRecord record, float score) {
    String lang = query.lang();
    Text title = Text.choose(record.titles(), lang).orElseThrow();
    List<IndexedRecord.Thing> providers =
        record.providers().isEmpty() ? record.awardingBodies() : record.providers();
    Optional<Text> description = Text.choose(record.descriptions(), lang);
    List<Hit.Level> levels = record.levels().stream().map(this::level).toList();
    return new Hit(
        record.topic(),
        title.value(),
        title.lang().isEmpty() ? null : title.lang(),
        highlighter.whole(title),
        record.types().getFirst(),
        record.types(),
        record.identifiers(),
        Text.choose(record.categories(), lang).orElse(null),
        record.openness(),
        record.status(),
        record.synthetic(),
        description.map(Text::value).orElse(null),
        description.map(Text::lang).filter(it -> !it.isEmpty()).orElse(null),
        highlighter.passage(texts(record, lang)),
        organisation(providers),
        organisation(record.awardingBodies()),
        record.awardingBodies().stream()
            .flatMap(body -> Text.choose(body.labels(), lang).stream())
            .map(Text::lang)
            .findFirst()
            .filter(it -> !it.isEmpty())
            .orElse(null),
        new Hit.Register(record.source(), view.registerName(record.source(), lang)),
        record.countries().stream().findFirst().orElse(null),
        levels.isEmpty() ? null : levels.getFirst(),
        levels,
        record.ects(),
        record.hours(),
        price(record),
        record.languages(),
        record.modes(),
        starts(record),
        record.skills().stream()
            .flatMap(skill -> label(skill).map(name -> new Hit.Skill(skill.id(), name)).stream())
            .toList(),
        known(record.stackable()),
        known(record.qualityAssured()),
        known(record.funded()),
        record.homepage(),
        record.derived(),
        alsoIn.getOrDefault(record.topic(), List.of()),
        distance(record),
        score);
  }

  /** Texts in which the words are looked for: those in the reader's language first. */
  private static Stream<Text> texts(IndexedRecord record, String lang) {
    Stream<Text> own =
        Stream.of(record.descriptions(), record.outcomes(), record.altLabels())
            .flatMap(List::stream);
    List<Text> all =
        Stream.concat(own, record.skills().stream().flatMap(skill -> skill.labels().stream()))
            .toList();
    return Stream.of(
            all.stream().filter(text -> text.language().equals(lang)),
            all.stream().filter(text -> !text.language().equals(lang)),
            record.titles().stream())
        .flatMap(texts -> texts);
  }

  private Hit.@Nullable Organisation organisation(List<IndexedRecord.Thing> organisations) {
    return organisations.stream()
        .flatMap(organisation ->
            label(organisation).map(name -> new Hit.Organisation(organisation.id(), name)).stream())
        .findFirst()
        .orElse(null);
  }

  private Hit.Level level(Levels.Pair pair) {
    Optional<Node> level = Optional.ofNullable(pair.level()).map(NodeFactory::createURI);
    Vocabulary vocabulary = view.vocabulary();
    return new Hit.Level(
        pair.eqf(),
        level
            .map(native_ -> vocabulary.label(native_, query.lang()).orElse(Vocabulary.id(native_)))
            .orElse(null),
        pair.level(),
        level.flatMap(vocabulary::framework).map(Node::getURI).orElse(null),
        pair.basis(),
        level.map(native_ -> vocabulary.endorsement(native_, pair.basis())).orElse(null));
  }

  private @Nullable BigDecimal distance(IndexedRecord record) {
    Near near = query.near();
    if (near == null || record.places().isEmpty()) {
      return null;
    }
    double nearest =
        record.places().stream().mapToDouble(near.place()::kilometresTo).min().orElseThrow();
    return BigDecimal.valueOf(nearest).setScale(1, RoundingMode.HALF_UP);
  }

  /** The price in the currency asked for, else the first. */
  private Hit.@Nullable Price price(IndexedRecord record) {
    return record.prices().stream()
        .filter(price -> price.currency().equals(query.currency()))
        .findFirst()
        .or(() -> record.prices().stream().findFirst())
        .orElse(null);
  }

  private @Nullable LocalDate starts(IndexedRecord record) {
    LocalDate from = query.startsAfter() == null ? today : query.startsAfter();
    if (record.starts().isEmpty()) {
      return null;
    }
    return record.starts().stream()
        .filter(start -> !start.isBefore(from))
        .findFirst()
        .orElse(record.starts().getLast());
  }

  private Optional<String> label(IndexedRecord.Thing thing) {
    return Text.choose(thing.labels(), query.lang()).map(Text::value);
  }

  private static @Nullable Boolean known(String value) {
    return value.equals("unknown") ? null : Boolean.valueOf(value);
  }
}
