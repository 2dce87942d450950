package org.tessera.search.page;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tessera.search.Hit;
import org.tessera.search.RecordTypes;
import org.tessera.store.RecordKind;

/** The lines of a search result in words. */
final class ResultFacts {
  private static final int IDENTIFIERS = 3;
  private static final int LANGUAGES = 3;
  private static final int LEVELS = 2;
  private static final int TYPES = 3;

  private ResultFacts() {}

  /** Its name; a statement of policy is named by what it is about and how it begins. */
  static String title(Hit hit) {
    return hit.type().equals(RecordKind.POLICY_STATEMENT.id())
        ? PolicyTopic.title(hit.title(), hit.titleLang(), hit.description(), hit.descriptionLang())
        : hit.title();
  }

  /** Its name with its page and its type. */
  static Value link(Hit hit, Links links, Page page) {
    return new Value(title(hit), hit.titleLang(), links.record(hit.id()), page.type(hit.type()), 0);
  }

  /** What it is called, so that who asked for one of several types sees it. */
  static List<String> types(Hit hit) {
    return hit.types().stream().limit(TYPES).toList();
  }

  /** Size, price, language, way of learning and next start; only what the register states. */
  static List<String> of(Hit hit, Page page) {
    Messages messages = page.messages();
    List<String> facts = new ArrayList<>();
    if (hit.ects() != null) {
      facts.add(page.text("format.ects", hit.ects()));
    }
    if (hit.hours() != null) {
      facts.add(page.text("format.hours", hit.hours()));
    }
    if (hit.price() != null) {
      facts.add(price(hit.price(), page));
    }
    if (!hit.languages().isEmpty()) {
      facts.add(languages(hit.languages(), page));
    }
    hit.mode().stream().map(mode -> page.label("mode", mode)).forEach(facts::add);
    if (hit.starts() != null) {
      boolean past = hit.starts().isBefore(LocalDate.now(ZoneOffset.UTC));
      facts.add(page.text(past ? "result.started" : "result.starts", messages.date(hit.starts())));
    }
    if (hit.distanceKm() != null) {
      facts.add(page.text("format.kilometres", hit.distanceKm()));
    }
    return facts;
  }

  static String price(Hit.Price price, Page page) {
    String money = page.messages().money(price.amount(), price.currency());
    return price.kind() == null
        ? money
        : page.text("format.price", money, page.label("price-kind", price.kind()));
  }

  /**
   * What tells results of one title apart, by their ids: what their registers state of each
   * otherwise, and a line above does not say.
   */
  static Map<String, List<Value>> apart(List<Hit> hits, Page page) {
    Map<String, List<Value>> apart = new HashMap<>();
    hits.stream()
        .collect(Collectors.groupingBy(hit -> title(hit).toLowerCase(Locale.ROOT)))
        .values()
        .stream()
        .filter(namesakes -> namesakes.size() > 1)
        .forEach(namesakes -> addMarks(namesakes, page, apart));
    return apart;
  }

  private static void addMarks(List<Hit> namesakes, Page page, Map<String, List<Value>> into) {
    List<Function<Hit, Optional<Value>>> marks =
        List.of(
            hit -> identifiers(hit, page),
            hit ->
                Optional.ofNullable(hit.awardingBody())
                    .map(body -> value(body.name(), hit.awardingBodyLang(), page)),
            hit ->
                Optional.ofNullable(hit.category())
                    .map(category -> value(category.value(), category.lang(), page)),
            hit ->
                Optional.ofNullable(hit.registrationStatus())
                    .map(status -> Value.of(page.label("registration-status", status))));
    for (Function<Hit, Optional<Value>> mark : marks) {
      List<Optional<Value>> said = namesakes.stream().map(mark).toList();
      if (said.stream().distinct().count() > 1) {
        for (int i = 0; i < said.size(); i++) {
          List<Value> of = into.computeIfAbsent(namesakes.get(i).id(), id -> new ArrayList<>());
          said.get(i).ifPresent(of::add);
        }
      }
    }
  }

  private static Optional<Value> identifiers(Hit hit, Page page) {
    return hit.identifiers().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Value.of(
                page.text(
                    "result.number",
                    hit.identifiers().stream()
                        .limit(IDENTIFIERS)
                        .collect(Collectors.joining(", ")))));
  }

  private static Value value(String text, @Nullable String lang, Page page) {
    return Value.of(text).withLang(lang == null ? "" : lang, page.lang());
  }

  /** The levels that a list has room for, the highest first. */
  static List<Hit.Level> levels(Hit hit) {
    return hit.levels().stream().limit(LEVELS).toList();
  }

  /** A level as its framework states it. */
  static String level(Hit.Level level, Page page) {
    if (level.nativeLabel() != null) {
      return level.nativeLabel();
    }
    return level.eqf() == null ? page.text("not-stated") : page.text("format.eqf", level.eqf());
  }

  /** How the EQF level is known; empty where the register states no other. */
  static String correspondence(Hit.Level level, Page page) {
    if (level.eqf() == null || level.nativeLabel() == null) {
      return "";
    }
    String eqf = page.text("format.eqf", level.eqf());
    return level.basis() == null
        ? eqf
        : page.text("format.eqf-basis", eqf, page.basis(level.basis(), level.endorsement()));
  }

  private static String languages(List<String> codes, Page page) {
    String named =
        codes.stream()
            .limit(LANGUAGES)
            .map(page.messages()::language)
            .collect(Collectors.joining(", "));
    return codes.size() <= LANGUAGES
        ? named
        : page.text("format.and-more", named, codes.size() - LANGUAGES);
  }

  /** Whether it can have a level and a provider; of a document or a framework nobody asks them. */
  static boolean learning(Hit hit) {
    return RecordTypes.ofLearning(hit.type());
  }

  /** Its name with the words found; of a statement of policy, whose name is made, without. */
  static List<Hit.TextPart> titleParts(Hit hit) {
    return hit.type().equals(RecordKind.POLICY_STATEMENT.id())
        ? List.of(new Hit.TextPart(title(hit), false))
        : hit.titleParts();
  }

  /**
   * What it is, where no words stand in it that could be shown in their surroundings, and the title
   * has not said it.
   */
  static @Nullable String description(Hit hit) {
    String description = hit.description();
    return !saysMoreThanTitle(hit) && description != null && !title(hit).contains(description)
        ? description
        : null;
  }

  /** Whether the line with the words found shows anything that the title does not. */
  static boolean saysMoreThanTitle(Hit hit) {
    StringBuilder found = new StringBuilder();
    hit.highlight().forEach(part -> found.append(part.text()));
    return !title(hit).contains(found.toString().strip());
  }
}
