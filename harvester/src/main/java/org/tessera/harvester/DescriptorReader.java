package org.tessera.harvester;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.sparql.util.graph.GNode;
import org.apache.jena.sparql.util.graph.GraphList;
import org.tessera.ontology.Dcat;
import org.tessera.ontology.Rdf;
import org.tessera.ontology.Tess;

/** Reads {@code source.ttl}. */
final class DescriptorReader {
  private final String baseIri;

  DescriptorReader(String baseIri) {
    this.baseIri = baseIri;
  }

  SourceDescriptor read(SourceFolder folder) {
    String place = "mappings/" + folder.id() + "/source.ttl";
    Graph graph = GraphFactory.createDefaultGraph();
    try {
      RDFParser.create()
          .source(new StringReader(RmlLoader.rebase(folder.text("source.ttl"), baseIri)))
          .lang(Lang.TURTLE)
          .base(baseIri + "id/" + folder.id())
          .errorHandler(org.apache.jena.riot.system.ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(graph);
    } catch (RiotException e) {
      throw wrong(place, String.valueOf(e.getMessage()));
    }
    Node catalogue = NodeFactory.createURI(baseIri + "id/" + folder.id());
    if (!graph.contains(catalogue, Rdf.type, Tess.Source)) {
      throw wrong(place, "says nothing of <" + catalogue + "> as a tess:Source");
    }
    List<Input> inputs = new ArrayList<>();
    graph
        .find(catalogue, Tess.input, Node.ANY)
        .forEachRemaining(triple -> inputs.add(input(graph, triple.getObject(), place)));
    inputs.sort(Comparator.comparingInt(Input::rank).thenComparing(Input::tableName));
    return new SourceDescriptor(
        folder.id(),
        catalogue,
        withoutLists(graph),
        List.copyOf(inputs),
        number(graph, catalogue, Tess.withdrawalLimit, 0.2),
        number(graph, catalogue, Tess.quarantineLimit, 0.05),
        text(graph, catalogue, Tess.bundled).map(Boolean::parseBoolean).orElse(false),
        graph
            .find(catalogue, Tess.personalFields, Node.ANY)
            .mapWith(triple -> triple.getObject().getLiteralLexicalForm())
            .toList(),
        folder);
  }

  private static Input input(Graph graph, Node input, String place) {
    String table =
        text(graph, input, Tess.tableName)
            .orElseThrow(() -> wrong(place, "<" + input + "> has no tess:tableName"));
    Optional<Node> groupedUnder = object(graph, input, Tess.groupedUnder);
    Optional<String> localId = text(graph, input, Tess.localId);
    List<String> keyColumns = list(graph, input, Tess.keyColumns);
    if (localId.isEmpty() && keyColumns.isEmpty() && groupedUnder.isEmpty()) {
      throw wrong(place, "input " + table + " has neither tess:localId nor tess:keyColumns");
    }
    return new Input(
        input,
        table,
        text(graph, input, Tess.filePattern).orElse("*"),
        format(text(graph, input, Tess.format).orElse("csv"), place),
        text(graph, input, Tess.delimiter)
            .map(d -> d.equals("\\t") ? '\t' : d.charAt(0))
            .orElse(','),
        text(graph, input, Tess.encoding).map(Charset::forName).orElse(StandardCharsets.UTF_8),
        text(graph, input, Tess.iterator).orElse("$"),
        new Prefixes(graph.getPrefixMapping().getNsPrefixMap()),
        localId,
        text(graph, input, Tess.localIdOmits).orElse(""),
        text(graph, input, Tess.localIdPattern).map(Pattern::compile),
        keyColumns,
        text(graph, input, Tess.recordIri),
        text(graph, input, Tess.keyPattern).map(Pattern::compile),
        text(graph, input, Tess.deletedWhen).map(rule -> deletion(rule, place)),
        list(graph, input, Tess.onlyWhen).stream().map(rule -> condition(rule, place)).toList(),
        list(graph, input, Tess.gathers),
        (int) number(graph, input, Tess.rank, 0),
        text(graph, input, Tess.synthetic).map(Boolean::parseBoolean).orElse(false),
        text(graph, input, Tess.languageMaps).map(Boolean::parseBoolean).orElse(false),
        list(graph, input, Tess.listColumns),
        Pattern.compile(text(graph, input, Tess.listSeparator).orElse("\\s*,\\s*")),
        text(graph, input, Tess.valueColumns).map(Pattern::compile),
        groupedUnder,
        text(graph, input, Tess.groupKey),
        text(graph, input, Tess.newestBy),
        object(graph, input, Dcat.downloadURL).map(DescriptorReader::lexical));
  }

  private static Input.Deletion deletion(String rule, String place) {
    int equals = rule.indexOf('=');
    if (equals < 1) {
      throw wrong(place, "tess:deletedWhen \"" + rule + "\" is not field=value");
    }
    return new Input.Deletion(rule.substring(0, equals), rule.substring(equals + 1));
  }

  private static Input.Condition condition(String rule, String place) {
    int equals = rule.indexOf('=');
    if (equals < 1) {
      throw wrong(place, "tess:onlyWhen \"" + rule + "\" is not field=regular expression");
    }
    return new Input.Condition(
        rule.substring(0, equals), Pattern.compile(rule.substring(equals + 1)));
  }

  private static Input.Format format(String name, String place) {
    try {
      return Input.Format.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw wrong(
          place,
          "tess:format \""
              + name
              + "\" is none of csv, csv-table, json, jsonl, json-graph, xml, turtle, sdmx");
    }
  }

  private static List<String> list(Graph graph, Node input, Node predicate) {
    return object(graph, input, predicate)
        .map(head -> GraphList.members(GNode.create(graph, head)))
        .map(members -> members.stream().map(DescriptorReader::lexical).toList())
        .orElse(List.of());
  }

  /** The store takes no blank nodes; the only ones of a descriptor are the lists of key columns. */
  private static Graph withoutLists(Graph graph) {
    Graph plain = GraphFactory.createDefaultGraph();
    graph
        .find()
        .filterDrop(triple -> triple.getSubject().isBlank() || triple.getObject().isBlank())
        .forEachRemaining(plain::add);
    return plain;
  }

  private static Optional<Node> object(Graph graph, Node subject, Node predicate) {
    return graph.find(subject, predicate, Node.ANY).mapWith(Triple::getObject).toList().stream()
        .findFirst();
  }

  private static Optional<String> text(Graph graph, Node subject, Node predicate) {
    return object(graph, subject, predicate).map(DescriptorReader::lexical);
  }

  private static String lexical(Node node) {
    return node.isLiteral() ? node.getLiteralLexicalForm() : node.getURI();
  }

  private static double number(Graph graph, Node subject, Node predicate, double otherwise) {
    return text(graph, subject, predicate).map(Double::parseDouble).orElse(otherwise);
  }

  private static HarvestException wrong(String place, String reason) {
    return new HarvestException(HarvestException.Category.MAPPING, place + ": " + reason);
  }
}
