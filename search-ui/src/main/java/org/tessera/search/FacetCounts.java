package org.tessera.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.apache.jena.graph.NodeFactory;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.tessera.ontology.Authority;

/**
 * Counts the values of facets. Those of a facet that has a condition are counted as if it had none,
 * so that a person sees what the other values would give.
 */
final class FacetCounts {
  /** No limit to the number of values. */
  static final int ALL = Integer.MAX_VALUE;

  /** Without this the machine's own language would stand in for one that we lack. */
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final View view;
  private final SearchQuery query;
  private final SearchQuery filters;
  private final Query words;

  /**
   * @param filters the conditions as they are applied: with what is linked to the values asked for
   */
  FacetCounts(View view, SearchQuery query, SearchQuery filters, Query words) {
    this.view = view;
    this.query = query;
    this.filters = filters;
    this.words = words;
  }

  /**
   * @param results what the search itself found
   */
  Map<Facet, List<FacetValue>> all(FacetsCollector results) throws IOException {
    SortedSetDocValuesFacetCounts counts = view.count(results);
    Map<Facet, List<FacetValue>> all = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      // A tree without some of its branches could not be walked.
      int limit = facet == Facet.FIELD ? ALL : SearchResult.FACET_VALUES;
      all.put(
          facet, query.values(facet).isEmpty() ? values(facet, counts, limit) : of(facet, limit));
    }
    return all;
  }

  /** The values of one facet. */
  List<FacetValue> of(Facet facet, int limit) throws IOException {
    FacetsCollector collected =
        view.searcher().search(Filters.apply(words, filters, facet), new FacetsCollectorManager());
    return values(facet, view.count(collected), limit);
  }

  private List<FacetValue> values(
      Facet facet, @Nullable SortedSetDocValuesFacetCounts counts, int limit) throws IOException {
    List<FacetValue> values = new ArrayList<>();
    if (counts != null && view.hasValues(facet)) {
      FacetResult top =
          limit == ALL
              ? counts.getAllChildren(facet.parameter())
              : counts.getTopChildren(limit, facet.parameter());
      if (top != null) {
        for (LabelAndValue value : top.labelValues) {
          values.add(value(facet, value.label, value.value.longValue()));
        }
      }
    }
    for (String selected : query.values(facet)) {
      if (values.stream().noneMatch(value -> value.value().equals(selected))) {
        long count =
            counts == null || !view.hasValues(facet)
                ? 0
                : Math.max(0, counts.getSpecificValue(facet.parameter(), selected).longValue());
        values.add(value(facet, selected, count));
      }
    }
    values.sort(
        Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value));
    return values;
  }

  private FacetValue value(Facet facet, String value, long count) throws IOException {
    return new FacetValue(value, label(facet, value), count, query.values(facet).contains(value));
  }

  private String label(Facet facet, String value) throws IOException {
    String lang = query.lang();
    Optional<String> label =
        switch (facet) {
          case REGISTER -> Optional.of(view.registerName(value, lang));
          case TYPE ->
              concept("credential-type/" + value).or(() -> concept("record-kind/" + value));
          case LEVEL -> label("http://data.europa.eu/snb/eqf/" + value);
          case NATIVE_LEVEL -> label(Vocabulary.FRAMEWORKS + value);
          case FIELD -> label("http://data.europa.eu/snb/isced-f/" + value);
          case SKILL, PROVIDER -> view.label(NodeFactory.createURI(value), lang);
          case PROVIDER_TYPE -> concept("provider-family/" + value);
          case SETTING -> concept("setting/" + value);
          case MODE -> concept("mode/" + value);
          case DEFINITION -> concept("mc-definition/" + value);
          case ROUTE -> concept("acquisition-route/" + value);
          case LANGUAGE -> Optional.of(Authority.languageName(value, lang));
          case COUNTRY -> Optional.of(Authority.countryName(value, lang));
          case STACKABLE, QUALITY_ASSURED, FUNDED, STATUS -> Optional.of(word(value));
        };
    return label.filter(text -> !text.isBlank()).orElse(value);
  }

  private Optional<String> concept(String path) {
    return label(Vocabulary.SCHEMES + path);
  }

  private Optional<String> label(String iri) {
    return view.vocabulary().label(NodeFactory.createURI(iri), query.lang());
  }

  private String word(String value) {
    return ResourceBundle.getBundle(
            "org.tessera.search.facets", Locale.of(query.lang()), NO_FALLBACK)
        .getString(value);
  }
}
