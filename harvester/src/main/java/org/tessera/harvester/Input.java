package org.tessera.harvester;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;

/**
 * One table or document shape of a source, as its descriptor says.
 *
 * @param iri of the input in the descriptor
 * @param tableName the {@code rml:source} that its triples maps name
 * @param filePattern glob on a file's name, tried without {@code .gz} too
 * @param format how records are cut from the file
 * @param iterator JSON path, XML element or RDF class of the records; ignored for CSV
 * @param prefixes of the descriptor, by which names of an RDF file are shortened
 * @param localId template of the key, empty where the key is made from the content
 * @param localIdOmits characters left out of the values of that template
 * @param localIdPattern what of such a value counts: its group 1 or what matches, else the whole
 *     value
 * @param keyColumns fields that make a content key, empty where there is a local id
 * @param recordIri template of the IRI that the register publishes, where it does
 * @param keyPattern keys that do not match are another source's
 * @param onlyWhen what rows of this input fulfil; other rows are another input's
 * @param gathers members that lead to what belongs to a resource of a JSON-LD document
 * @param deletedWhen field and value by which the source marks a deleted row
 * @param rank 0 for the richest input of the source
 * @param languageMaps whether JSON objects keyed by language become arrays of tagged values
 * @param listColumns fields whose one text holds several values
 * @param listSeparator what stands between these
 * @param valueColumns headers of the columns that hold figures, in a table of statistics
 * @param groupedUnder the input whose records take these rows in
 * @param groupKey template of the key of that record
 * @param newestBy field by whose text these rows stand in the record, the greatest first
 * @param downloadUrl where it is fetched from, for sources read over HTTP
 */
record Input(
    Node iri,
    String tableName,
    String filePattern,
    Format format,
    char delimiter,
    Charset encoding,
    String iterator,
    Prefixes prefixes,
    Optional<String> localId,
    String localIdOmits,
    Optional<Pattern> localIdPattern,
    List<String> keyColumns,
    Optional<String> recordIri,
    Optional<Pattern> keyPattern,
    Optional<Deletion> deletedWhen,
    List<Condition> onlyWhen,
    List<String> gathers,
    int rank,
    boolean synthetic,
    boolean languageMaps,
    List<String> listColumns,
    Pattern listSeparator,
    Optional<Pattern> valueColumns,
    Optional<Node> groupedUnder,
    Optional<String> groupKey,
    Optional<String> newestBy,
    Optional<String> downloadUrl) {

  /** The fields that the descriptor reads besides the key. */
  Set<String> named() {
    return Stream.of(
            deletedWhen.map(Deletion::field).stream(),
            onlyWhen.stream().map(Condition::field),
            newestBy.stream())
        .flatMap(fields -> fields)
        .collect(Collectors.toSet());
  }

  /** A row is deleted if this field has this value. */
  record Deletion(String field, String value) {}

  /** A row is of this input if a value of this field, or its lack as "", matches. */
  record Condition(String field, Pattern pattern) {}

  /** How records are cut from a file. */
  enum Format {
    CSV,
    /**
     * The whole table is one record: {@code {"file": …, "name": …, "rows": […]}}, or a {@link
     * FigureTable}.
     */
    CSV_TABLE,
    JSON,
    JSONL,
    /** A JSON-LD document: its resources, wherever they stand in it. */
    JSON_GRAPH,
    XML,
    /** Turtle or N-Triples. */
    TURTLE,
    /** A message of SDMX, in SDMX-CSV, SDMX-JSON or SDMX-ML. */
    SDMX
  }

  boolean makesRecords() {
    return groupedUnder.isEmpty() || localId.isPresent() || !keyColumns.isEmpty();
  }
}
