package org.tessera.search;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopwordAnalyzerBase;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.shingle.ShingleFilter;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * How text becomes words. Signs of names are written out and Latin letters lose their marks first,
 * whatever the field. A field whose name ends in a language is then analysed by that language's
 * rules (endings, stop words) and folded; all others are only folded: case, accents, widths, and
 * French articles before an apostrophe. {@link IndexSchema#JOINED} holds each two neighbours as one
 * word.
 */
final class Analyzers extends AnalyzerWrapper {
  private static final Map<String, Rules> BY_LANGUAGE =
      Map.ofEntries(
          Map.entry("ar", Rules.of(new ArabicAnalyzer())),
          Map.entry("bg", Rules.of(new BulgarianAnalyzer())),
          Map.entry("ca", Rules.of(new CatalanAnalyzer())),
          Map.entry("cs", Rules.of(new CzechAnalyzer())),
          Map.entry("da", Rules.of(new DanishAnalyzer())),
          Map.entry("de", Rules.of(new GermanAnalyzer())),
          Map.entry("el", Rules.of(new GreekAnalyzer())),
          Map.entry("en", Rules.of(new EnglishAnalyzer())),
          Map.entry("es", Rules.of(new SpanishAnalyzer())),
          Map.entry("et", Rules.of(new EstonianAnalyzer())),
          Map.entry("eu", Rules.of(new BasqueAnalyzer())),
          Map.entry("fi", Rules.of(new FinnishAnalyzer())),
          Map.entry("fr", Rules.of(new FrenchAnalyzer())),
          Map.entry("ga", Rules.of(new IrishAnalyzer())),
          Map.entry("gl", Rules.of(new GalicianAnalyzer())),
          Map.entry("hi", Rules.of(new HindiAnalyzer())),
          Map.entry("hu", Rules.of(new HungarianAnalyzer())),
          Map.entry("hy", Rules.of(new ArmenianAnalyzer())),
          Map.entry("id", Rules.of(new IndonesianAnalyzer())),
          Map.entry("it", Rules.of(new ItalianAnalyzer())),
          Map.entry("lt", Rules.of(new LithuanianAnalyzer())),
          Map.entry("lv", Rules.of(new LatvianAnalyzer())),
          Map.entry("nl", new Rules(new DutchAnalyzer(), DutchAnalyzer.getDefaultStopSet())),
          Map.entry("no", Rules.of(new NorwegianAnalyzer())),
          Map.entry("pt", Rules.of(new PortugueseAnalyzer())),
          Map.entry("ro", Rules.of(new RomanianAnalyzer())),
          Map.entry("ru", Rules.of(new RussianAnalyzer())),
          Map.entry("sr", Rules.of(new SerbianAnalyzer())),
          Map.entry("sv", Rules.of(new SwedishAnalyzer())),
          Map.entry("tr", Rules.of(new TurkishAnalyzer())));

  private final Analyzer folding = new Folding(false);
  private final Analyzer joining = new Folding(true);
  private final NormalizeCharMap plain = Letters.toPlain();

  Analyzers() {
    super(PER_FIELD_REUSE_STRATEGY);
  }

  /**
   * The language whose rules a text follows; empty where there are none for it. A text of unknown
   * language is read as English, the language of most sources that do not tell.
   */
  static Optional<String> rulesFor(Text text) {
    String language =
        switch (text.language()) {
          case "" -> "en";
          case "nb", "nn" -> "no";
          default -> text.language();
        };
    return BY_LANGUAGE.containsKey(language) ? Optional.of(language) : Optional.empty();
  }

  /** Whether a word says nothing by itself in a language. */
  static boolean isStopWord(String language, String word) {
    Rules rules = BY_LANGUAGE.get(language);
    return rules != null && rules.stopWords().contains(word);
  }

  static Iterable<String> languages() {
    return BY_LANGUAGE.keySet();
  }

  @Override
  protected Analyzer getWrappedAnalyzer(String field) {
    if (field.equals(IndexSchema.JOINED)) {
      return joining;
    }
    Rules rules = BY_LANGUAGE.get(language(field));
    return rules == null ? folding : rules.analyzer();
  }

  @Override
  protected Reader wrapReader(String field, Reader reader) {
    return new MappingCharFilter(plain, new Signs(reader));
  }

  @Override
  protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
    return BY_LANGUAGE.containsKey(language(field))
        ? new TokenStreamComponents(
            components.getSource(), new ICUFoldingFilter(components.getTokenStream()))
        : components;
  }

  @Override
  public int getPositionIncrementGap(String field) {
    return 100; // no phrase reaches from one text into the next
  }

  /** The words of a text as a field holds them, with their places in the text. */
  List<Token> tokens(String field, String text) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  private static String language(String field) {
    return field.substring(field.lastIndexOf('.') + 1);
  }

  /** A word with its place in the text that it was read from. */
  record Token(String term, int start, int end) {}

  /** How the text of one language is analysed. */
  private record Rules(Analyzer analyzer, CharArraySet stopWords) {
    static Rules of(StopwordAnalyzerBase analyzer) {
      return new Rules(analyzer, analyzer.getStopwordSet());
    }
  }

  private static final class Folding extends Analyzer {
    private final boolean joined;

    Folding(boolean joined) {
      this.joined = joined;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer tokenizer = new ICUTokenizer();
      TokenStream words =
          new ICUFoldingFilter(new ElisionFilter(tokenizer, FrenchAnalyzer.DEFAULT_ARTICLES));
      if (joined) {
        ShingleFilter pairs = new ShingleFilter(words, 2, 2);
        pairs.setOutputUnigrams(false);
        pairs.setTokenSeparator("");
        words = pairs;
      }
      return new TokenStreamComponents(tokenizer, words);
    }
  }
}
