package org.tessera.harvester;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one concept of a vocabulary that a label means: by the same text, else by its
 * normalised form, else by the similarity of its words. Where several concepts are equally near
 * there is no answer, and no weaker method is asked.
 */
final class LabelMatcher {
  /** How a label was found, the surest way first. */
  enum Method {
    EXACT,
    NORMALISED,
    SIMILARITY
  }

  /**
   * @param preferred whether it was a preferred label of the concept, and not another one
   * @param score 1, or the similarity
   */
  record Match(Node concept, String label, Method method, boolean preferred, double score) {}

  private record Entry(
      Node concept, String label, String lang, boolean preferred, double similarity) {
    Entry at(double score) {
      return new Entry(concept, label, lang, preferred, score);
    }
  }

  private final double leastSimilarity;
  private final Map<String, List<Entry>> byText = new HashMap<>();
  private final Map<String, List<Entry>> byForm = new HashMap<>();
  private final Map<String, List<Entry>> byContent = new HashMap<>();

  /**
   * @param leastSimilarity from 0 to 1; above 1 nothing is found by similarity
   */
  LabelMatcher(double leastSimilarity) {
    this.leastSimilarity = leastSimilarity;
  }

  /**
   * @param lang ISO 639-1
   */
  void add(Node concept, String label, String lang, boolean preferred) {
    Entry entry = new Entry(concept, label, lang, preferred, 1);
    put(byText, LabelForm.exact(label), entry);
    put(byForm, LabelForm.normalised(label), entry);
    put(byContent, LabelForm.content(label), entry);
  }

  private static void put(Map<String, List<Entry>> entries, String key, Entry entry) {
    if (!key.isEmpty()) {
      entries.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
    }
  }

  /**
   * @param lang ISO 639-1; labels of the same language are compared, those of every language where
   *     it is empty or {@code und}
   */
  Optional<Match> find(String label, String lang) {
    List<Entry> same = comparable(byText.get(LabelForm.exact(label)), lang);
    if (!same.isEmpty()) {
      return unambiguous(same, Method.EXACT);
    }
    List<Entry> alike = comparable(byForm.get(LabelForm.normalised(label)), lang);
    if (!alike.isEmpty()) {
      return unambiguous(alike, Method.NORMALISED);
    }
    return mostSimilar(label, lang);
  }

  private List<Entry> comparable(@Nullable List<Entry> entries, String lang) {
    if (entries == null) {
      return List.of();
    }
    return lang.isEmpty() || lang.equals("und")
        ? entries
        : entries.stream().filter(entry -> entry.lang().equals(lang)).toList();
  }

  /** Preferred labels come first: an other label of one concept may be the name of another. */
  private static Optional<Match> unambiguous(List<Entry> entries, Method method) {
    List<Entry> preferred = entries.stream().filter(Entry::preferred).toList();
    List<Entry> best = preferred.isEmpty() ? entries : preferred;
    Entry first = best.getFirst();
    return best.stream().allMatch(entry -> entry.concept().equals(first.concept()))
        ? Optional.of(
            new Match(
                first.concept(), first.label(), method, first.preferred(), first.similarity()))
        : Optional.empty();
  }

  /** Labels with the same words that carry meaning; the others make them less similar. */
  private Optional<Match> mostSimilar(String label, String lang) {
    String content = LabelForm.content(label);
    int heavy = content.isEmpty() ? 0 : content.split(" ").length;
    Set<String> light = LabelForm.light(label);
    List<Entry> scored =
        comparable(byContent.get(content), lang).stream()
            .map(entry -> {
              Set<String> different = new HashSet<>(light);
              LabelForm.light(entry.label())
                  .forEach(word -> {
                    if (!different.remove(word)) {
                      different.add(word);
                    }
                  });
              return entry.at(2.0 * heavy / (2.0 * heavy + LabelForm.weight(different)));
            })
            .filter(entry -> entry.similarity() >= leastSimilarity)
            .toList();
    double highest = scored.stream().mapToDouble(Entry::similarity).max().orElse(0);
    List<Entry> best = scored.stream().filter(entry -> entry.similarity() == highest).toList();
    return best.isEmpty() ? Optional.empty() : unambiguous(best, Method.SIMILARITY);
  }
}
