package org.tessera.search;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.lucene.analysis.icu.ICUCollationDocValuesField;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleDocValuesField;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.FacetsConfig.DrillDownTermsIndexing;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of the index. One document stands for one record; the documents of organisations and
 * concepts have only what suggestions and labels need.
 */
final class IndexSchema {
  /** To be raised with every change of fields or analysis: an index of another one is rebuilt. */
  static final String VERSION = "13";

  /** Key of a document: IRI of its catalogue record. */
  static final String RECORD = "record";

  static final String TOPIC = "topic";
  static final String KIND = "kind";

  /** Present on what a search can find. */
  static final String RESULT = "result";

  static final String SYNTHETIC = "synthetic";

  /** Facets whose values are derived and not stated. */
  static final String DERIVED = "derived";

  /** IRIs of the organisations and concepts whose labels the document holds. */
  static final String NAMES = "names";

  static final String IDENTIFIER = "identifier";

  /** All text, folded and not stemmed, in the order title to provider. */
  static final String ALL = "all";

  static final String JOINED = "joined";

  /** Titles and names word by word, as they may be typed. */
  static final String NAME_WORDS = "name-words";

  /** Titles and names whole, compared as identifiers are. */
  static final String WHOLE_NAME = "whole-name";

  static final String ECTS = "ects";
  static final String HOURS = "hours";
  static final String PRICE = "price.";
  static final String START = "start";
  static final String EQF = "eqf";

  /** Present on what states a level and has no EQF level, so that no condition on it finds it. */
  static final String OWN_LEVEL = "own-level";

  static final String FIRST_SEEN = "first-seen";

  /** How much a record says of what readers look for; for sorting where no words are asked for. */
  static final String SAID = "said";

  /** Points where a record is offered. */
  static final String PLACE = "place";

  /** Amount of the price that a list shows, in {@link #PRICE_CURRENCY}; for sorting. */
  static final String FIRST_PRICE = "first-price";

  static final String PRICE_CURRENCY = "price-currency";

  /** Currencies of all its prices; for counting. */
  static final String CURRENCIES = "currencies";

  static final String SORT_TITLE = "sort-title.";

  /** Languages whose own titles a list can be sorted by; others sort as English. */
  static final List<String> SORT_LANGUAGES = List.of("en", "fr");

  private static final int MAX_KEYWORD = 500;
  private static final int MAX_IRI = 2_000;
  private static final String STORED = "stored";
  private static final FieldType WORDS = words();
  private static final FieldType FOUND_OR_NOT = foundOrNot();

  private final FacetsConfig facets = new FacetsConfig();
  private final JsonMapper json = JsonMapper.shared();
  private final ThreadLocal<Collator> collator =
      ThreadLocal.withInitial(() -> Collator.getInstance(ULocale.ROOT));

  IndexSchema() {
    for (Facet facet : Facet.values()) {
      facets.setMultiValued(facet.parameter(), true);
      facets.setDrillDownTermsIndexing(facet.parameter(), DrillDownTermsIndexing.NONE);
    }
  }

  FacetsConfig facets() {
    return facets;
  }

  /** Field that filters by a facet. */
  static String filter(Facet facet) {
    return "filter." + facet.parameter();
  }

  /** Field of titles in a language. */
  static String title(String language) {
    return "title." + language;
  }

  /** Field of other names, skills and subjects in a language. */
  static String alt(String language) {
    return "alt." + language;
  }

  /** Field of outcomes and descriptions in a language. */
  static String text(String language) {
    return "text." + language;
  }

  /** An identifier as it is compared: letters and digits only, small and without marks. */
  static String normalised(String identifier) {
    StringBuilder normalised = new StringBuilder();
    Letters.plain(Signs.inLetters(identifier))
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(normalised::appendCodePoint);
    return cut(normalised.toString());
  }

  /** Lucene refuses keywords of more than 32,766 bytes; nobody types one of more than this. */
  private static String cut(String keyword) {
    return keyword.length() <= MAX_KEYWORD ? keyword : keyword.substring(0, MAX_KEYWORD);
  }

  static Term key(String record) {
    return new Term(RECORD, record);
  }

  /** The document of a record that a search can find. */
  Document document(IndexedRecord record) throws IOException {
    Document document = new Document();
    document.add(new StringField(RECORD, record.record(), Field.Store.YES));
    document.add(new StringField(TOPIC, record.topic(), Field.Store.NO));
    document.add(new BinaryDocValuesField(TOPIC, new BytesRef(record.topic())));
    document.add(new StringField(KIND, record.kind(), Field.Store.NO));
    document.add(new StringField(RESULT, "true", Field.Store.NO));
    if (record.synthetic()) {
      document.add(new StringField(SYNTHETIC, "true", Field.Store.NO));
    }
    record
        .derived()
        .forEach(facet -> document.add(new StringField(DERIVED, facet, Field.Store.NO)));
    document.add(new StoredField(STORED, json.writeValueAsBytes(record)));
    addFacets(document, record);
    addWords(document, record);
    addNumbers(document, record);
    addSortKeys(document, record);
    return facets.build(document);
  }

  /** The document of an organisation or concept. */
  Document document(String record, String kind, IndexedRecord.Thing thing, List<Text> otherLabels) {
    Document document = new Document();
    document.add(new StringField(RECORD, record, Field.Store.NO));
    document.add(new StringField(TOPIC, thing.id(), Field.Store.NO));
    document.add(new BinaryDocValuesField(TOPIC, new BytesRef(thing.id())));
    document.add(new StringField(KIND, kind, Field.Store.NO));
    document.add(new StoredField(STORED, json.writeValueAsBytes(thing)));
    addSuggestions(document, thing.labels());
    Stream.concat(thing.labels().stream(), otherLabels.stream())
        .forEach(label -> {
          addText(document, IndexSchema::alt, label);
          document.add(new TextField(ALL, label.value(), Field.Store.NO));
        });
    return document;
  }

  IndexedRecord record(Document document) {
    return json.readValue(stored(document), IndexedRecord.class);
  }

  IndexedRecord.Thing thing(Document document) {
    return json.readValue(stored(document), IndexedRecord.Thing.class);
  }

  private static byte[] stored(Document document) {
    BytesRef bytes = document.getBinaryValue(STORED);
    return java.util.Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
  }

  private static void addFacets(Document document, IndexedRecord record) {
    for (Facet facet : Facet.values()) {
      for (String value : record.values(facet)) {
        if (value.isEmpty() || value.length() > MAX_IRI) {
          continue; // no value that a request could name
        }
        document.add(new StringField(filter(facet), value, Field.Store.NO));
        document.add(new SortedSetDocValuesFacetField(facet.parameter(), value));
      }
    }
    named(record)
        .map(IndexedRecord.Thing::id)
        .filter(id -> id.length() <= MAX_IRI)
        .distinct()
        .forEach(id -> document.add(new StringField(NAMES, id, Field.Store.NO)));
  }

  private static void addWords(Document document, IndexedRecord record) {
    record.titles().forEach(title -> addText(document, IndexSchema::title, title));
    Stream.of(record.altLabels(), record.categories())
        .flatMap(List::stream)
        .forEach(label -> addText(document, IndexSchema::alt, label));
    Stream.of(record.skills(), record.subjects(), record.occupations())
        .flatMap(List::stream)
        .flatMap(thing -> thing.labels().stream())
        .forEach(label -> addText(document, IndexSchema::alt, label));
    Stream.of(record.outcomes(), record.descriptions())
        .flatMap(List::stream)
        .forEach(text -> addText(document, IndexSchema::text, text));
    Stream.of(record.titles(), record.altLabels())
        .flatMap(List::stream)
        .forEach(title -> document.add(new Field(JOINED, title.value(), FOUND_OR_NOT)));
    allTexts(record)
        .forEach(text -> document.add(new TextField(ALL, text.value(), Field.Store.NO)));
    addIdentifiers(document, record);
    addSuggestions(document, record.titles());
  }

  private static Stream<Text> allTexts(IndexedRecord record) {
    return Stream.of(
            record.titles().stream(),
            record.altLabels().stream(),
            record.categories().stream(),
            record.outcomes().stream(),
            record.descriptions().stream(),
            named(record).flatMap(thing -> thing.labels().stream()))
        .flatMap(texts -> texts);
  }

  private static Stream<IndexedRecord.Thing> named(IndexedRecord record) {
    return Stream.of(
            record.skills(),
            record.subjects(),
            record.occupations(),
            record.providers(),
            record.awardingBodies())
        .flatMap(List::stream);
  }

  /**
   * What it is found by: its IRI, and its numbers in the register, these also without letters:
   * 32208 for RNCP32208.
   */
  private static void addIdentifiers(Document document, IndexedRecord record) {
    Stream.concat(Stream.of(record.localId(), record.topic()), record.identifiers().stream())
        .map(IndexSchema::normalised)
        .flatMap(normalised ->
            normalised.matches("[a-z]{2,6}[0-9]{3,}")
                ? Stream.of(normalised, normalised.replaceFirst("[a-z]+", ""))
                : Stream.of(normalised))
        .filter(normalised -> !normalised.isEmpty())
        .distinct()
        .forEach(
            identifier -> document.add(new StringField(IDENTIFIER, identifier, Field.Store.NO)));
  }

  private static void addSuggestions(Document document, List<Text> names) {
    names.stream()
        .map(Text::value)
        .distinct()
        .forEach(name -> {
          document.add(new Field(NAME_WORDS, name, FOUND_OR_NOT));
          document.add(new StringField(WHOLE_NAME, normalised(name), Field.Store.NO));
        });
  }

  private static void addText(Document document, UnaryOperator<String> field, Text text) {
    Analyzers.rulesFor(text)
        .ifPresent(language -> document.add(new Field(field.apply(language), text.value(), WORDS)));
  }

  private static void addNumbers(Document document, IndexedRecord record) {
    addNumber(document, ECTS, record.ects());
    addNumber(document, HOURS, record.hours());
    record
        .prices()
        .forEach(price -> {
          addNumber(document, PRICE + price.currency(), price.amount());
          document.add(new SortedSetDocValuesField(CURRENCIES, new BytesRef(price.currency())));
        });
    record.prices().stream()
        .findFirst()
        .ifPresent(price -> {
          document.add(new SortedDocValuesField(PRICE_CURRENCY, new BytesRef(price.currency())));
          document.add(new DoubleDocValuesField(FIRST_PRICE, price.amount().doubleValue()));
        });
    record
        .starts()
        .forEach(start -> {
          document.add(new LongPoint(START, start.toEpochDay()));
          document.add(new SortedNumericDocValuesField(START, start.toEpochDay()));
        });
    record
        .places()
        .forEach(place -> {
          document.add(new LatLonPoint(PLACE, place.latitude(), place.longitude()));
          document.add(new LatLonDocValuesField(PLACE, place.latitude(), place.longitude()));
        });
    // By the level that a list shows.
    record.eqf().stream()
        .findFirst()
        .ifPresent(level -> document.add(new NumericDocValuesField(EQF, level)));
    if (!record.levels().isEmpty() && record.eqf().isEmpty()) {
      document.add(new StringField(OWN_LEVEL, "true", Field.Store.NO));
    }
    document.add(new NumericDocValuesField(FIRST_SEEN, record.firstSeen().toEpochMilli()));
    document.add(new NumericDocValuesField(SAID, record.said()));
  }

  private static void addNumber(Document document, String field, @Nullable BigDecimal number) {
    if (number != null) {
      double value = number.doubleValue();
      document.add(new DoublePoint(field, value));
      document.add(new DoubleDocValuesField(field, value));
    }
  }

  private void addSortKeys(Document document, IndexedRecord record) {
    for (String language : SORT_LANGUAGES) {
      ICUCollationDocValuesField field =
          new ICUCollationDocValuesField(SORT_TITLE + language, collator.get());
      field.setStringValue(
          cut(Text.choose(record.titles(), language).map(Text::value).orElse(record.localId())));
      document.add(field);
    }
  }

  /** Words without places: they are counted and never searched as a phrase. */
  private static FieldType words() {
    FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  /** Words that are neither counted nor weighed by the length of their text. */
  private static FieldType foundOrNot() {
    FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
    type.setIndexOptions(IndexOptions.DOCS);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }
}
