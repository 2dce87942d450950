package org.tessera.search.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tessera.search.Facet;
import org.tessera.search.FacetValue;
import org.tessera.search.SearchQuery;
import org.tessera.search.SearchResult;

/**
 * One facet of a search, as the page shows it.
 *
 * @param id the parameter's name
 * @param ownLevels whether some state levels that none of the values stands for
 * @param values those that show at once
 * @param more those behind a second click
 */
record FacetView(
    String id, boolean ownLevels, boolean open, List<Choice> values, List<Choice> more) {
  /** Facets in the order of the page; skill and provider show only where they are asked for. */
  private static final List<Facet> FACETS =
      List.of(
          Facet.TYPE,
          Facet.LEVEL,
          Facet.NATIVE_LEVEL,
          Facet.COUNTRY,
          Facet.REGISTER,
          Facet.LANGUAGE,
          Facet.MODE,
          Facet.FIELD,
          Facet.SETTING,
          Facet.PROVIDER,
          Facet.PROVIDER_TYPE,
          Facet.STATUS,
          Facet.STACKABLE,
          Facet.QUALITY_ASSURED,
          Facet.FUNDED,
          Facet.ROUTE,
          Facet.DEFINITION);

  /** Level 10 after level 9. */
  private static final Comparator<FacetValue> LOWEST_FIRST =
      Comparator.comparing((FacetValue value) -> value.value().length())
          .thenComparing(FacetValue::value);

  private static final int FIRST_OPEN = 5;
  private static final int FIRST_VALUES = 7;

  /** Digits of a broad field of ISCED-F; each narrower one has one more. */
  private static final int BROAD = 2;

  /**
   * A value of a facet with the address that adds it, or takes it away where it is chosen.
   *
   * @param depth below how many broader ones it stands
   */
  record Choice(String value, String label, long count, boolean selected, int depth, String href) {}

  /** Those that a person can choose from, in the order of the page. */
  static List<FacetView> of(SearchResult result) {
    List<FacetView> views = new ArrayList<>();
    for (Facet facet : FACETS) {
      List<FacetValue> all = result.facets().getOrDefault(facet, List.of());
      List<FacetValue> values = ordered(facet, all);
      boolean selected = values.stream().anyMatch(FacetValue::selected);
      boolean ownLevels =
          facet == Facet.LEVEL && result.ownLevels() > 0 && result.query().values(facet).isEmpty();
      boolean choosable =
          all.size() > 1 && !values.isEmpty()
              || selected
              || isUsefulAlone(facet, result) && !values.isEmpty();
      if (!choosable && !ownLevels) {
        continue;
      }
      List<Choice> choices = values.stream().map(value -> choice(result, facet, value)).toList();
      boolean whole =
          isOneScale(facet, values) || choices.stream().anyMatch(choice -> choice.depth() > 0);
      int first = whole ? choices.size() : FIRST_VALUES;
      views.add(
          new FacetView(
              facet.parameter(),
              ownLevels,
              selected || views.size() < FIRST_OPEN,
              choices.subList(0, Math.min(first, choices.size())),
              choices.subList(Math.min(first, choices.size()), choices.size())));
    }
    return views;
  }

  private static List<FacetValue> ordered(Facet facet, List<FacetValue> values) {
    if (facet == Facet.FIELD) {
      List<FacetValue> tree = new ArrayList<>();
      values.stream()
          .filter(value -> value.value().length() <= BROAD)
          .forEach(broad -> addBranch(broad, values, tree));
      // One that no record has any more has no broader one here to stand below.
      values.stream().filter(value -> value.selected() && !tree.contains(value)).forEach(tree::add);
      return tree;
    }
    return isOneScale(facet, values)
        ? values.stream().sorted(LOWEST_FIRST).toList()
        : values.stream().sorted(Comparator.comparing(value -> !value.selected())).toList();
  }

  /** A field, and those one digit narrower where it or one of them has been chosen. */
  private static void addBranch(FacetValue field, List<FacetValue> all, List<FacetValue> tree) {
    tree.add(field);
    String code = field.value();
    if (code.length() >= BROAD
        && all.stream().anyMatch(value -> value.selected() && value.value().startsWith(code))) {
      all.stream()
          .filter(value ->
              value.value().startsWith(code) && value.value().length() == code.length() + 1)
          .forEach(narrower -> addBranch(narrower, all, tree));
    }
  }

  /** Whether one value says something: the register, or the level where no EQF level does. */
  private static boolean isUsefulAlone(Facet facet, SearchResult result) {
    return facet == Facet.REGISTER || facet == Facet.NATIVE_LEVEL && result.ownLevels() > 0;
  }

  /** Whether they are levels of one framework, which are read from the lowest to the highest. */
  private static boolean isOneScale(Facet facet, List<FacetValue> values) {
    return facet == Facet.LEVEL
        || facet == Facet.NATIVE_LEVEL
            && values.stream().map(value -> value.value().split("/")[0]).distinct().count() == 1;
  }

  private static Choice choice(SearchResult result, Facet facet, FacetValue value) {
    String code = value.value();
    SearchQuery query = result.query();
    SearchQuery next = query.without(facet, code);
    int depth = 0;
    if (facet == Facet.FIELD) {
      depth = Math.max(0, code.length() - BROAD);
      // One that is broader or narrower than a chosen one takes its place.
      for (String chosen : value.selected() ? List.<String>of() : query.values(facet)) {
        next =
            chosen.startsWith(code) || code.startsWith(chosen) ? next.without(facet, chosen) : next;
      }
    }
    return new Choice(
        code,
        value.label(),
        value.count(),
        value.selected(),
        depth,
        (value.selected() ? next : next.with(facet, code)).address("/search"));
  }

  /** On what its values rest where not all of them are stated; empty where they are. */
  String basis(Page page) {
    return page.messages().textOr("facet.basis." + id, "");
  }
}
