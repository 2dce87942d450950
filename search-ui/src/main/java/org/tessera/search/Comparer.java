package org.tessera.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tessera.ontology.Tess;
import org.tessera.search.Comparison.Answer;
import org.tessera.store.RecordStore;
import org.tessera.store.SourceSummary;
import org.tessera.store.StoredRecord;

/** Sets records side by side, read from the store. Threads may share it. */
@Component
public final class Comparer {
  /** Fewest and most records that are compared. */
  public static final int LEAST = 2;

  public static final int MOST = 5;

  private static final List<String> FIELDS =
      List.of(
          "title",
          "type",
          "provider",
          "provider-family",
          "awarding-body",
          "country",
          "status",
          "level",
          "eqf-level",
          "credits",
          "ects",
          "hours",
          "price",
          "cost-per-ects",
          "language",
          "mode",
          "setting",
          "start",
          "field",
          "subject",
          "skill",
          "assessment",
          "stackable",
          "quality-assured",
          "recognition",
          "funded",
          "identifier",
          "homepage");

  private final RecordStore store;
  private final SearchIndex index;

  Comparer(RecordStore store, SearchIndex index) {
    this.store = store;
    this.index = index;
  }

  /** The records of things by the IRIs asked for; those that do not exist are absent. */
  public Map<String, StoredRecord> find(Collection<String> ids) {
    Map<String, StoredRecord> found = new LinkedHashMap<>();
    return store.read(dataset -> {
      ids.forEach(
          id -> store.find(NodeFactory.createURI(id)).ifPresent(record -> found.put(id, record)));
      return found;
    });
  }

  /** The comparison in one language. */
  public Comparison compare(List<StoredRecord> records, String lang) {
    Map<String, String> jurisdictions = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    for (SourceSummary source : store.sources()) {
      source.jurisdiction().ifPresent(code -> jurisdictions.put(source.id(), code));
      names.put(
          source.id(),
          source.names().getOrDefault(lang, source.names().getOrDefault("en", source.id())));
    }
    return store.read(dataset -> compare(dataset, records, jurisdictions, names, lang));
  }

  private Comparison compare(
      DatasetGraph dataset,
      List<StoredRecord> records,
      Map<String, String> jurisdictions,
      Map<String, String> names,
      String lang) {
    // What rules say is added below, each with its rule.
    RecordReader reader = RecordReader.ofStated(dataset, index.vocabulary(), jurisdictions);
    List<Comparison.Compared> compared = new ArrayList<>();
    List<Map<String, Answer>> answers = new ArrayList<>();
    for (StoredRecord record : records) {
      IndexedRecord read = reader.read(record);
      Text title = Text.choose(read.titles(), lang).orElseThrow();
      compared.add(
          new Comparison.Compared(
              read.topic(),
              title.value(),
              title.lang().isEmpty() ? null : title.lang(),
              read.types().getFirst(),
              read.synthetic(),
              new Hit.Register(read.source(), names.getOrDefault(read.source(), read.source())),
              read.record()));
      answers.add(
          new ComparedAnswers(
                  read,
                  Statements.of(record.statements()),
                  jurisdictions.containsKey(read.source()),
                  index.vocabulary(),
                  Derivations.read(
                      dataset,
                      Statements.of(record.statements())
                          .objects(record.catalogueRecord().record(), Tess.inRegister)
                          .getFirst(),
                      record.catalogueRecord().topic(),
                      record.graph()),
                  lang)
              .all());
    }
    List<Comparison.Row> rows = new ArrayList<>();
    for (String field : FIELDS) {
      List<@Nullable Answer> row = new ArrayList<>();
      answers.forEach(some -> row.add(some.get(field)));
      rows.add(new Comparison.Row(field, row));
    }
    return new Comparison(compared, rows);
  }
}
