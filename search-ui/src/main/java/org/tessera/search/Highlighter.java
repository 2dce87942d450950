package org.tessera.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the words of a search in texts of a result, by the rules by which the index found them. */
final class Highlighter {
  private static final int LENGTH = 240;

  private final Analyzers analyzers;
  private final Words words;
  private final Set<String> folded = new HashSet<>();

  Highlighter(Analyzers analyzers, Words words) {
    this.analyzers = analyzers;
    this.words = words;
    words.words().forEach(word -> folded.add(word.folded()));
    for (int i = 0; i + 1 < words.words().size(); i++) {
      folded.add(words.words().get(i).folded() + words.words().get(i + 1).folded());
    }
    words
        .phrases()
        .forEach(phrase ->
            analyzers.tokens(IndexSchema.ALL, phrase).forEach(token -> folded.add(token.term())));
  }

  /** The passage with the most different words of the first text that has any; else nothing. */
  List<Hit.TextPart> passage(Stream<Text> texts) {
    if (folded.isEmpty()) {
      return List.of();
    }
    return texts.map(this::passage).filter(parts -> !parts.isEmpty()).findFirst().orElse(List.of());
  }

  /** A whole text with the words in it. */
  List<Hit.TextPart> whole(Text text) {
    return folded.isEmpty()
        ? List.of(new Hit.TextPart(text.value(), false))
        : parts(text.value(), 0, text.value().length(), marks(text));
  }

  private List<Hit.TextPart> passage(Text text) {
    Collection<Mark> marks = marks(text);
    if (marks.isEmpty()) {
      return List.of();
    }
    Mark best = marks.iterator().next();
    int most = 0;
    for (Mark first : marks) {
      Set<String> found = new HashSet<>();
      marks.stream()
          .filter(mark -> mark.start() >= first.start() && mark.end() <= first.start() + LENGTH)
          .forEach(mark -> found.add(mark.term()));
      if (found.size() > most) {
        most = found.size();
        best = first;
      }
    }
    return cut(text.value(), best.start(), marks);
  }

  private Collection<Mark> marks(Text text) {
    SortedMap<Integer, Mark> marks = new TreeMap<>();
    List<Analyzers.Token> tokens = analyzers.tokens(IndexSchema.ALL, text.value());
    for (int i = 0; i < tokens.size(); i++) {
      Analyzers.Token token = tokens.get(i);
      Analyzers.Token next = tokens.get(Math.min(i + 1, tokens.size() - 1));
      if (folded.contains(token.term())) {
        marks.put(token.start(), new Mark(token.term(), token.start(), token.end()));
      } else if (next != token && folded.contains(token.term() + next.term())) {
        marks.put(token.start(), new Mark(token.term() + next.term(), token.start(), next.end()));
      }
    }
    Analyzers.rulesFor(text).ifPresent(language -> addStems(marks, text, language));
    return marks.values();
  }

  private void addStems(SortedMap<Integer, Mark> marks, Text text, String language) {
    String field = IndexSchema.title(language);
    Set<String> stems = new HashSet<>();
    for (Words.Word word : words.words()) {
      analyzers.tokens(field, word.original()).forEach(token -> stems.add(token.term()));
    }
    analyzers.tokens(field, text.value()).stream()
        .filter(token -> stems.contains(token.term()))
        .forEach(token ->
            marks.putIfAbsent(token.start(), new Mark(token.term(), token.start(), token.end())));
  }

  private static List<Hit.TextPart> cut(String text, int first, Collection<Mark> marks) {
    int start = text.length() <= LENGTH ? 0 : wordStart(text, Math.max(0, first - LENGTH / 4));
    int end = text.length() <= start + LENGTH ? text.length() : wordEnd(text, start + LENGTH);
    List<Hit.TextPart> parts = new ArrayList<>();
    if (start > 0) {
      parts.add(new Hit.TextPart("… ", false));
    }
    parts.addAll(parts(text, start, end, marks));
    if (end < text.length()) {
      parts.add(new Hit.TextPart(" …", false));
    }
    return parts;
  }

  /** A piece of a text with the marks in it. */
  private static List<Hit.TextPart> parts(String text, int start, int end, Collection<Mark> marks) {
    List<Hit.TextPart> parts = new ArrayList<>();
    int at = start;
    for (Mark mark : marks) {
      if (mark.start() < at || mark.end() > end) {
        continue;
      }
      if (mark.start() > at) {
        parts.add(new Hit.TextPart(text.substring(at, mark.start()), false));
      }
      parts.add(new Hit.TextPart(text.substring(mark.start(), mark.end()), true));
      at = mark.end();
    }
    if (at < end) {
      parts.add(new Hit.TextPart(text.substring(at, end), false));
    }
    return parts;
  }

  private static int wordStart(String text, int near) {
    int blank = near == 0 ? -1 : text.indexOf(' ', near);
    return near == 0 ? 0 : blank < 0 || blank > near + LENGTH / 4 ? near : blank + 1;
  }

  private static int wordEnd(String text, int near) {
    int blank = text.lastIndexOf(' ', near);
    return blank < near - LENGTH / 4 ? near : blank;
  }

  private record Mark(String term, int start, int end) {}
}
