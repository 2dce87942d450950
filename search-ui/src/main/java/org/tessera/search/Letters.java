package org.tessera.search;

import com.ibm.icu.text.Normalizer2;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/**
 * Latin letters with marks and ligatures, and the plain letters that people type in their place.
 * What is typed without marks gives the same stems only where marks go before the stemmers do.
 */
final class Letters {
  private Letters() {}

  /** What the letters become, composed or not. */
  static NormalizeCharMap toPlain() {
    Map<String, String> plain = new TreeMap<>();
    Normalizer2 decomposing = Normalizer2.getNFDInstance();
    IntStream.concat(IntStream.range(0xC0, 0x250), IntStream.range(0x1E00, 0x1F00))
        .filter(Character::isLetter)
        .mapToObj(Character::toString)
        .forEach(letter -> {
          String folded = plain(letter);
          if (!folded.equals(letter)) {
            plain.put(letter, folded);
            plain.put(decomposing.normalize(letter), folded);
          }
        });
    NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
    plain.forEach(map::add);
    return map.build();
  }

  /** A text in small letters without marks and ligatures. */
  static String plain(String text) {
    return ICUFoldingFilter.NORMALIZER.normalize(text);
  }
}
