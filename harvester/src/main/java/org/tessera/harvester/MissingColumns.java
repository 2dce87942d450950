package org.tessera.harvester;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the headers of CSV files lack of what the mapping reads. A row that lacks a column looks as
 * one whose value is blank, so nothing else tells of a column that was renamed. Registers publish
 * smaller tables too; but a renamed column leaves another that nothing reads.
 */
final class MissingColumns {
  private final Mapper mapper;

  MissingColumns(Mapper mapper) {
    this.mapper = mapper;
  }

  /** At most one for each input, of its first file: the others have its layout. */
  List<HarvestReport.Problem> of(Map<Input, List<Payload>> files) {
    Set<HarvestReport.Problem> problems = new LinkedHashSet<>();
    files.forEach((input, payloads) -> {
      Set<String> read = mapper.columns(input);
      if (input.format() == Input.Format.CSV && !read.isEmpty()) {
        payloads.stream()
            .findFirst()
            .flatMap(first -> problem(first, input, read))
            .ifPresent(problems::add);
      }
    });
    return List.copyOf(problems);
  }

  private static Optional<HarvestReport.Problem> problem(
      Payload payload, Input input, Set<String> read) {
    try {
      CsvRecords rows = new CsvRecords(payload, input);
      List<String> header = rows.header();
      Set<String> missing = new TreeSet<>(read);
      header.forEach(missing::remove);
      Set<String> unread = new LinkedHashSet<>(header);
      unread.removeAll(read);
      unread.removeAll(rows.needed());
      unread.removeAll(input.named());
      unread.remove("");
      if (missing.isEmpty() || missing.size() > unread.size()) {
        return Optional.empty();
      }
      return Optional.of(
          new HarvestReport.Problem(
              "",
              payload.name(),
              "its header has no column "
                  + quoted(missing)
                  + ", which the mapping reads; columns that nothing reads: "
                  + quoted(unread)));
    } catch (IOException | HarvestException e) {
      // The reading itself reports it.
      return Optional.empty();
    }
  }

  private static String quoted(Set<String> columns) {
    String text = "\"" + String.join("\", \"", columns) + "\"";
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }
}
