package org.tessera.harvester;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The forms in which labels of concepts are compared. */
final class LabelForm {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}+#]+");
  private static final Pattern ELISIONS =
      Pattern.compile("\\b(?:[dlcnsjmt]|qu)['’]", Pattern.CASE_INSENSITIVE);
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)");
  private static final Pattern ENDINGS = Pattern.compile("(?:ement|ment|ing|ed|ation|ion|e)$");
  private static final int LEAST_STEM = 4;

  /** Words that carry no meaning of their own in English, French and Spanish labels. */
  private static final Set<String> STOP_WORDS =
      Set.of(
          ("a an and as at by for from in of on or the to with au aux dans de des du en et la le"
                  + " les ou par pour sur un une al con del el las los para por y")
              .split(" "));

  /** What is done with a thing: they say little of a label of several words. */
  private static final Set<String> LIGHT_VERBS =
      Set.of(
          ("use apply implement perform conduct provide undertake give show handle make execute"
                  + " utiliser appliquer realiser effectuer mettre oeuvre usar utilizar aplicar"
                  + " realizar")
              .split(" "));

  /** How deeply a thing is known. */
  private static final Set<String> LIGHT_NOUNS =
      Set.of(
          ("skill basic fundamental essential principle concept knowledge introduction"
                  + " competence notion base connaissance competencia ()")
              .split(" "));

  private static final double VERB = 0.25;
  private static final double NOUN = 0.1;

  private LabelForm() {}

  /** As written, but for case and blanks. */
  static String exact(String label) {
    return BLANKS.matcher(label.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
  }

  /**
   * Without accents, punctuation, words that carry no meaning, plural endings and order; may be
   * empty.
   */
  static String normalised(String label) {
    return words(label).stream().distinct().sorted().collect(joining(" "));
  }

  /** The stems of the words that carry the meaning, without what stands in brackets. */
  static String content(String label) {
    List<String> heavy =
        words(withoutBrackets(label)).stream().filter(word -> !isLight(word)).distinct().toList();
    // The stem of a single word says too little: a market is no marketing.
    return heavy.size() == 1
        ? heavy.getFirst()
        : heavy.stream().map(LabelForm::stem).distinct().sorted().collect(joining(" "));
  }

  /** Words that {@link #content} leaves out, and {@code ()} for what stands in brackets. */
  static Set<String> light(String label) {
    Set<String> light =
        words(withoutBrackets(label)).stream().filter(LabelForm::isLight).collect(toSet());
    if (BRACKETS.matcher(label).find()) {
      light.add("()");
    }
    return light;
  }

  /** How much it tells labels apart that only one of them has these light words; others count 1. */
  static double weight(Set<String> light) {
    return light.stream().mapToDouble(word -> LIGHT_VERBS.contains(word) ? VERB : NOUN).sum();
  }

  private static boolean isLight(String word) {
    return LIGHT_VERBS.contains(word) || LIGHT_NOUNS.contains(word);
  }

  private static String withoutBrackets(String label) {
    return BRACKETS.matcher(label).replaceAll(" ");
  }

  private static List<String> words(String label) {
    String whole = ELISIONS.matcher(label).replaceAll("");
    String plain = MARKS.matcher(Normalizer.normalize(whole, Normalizer.Form.NFKD)).replaceAll("");
    String words =
        NO_WORD.matcher(plain.toLowerCase(Locale.ROOT).replace("œ", "oe")).replaceAll(" ").strip();
    return Arrays.stream(words.split(" "))
        .filter(word -> !word.isEmpty() && !STOP_WORDS.contains(word))
        .map(LabelForm::singular)
        .toList();
  }

  /** Without the plural endings that English, French and Spanish share. */
  private static String singular(String word) {
    if (word.length() > 4 && word.endsWith("ies")) {
      return word.substring(0, word.length() - 3) + "y";
    }
    boolean plural =
        word.length() > 3
            && word.endsWith("s")
            && !word.endsWith("ss")
            && !word.endsWith("us")
            && !word.endsWith("is")
            && !word.endsWith("ics");
    return plural ? word.substring(0, word.length() - 1) : word;
  }

  private static String stem(String word) {
    String stem = ENDINGS.matcher(word).replaceFirst("");
    return stem.length() < LEAST_STEM ? word : stem;
  }
}
