package org.tessera.harvester;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the files of a pass and says which input each belongs to. */
final class SourceFiles {
  private final SourceDescriptor source;
  private final LocalFiles local;
  private final HttpFiles http;

  SourceFiles(SourceDescriptor source, HarvestSettings settings, HttpFiles http) {
    this.source = source;
    this.local = new LocalFiles(settings.mostBytes());
    this.http = http;
  }

  /** What stands at the descriptor's addresses; nothing where it has none. */
  Map<Input, List<Payload>> published() {
    Map<Input, List<Payload>> files = new LinkedHashMap<>();
    for (Input input : source.inputs()) {
      input
          .downloadUrl()
          .ifPresent(url -> files.put(input, local.of(http.download(source.id(), address(url)))));
    }
    return files;
  }

  /** The records that come with Tessera. */
  Map<Input, List<Payload>> bundled() {
    List<Path> samples = source.folder().files("sample");
    if (samples.isEmpty()) {
      throw new HarvestException(
          HarvestException.Category.BAD_REQUEST,
          source.id() + " has no bundled records and no address; name its files with --from");
    }
    List<Payload> payloads = new ArrayList<>();
    samples.forEach(path -> payloads.addAll(local.of(path)));
    return byInput(payloads, "sample/");
  }

  /** The files at a place that somebody named. */
  Map<Input, List<Payload>> at(String from) {
    if (HarvestRequest.isAddress(from)) {
      return byInput(local.of(http.download(source.id(), address(from))), from);
    }
    return byInput(local.under(Path.of(from)), from);
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new HarvestException(
          HarvestException.Category.BAD_REQUEST,
          text + " is no address: " + e.getReason() + " at character " + (e.getIndex() + 1),
          e);
    }
  }

  private Map<Input, List<Payload>> byInput(List<Payload> payloads, String from) {
    Map<Input, List<Payload>> files = new LinkedHashMap<>();
    for (Input input : source.inputs()) {
      PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + input.filePattern());
      for (Payload payload : payloads) {
        if (pattern.matches(Path.of(payload.name()))) {
          files.computeIfAbsent(input, i -> new ArrayList<>()).add(payload);
        }
      }
    }
    if (files.isEmpty() && payloads.size() == 1) {
      files.put(byLook(payloads.get(0)), payloads);
    }
    if (files.isEmpty()) {
      throw new HarvestException(
          HarvestException.Category.BAD_REQUEST,
          "no file at "
              + from
              + " is one of "
              + source.id()
              + "'s: they are called "
              + String.join(", ", source.inputs().stream().map(Input::filePattern).toList()));
    }
    return files;
  }

  /** A file under a name of its own is told by its format, and a table by its header. */
  private Input byLook(Payload payload) {
    String name = payload.name().toLowerCase(Locale.ROOT);
    List<Input> candidates = new ArrayList<>();
    for (Input input : source.inputs()) {
      boolean fits =
          switch (input.format()) {
            case CSV, CSV_TABLE ->
                name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt");
            case JSON, JSON_GRAPH -> name.endsWith(".json") || name.endsWith(".jsonld");
            case JSONL -> name.endsWith(".jsonl") || name.endsWith(".ndjson");
            case XML -> name.endsWith(".xml");
            case TURTLE -> name.endsWith(".ttl") || name.endsWith(".nt");
            case SDMX -> true;
          };
      if (fits && input.makesRecords()) {
        candidates.add(input);
      }
    }
    if (candidates.isEmpty()) {
      candidates.addAll(source.inputs().stream().filter(Input::makesRecords).toList());
    }
    String firstLine = candidates.size() > 1 ? firstLine(payload, candidates.get(0)) : "";
    for (Input input : candidates) {
      if (!input.keyColumns().isEmpty() && input.keyColumns().stream().allMatch(firstLine::contains)
          || input.localId().filter(id -> mentions(firstLine, id)).isPresent()) {
        return input;
      }
    }
    return candidates.get(0);
  }

  private static boolean mentions(String header, String template) {
    int start = template.indexOf('{');
    int end = template.indexOf('}', start);
    return start >= 0 && end > start && header.contains(template.substring(start + 1, end));
  }

  private static String firstLine(Payload payload, Input input) {
    try (BufferedReader reader = new BufferedReader(RecordReader.text(payload, input))) {
      char[] start = new char[4096];
      int n = reader.read(start);
      String text = n < 0 ? "" : new String(start, 0, n);
      int end = text.indexOf('\n');
      return end < 0 ? text : text.substring(0, end);
    } catch (IOException | HarvestException e) {
      // The reading itself tells why.
      return "";
    }
  }
}
