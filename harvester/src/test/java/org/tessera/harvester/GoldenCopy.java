package org.tessera.harvester;

import static org.apache.jena.graph.Node.ANY;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of a source's golden files with records left out, or with one more that has no key. A file
 * that would be left without any record is left out: readers rightly take it for a broken one.
 */
final class GoldenCopy {
  private final SourceDescriptor source;
  private final Predicate<String> keep;
  private final boolean addOneWithoutKey;
  private int added;

  private GoldenCopy(SourceDescriptor source, Predicate<String> keep, boolean addOneWithoutKey) {
    this.source = source;
    this.keep = keep;
    this.addOneWithoutKey = addOneWithoutKey;
  }

  /** Writes only the records whose local id passes. */
  static void keeping(SourceDescriptor source, Predicate<String> keep, Path target)
      throws IOException {
    new GoldenCopy(source, keep, false).write(target);
  }

  /**
   * Writes all records and, into each file that can take one, one without a key.
   *
   * @return how many records without a key there are
   */
  static int withOneWithoutKey(SourceDescriptor source, Path target) throws IOException {
    GoldenCopy copy = new GoldenCopy(source, id -> true, true);
    copy.write(target);
    return copy.added;
  }

  static Path original(SourceDescriptor source) {
    return source.folder().path().resolve("golden");
  }

  private void write(Path target) throws IOException {
    Files.createDirectories(target);
    for (Path file : source.folder().files("golden")) {
      String name = file.getFileName().toString();
      Optional<String> text = Optional.of(Files.readString(file));
      for (Input input : source.inputs()) {
        boolean matches =
            FileSystems.getDefault()
                .getPathMatcher("glob:" + input.filePattern())
                .matches(Path.of(name));
        if (matches && text.isPresent() && (input.makesRecords())) {
          text = edited(input, name, text.get());
        }
      }
      if (text.isPresent()) {
        Files.writeString(target.resolve(name), text.get());
      }
    }
  }

  private Optional<String> edited(Input input, String name, String text) throws IOException {
    return switch (input.format()) {
      case CSV -> Optional.of(csv(input, text));
      case CSV_TABLE ->
          keep.test(
                  input
                      .localId()
                      .orElseThrow()
                      .replace("{name}", name.replaceFirst("\\.[^.]*$", "")))
              ? Optional.of(text)
              : Optional.empty();
      case JSONL -> {
        String lines = lines(input, text);
        // Without a table that belongs to records, these would not be taken at all.
        yield lines.isEmpty() && input.groupedUnder().isPresent()
            ? Optional.of(text)
            : Optional.of(lines).filter(some -> !some.isEmpty());
      }
      case JSON -> json(input, text);
      // Without a key an object is no resource of the document.
      case JSON_GRAPH -> graph(input, text);
      case XML -> xml(input, text);
      case TURTLE -> turtle(input, text);
      // A record is a whole file.
      case SDMX -> sdmx(input, name, text);
    };
  }

  private boolean keeps(Input input, ObjectNode record) {
    Keys keys = new Keys(input);
    Content content = new Content.Tree(record);
    // A row under another record goes with it.
    return keys.groupKey(content).or(() -> keys.localId(content)).map(keep::test).orElse(true);
  }

  private String csv(Input input, String text) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(input.delimiter()).get();
    StringWriter out = new StringWriter();
    try (CSVParser parser = CSVParser.parse(text.replaceFirst("^\ufeff", ""), format);
        CSVPrinter printer = new CSVPrinter(out, format)) {
      List<String> header = List.of();
      for (CSVRecord row : parser) {
        if (header.isEmpty()) {
          header = row.stream().map(String::strip).toList();
          printer.printRecord(row);
          continue;
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(header.size(), row.size()); i++) {
          if (!row.get(i).isBlank()) {
            record.put(header.get(i), row.get(i).strip());
          }
        }
        if (keeps(input, record)) {
          printer.printRecord(row);
        }
      }
      if (addOneWithoutKey) {
        List<String> blank = new ArrayList<>(header);
        blank.replaceAll(column -> " ");
        printer.printRecord(blank);
        added++;
      }
    }
    return out.toString();
  }

  private String lines(Input input, String text) {
    JsonPath path = JsonPath.parse(input.iterator());
    StringBuilder out = new StringBuilder();
    text.lines()
        .filter(line ->
            path.select(JsonRecords.JSON.readTree(line)).stream()
                .allMatch(node -> keeps(input, (ObjectNode) node)))
        .forEach(line -> out.append(line).append('\n'));
    if (addOneWithoutKey) {
      out.append("{\"nothing\": \"of use\"}\n");
      added++;
    }
    return out.toString();
  }

  private Optional<String> json(Input input, String text) {
    JsonNode root = JsonRecords.JSON.readTree(text);
    if (!input.iterator().endsWith("[*]")) {
      return JsonPath.parse(input.iterator()).select(root).stream()
              .allMatch(node -> !(node instanceof ObjectNode record) || keeps(input, record))
          ? Optional.of(text)
          : Optional.empty();
    }
    String container = input.iterator().substring(0, input.iterator().length() - 3);
    JsonPath.parse(container).select(root).forEach(records -> edit(input, records));
    return Optional.of(root.toString());
  }

  private void edit(Input input, JsonNode records) {
    if (records instanceof ArrayNode array) {
      Iterator<JsonNode> each = array.iterator();
      while (each.hasNext()) {
        if (!keeps(input, (ObjectNode) each.next())) {
          each.remove();
        }
      }
      if (addOneWithoutKey) {
        array.addObject().put("nothing", "of use");
        added++;
      }
    } else if (records instanceof ObjectNode members) {
      for (String name : List.copyOf(members.propertyNames())) {
        ObjectNode record = ((ObjectNode) members.get(name)).deepCopy();
        if (!keeps(input, record.put("_key", name))) {
          members.remove(name);
        }
      }
      boolean keyIsName = input.localId().filter(id -> id.contains("{_key}")).isPresent();
      if (addOneWithoutKey && !keyIsName) {
        members.putObject("more").put("nothing", "of use");
        added++;
      }
    }
  }

  /** Without the dropped subjects; one without a key cannot be added where the key is the IRI. */
  private Optional<String> turtle(Input input, String text) throws IOException {
    Graph graph = RDFParser.create().fromString(text).lang(Lang.TURTLE).toGraph();
    List<ObjectNode> records = new ArrayList<>();
    RecordReader.read(
        new Payload(
            "golden", () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))),
        input,
        new RowHandler() {
          @Override
          public void row(Content content, String place) {
            records.add(((Content.Tree) content).node());
          }

          @Override
          public void broken(String place, String reason) {
            throw new IllegalStateException(reason);
          }
        });
    int left = records.size();
    for (ObjectNode record : records) {
      if (!keeps(input, record)) {
        graph.remove(NodeFactory.createURI(record.get("@id").stringValue()), ANY, ANY);
        left--;
      }
    }
    return left == 0
        ? Optional.empty()
        : Optional.of(RDFWriter.source(graph).lang(Lang.NTRIPLES).asString());
  }

  private Optional<String> sdmx(Input input, String name, String text) {
    List<Boolean> kept = new ArrayList<>();
    Payload payload =
        new Payload(name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<Payload> beside = new LocalFiles(1L << 30).under(original(source));
    new RecordReader(input, beside)
        .read(
            payload,
            new RowHandler() {
              @Override
              public void row(Content content, String place) {
                kept.add(keeps(input, ((Content.Tree) content).node()));
              }

              @Override
              public void broken(String place, String reason) {
                kept.add(true);
              }
            });
    return kept.contains(false) ? Optional.empty() : Optional.of(text);
  }

  private Optional<String> graph(Input input, String text) {
    JsonNode root = JsonRecords.JSON.readTree(text);
    return leavesOut(input, root)
        ? Optional.empty()
        : Optional.of(withoutResources(input, root).toString());
  }

  private JsonNode withoutResources(Input input, JsonNode node) {
    if (node instanceof ArrayNode array) {
      Iterator<JsonNode> each = array.iterator();
      while (each.hasNext()) {
        if (leavesOut(input, each.next())) {
          each.remove();
        }
      }
    }
    node.forEach(child -> withoutResources(input, child));
    return node;
  }

  private boolean leavesOut(Input input, JsonNode node) {
    return node instanceof ObjectNode resource
        && resource.path(input.iterator()).isString()
        && new Keys(input).isOfThisInput(new Content.Tree(resource))
        && !keeps(input, resource);
  }

  private Optional<String> xml(Input input, String text) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      Document document =
          factory
              .newDocumentBuilder()
              .parse(new org.xml.sax.InputSource(new java.io.StringReader(text)));
      NodeList found = document.getElementsByTagNameNS("*", input.iterator());
      List<Node> records = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        records.add(found.item(i));
      }
      int left = records.size();
      for (Node record : records) {
        boolean kept =
            new Keys(input)
                .localId(new Content.Xml(withLocalNames((Element) record)))
                .map(keep::test)
                .orElse(true);
        if (!kept) {
          record.getParentNode().removeChild(record);
          left--;
        }
      }
      if (left == 0) {
        return Optional.empty();
      }
      if (addOneWithoutKey) {
        Node first = records.get(0);
        first
            .getParentNode()
            .appendChild(document.createElementNS(first.getNamespaceURI(), first.getNodeName()));
        added++;
      }
      StringWriter out = new StringWriter();
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(out));
      return Optional.of(out.toString());
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException(e);
    }
  }

  /** The element as the reader makes it. */
  private static Element withLocalNames(Element element)
      throws ParserConfigurationException, TransformerException {
    StringWriter text = new StringWriter();
    var transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.transform(new DOMSource(element), new StreamResult(text));
    return XmlRecords.parse(text.toString());
  }
}
