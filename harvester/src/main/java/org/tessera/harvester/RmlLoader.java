package org.tessera.harvester;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.jspecify.annotations.Nullable;

/** Compiles a mapping in the RML vocabulary of {@code http://w3id.org/rml/}. */
final class RmlLoader {
  private static final String RML = "http://w3id.org/rml/";
  private static final String OUR_BASE = "https://w3id.org/tessera/";

  private final Model model = ModelFactory.createDefaultModel();
  private final String place;
  private final Functions functions;

  private RmlLoader(String turtle, String place, Functions functions) {
    this.place = place;
    this.functions = functions;
    try {
      RDFParser.create()
          .source(new StringReader(turtle))
          .lang(Lang.TURTLE)
          .base("https://w3id.org/tessera/mapping/" + place)
          .errorHandler(org.apache.jena.riot.system.ErrorHandlerFactory.errorHandlerStrictNoLogging)
          .parse(model.getGraph());
    } catch (RiotException e) {
      throw wrong(place, e.getMessage());
    }
  }

  /**
   * @param turtle the mapping
   * @param place its file, for messages
   * @throws HarvestException naming the triples map and what would be right
   */
  static List<TriplesMap> load(String turtle, String place, String baseIri, Functions functions) {
    return new RmlLoader(rebase(turtle, baseIri), place, functions).triplesMaps();
  }

  /** Records and organisations of a file of ours under another base; terms and schemes stay. */
  static String rebase(String turtle, String baseIri) {
    if (baseIri.equals(OUR_BASE)) {
      return turtle;
    }
    return turtle
        .replace(OUR_BASE + "id/", baseIri + "id/")
        .replace(OUR_BASE + "record/", baseIri + "record/");
  }

  private List<TriplesMap> triplesMaps() {
    List<TriplesMap> maps = new ArrayList<>();
    model
        .listSubjectsWithProperty(property("logicalSource"))
        .toList()
        .forEach(resource -> maps.add(triplesMap(resource)));
    if (maps.isEmpty()) {
      throw wrong(place, "has no triples map: a resource with rml:logicalSource");
    }
    return maps;
  }

  private TriplesMap triplesMap(Resource map) {
    String name =
        map.isAnon()
            ? "a nameless triples map"
            : map.getLocalName().isEmpty()
                ? map.getURI()
                : "#" + map.getURI().substring(map.getURI().indexOf('#') + 1);
    Resource source = map.getPropertyResourceValue(property("logicalSource"));
    String formulation =
        source.hasProperty(property("referenceFormulation"))
            ? source.getPropertyResourceValue(property("referenceFormulation")).getLocalName()
            : "CSV";
    if (!List.of("CSV", "JSONPath", "XPath").contains(formulation)) {
      throw wrong(
          name, "reference formulation rml:" + formulation + " is none of CSV, JSONPath, XPath");
    }
    if (!source.hasProperty(property("source"))) {
      throw wrong(name, "its rml:logicalSource has no rml:source");
    }
    Resource subject = map.getPropertyResourceValue(property("subjectMap"));
    RDFNode shortcut = object(map, "subject");
    TermMap subjectMap;
    List<Node> classes = new ArrayList<>();
    Optional<TermMap> graph = Optional.empty();
    if (subject != null) {
      subjectMap = termMap(subject, TermMap.Kind.IRI, name);
      subject.listProperties(property("class")).forEach(s -> classes.add(s.getObject().asNode()));
      graph = termMaps(subject, "graphMap", "graph", TermMap.Kind.IRI, name).stream().findFirst();
    } else if (shortcut != null) {
      subjectMap = constant(shortcut);
    } else {
      throw wrong(name, "has no rml:subjectMap");
    }
    List<TriplesMap.PredicateObject> pairs = new ArrayList<>();
    map.listProperties(property("predicateObjectMap"))
        .forEach(statement -> {
          Resource pair = statement.getResource();
          pairs.add(
              new TriplesMap.PredicateObject(
                  termMaps(pair, "predicateMap", "predicate", TermMap.Kind.IRI, name),
                  termMaps(pair, "objectMap", "object", TermMap.Kind.LITERAL, name)));
        });
    return new TriplesMap(
        name,
        source.getProperty(property("source")).getObject().toString(),
        formulation.equals("CSV"),
        source.hasProperty(property("iterator"))
            ? source.getProperty(property("iterator")).getString()
            : "$",
        subjectMap,
        List.copyOf(classes),
        graph,
        List.copyOf(pairs));
  }

  private List<TermMap> termMaps(
      Resource owner, String full, String shortcut, TermMap.Kind kind, String name) {
    List<TermMap> maps = new ArrayList<>();
    owner
        .listProperties(property(shortcut))
        .forEach(statement -> maps.add(constant(statement.getObject())));
    owner
        .listProperties(property(full))
        .forEach(statement -> maps.add(termMap(statement.getResource(), kind, name)));
    return List.copyOf(maps);
  }

  private static TermMap constant(RDFNode node) {
    return new TermMap(
        new TermMap.Constant(node.asNode()),
        node.isLiteral() ? TermMap.Kind.LITERAL : TermMap.Kind.IRI,
        Optional.empty(),
        Optional.empty());
  }

  private TermMap termMap(Resource map, TermMap.Kind otherwise, String name) {
    if (map.hasProperty(property("parentTriplesMap"))) {
      throw wrong(
          name, "joins (rml:parentTriplesMap) are not supported: group the tables in source.ttl");
    }
    TermMap.Expression expression = expression(map, name);
    Optional<TermMap.Expression> language = Optional.empty();
    if (map.hasProperty(property("language"))) {
      language =
          Optional.of(
              new TermMap.Constant(map.getProperty(property("language")).getObject().asNode()));
    } else if (map.hasProperty(property("languageMap"))) {
      language =
          Optional.of(expression(map.getPropertyResourceValue(property("languageMap")), name));
    }
    Optional<String> datatype =
        Optional.ofNullable(map.getPropertyResourceValue(property("datatype")))
            .map(Resource::getURI);
    TermMap.Kind kind = otherwise;
    if (expression instanceof TermMap.Template && language.isEmpty() && datatype.isEmpty()) {
      kind = TermMap.Kind.IRI;
    }
    if (expression instanceof TermMap.Constant constant) {
      kind = constant.node().isLiteral() ? TermMap.Kind.LITERAL : TermMap.Kind.IRI;
    }
    Resource type = map.getPropertyResourceValue(property("termType"));
    if (type != null) {
      kind =
          switch (type.getLocalName()) {
            case "IRI", "URI" -> TermMap.Kind.IRI;
            case "Literal" -> TermMap.Kind.LITERAL;
            default ->
                throw wrong(
                    name, "rml:termType rml:" + type.getLocalName() + " is none of IRI, Literal");
          };
    }
    return new TermMap(expression, kind, language, datatype);
  }

  private TermMap.Expression expression(Resource map, String name) {
    RDFNode constant = object(map, "constant");
    if (constant != null) {
      return new TermMap.Constant(constant.asNode());
    }
    RDFNode reference = object(map, "reference");
    if (reference != null) {
      return new TermMap.Reference(reference.asLiteral().getString());
    }
    RDFNode template = object(map, "template");
    if (template != null) {
      return template(template.asLiteral().getString(), name);
    }
    RDFNode execution = object(map, "functionExecution");
    if (execution != null) {
      return call(execution.asResource(), name);
    }
    throw wrong(
        name,
        "a term map has none of rml:constant, rml:reference, rml:template, rml:functionExecution");
  }

  private TermMap.Expression call(Resource execution, String name) {
    RDFNode function = object(execution, "function");
    if (function == null) {
      throw wrong(name, "an rml:functionExecution has no rml:function");
    }
    Map<String, List<TermMap.Expression>> inputs = new LinkedHashMap<>();
    execution
        .listProperties(property("input"))
        .forEach(statement -> {
          Resource input = statement.getResource();
          RDFNode parameter = object(input, "parameter");
          if (parameter == null) {
            throw wrong(name, "an rml:input has no rml:parameter");
          }
          RDFNode value = object(input, "inputValue");
          Resource valueMap = input.getPropertyResourceValue(property("inputValueMap"));
          TermMap.Expression given;
          if (value != null) {
            given = new TermMap.Constant(value.asNode());
          } else if (valueMap != null) {
            given = expression(valueMap, name);
          } else {
            throw wrong(name, "an rml:input has neither rml:inputValue nor rml:inputValueMap");
          }
          inputs
              .computeIfAbsent(parameter.asResource().getURI(), key -> new ArrayList<>())
              .add(given);
        });
    return new TermMap.Call(functions.get(function.asResource().getURI(), inputs, name), inputs);
  }

  private static TermMap.Template template(String text, String name) {
    List<String> parts = new ArrayList<>();
    List<String> references = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        part.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '{') {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw wrong(name, "the template \"" + text + "\" has a { without its }");
        }
        parts.add(part.toString());
        part.setLength(0);
        references.add(text.substring(at + 1, end));
        at = end + 1;
      } else {
        part.append(c);
        at++;
      }
    }
    parts.add(part.toString());
    return new TermMap.Template(List.copyOf(parts), List.copyOf(references));
  }

  private @Nullable RDFNode object(Resource resource, String local) {
    return resource.hasProperty(property(local))
        ? resource.getProperty(property(local)).getObject()
        : null;
  }

  private static Property property(String local) {
    return ResourceFactory.createProperty(RML + local);
  }

  private static HarvestException wrong(String place, @Nullable String reason) {
    return new HarvestException(HarvestException.Category.MAPPING, place + ": " + reason);
  }
}
